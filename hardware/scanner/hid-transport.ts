import { fail, succeed, type Result } from '../../app/result.ts'
import { preciseNowMs, systemAfter, type After } from '../after.ts'
import { watchDeviceNodes } from './arrivals.ts'
import { findElement, parseReportDescriptor, usageOf } from './hid-descriptor.ts'
import { findHid, type FoundHid, type HidIdentity } from './hid-devices.ts'
import { loadHid, type HidHandle, type HidModule, type LoadHid } from './hid-module.ts'
import { messageOf } from './serial-module.ts'
import type {
  Connection,
  OpenFailure,
  Transport,
  TransportListener,
  WriteFailure,
} from './transport.ts'

/** A device that takes no report for this long is not listening. */
const WRITE_TIMEOUT_MS = 1_000
const CLOSE_TIMEOUT_MS = 2_000

/**
 * Honeywell's own page: what a scanner reads goes to the interface that this feature names, and 1 is the
 * one that was opened. Without it some stay silent, or type.
 */
const OUTPUT_REDIRECTION = usageOf(0xff66, 0x03)
const TO_THIS_INTERFACE = 1

/** Makers whose scanners have that feature in report 254, for systems that do not show the descriptor. */
const REDIRECTING_VENDORS: ReadonlySet<string> = new Set(['0c2e', '0536', '23d0'])
const REDIRECTION_REPORT = 0xfe

/** Devices that this process has open: two scanners of one make must not both become the same one. */
export type HidClaims = Set<string>

/** USB HID POS scanners: each chunk is one report, and the connection shows the device's report descriptor. */
export function hidTransport(
  wanted: HidIdentity,
  claims: HidClaims = new Set(),
  load: LoadHid = loadHid,
  after: After = systemAfter,
): Transport {
  const open = async (on: TransportListener): Promise<Result<Connection, OpenFailure>> => {
    const loaded = await load()
    if (!loaded.ok) return fail({ kind: 'module-unavailable', detail: loaded.error })
    const found = await findHid(loaded.value, wanted).catch(() => [])
    const device = found.find(({ path }) => !claims.has(path))
    if (device === undefined) return fail({ kind: 'no-such-port', detail: 'no such HID scanner' })
    const foreseen = await loaded.value.foresee(device.path)
    if (foreseen !== null) return fail(foreseen)
    // Somebody else's opening may have got it during the look.
    if (claims.has(device.path)) return fail({ kind: 'no-such-port', detail: 'taken' })
    claims.add(device.path)
    const release = (): void => void claims.delete(device.path)
    return connect({ module: loaded.value, device, on, release, after })
  }
  return { open, arrivals: watchDeviceNodes() }
}

interface Opening {
  readonly module: HidModule
  readonly device: FoundHid
  readonly on: TransportListener
  readonly release: () => void
  readonly after: After
}

async function connect(opening: Opening): Promise<Result<Connection, OpenFailure>> {
  const { module, device, on, after } = opening
  const descriptor = await module.descriptor(device.path)
  const feed = heldFeed(on, opening.release)
  const opened = await module
    .open(device.path, { report: feed.report, gone: () => feed.gone() })
    .then(succeed, (error: unknown) => fail(messageOf(error)))
  if (!opened.ok) {
    opening.release()
    return fail({ kind: 'open-failed', detail: opened.error })
  }
  const handle = opened.value
  await redirect(handle, descriptor, device.vendorId)
  const close = (): Promise<unknown> => settled(after, CLOSE_TIMEOUT_MS, handle.close())
  if (!feed.start(close)) {
    await close()
    return fail({ kind: 'no-such-port', detail: 'unplugged while it was opened' })
  }
  return succeed({
    descriptor,
    write: (report) =>
      feed.isOpen()
        ? settled(after, WRITE_TIMEOUT_MS, handle.write(report))
        : Promise.resolve(fail({ kind: 'not-open' })),
    close: async () => {
      if (feed.end()) await close()
    },
  })
}

/** Reports that may be held: a scan made while the device is being opened. */
const HELD_MAX = 32

/** Hands on what a device says, in order, from when its opening is over until it is gone or closed. */
function heldFeed(on: TransportListener, release: () => void) {
  let state: 'opening' | 'open' | 'over' = 'opening'
  let held: { readonly report: Uint8Array; readonly atMs: number }[] | null = []
  let onGone = (): unknown => undefined
  const end = (): boolean => {
    const was = state
    state = 'over'
    if (was !== 'over') release()
    return was === 'open'
  }
  const flush = (): void => {
    const waiting = held ?? []
    held = null
    for (const { report, atMs } of waiting) if (state === 'open') on.bytes(report, atMs)
  }
  return {
    end,
    isOpen: () => state === 'open',
    report: (report: Uint8Array): void => {
      if (state === 'over') return
      if (held === null) return on.bytes(report, preciseNowMs())
      if (held.length < HELD_MAX) held.push({ report, atMs: preciseNowMs() })
    },
    gone: (): void => {
      if (!end()) return
      void onGone()
      on.closed()
    },
    /** The opening is over; false when the device went away in the meantime. */
    start: (close: () => unknown): boolean => {
      if (state === 'over') return false
      state = 'open'
      onGone = close
      // Whoever opened it has its answer before it hears anything.
      setImmediate(flush)
      return true
    },
  }
}

/** Asks for the scans. A scanner that refuses may well send them unasked, so its answer decides nothing. */
async function redirect(
  handle: HidHandle,
  descriptor: Uint8Array | null,
  vendorId: string,
): Promise<void> {
  const fields = descriptor === null ? null : parseReportDescriptor(descriptor)
  const named = fields === null ? null : findElement(fields, 'feature', OUTPUT_REDIRECTION)
  const known = descriptor === null && REDIRECTING_VENDORS.has(vendorId)
  const report = named?.reportId ?? (known ? REDIRECTION_REPORT : null)
  if (report === null) return
  await handle.sendFeature(Uint8Array.of(report, TO_THIS_INTERFACE)).catch(() => undefined)
}

function settled(
  after: After,
  limitMs: number,
  work: Promise<void>,
): Promise<Result<null, WriteFailure>> {
  const done = work.then(
    () => succeed(null),
    (error: unknown) => fail({ kind: 'write-failed' as const, detail: messageOf(error) }),
  )
  return new Promise((resolve) => {
    const cancel = after(limitMs, () => resolve(fail({ kind: 'timeout' })))
    void done.then((result) => {
      cancel()
      resolve(result)
    })
  })
}
