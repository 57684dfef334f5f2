import bwip from 'bwip-js/node'

/** Widths of bars and spaces in turn, with check and stop symbols. */
export function barsOf(symbols: readonly number[]): readonly number[] {
  const text = symbols.map((symbol) => `^${String(symbol).padStart(3, '0')}`).join('')
  const [code] = bwip.raw('code128', text, 'raw')
  if (code === undefined || !('sbs' in code)) throw new Error('a Code 128 without bars')
  return [...code.sbs]
}

/** The dark squares of a QR code, counted row by row. */
export function squaresOf(text: string): {
  readonly size: number
  readonly dark: readonly number[]
} {
  const [code] = bwip.raw('qrcode', text, 'eclevel=M')
  if (code === undefined || !('pixs' in code)) throw new Error('a QR code without squares')
  return { size: code.pixx, dark: [...code.pixs].flatMap((pixel, at) => (pixel === 1 ? [at] : [])) }
}
