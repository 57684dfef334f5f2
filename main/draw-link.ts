import type { DisplayConfiguration } from '../app/contract/display-configuration.ts'
import type { DisplayView } from '../app/contract/display.ts'
import { squaresOf } from '../hardware/printer/emulator/code-pictures.ts'

type Link = NonNullable<Exclude<DisplayConfiguration, { readonly kind: 'none' }>['link']>

/** White around the squares, which readers need (ISO/IEC 18004). */
const QUIET = 4

/** Side of a square in units of the picture. */
const SQUARE = 4

/** A link as the customer's display shows it. */
export function drawLink({ address, caption }: Link): NonNullable<DisplayView['link']> {
  const { size, dark } = squaresOf(address)
  const side = (size + 2 * QUIET) * SQUARE
  const squares = dark.map((at) => {
    const [x, y] = [(at % size) * SQUARE, Math.floor(at / size) * SQUARE]
    return `M${x} ${y}h${SQUARE}v${SQUARE}h-${SQUARE}z`
  })
  const inset = QUIET * SQUARE
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<rect width="${side}" height="${side}" fill="#fff"/>` +
    `<g transform="translate(${inset} ${inset})"><path d="${squares.join('')}"/></g></svg>`
  return { svg, caption }
}
