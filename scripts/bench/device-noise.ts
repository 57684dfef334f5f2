import { framedDecoder, type Framing } from '../../hardware/scanner/framed-decoder.ts'
import type { Decoded, Decoder } from '../../hardware/scanner/decoder.ts'
import { posReports } from '../../hardware/scanner/hid-emulator.ts'
import { HONEYWELL_POS } from '../../hardware/scanner/hid-makes.ts'
import { hidPosDecoder } from '../../hardware/scanner/hid-pos-decoder.ts'
import { layoutIn } from '../../hardware/scanner/hid-pos-layout.ts'
import { ENTER, tap, type Press } from '../../test/hardware/keys.ts'
import { digits, play, timed } from '../../test/hardware/wedge-play.ts'

/** What became of many disturbed scans. */
export interface NoiseOutcome {
  readonly name: string
  readonly scans: number
  /** Whole scans among them, and how many of those were read. */
  readonly whole: number
  readonly read: number
  /** Codes that nobody scanned. */
  readonly wrong: number
  readonly heapGrowthBytes: number
}

/** Random numbers that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Random = () => number

const below = (random: Random, end: number): number => Math.floor(random() * end)

const codeOf = (random: Random): string =>
  `1${below(random, 6)}${Array.from({ length: 16 }, () => below(random, 10)).join('')}`

const CODE = /^1[0-5]\d{16}$/

/**
 * A disturbance of what a scanner sends. One of each scan, as wires and plugs make them: a piece missing, a piece too many, an end
 * missing, or noise alone. A digit turned into another one cannot be seen on a line without a checksum.
 */
function disturb(bytes: Uint8Array, random: Random): Uint8Array {
  const at = below(random, bytes.length)
  switch (below(random, 4)) {
    case 0:
      return bytes.slice(0, at)
    case 1:
      return Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at + 1)])
    case 2:
      return Uint8Array.from([...bytes.slice(0, at), below(random, 256), ...bytes.slice(at)])
    default:
      return Uint8Array.from({ length: below(random, 60) }, () => below(random, 256))
  }
}

/** Memory in use after a collection; the bench runs with `--expose-gc`. */
function heapBytes(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

/** Counts what one round read against what it was given. */
function counter(name: string, scans: number) {
  const startBytes = heapBytes()
  let [whole, read, wrong] = [0, 0, 0]
  return {
    count: (given: string, isWhole: boolean, got: readonly string[]): void => {
      if (isWhole) whole++
      if (isWhole && got.includes(given)) read++
      wrong += got.filter((text) => CODE.test(text) && text !== given).length
    },
    outcome: (): NoiseOutcome => {
      const heapGrowthBytes = heapBytes() - startBytes
      return { name, scans, whole, read, wrong, heapGrowthBytes }
    },
  }
}

/** Feeds pieces and the silence that follows a scan. */
function feeder<State>(decoder: Decoder<State>) {
  let { start: state } = decoder
  const take = (step: Decoded<State>): readonly string[] => {
    state = step.state
    return step.scans
  }
  return (pieces: readonly Uint8Array[]): readonly string[] => [
    ...pieces.flatMap((piece) => take(decoder.feed(state, piece))),
    ...take(decoder.silence(state)),
  ]
}

const END: { readonly [F in Framing]: string } = {
  cr: '\r',
  lf: '\n',
  crlf: '\r\n',
  'any-line': '\r\n',
  'stx-etx': '\x03',
  idle: '',
}

/** One in five is a whole scan; the others are disturbed. */
const isWhole = (random: Random): boolean => below(random, 5) === 0

export function serialNoise(framing: Framing, scans: number, seed: number): NoiseOutcome {
  const random = seeded(seed)
  const { count, outcome } = counter(`serial, ${framing}`, scans)
  const feed = feeder(framedDecoder(framing))
  for (let scan = 0; scan < scans; scan++) {
    const code = codeOf(random)
    const whole = isWhole(random)
    const line = Buffer.from(`${framing === 'stx-etx' ? '\x02' : ''}${code}${END[framing]}`)
    const sent = whole ? line : disturb(line, random)
    const cut = below(random, sent.length + 1)
    count(code, whole, feed([sent.subarray(0, cut), sent.subarray(cut)]))
  }
  return outcome()
}

/** `described` as on Linux, or by content as on Windows and macOS. */
export function hidNoise(described: boolean, scans: number, seed: number): NoiseOutcome {
  const random = seeded(seed)
  const layout = layoutIn(HONEYWELL_POS.descriptor)
  if (layout === null) throw new Error('the make has no layout')
  const { count, outcome } = counter(`HID, ${described ? 'by descriptor' : 'by content'}`, scans)
  const feed = feeder(hidPosDecoder(described ? layout : null))
  for (let scan = 0; scan < scans; scan++) {
    const code = codeOf(random)
    const whole = isWhole(random)
    const reports = posReports(layout, code, ']C0')
    count(code, whole, feed(whole ? reports : reports.map((report) => disturb(report, random))))
  }
  return outcome()
}

/** A key too many, a key lost, half a scan, or fingers. */
function disturbKeys(keys: readonly Press[], random: Random): readonly Press[] {
  const at = 2 * below(random, keys.length / 2)
  const other = below(random, 10)
  const finger = tap(`Digit${other}`, String(other))
  switch (below(random, 4)) {
    case 0:
      return keys.slice(0, at)
    case 1:
      return [...keys.slice(0, at), ...keys.slice(at + 2)]
    case 2:
      return [...keys.slice(0, at), ...finger, ...keys.slice(at)]
    default:
      return Array.from({ length: below(random, 12) }, () => tap('KeyX', 'x')).flat()
  }
}

const BETWEEN_SCANS_MS = 1_000

export function wedgeNoise(scans: number, seed: number): NoiseOutcome {
  const random = seeded(seed)
  const { count, outcome } = counter('keyboard', scans)
  let atMs = 0
  for (let scan = 0; scan < scans; scan++) {
    const code = codeOf(random)
    const whole = isWhole(random)
    const keys = [...digits(code, 'plain'), ...ENTER]
    const gapsMs = [1 + below(random, 30), 1 + below(random, 30), 1 + below(random, 30)]
    const events = timed(whole ? keys : disturbKeys(keys, random), gapsMs, atMs)
    atMs = (events.at(-1)?.atMs ?? atMs) + BETWEEN_SCANS_MS
    count(code, whole, play(events).scans)
  }
  return outcome()
}
