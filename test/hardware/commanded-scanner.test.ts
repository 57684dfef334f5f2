import { describe, expect, it } from 'vitest'
import { COMMAND_MAKERS, usualCommands, type ScannerCommands } from '../../app/scanner-commands.ts'
import { commandedDevice } from '../../hardware/scanner/commanded-emulator.ts'
import { openCommanded } from '../../hardware/scanner/commanded-scanner.ts'
import { emulatedTransport } from '../../hardware/scanner/emulated-transport.ts'
import { framedDecoder } from '../../hardware/scanner/framed-decoder.ts'
import { withoutAnswers } from '../../hardware/scanner/without-answers.ts'
import { handClock, settle } from '../support/hand-clock.ts'

const CODE = '134567890123456789'

/** A till that judges each scan, with a scanner that understands its maker's commands. */
async function counter(
  commands: Partial<ScannerCommands> & Pick<ScannerCommands, 'maker'>,
  taken: (text: string) => boolean = () => true,
) {
  const clock = handClock(0)
  const scans: string[] = []
  const device = commandedDevice(commands.maker, {
    send: (bytes) => transport.raw(bytes),
    ackNak: commands.handshake === 'ack-nak',
    triggered: commands.trigger === 'till',
  })
  const transport = emulatedTransport(device.hear)
  const scanner = openCommanded(
    { transport, decoder: framedDecoder('any-line') },
    { ...usualCommands(commands.maker), ...commands },
    {
      scan: ({ text }) => {
        scans.push(text)
        // The verdict comes from another process: later than the scan.
        queueMicrotask(() => scanner.judged(taken(text)))
      },
      light: () => undefined,
      trouble: () => undefined,
    },
    clock.after,
  )
  await settle()
  /** Scans, and lets the till judge it. False: the scanner did not scan. */
  const read = async (text: string): Promise<boolean> => {
    const could = device.scan(text)
    await settle()
    return could
  }
  return { clock, scans, device, transport, scanner, read, written: () => [...transport.written()] }
}

describe('a scanner that is told the verdict', () => {
  it.each([
    ['honeywell', 'refused', [], [0x16, 0x07, 0x0d]],
    ['zebra', 'refused', [], [0x07]],
    ['datalogic', 'refused', [], [0x46, 0x45]],
    ['datalogic', 'every', [0x01], [0x46, 0x45]],
    ['honeywell-cordless', 'every', [0x1b, 0x37, 0x2c], [0x1b, 0x38, 0x2c, 0x1b, 0x38, 0x2c]],
  ] as const)('%s, %s, hears what its manual says', async (maker, beep, taken, refused) => {
    const good = await counter({ maker, beep })
    await good.read(CODE)
    expect(good.written()).toEqual(taken)
    const bad = await counter({ maker, beep }, () => false)
    await bad.read(CODE)
    expect(bad.written()).toEqual(refused)
    expect([...good.device.signs(), ...bad.device.signs()]).not.toContain('not-understood')
    expect(bad.device.signs()).toContain('error-beep')
  })

  it.each(COMMAND_MAKERS)('hears nothing of %s that nobody chose', async (maker) => {
    const t = await counter({ ...usualCommands(maker), beep: 'never' }, () => false)
    t.scanner.await(true)
    await t.read(CODE)
    await t.clock.advance(60_000)
    await t.scanner.close()
    expect(t.written()).toEqual([])
    expect(t.scans).toEqual([CODE])
  })
})

