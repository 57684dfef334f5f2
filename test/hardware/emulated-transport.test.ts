import { expect, it } from 'vitest'
import type { ScannerLight } from '../../app/scanner-light.ts'
import { emulatedTransport } from '../../hardware/scanner/emulated-transport.ts'
import { framedDecoder } from '../../hardware/scanner/framed-decoder.ts'
import { openScanner } from '../../hardware/scanner/open-scanner.ts'
import { handClock, settle } from '../support/hand-clock.ts'

const CODE = '134567890123456789'
const OTHER = '101112131415161718'

async function till() {
  const device = emulatedTransport()
  const clock = handClock()
  const lights: ScannerLight['detail'][] = []
  const scans: string[] = []
  const troubles: string[] = []
  const scanner = openScanner(
    { transport: device, decoder: framedDecoder('any-line', 80) },
    {
      light: ({ detail }) => lights.push(detail),
      scan: ({ text }) => scans.push(text),
      trouble: (text) => troubles.push(text),
    },
    clock.after,
  )
  await settle()
  return { device, clock, lights, scans, troubles, scanner }
}

it('scans in ragged pieces, also without waiting between scans', async () => {
  const { device, scans } = await till()
  for (let round = 0; round < 50; round++) await device.scan(`13${String(round).padStart(16, '0')}`)
  expect(scans).toEqual(Array.from({ length: 50 }, (_, at) => `13${String(at).padStart(16, '0')}`))
})

it('loses the scan during which it was unplugged, and nothing else', async () => {
  const { device, clock, scans, lights, troubles } = await till()
  const interrupted = device.scan(CODE)
  await settle()
  device.unplug()
  await interrupted
  expect(lights.at(-1)).toBe('no-such-port')
  await clock.advance(10_000)
  device.replug()
  await clock.advance(500)
  await device.scan(OTHER)
  expect(scans).toEqual([OTHER])
  expect(lights).toEqual(['opening', 'ready', 'no-such-port', 'ready'])
  expect(troubles).toEqual([])
})

it('gives up half a scan after a silence', async () => {
  const { device, clock, scans } = await till()
  device.raw(Buffer.from('1345'))
  await clock.advance(500)
  await device.scan(CODE)
  expect(scans).toEqual([CODE])
})

it('does not give up half a scan while bytes come', async () => {
  const { device, clock, scans } = await till()
  for (const character of `${CODE}\r`) {
    device.raw(Buffer.from(character))
    await clock.advance(400)
  }
  expect(scans).toEqual([CODE])
})

it('is busy for a second host and free after the first', async () => {
  const { device, clock, scanner } = await till()
  const nobody = { bytes: () => undefined, closed: () => undefined }
  expect(await device.open(nobody)).toMatchObject({ error: { kind: 'port-busy' } })
  await scanner.close()
  expect(await device.open(nobody)).toMatchObject({ ok: true })
  await clock.advance(60_000)
})

it('takes what the host writes', async () => {
  const { device, scanner } = await till()
  expect(await scanner.write(Uint8Array.of(0x16, 0x54, 0x0d))).toMatchObject({ ok: true })
  expect([...device.written()]).toEqual([0x16, 0x54, 0x0d])
  await scanner.close()
  expect(await scanner.write(Uint8Array.of(1))).toMatchObject({ error: { kind: 'not-open' } })
})
