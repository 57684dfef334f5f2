import { commandedDevice, type Sign } from '../../hardware/scanner/commanded-emulator.ts'
import { heard } from '../hardware/heard.ts'
import { expectAgreement } from './agreement.ts'
import { expect, test } from './shop.ts'

const commands = { maker: 'honeywell', beep: 'refused', handshake: 'ack-nak', trigger: 'till' }
const LIMIT_MS = 15_000

test.describe('a scanner that takes commands', () => {
  test.use({ shopOptions: { configuration: {}, scanner: { commands }, simulator: [] } })

  test('is on only while a code is waited for, answers, and hears the verdict', async ({
    shop,
  }) => {
    const signs = heard<Sign>('signs')
    const scanner = commandedDevice('honeywell', {
      send: (bytes) => void shop.scanner.raw(bytes),
      ackNak: true,
      triggered: true,
      sign: signs.add,
    })
    shop.scanner.hear(scanner.hear)
    const seen = (wanted: Sign) => signs.next((sign) => sign === wanted, LIMIT_MS)

    expect(scanner.scan('6901234567892')).toBe(false)
    await shop.enter(1280)
    await seen('light-on')
    expect(scanner.scan('6901234567892')).toBe(true)
    await seen('error-beep')
    await seen('light-on')
    const { code } = await shop.simulator.control.code('alice')
    expect(scanner.scan(code, { broken: true })).toBe(true)
    await seen('sent-again')
    await shop.sees('paid')
    await seen('light-off')
    expect(signs.all).not.toContain('not-understood')
    const { requests } = await shop.simulator.control.books()
    expect(requests.map(({ operation }) => operation)).toEqual(['submit'])
    await expectAgreement(shop)
  })
})