describe('a scanner that waits for ACK', () => {
  const commands = { maker: 'honeywell', handshake: 'ack-nak', beep: 'refused' } as const

  it('gets it after each scan, and goes on', async () => {
    const t = await counter(commands, (text) => text !== 'goods')
    expect(await t.read(CODE)).toBe(true)
    expect(await t.read('goods')).toBe(true)
    expect(await t.read(CODE.slice(1))).toBe(true)
    expect(t.scans).toEqual([CODE, 'goods', CODE.slice(1)])
    expect(t.device.signs()).toEqual(['error-beep'])
    expect(t.written()).toEqual([0x06, 0x06, 0x16, 0x07, 0x0d, 0x06])
  })

  it('sends a scan again that lost its end, which is then read once', async () => {
    const t = await counter(commands)
    t.device.scan(CODE, { broken: true })
    expect(t.scans).toEqual([])
    await t.clock.advance(1_000)
    expect(t.device.signs()).toEqual(['sent-again'])
    expect(t.scans).toEqual([CODE])
    expect(t.written()).toEqual([0x15, 0x06])
    expect(await t.read(CODE.slice(1))).toBe(true)
  })

  it('is not asked for ever when its framing is set up wrong', async () => {
    const clock = handClock(0)
    const device = commandedDevice('zebra', {
      send: (bytes) => transport.raw(bytes),
      ackNak: true,
    })
    const transport = emulatedTransport(device.hear)
    openCommanded(
      { transport, decoder: framedDecoder('lf') },
      { ...usualCommands('zebra'), handshake: 'ack-nak' },
      { scan: () => undefined, light: () => undefined, trouble: () => undefined },
      clock.after,
    )
    await settle()
    device.scan(CODE)
    await clock.advance(60_000)
    expect([...transport.written()]).toEqual([0x15, 0x15, 0x06])
    // It waits for nothing any more.
    expect(device.scan(CODE)).toBe(true)
  })
})

describe('a scanner whose light the till puts on', () => {
  it.each(['honeywell', 'datalogic', 'newland'] as const)('reads only then: %s', async (maker) => {
    const t = await counter({ maker, trigger: 'till' }, (text) => text === CODE)
    expect(await t.read(CODE)).toBe(false)
    t.scanner.await(true)
    expect(await t.read('goods')).toBe(true)
    // Refused: the code is still waited for.
    expect(await t.read(CODE)).toBe(true)
    t.scanner.await(false)
    expect(await t.read(CODE)).toBe(false)
    expect(t.scans).toEqual(['goods', CODE])
    expect(t.device.signs()).not.toContain('not-understood')
  })

  it('gets it again before it goes out by itself, when it is plugged in, and no more when closed', async () => {
    const t = await counter({ maker: 'honeywell', trigger: 'till' })
    const ons = () => t.device.signs().filter((sign) => sign === 'light-on').length
    t.scanner.await(true)
    expect(ons()).toBe(1)
    await t.clock.advance(65_000)
    expect(ons()).toBe(4)
    t.transport.unplug()
    await t.clock.advance(1_000)
    t.transport.replug()
    await t.clock.advance(1_000)
    expect(ons()).toBe(5)
    await t.scanner.close()
    expect(t.device.signs().at(-1)).toBe('light-off')
    await t.clock.advance(65_000)
    expect(ons()).toBe(5)
  })
})

it('never takes what a scanner answers for a part of a scan, however it is cut', () => {
  const answer = '\x02\x010000#SCNTRG1\x06;\x03'
  const line = Buffer.from(`${answer}${CODE}\r${answer}${answer}\x021\r`, 'latin1')
  for (let size = 1; size <= line.length; size++) {
    const decoder = withoutAnswers(framedDecoder('any-line'), { start: [0x02, 0x01], end: 0x03 })
    let state = decoder.start
    const scans: string[] = []
    for (let at = 0; at < line.length; at += size) {
      const decoded = decoder.feed(state, line.subarray(at, at + size))
      state = decoded.state
      scans.push(...decoded.scans)
    }
    expect(scans).toEqual([CODE, '1'])
  }
  const decoder = withoutAnswers(framedDecoder('any-line'), { start: [0x02, 0x01], end: 0x03 })
  const half = decoder.feed(decoder.start, Buffer.from('\x02\x0100', 'latin1')).state
  expect(decoder.pending(half)).toBe(true)
  const after = decoder.silence(half).state
  expect(decoder.feed(after, Buffer.from(`${CODE}\r`)).scans).toEqual([CODE])
})
