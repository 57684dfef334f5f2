import {
  BinaryBitmap,
  Code128Reader,
  DecodeHintType,
  HybridBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} from '@zxing/library'

const numbers = (text: string, pattern: RegExp): readonly number[] =>
  (pattern.exec(text)?.slice(1) ?? []).map(Number)

/** Reads the code on a drawn paper as a scanner does: from its dark and light alone. */
export function scanPicture(svg: string, format: 'CODE_128' | 'QR_CODE'): string {
  const [wide = 0, high = 0] = numbers(svg, /viewBox="0 0 (\d+) (\d+)"/)
  const pixels = new Uint8ClampedArray(wide * high).fill(255)
  for (const row of svg.split('<g transform="').slice(1)) {
    const [left = 0, top = 0] = numbers(row, /^translate\((\d+) (\d+)\)/)
    for (const path of row.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h/g)) {
      const [x = 0, y = 0, width = 0, height = 0] = path.slice(1).map(Number)
      for (let line = top + y; line < top + y + height; line++) {
        pixels.fill(0, line * wide + left + x, line * wide + left + x + width)
      }
    }
  }
  return scanPoints({ points: pixels, width: wide, height: high }, format)
}

/** Gray points, row by row. */
export interface Points {
  readonly points: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** Reads the code among these points. */
export function scanPoints(
  { points, width, height }: Points,
  format: 'CODE_128' | 'QR_CODE',
): string {
  const reader = format === 'CODE_128' ? new Code128Reader() : new QRCodeReader()
  const source = new RGBLuminanceSource(points, width, height)
  const hints = new Map<DecodeHintType, unknown>([[DecodeHintType.TRY_HARDER, true]])
  return reader.decode(new BinaryBitmap(new HybridBinarizer(source)), hints).getText()
}
