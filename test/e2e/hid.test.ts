import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { playHid } from '../support/played-hid.ts'
import { expectAgreement } from './agreement.ts'
import { expect, openShop, test } from './shop.ts'

test('a USB HID POS scanner sells, is unplugged in the middle of a scan, and sells again', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hid-'))
  const hid = await playHid(path.join(folder, 'hid'))
  const { shop, close } = await openShop({
    configuration: { scanner: { kind: 'hid', whenRefused: 'beep' } },
    simulator: [],
    words: [`--emulated-hid=${hid.address}`],
  })
  try {
    // The light of a till without its scanner is red until it is plugged in.
    const opening = shop.open()
    await hid.plug()
    await opening
    const light = shop.page().locator('[data-light="scanner"]')
    // Asked to send its scans to this interface, as Honeywell's have to be.
    expect(hid.written()).toContain('fe01')
    await shop.enter(1280)
    // Goods: nothing is sent, and the payer hears the scanner's error beep.
    await hid.scan('6901234567892')
    await expect(shop.page().locator('[data-notice]')).toBeVisible()
    await expect.poll(() => hid.written()).toContain('0420')
    const { code } = await shop.simulator.control.code('alice')
    await hid.scan(code)
    await shop.sees('paid')
    await shop.press('Enter', 'idle')

    await shop.enter(500)
    const next = await shop.simulator.control.refreshCode('alice')
    // Two reports, the second of which never comes: the code would stand in both.
    await hid.scan(`${' '.repeat(50)}${next.code}`, 1)
    await hid.unplug()
    await expect(light).toHaveAttribute('data-state', 'bad')
    await hid.plug()
    await expect(light).toHaveAttribute('data-state', 'ok')
    expect((await shop.simulator.control.books()).requests).toHaveLength(1)
    await hid.scan(next.code)
    await shop.sees('paid')
    await expectAgreement(shop)
  } finally {
    await close()
    await hid.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
