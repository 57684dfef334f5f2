import {
  append,
  emptyBurst,
  gapMaxMs,
  isScan,
  lift,
  looksScanned,
  scanOf,
  strike,
  touch,
  UNREADABLE,
  type Burst,
  type WedgeOptions,
  type WedgeRules,
  type WedgeSystem,
} from './wedge-burst.ts'
import { isAltRelease, strokeOf, type WedgeKey } from './wedge-keys.ts'

/** What the decoder remembers between keys. */
export interface WedgeState {
  readonly burst: Burst | null
  /** Keys whose press was swallowed, so that their release is too. */
  readonly swallowed: readonly string[]
  /** Digits of a character that is being given as Alt and a number. */
  readonly altDigits: string
  /** Until then an Enter or Tab belongs to the scan before it. */
  readonly endsSwallowedUntilMs: number
  /** A burst that begins before then may be out of order. */
  readonly doubtUntilMs: number
}

/** What came of one key, or of silence. */
export interface WedgeStep {
  readonly state: WedgeState
  /** The key must not reach the page (`preventDefault`). */
  readonly swallow: boolean
  /** Finished scans; cleaned, never empty. */
  readonly scans: readonly string[]
  /** Just now it became clear that a scanner is typing. So many characters had passed to the page and are to be taken back. Null: nothing became clear. */
  readonly takeBack: number | null
  /** When `silence` is to be called unless another key comes first; null: not at all. */
  readonly silenceAtMs: number | null
}

/** What the till expects when a key comes. */
export type Expectation = Pick<WedgeRules, 'codeExpected'>

/** A keyboard scanner's decoder. Pure: the same state and key, the same step. */
export interface WedgeDecoder {
  readonly start: WedgeState
  readonly feed: (state: WedgeState, key: WedgeKey, expectation: Expectation) => WedgeStep
  readonly silence: (state: WedgeState, atMs: number, expectation: Expectation) => WedgeStep
  /** Keys may be mixed now: what is typed around this time is no code, where input methods mix them. */
  readonly doubt: (state: WedgeState, atMs: number) => WedgeState
}

/** The decoder for a scanner that is set up like this. */
export const wedgeDecoder = (
  options: WedgeOptions,
  system: WedgeSystem = { inputMethodsMix: false },
): WedgeDecoder => ({
  start: {
    burst: null,
    swallowed: [],
    altDigits: '',
    endsSwallowedUntilMs: -Infinity,
    doubtUntilMs: -Infinity,
  },
  feed: (state, key, { codeExpected }) => feed(state, key, { ...options, ...system, codeExpected }),
  silence: (state, atMs, { codeExpected }) => {
    const rules = { ...options, ...system, codeExpected }
    return finish(expire(state, atMs, rules), rules)
  },
  doubt: (state, atMs) => (system.inputMethodsMix ? doubt(state, atMs) : state),
})

/** After a scan its Enter may come late, or twice (CR and LF). Nobody presses it so soon by hand. */
const LATE_END_MS = 300

/** Keys that an input method has are back by then. Measured with fcitx: 30 ms, and 100 ms on a busy machine. */
const DOUBT_MS = 500

const doubt = (state: WedgeState, atMs: number): WedgeState => ({
  ...state,
  burst: state.burst && { ...state.burst, doubtful: true },
  doubtUntilMs: atMs + DOUBT_MS,
})

type Outcome = Omit<WedgeStep, 'silenceAtMs'>

const quiet = (state: WedgeState): Outcome => ({ state, swallow: false, scans: [], takeBack: null })

function feed(state: WedgeState, key: WedgeKey, rules: WedgeRules): WedgeStep {
  if (key.type === 'keyDown' && key.isAutoRepeat) {
    // A held key is a finger's; it follows its first press.
    return finish({ ...quiet(state), swallow: state.swallowed.includes(key.code) }, rules)
  }
  const before = expire(state, key.atMs, rules)
  const taken = rules.inputMethodsMix && key.type === 'keyDown' && key.key === 'Process'
  const trusted = taken ? doubt(before.state, key.atMs) : before.state
  const now = key.type === 'keyDown' ? press(trusted, key, rules) : release(trusted, key, rules)
  const others = now.state.swallowed.filter((code) => code !== key.code)
  const swallowed = key.type === 'keyDown' && now.swallow ? [...others, key.code] : others
  const outcome = {
    state: { ...now.state, swallowed },
    swallow: now.swallow,
    scans: [...before.scans, ...now.scans],
    takeBack: now.takeBack ?? before.takeBack,
  }
  return finish(outcome, rules)
}

