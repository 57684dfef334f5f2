import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  printerSchema,
  type PrinterConfiguration,
} from '../../app/contract/printer-configuration.ts'
import {
  scannerSchema,
  type ScannerConfiguration,
} from '../../app/contract/scanner-configuration.ts'
import {
  COMMAND_MAKERS,
  COMMANDED_BEEPS,
  offeredBy,
  usualCommands,
  type CommandMaker,
  type ScannerCommands,
} from '../../app/scanner-commands.ts'
import type { DeviceScanner } from '../../hardware/device-protocol.ts'
import type { DevicePrinter } from '../../hardware/printer/printer-protocol.ts'
import { isPrinterConfiguration } from '../../hardware/printer/printer-shape.ts'
import { isScannerConfiguration } from '../../hardware/scanner/scanner-shape.ts'

/** Every value that a field may be changed to; most are wrong, and the two readers have to agree about which. */
const VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  '',
  'x',
  'none',
  '0c2e',
  '0C2G',
  'x'.repeat(5),
  'x'.repeat(126),
  'x'.repeat(127),
  'x'.repeat(201),
  'x'.repeat(254),
  -1,
  0,
  1,
  20,
  299,
  300,
  1000,
  1001,
  9600.5,
  65_535,
  65_536,
  921_600,
  921_601,
  {},
  [],
]

/** A setting with each field changed, left out, or one more. */
function* variants(base: object): Generator<object> {
  yield base
  for (const name of [...Object.keys(base), 'whenRefused', 'usb', 'commands', 'more']) {
    for (const value of VALUES) yield { ...base, [name]: value }
    yield Object.fromEntries(Object.entries(base).filter(([other]) => other !== name))
  }
}

/** zod fills in what is missing: main sends what it made of a configuration, so that is what must be let through. */
const asSent = (schema: typeof scannerSchema | typeof printerSchema, value: object) => {
  const parsed = schema.safeParse(value)
  return parsed.success && isDeepStrictEqual(parsed.data, value)
}

/** Each way to use this maker's commands that it documents. */
function everyUse(maker: CommandMaker): readonly ScannerCommands[] {
  const { beep, handshake, trigger } = offeredBy(maker)
  return beep.flatMap((a) =>
    handshake.flatMap((b) => trigger.map((c) => ({ maker, beep: a, handshake: b, trigger: c }))),
  )
}

const usb = { vendorId: '0c2e', productId: '0B61', serialNumber: 'S1' }
const serial = { kind: 'serial', path: '/dev/ttyACM0', format: '8N1', baudRate: 9600 }
const scanners: readonly object[] = [
  { kind: 'none' },
  { kind: 'keyboard', prefix: '', suffix: 'enter' },
  { kind: 'hid', vendorId: '', productId: '', serialNumber: '' },
  ...scannerSchema.options[0].shape.whenRefused
    .unwrap()
    .options.map((whenRefused) => ({ kind: 'hid', ...usb, whenRefused })),
  ...scannerSchema.options[1].shape.framing
    .unwrap()
    .options.map((framing) => ({ ...serial, framing, idleMs: 80 })),
  ...scannerSchema.options[1].shape.format
    .unwrap()
    .options.map((format) => ({ ...serial, format, framing: 'cr', idleMs: 80, path: '', usb })),
  ...COMMAND_MAKERS.slice(0, 2)
    .map(usualCommands)
    .map((commands) => ({
      ...serial,
      framing: 'cr',
      idleMs: 80,
      commands,
    })),
]
const device = { paper: '80mm', encoding: 'gb18030', status: 'asked', cut: 'partial' }
const printers: readonly object[] = [
  { kind: 'none' },
  { kind: 'tcp', host: 'printer', port: 9100, ...device, drawer: 'pin-2' },
  { kind: 'serial', path: 'COM4', baudRate: 19_200, ...device, drawer: 'pin-5' },
  { kind: 'usb', path: '/dev/usb/lp0', ...device, cut: 'full', drawer: 'never' },
  { kind: 'system', name: '', paper: '58mm' },
]

describe('the device service', () => {
  it.each(scanners)('takes the scanners that a configuration may name: %o', (base) => {
    expect(isScannerConfiguration(base)).toBe(true)
    for (const one of variants(base)) {
      expect({ one, ok: isScannerConfiguration(one) }).toEqual({
        one,
        ok: asSent(scannerSchema, one),
      })
    }
  })

  it('tells a scanner only what its maker documents', () => {
    for (const maker of COMMAND_MAKERS) {
      for (const beep of COMMANDED_BEEPS) {
        for (const handshake of ['none', 'ack-nak'] as const) {
          for (const trigger of ['scanner', 'till'] as const) {
            const commands = { maker, beep, handshake, trigger }
            const one = { ...serial, framing: 'cr', idleMs: 80, commands }
            const ok = everyUse(maker).some((use) => isDeepStrictEqual(use, commands))
            expect({ commands, ok: isScannerConfiguration(one) }).toEqual({ commands, ok })
            expect({ commands, ok: asSent(scannerSchema, one) }).toEqual({ commands, ok })
          }
        }
      }
    }
  })

  it.each(printers)('takes the printers that a configuration may name: %o', (base) => {
    expect(isPrinterConfiguration(base)).toBe(true)
    for (const one of variants(base)) {
      expect({ one, ok: isPrinterConfiguration(one) }).toEqual({
        one,
        ok: asSent(printerSchema, one),
      })
    }
  })

  it('is told of devices in the words of the configuration', () => {
    expectTypeOf<Exclude<DeviceScanner, { kind: 'emulated' }>>().toExtend<ScannerConfiguration>()
    expectTypeOf<ScannerConfiguration>().toExtend<DeviceScanner>()
    expectTypeOf<Exclude<DevicePrinter, { kind: 'emulated' }>>().toExtend<PrinterConfiguration>()
    expectTypeOf<PrinterConfiguration>().toExtend<DevicePrinter>()
  })

  it('starts without the library that reads configurations', () => {
    const seen = new Set<string>()
    const packages = new Set<string>()
    const follow = (file: string): void => {
      if (seen.has(file)) return
      seen.add(file)
      const source = readFileSync(file, 'utf8')
      // Types vanish; everything else that is named is loaded, now or when it is needed.
      for (const [, from = ''] of source.matchAll(
        /^(?:import (?!type )|\} from |import\()[^']*'([^']+)'/gm,
      )) {
        if (from.startsWith('.')) follow(path.resolve(path.dirname(file), from))
        else packages.add(from)
      }
    }
    follow(path.resolve('main/device-service.ts'))
    expect(seen.size).toBeGreaterThan(20)
    expect([...packages]).not.toContain('zod')
  })
})
