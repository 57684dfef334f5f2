import fc from 'fast-check'
import type { WedgeOptions } from '../../hardware/scanner/wedge-burst.ts'
import { wedgeDecoder, type WedgeStep } from '../../hardware/scanner/wedge-decoder.ts'
import type { WedgeKey } from '../../hardware/scanner/wedge-keys.ts'
import { digit, ENTER, TYPINGS, type Press, type Typing } from './keys.ts'

export const ENTER_SCANNER: WedgeOptions = { prefix: '', suffix: 'enter' }

export const anyCode = fc.stringMatching(/^1[0-5]\d{16}$/)
export const anyTyping = fc.constantFrom(...TYPINGS)
/** Pauses of scanners: fast ones, and slow USB. */
export const scannerGaps = fc.array(fc.integer({ min: 0, max: 30 }), {
  minLength: 1,
  maxLength: 40,
})

export const digits = (code: string, typing: Typing): readonly Press[] =>
  [...code].flatMap((c) => digit(c, typing))

export const scanned = (code: string, typing: Typing = 'plain', end = ENTER): readonly Press[] => [
  ...digits(code, typing),
  ...end,
]

/** Puts pauses between events: `gapsMs` in turn, and next to none between a press and its release. */
export function timed(
  events: readonly Press[],
  gapsMs: readonly number[],
  startMs = 0,
): readonly WedgeKey[] {
  let atMs = startMs
  return events.map((event, at) => {
    const gapMs = gapsMs[at % gapsMs.length] ?? 0
    if (at > 0) atMs += event.type === 'keyUp' ? Math.min(gapMs, 1) : gapMs
    return { ...event, atMs }
  })
}

export interface Played {
  readonly scans: readonly string[]
  /** Presses that the page got. */
  readonly passed: readonly string[]
  readonly passedReleases: readonly string[]
  readonly takeBacks: readonly number[]
  /** Characters, or keys, in the decoder's memory at most. */
  readonly longest: number
}

/** Plays keys, with silence where it is due, as the window's binding does. */
export function play(
  keys: readonly WedgeKey[],
  options: WedgeOptions = ENTER_SCANNER,
  expectation = { codeExpected: false },
): Played {
  const decoder = wedgeDecoder(options)
  let state = decoder.start
  let silenceAtMs: number | null = null
  let longest = 0
  const scans: string[] = []
  const passed: string[] = []
  const passedReleases: string[] = []
  const takeBacks: number[] = []
  const take = (step: WedgeStep): void => {
    state = step.state
    silenceAtMs = step.silenceAtMs
    longest = Math.max(longest, state.burst?.text.length ?? 0, state.swallowed.length)
    scans.push(...step.scans)
    if (step.takeBack !== null) takeBacks.push(step.takeBack)
  }
  for (const key of keys) {
    if (silenceAtMs !== null && silenceAtMs <= key.atMs) {
      take(decoder.silence(state, silenceAtMs, expectation))
    }
    const step = decoder.feed(state, key, expectation)
    take(step)
    if (!step.swallow) (key.type === 'keyDown' ? passed : passedReleases).push(key.code)
  }
  if (silenceAtMs !== null) take(decoder.silence(state, silenceAtMs, expectation))
  return { scans, passed, passedReleases, takeBacks, longest }
}
