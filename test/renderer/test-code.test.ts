import { expect, it } from 'vitest'
import { TEST_TEXT } from '../../app/scanner-check/test-text.ts'
import { classifyScan } from '../../app/payment/payment-code.ts'
import { drawBars, drawSquares, type Drawing } from '../../renderer/setup/check/test-code.ts'
import { scanPicture } from '../hardware/printer/scan-picture.ts'

/** As large as on the screen, in the form that the scanner of the tests reads. */
function picture({ width, height, dark }: Drawing, scale: number): string {
  const large = dark.replaceAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\d+z/g, (_, ...sizes: string[]) => {
    const [x = 0, y = 0, w = 0, h = 0] = sizes.slice(0, 4).map((size) => Number(size) * scale)
    return `M${x} ${y}h${w}v${h}h-${w}z`
  })
  const size = `${width * scale} ${height * scale}`
  return `<svg viewBox="0 0 ${size}"><g transform="translate(0 0)"><path d="${large}"/></g></svg>`
}

it('reads as the test text, as a bar code and as a QR code', () => {
  expect(scanPicture(picture(drawBars(), 3), 'CODE_128')).toBe(TEST_TEXT)
  expect(scanPicture(picture(drawSquares(), 8), 'QR_CODE')).toBe(TEST_TEXT)
})

it('is never a payment code, nor goods, nor a code to collect money', () => {
  expect(classifyScan(TEST_TEXT, ['10', '11', '12', '13', '14', '15'])).toEqual({
    kind: 'unreadable-code',
  })
})
