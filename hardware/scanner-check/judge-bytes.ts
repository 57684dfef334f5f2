import type { Finding, Remark, SeenEnd } from '../../app/scanner-check/finding.ts'
import { isSameSetting, type SerialSetting } from '../../app/scanner-check/serial-setting.ts'
import { TEST_TEXT } from '../../app/scanner-check/test-text.ts'
import { isControl } from '../scanner/decoder.ts'
import type { Framing } from '../scanner/framed-decoder.ts'

/** All that came of one scan on a serial line. */
export interface HeardScan {
  readonly bytes: readonly number[]
  /** The longest pause inside it. */
  readonly pauseMs: number
}

/** What the till had set for the port; null: it knew nothing of it. */
export type Expected = (SerialSetting & { readonly framing: Framing }) | null

/** A pause like this between two bytes of a scan is more than the line itself makes. */
const PIECE_MS = 40

/** The till gives half a scan up after this (see `framedDecoder`); somewhat less is already too near. */
const LONG_PAUSE_MS = 400

const IDLE_DEFAULT_MS = 80
const IDLE_MAX_MS = 1000

const STX = '\x02'
const ETX = '\x03'

const ENDS: ReadonlyMap<string, SeenEnd> = new Map([
  ['\r', 'cr'],
  ['\n', 'lf'],
  ['\r\n', 'crlf'],
  ['\t', 'tab'],
  ['', 'none'],
])

const LINE_ENDS: ReadonlySet<SeenEnd> = new Set(['cr', 'lf', 'crlf'])

const AIM = /^\][A-Za-z][0-9A-Za-z]$/

const withoutControls = (text: string): string =>
  Array.from(text)
    .filter((character) => !isControl(character.charCodeAt(0)))
    .join('')

/** What one scan at a setting shows; null when it is unreadable there. */
export function judgeBytes(
  { bytes, pauseMs }: HeardScan,
  at: SerialSetting,
  expected: Expected,
): Exclude<Finding, { kind: 'garbled' }> | null {
  const text = String.fromCharCode(...bytes)
  const start = text.indexOf(TEST_TEXT)
  if (start < 0) return judgeOther(text)
  const before = text.slice(0, start)
  const after = text.slice(start + TEST_TEXT.length)
  const framed = before.endsWith(STX) && after.startsWith(ETX)
  const end: SeenEnd = framed ? 'etx' : (ENDS.get(after) ?? 'other')
  const framing = framed ? 'stx-etx' : LINE_ENDS.has(end) || endsLine(after) ? 'any-line' : 'idle'
  const around = remarksAround(withoutControls(before), withoutControls(after))
  const remarks: Remark[] = [
    ...(expected !== null && !isSameSetting(expected, at) ? (['other-setting'] as const) : []),
    ...(expected !== null && !catches(expected.framing, end) ? (['other-end'] as const) : []),
    ...remarksOnEnd(end, framing),
    ...remarksOnPause(pauseMs),
    ...around,
  ]
  const idleMs = Math.min(IDLE_MAX_MS, Math.max(IDLE_DEFAULT_MS, Math.ceil(pauseMs * 2)))
  const { baudRate, format } = at
  const settings = { bus: 'serial', baudRate, format, framing, idleMs } as const
  return { kind: 'read', settings, end, remarks }
}

const endsLine = (after: string): boolean => /[\r\n]/.test(after)

/** Whether the till's setting would have ended a scan that ends like this. */
function catches(framing: Framing, end: SeenEnd): boolean {
  switch (framing) {
    case 'idle':
      return true
    case 'any-line':
      return LINE_ENDS.has(end)
    case 'cr':
    case 'crlf':
      return end === framing || (framing === 'cr' && end === 'crlf')
    case 'lf':
      return end === 'lf' || end === 'crlf'
    case 'stx-etx':
      return end === 'etx'
  }
}

function remarksOnEnd(end: SeenEnd, framing: 'any-line' | 'stx-etx' | 'idle'): readonly Remark[] {
  if (end === 'none') return ['no-end']
  return framing === 'idle' ? ['unusual-end'] : []
}

function remarksOnPause(pauseMs: number): readonly Remark[] {
  if (pauseMs >= LONG_PAUSE_MS) return ['long-pauses']
  return pauseMs >= PIECE_MS ? ['in-pieces'] : []
}

/** On what stands around the text besides control characters, which the till takes off. */
function remarksAround(before: string, after: string): readonly Remark[] {
  const aim = AIM.test(before)
  const extra = after !== '' || (before !== '' && !aim)
  return [
    ...(aim ? (['aim-prefix'] as const) : []),
    ...(extra ? (['extra-characters'] as const) : []),
  ]
}

/** Fewer readable characters may be chance. */
const READABLE_MIN = 4

function judgeOther(text: string): { kind: 'other-text' } | { kind: 'beginning' } | null {
  const bare = withoutControls(text)
  if (bare.length > 0 && TEST_TEXT.startsWith(bare)) return { kind: 'beginning' }
  const readable = /^[\x20-\x7e]+$/.test(bare) && bare.length >= READABLE_MIN
  // Control characters stand around a code, not all through it.
  return readable && text.length - bare.length <= 4 ? { kind: 'other-text' } : null
}
