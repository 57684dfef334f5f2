import { expect, it } from 'vitest'
import { drawLink } from '../../main/draw-link.ts'
import { scanPicture } from '../hardware/printer/scan-picture.ts'

it.each(['https://shop.example.com/', `https://shop.example.com/members?from=${'x'.repeat(200)}`])(
  'a phone reads the address from the picture: %s',
  (address) => {
    const { svg, caption } = drawLink({ address, caption: 'Members' })
    expect(scanPicture(svg, 'QR_CODE')).toBe(address)
    expect(caption).toBe('Members')
  },
)
