import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail, succeed, type Result } from '../../app/result.ts'
import { foreseeFailure } from './serial-failure.ts'
import { messageOf } from './serial-module.ts'
import type { OpenFailure } from './transport.ts'

/** A HID device as the system lists it; one with several top-level collections is listed several times on some systems. */
export interface ListedHid {
  readonly path?: string | undefined
  readonly vendorId: number
  readonly productId: number
  readonly serialNumber?: string | undefined
  readonly manufacturer?: string | undefined
  readonly product?: string | undefined
  readonly usagePage?: number | undefined
  readonly usage?: number | undefined
}

/** Told what a device sends. `gone` says that it will send no more; it may come more than once. */
export interface HidListener {
  /** One input report; its id first, where the device numbers its reports. */
  readonly report: (report: Uint8Array) => void
  readonly gone: (why: string) => void
}

/** An open HID device. All reject when the device refuses or is gone. */
export interface HidHandle {
  /** Sends an output report, its id first. */
  readonly write: (report: Uint8Array) => Promise<void>
  readonly sendFeature: (report: Uint8Array) => Promise<void>
  readonly close: () => Promise<void>
}

/** The part of the package that is used. */
export interface HidModule {
  readonly list: () => Promise<readonly ListedHid[]>
  readonly open: (path: string, on: HidListener) => Promise<HidHandle>
  /** What is already plain before it is opened; null: try it. */
  readonly foresee: (path: string) => Promise<OpenFailure | null>
  /** The device's report descriptor; null where the system does not hand it out. */
  readonly descriptor: (path: string) => Promise<Uint8Array | null>
}

/** Gets the package, or says why its native part does not load on this machine. */
export type LoadHid = () => Promise<Result<HidModule, string>>

/** Loads `node-hid` when it is first needed: one that does not load costs the scanner and nothing else. */
export const loadHid: LoadHid = () => {
  loading ??= load()
  return loading
}

/** One answer for good: a native part that does not load will not load later. */
let loading: ReturnType<LoadHid> | null = null

const load: LoadHid = () =>
  import('node-hid')
    .then(
      async ({ devicesAsync, HIDAsync }) => {
        // The package loads its native part at the first call.
        await devicesAsync()
        const open: HidModule['open'] = async (path, on) => {
          const device = await HIDAsync.open(path)
          device.on('data', (report: Buffer) => heard(() => on.report(Uint8Array.from(report))))
          // The package's errors are texts, not errors. One that nobody hears would end the process, so all are heard.
          device.on('error', (error: unknown) => heard(() => on.gone(messageOf(error))))
          return {
            write: async (report) => void (await device.write(Buffer.from(report))),
            sendFeature: async (report) =>
              void (await device.sendFeatureReport(Buffer.from(report))),
            close: () => device.close(),
          }
        }
        return succeed<HidModule>({ list: () => devicesAsync(), foresee, open, descriptor })
      },
      (error: unknown) => fail(messageOf(error)),
    )
    .catch((error: unknown) => fail(messageOf(error)))

/** The package takes what a listener throws for an error of the device; a bug must end this process instead. */
function heard(run: () => void): void {
  try {
    run()
  } catch (error) {
    setImmediate(() => {
      throw error
    })
  }
}

/** On Linux and macOS the package says only that a device does not open; the system knows why. macOS has no file for it. */
const foresee = async (path: string): Promise<OpenFailure | null> => {
  const failure = path.startsWith('/dev/') ? await foreseeFailure(path) : null
  return failure?.kind === 'no-permission' ? { ...failure, kind: 'no-hid-permission' } : failure
}

/** Linux shows the descriptor of each `/dev/hidrawN`; neither Windows nor macOS hands it out through this package. */
async function descriptor(path: string): Promise<Uint8Array | null> {
  if (process.platform !== 'linux') return null
  const file = `/sys/class/hidraw/${basename(path)}/device/report_descriptor`
  return readFile(file).then(
    (bytes) => Uint8Array.from(bytes),
    () => null,
  )
}
