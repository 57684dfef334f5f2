import { PAPERS, type Paper as PaperWidth } from '../../../app/receipt/print-line.ts'
import type { Paper, PaperRow } from './paper.ts'

/** White at both sides, which the printer's head does not reach. */
const MARGIN_DOTS = 24
const COLUMN_DOTS = 12
const CHARACTER_DOTS = 24
const LINE_DOTS = 30

/** Clear dots above and below a code. */
const CODE_GAP_DOTS = 8

interface Drawn {
  readonly height: number
  readonly svg: string
}

/** Draws a paper as it comes out of the printer: one unit of the picture is a dot. */
export async function drawPaper(paper: Paper, width: PaperWidth): Promise<string> {
  const { dots } = PAPERS[width]
  const { barsOf, squaresOf } = await import('./code-pictures.ts')
  let top = MARGIN_DOTS
  let body = ''
  for (const row of paper.rows) {
    const { height, svg } = drawRow(row, dots, { barsOf, squaresOf })
    body += `<g transform="translate(${MARGIN_DOTS} ${top})">${svg}</g>`
    top += height
  }
  const [wide, high] = [dots + 2 * MARGIN_DOTS, top + MARGIN_DOTS]
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}">` +
    `<rect width="${wide}" height="${high}" fill="#fff"/><g fill="#111">${body}</g></svg>`
  )
}

/** How codes are drawn: lengths in modules. */
interface Codes {
  readonly barsOf: (symbols: readonly number[]) => readonly number[]
  readonly squaresOf: (text: string) => {
    readonly size: number
    readonly dark: readonly number[]
  }
}

function drawRow(row: PaperRow, dots: number, codes: Codes): Drawn {
  if (row.kind === 'text') return drawText(row, dots)
  const { moduleDots } = row
  if (row.kind === 'code-128') {
    const bars = codes.barsOf(row.symbols)
    const wide = bars.reduce((sum, length) => sum + length, 0) * moduleDots
    let at = startOf(row.align, wide, dots)
    let svg = ''
    for (const [index, length] of bars.entries()) {
      // Bars and spaces take turns, beginning with a bar.
      if (index % 2 === 0) {
        svg += `<path d="M${at} ${CODE_GAP_DOTS}h${length * moduleDots}v${row.heightDots}h-${length * moduleDots}z"/>`
      }
      at += length * moduleDots
    }
    return { height: row.heightDots + 2 * CODE_GAP_DOTS, svg }
  }
  const { size, dark } = codes.squaresOf(row.data)
  const left = startOf(row.align, size * moduleDots, dots)
  const svg = dark
    .map((index) => {
      const x = left + (index % size) * moduleDots
      const y = CODE_GAP_DOTS + Math.floor(index / size) * moduleDots
      return `<path d="M${x} ${y}h${moduleDots}v${moduleDots}h-${moduleDots}z"/>`
    })
    .join('')
  return { height: size * moduleDots + 2 * CODE_GAP_DOTS, svg }
}

function drawText(
  { align, runs }: Extract<PaperRow, { readonly kind: 'text' }>,
  dots: number,
): Drawn {
  const characters = runs.flatMap(({ text, ...look }) =>
    [...text].map((character) => ({
      character,
      ...look,
      wide: (character <= '\u007f' ? 1 : 2) * COLUMN_DOTS * look.widthTimes,
    })),
  )
  const wide = characters.reduce((sum, one) => sum + one.wide, 0)
  const times = Math.max(1, ...runs.map(({ heightTimes }) => heightTimes))
  let at = startOf(align, wide, dots)
  let svg = ''
  for (const { character, bold, widthTimes, heightTimes, wide: room } of characters) {
    // The printer's font is a grid: each character stands in the middle of its own place.
    const stretch = `translate(${at + room / 2} ${(times - 0.15) * CHARACTER_DOTS}) scale(${widthTimes} ${heightTimes})`
    if (character !== ' ') {
      svg += `<text transform="${stretch}"${bold ? ' font-weight="bold"' : ''}>${escaped(character)}</text>`
    }
    at += room
  }
  const font = `font-family="'DejaVu Sans Mono','Liberation Mono',Consolas,Menlo,'Noto Sans Mono CJK SC','WenQuanYi Micro Hei','Microsoft YaHei','PingFang SC',monospace"`
  return {
    height: LINE_DOTS * times,
    svg:
      svg === ''
        ? ''
        : `<g ${font} font-size="${CHARACTER_DOTS * 0.85}" text-anchor="middle">${svg}</g>`,
  }
}

const startOf = (align: PaperRow['align'], wide: number, dots: number): number =>
  align === 'left'
    ? 0
    : Math.max(0, align === 'right' ? dots - wide : Math.floor((dots - wide) / 2))

const ESCAPES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const escaped = (character: string): string => ESCAPES[character] ?? character
