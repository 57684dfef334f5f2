import { expect, it } from 'vitest'
import { failureOf, foreseeFailure } from '../../hardware/scanner/serial-failure.ts'

// The words are those of serialport 13's bindings for Linux, macOS and Windows.
it.each([
  ['Error Resource temporarily unavailable Cannot lock port', 'port-busy'],
  ['Error 资源暂时不可用 Cannot lock port', 'port-busy'],
  ['Error: Resource busy, cannot open /dev/tty.usbmodem1', 'port-busy'],
  ['Opening COM3: Access denied', 'port-busy'],
  ['Opening COM3: File not found', 'no-such-port'],
  ['Error: No such file or directory, cannot open /dev/ttyACM0', 'no-such-port'],
  ['Error: No such device or address, cannot open /dev/ttyACM0', 'no-such-port'],
  ['Error: Permission denied, cannot open /dev/ttyACM0', 'no-permission'],
  ['Error baud rate of 12345 is not supported on your platform', 'open-failed'],
])('%s: %s', (detail, kind) => {
  expect(failureOf(detail)).toEqual({ kind, detail })
})

it('sees before opening what the system knows by code', async () => {
  expect(await foreseeFailure('/dev/no-such-scanner')).toMatchObject({ kind: 'no-such-port' })
  expect(await foreseeFailure('/dev/null/scanner')).toMatchObject({ kind: 'no-such-port' })
  expect(await foreseeFailure('/dev/null')).toBeNull()
})
