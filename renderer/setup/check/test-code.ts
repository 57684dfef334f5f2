/**
 * The test code as pictures: what an encoder makes of `TEST_TEXT`, which never changes, so that no encoder is carried for it. A test
 * draws them anew and reads them as a scanner does.
 */

/** Widths of bars and spaces in turn: Code 128. */
export const TEST_BARS =
  '2112142133111421122211142211141221322113312121413121311221321131411213222123211141312141211222132331112'

/** Rows of the QR code; 1 is dark. */
export const TEST_SQUARES = [
  '111111100010101111111',
  '100000100001001000001',
  '101110101000101011101',
  '101110101111101011101',
  '101110101110101011101',
  '100000101100101000001',
  '111111101010101111111',
  '000000001000000000000',
  '101111100010001111100',
  '000100000001010010001',
  '001101110101111101110',
  '111001000001100001100',
  '100000101100101110010',
  '000000001011011011010',
  '111111100110110000110',
  '100000101111000001101',
  '101110101010111100011',
  '101110101111000001000',
  '101110101010100000100',
  '100000100000100000100',
  '111111101011111010010',
] as const

/** Where nothing is dark around a code, in its own modules. */
const QUIET = { bars: 10, squares: 4 } as const

const BAR_HEIGHT = 40

/** A drawing: its size in modules, and the outline of all that is dark. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly dark: string
}

/** The bar code. */
export function drawBars(): Drawing {
  let x: number = QUIET.bars
  let dark = ''
  for (const [at, digit] of Array.from(TEST_BARS, Number).entries()) {
    if (at % 2 === 0) dark += `M${x} 2h${digit}v${BAR_HEIGHT}h-${digit}z`
    x += digit
  }
  return { width: x + QUIET.bars, height: BAR_HEIGHT + 4, dark }
}

/** The QR code. */
export function drawSquares(): Drawing {
  const side = TEST_SQUARES.length + 2 * QUIET.squares
  const dark = TEST_SQUARES.flatMap((row, y) =>
    Array.from(row, (square, x) =>
      square === '1' ? `M${x + QUIET.squares} ${y + QUIET.squares}h1v1h-1z` : '',
    ),
  )
  return { width: side, height: side, dark: dark.join('') }
}
