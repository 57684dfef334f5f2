/** Draws codes as SVG. The drawing package is loaded when the first code is shown. */
import type { Reply } from './route.ts'

export async function drawCode(kind: 'barcode' | 'qr', digits: string): Promise<Reply> {
  const { toSVG } = await import('bwip-js/node')
  const text =
    kind === 'qr'
      ? toSVG({ bcid: 'qrcode', text: digits })
      : // Bars may be stretched, which makes them easier to scan; squares may not.
        toSVG({ bcid: 'code128', text: digits, height: 16 }).replace(
          '<svg ',
          '<svg preserveAspectRatio="none" ',
        )
  return { kind: 'text', contentType: 'image/svg+xml', text }
}
