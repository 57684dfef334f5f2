import type { Finding, Remark } from '../../app/scanner-check/finding.ts'
import { TEST_TEXT } from '../../app/scanner-check/test-text.ts'
import { strokeOf, type WedgeKey } from '../scanner/wedge-keys.ts'
import { LAYOUTS } from './layouts.ts'

/** A scanner this slow is told from fingers only by a prefix (see `wedge-burst.ts`). */
const SLOW_GAP_MS = 35

/** As many characters as a prefix may have. */
const PREFIX_MAX = 4

const AIM = /^\][A-Za-z][0-9A-Za-z]$/

const swapCase = (text: string): string =>
  Array.from(text, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join('')

interface Typed {
  readonly text: string
  readonly end: 'enter' | 'tab' | 'none'
  readonly gapMs: number
}

/** What physical keys typed, on the layout that scanners speak by default. */
function typedBy(keys: readonly WedgeKey[]): Typed {
  let text = ''
  let alt = ''
  let end: Typed['end'] = 'none'
  const times: number[] = []
  for (const key of keys) {
    if (key.type === 'keyUp') {
      if (key.code.startsWith('Alt') && alt !== '') text += String.fromCharCode(Number(alt))
      if (key.code.startsWith('Alt')) alt = ''
      continue
    }
    const stroke = strokeOf(key)
    if (stroke.kind !== 'modifier') times.push(key.atMs)
    if (stroke.kind === 'character') text += stroke.character
    if (stroke.kind === 'alt-digit') alt += stroke.digit
    if (stroke.kind === 'end') end = key.code === 'Tab' ? 'tab' : 'enter'
  }
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time))
  const sorted = gaps.toSorted((a, b) => a - b)
  return { text, end, gapMs: sorted[Math.floor(sorted.length / 2)] ?? 0 }
}

interface Match {
  readonly start: number
  readonly length: number
  readonly remarks: readonly Remark[]
}

/** Finds the test text as this or another layout and case types it. */
function find(text: string): Match | null {
  const forms: readonly (readonly [string, readonly Remark[]])[] = [
    [TEST_TEXT, []],
    [swapCase(TEST_TEXT), ['swapped-case']],
    ...LAYOUTS.flatMap(({ typed, digits }) => {
      const remark: Remark = digits ? 'layout' : 'layout-digits'
      return [
        [typed, [remark]] as const,
        [swapCase(typed), ['swapped-case', remark] as const] as const,
      ]
    }),
  ]
  for (const [form, remarks] of forms) {
    const start = text.indexOf(form)
    if (start >= 0) return { start, length: form.length, remarks }
  }
  return null
}

const WIDE = /[\uff01-\uff5e]/

function remarksOnKeys(keys: readonly WedgeKey[]): readonly Remark[] {
  const pressed = keys.filter(({ type }) => type === 'keyDown')
  const method = pressed.some(({ key }) => key === 'Process' || WIDE.test(key))
  const letters = pressed.filter(({ code, key }) => /^Key[A-Z]$/.test(code) && key.length === 1)
  const capsLock = letters.some(({ key, shift }) => !shift && key !== key.toLowerCase())
  return [
    ...(method ? (['input-method'] as const) : []),
    ...(capsLock ? (['caps-lock'] as const) : []),
  ]
}

/** What the keys of one scan show. */
export function judgeKeys(keys: readonly WedgeKey[]): Exclude<Finding, { kind: 'garbled' }> {
  const { text, end, gapMs } = typedBy(keys)
  const match = find(text)
  if (match === null) {
    const beginning = text.length > 0 && TEST_TEXT.startsWith(text)
    return { kind: beginning ? 'beginning' : 'other-text' }
  }
  const before = text.slice(0, match.start)
  const after = text.slice(match.start + match.length)
  const aim = AIM.test(before)
  const prefix = aim || before.length > PREFIX_MAX ? '' : before
  const extra = after !== '' || (before !== '' && !aim && prefix === '')
  const remarks: Remark[] = [
    ...match.remarks,
    ...remarksOnKeys(keys),
    ...(aim ? (['aim-prefix'] as const) : []),
    ...(prefix === '' ? [] : (['prefix'] as const)),
    ...(extra ? (['extra-characters'] as const) : []),
    ...(end === 'none' ? (['no-end'] as const) : []),
    // A prefix that nobody types makes the pace unimportant.
    ...(gapMs > SLOW_GAP_MS && !/\D/.test(prefix) ? (['slow-keys'] as const) : []),
  ]
  return { kind: 'read', settings: { bus: 'keyboard', prefix, suffix: end }, end, remarks }
}