function finish(outcome: Outcome, rules: WedgeRules): WedgeStep {
  const { burst } = outcome.state
  const owed = burst !== null && isScan(burst, rules)
  return { ...outcome, silenceAtMs: owed ? burst.lastAtMs + gapMaxMs(burst, rules) : null }
}

/** Ends the burst if the pause before `atMs` has ended it. */
function expire(state: WedgeState, atMs: number, rules: WedgeRules): Outcome {
  const { burst } = state
  if (burst === null || atMs - burst.lastAtMs < gapMaxMs(burst, rules)) return quiet(state)
  const left = { ...state, burst: null, altDigits: '' }
  return isScan(burst, rules) ? deliver(left, burst, rules) : quiet(left)
}

/** Hands out what the burst was. */
function deliver(state: WedgeState, burst: Burst, rules: WedgeRules): Outcome {
  const scan = scanOf(burst, rules)
  return {
    state: { ...state, burst: null, endsSwallowedUntilMs: burst.lastAtMs + LATE_END_MS },
    swallow: false,
    scans: scan === '' ? [] : [scan],
    takeBack: burst.recognised ? null : burst.passed,
  }
}

/** The burst that is open, or a new one. */
const opened = ({ burst, doubtUntilMs }: WedgeState, atMs: number): Burst =>
  burst ?? { ...emptyBurst(atMs), doubtful: atMs < doubtUntilMs }

function press(state: WedgeState, key: WedgeKey, rules: WedgeRules): Outcome {
  const stroke = strokeOf(key)
  const { burst } = state
  switch (stroke.kind) {
    case 'character': {
      const held = rules.codeExpected && /\d/.test(stroke.character)
      return type(state, strike(opened(state, key.atMs), key), {
        character: stroke.character,
        held,
        rules,
      })
    }
    case 'alt-digit': {
      const struck = strike(opened(state, key.atMs), key)
      const altDigits = (state.altDigits + stroke.digit).slice(-4)
      const swallow = struck.recognised || rules.codeExpected
      return { ...quiet({ ...state, burst: struck, altDigits }), swallow }
    }
    case 'end':
      return pressEnd(state, key, rules)
    case 'modifier':
      return quiet({ ...state, burst: burst && touch(burst, key.atMs) })
    case 'other': {
      if (burst === null) return quiet(state)
      const marked = touch(append(burst, UNREADABLE, false), key.atMs)
      return { ...quiet({ ...state, burst: marked }), swallow: burst.recognised }
    }
  }
}

/** Adds a character to the burst, and notices when that makes it a scanner's. */
function type(
  state: WedgeState,
  struck: Burst,
  {
    character,
    held,
    rules,
  }: { readonly character: string; readonly held: boolean; readonly rules: WedgeRules },
): Outcome {
  const typed = append(struck, character, !held && !struck.recognised)
  if (struck.recognised || !looksScanned(typed, rules)) {
    return { ...quiet({ ...state, burst: typed }), swallow: held || struck.recognised }
  }
  // The key that made it clear does not reach the page any more.
  const burst = { ...typed, passed: struck.passed, recognised: true }
  return { ...quiet({ ...state, burst }), swallow: true, takeBack: struck.passed }
}

function pressEnd(state: WedgeState, key: WedgeKey, rules: WedgeRules): Outcome {
  const { burst } = state
  if (burst !== null && (isScan(burst, rules) || looksScanned(burst, rules, key.atMs))) {
    return { ...deliver(state, touch(burst, key.atMs), rules), swallow: true }
  }
  return { ...quiet({ ...state, burst: null }), swallow: key.atMs <= state.endsSwallowedUntilMs }
}

function release(state: WedgeState, key: WedgeKey, rules: WedgeRules): Outcome {
  if (isAltRelease(key) && state.altDigits !== '') {
    const burst = touch(opened(state, key.atMs), key.atMs)
    const character = String.fromCharCode(Number(state.altDigits))
    const stroke = { character, held: rules.codeExpected, rules }
    // Alt itself was pressed for the page to see, so it is let go for it too.
    return { ...type({ ...state, altDigits: '' }, burst, stroke), swallow: false }
  }
  // Shift and Alt belong to a scanner's rhythm when they are let go, too.
  const burst = state.burst && lift(state.burst, key.code)
  const kept = burst && /^(Shift|Alt)/.test(key.code) ? touch(burst, key.atMs) : burst
  return { ...quiet({ ...state, burst: kept }), swallow: state.swallowed.includes(key.code) }
}
