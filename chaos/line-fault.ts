import type { Random } from './random.ts'

/** What may happen to one TCP connection. */
export const LINE_FAULTS = [
  /** Every piece comes later, in order. */
  'delay',
  'throttle',
  /** Nothing moves for a while; then everything comes. */
  'stall',
  /** Both ends are closed in good order, in the middle of a message. */
  'cut',
  'reset',
  /** One end is closed, the other never hears of it. */
  'half-open',
  /** Everything is swallowed, and both ends stay open. */
  'black-hole',
] as const

export type LineFaultKind = (typeof LINE_FAULTS)[number]

/** A fault and when it strikes. */
export interface LineFault {
  readonly kind: LineFaultKind
  /** How much passes before, both directions together. */
  readonly afterBytes: number
  readonly delayMs: number
  readonly bytesPerSecond: number
  readonly deafEnd: 'client' | 'server'
}

/** How a link treats new connections. */
export interface LinkMood {
  /** Share of connections that meet a fault. */
  readonly rate: number
  readonly kinds: readonly [LineFaultKind, ...LineFaultKind[]]
  /** Faults strike within so many bytes. */
  readonly bytesMax: number
}

export const ALL_FAULTS: LinkMood['kinds'] = LINE_FAULTS

export const NO_FAULTS: LinkMood = { rate: 0, kinds: ALL_FAULTS, bytesMax: 1 }

/** Long enough to be felt, short against every time-out, so that slow is not always the same as gone. */
const DELAY_MS = [5, 250] as const
/** Around the time-outs of the calls, on both sides of them. */
const STALL_MS = [300, 4_000] as const
const BYTES_PER_SECOND = [2_000, 40_000] as const

/** What the next connection of a link will meet; null is nothing. Always takes as many numbers from the stream. */
export function drawFault(random: Random, mood: LinkMood): LineFault | null {
  const strikes = random.chance(mood.rate)
  const kind = random.pick(mood.kinds)
  const afterBytes = Math.floor(random.fraction() ** 2 * mood.bytesMax)
  const [least, most] = kind === 'stall' ? STALL_MS : DELAY_MS
  const delayMs = random.between(least, most)
  const bytesPerSecond = random.between(...BYTES_PER_SECOND)
  const deafEnd = random.chance(0.5) ? 'client' : 'server'
  return strikes ? { kind, afterBytes, delayMs, bytesPerSecond, deafEnd } : null
}
