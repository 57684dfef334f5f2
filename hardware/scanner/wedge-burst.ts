import { cleanScan, SCAN_LENGTH_MAX } from './decoder.ts'

/** How the keyboard scanner is set up. */
export interface WedgeOptions {
  /** Characters it types before each code; recognised without timing unless they are digits. Empty: none. */
  readonly prefix: string
  /** How it ends a code. Any of the two keys is taken as an end; without one, silence is. */
  readonly suffix: 'enter' | 'tab' | 'none'
}

/** What is known of the system that the keys come through. */
export interface WedgeSystem {
  /**
   * An input method takes keys away and gives them back later (Linux, measured with fcitx): those that it gives back keep their order, but keys that
   * come when no text field has the focus any more overtake them, and one that it keeps is reported as `Process` with the
   * code of whatever key came last.
   */
  readonly inputMethodsMix: boolean
}

/** What bursts are judged by at the time of a key. */
export interface WedgeRules extends WedgeOptions, WedgeSystem {
  /** The next thing is a payment code and no typing: digits never reach the page. */
  readonly codeExpected: boolean
}

/** Keys in quick succession, by a scanner or by fingers. */
export interface Burst {
  readonly text: string
  /** Pauses between its keys, the latest few. */
  readonly gapsMs: readonly number[]
  readonly strokes: number
  readonly lastAtMs: number
  /** Characters of it that the page got. */
  readonly passed: number
  /** It was typed by a scanner. */
  readonly recognised: boolean
  /** Keys that are down, to see whether one is pressed before the last was let go. */
  readonly down: readonly string[]
  readonly overlapped: boolean
  /** Its keys may have come out of their order. */
  readonly doubtful: boolean
}

/**
 * A scanner's median pause between keys. Measured: 1 to 20 ms; slow USB polling reaches 30 ms.
 * Fingers on a number pad need 80 ms and more, and roll over two or three keys at most.
 */
const SCANNER_GAP_MS = 35

/** Longer pauses begin a new burst. */
const GAP_MAX_MS = 80

/** With no typing expected even a slow radio scanner's pauses join. */
const GAP_MAX_CODE_EXPECTED_MS = 120

/** A recognised scan waits this long for its Enter: this process may have been busy in between. */
const GAP_MAX_RECOGNISED_MS = 250

/** A recognised scan without a suffix ends after this. */
const GAP_MAX_NO_SUFFIX_MS = 100

/** Keys that must have come before a burst counts as a scanner's. */
const STROKES_MIN = 4

/** The same when keys overlapped, as fingers' do and only few scanners' do. */
const STROKES_OVERLAPPED_MIN = 6

/** With no typing expected, this many characters are a scan at any speed. */
const SLOW_LENGTH_MIN = 10

const GAPS_KEPT = 32

/** A burst that has not begun. */
export const emptyBurst = (atMs: number): Burst => ({
  text: '',
  gapsMs: [],
  strokes: 0,
  lastAtMs: atMs,
  passed: 0,
  recognised: false,
  down: [],
  overlapped: false,
  doubtful: false,
})

/** The pause that ends this burst. */
export function gapMaxMs({ recognised }: Burst, { suffix, codeExpected }: WedgeRules): number {
  if (recognised) return suffix === 'none' ? GAP_MAX_NO_SUFFIX_MS : GAP_MAX_RECOGNISED_MS
  return codeExpected ? GAP_MAX_CODE_EXPECTED_MS : GAP_MAX_MS
}

/** One more key of it. A modifier only keeps it alive. */
export const touch = (burst: Burst, atMs: number): Burst => ({ ...burst, lastAtMs: atMs })

/** One more key that counts. */
export function strike(burst: Burst, { code, atMs }: { code: string; atMs: number }): Burst {
  const gapsMs = burst.strokes === 0 ? [] : [...burst.gapsMs, atMs - burst.lastAtMs]
  return {
    ...burst,
    gapsMs: gapsMs.slice(-GAPS_KEPT),
    strokes: burst.strokes + 1,
    lastAtMs: atMs,
    overlapped: burst.overlapped || burst.down.length > 0,
    down: [...burst.down.filter((other) => other !== code), code],
  }
}

/** A key was let go. */
export const lift = (burst: Burst, code: string): Burst => ({
  ...burst,
  down: burst.down.filter((other) => other !== code),
})

/** Adds a character; `passed` when the page gets it too. */
export const append = (burst: Burst, character: string, passed: boolean): Burst => ({
  ...burst,
  text: burst.text.length < SCAN_LENGTH_MAX ? burst.text + character : burst.text,
  passed: burst.passed + (passed ? 1 : 0),
})

/** Whether a scanner typed this. `endAtMs` is the time of its Enter, if that has come. */
export function looksScanned(burst: Burst, { prefix }: WedgeRules, endAtMs?: number): boolean {
  if (/\D/.test(prefix) && burst.text.startsWith(prefix)) return true
  if (endAtMs !== undefined) {
    const gapsMs = [...burst.gapsMs, endAtMs - burst.lastAtMs]
    return burst.strokes >= STROKES_MIN && median(gapsMs) <= SCANNER_GAP_MS
  }
  const enough = burst.overlapped ? STROKES_OVERLAPPED_MIN : STROKES_MIN
  return burst.strokes >= enough && median(burst.gapsMs) <= SCANNER_GAP_MS
}

/** Whether this is a scan as it stands, once it ends. */
export const isScan = ({ recognised, text }: Burst, { codeExpected }: WedgeRules): boolean =>
  recognised || (codeExpected && text.length >= SLOW_LENGTH_MIN)

/**
 * Stands for a key that is no character. At a scan's edges it is cleaned off like any control
 * character; inside it stays, lest the digits around it be joined into a code nobody scanned.
 */
export const UNREADABLE = '\x1a'

/** What was scanned, without the prefix; empty when nothing else came. A doubtful scan is marked in its middle, so that nobody takes it for a code. */
export function scanOf({ text, doubtful }: Burst, { prefix }: WedgeRules): string {
  const scan = cleanScan(text.startsWith(prefix) ? text.slice(prefix.length) : text)
  const middle = Math.ceil(scan.length / 2)
  return doubtful ? scan.slice(0, middle) + UNREADABLE + scan.slice(middle) : scan
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
