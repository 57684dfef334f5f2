import { continues, isScan, NO_BURST, track, type Burst } from './key-burst.ts'

/** How amounts are typed in this shop, and which are allowed. */
export interface EntryRules {
  /** `decimal`: 12.8 means 12.80. `cents-first`: 1280 means 12.80. */
  readonly style: 'decimal' | 'cents-first'
  /** Digits after the point in the shop's currency. */
  readonly fractionDigits: number
  readonly maxMinor: number
  readonly askTwiceAboveMinor: number
}

/** Why the amount cannot be charged, or a key changed nothing. */
export type EntryHint = 'empty' | 'zero' | 'too-large' | 'too-many-decimals' | 'looks-like-scan'

/** An amount while it is typed. */
export interface AmountEntry {
  /** Digits, and at most one point. */
  readonly text: string
  /** When a large amount was confirmed for the first time; null while none waits for its second. */
  readonly askedAtMs: number | null
  readonly hint: EntryHint | null
  readonly burst: Burst
  /** What was there before the burst of keys, to be taken back when a scanner typed it. */
  readonly textBeforeBurst: string
}

/** Nothing typed yet. */
export const EMPTY_ENTRY: AmountEntry = {
  text: '',
  askedAtMs: null,
  hint: null,
  burst: NO_BURST,
  textBeforeBurst: '',
}

/** What happens to an entry. `atMs` is the key event's own time. */
export type EntryEvent =
  | { readonly type: 'digits'; readonly digits: string; readonly atMs: number }
  | { readonly type: 'point'; readonly atMs: number }
  | { readonly type: 'erase'; readonly atMs: number }
  | { readonly type: 'confirm'; readonly atMs: number }
  | { readonly type: 'escape' }
  /** A keyboard scanner was recognised: its first keys may have come through. */
  | { readonly type: 'scan-recognised'; readonly atMs: number }
  /** Put back, to be corrected. */
  | { readonly type: 'put-back'; readonly minor: number }
  | { readonly type: 'clear' }

/** What main is asked to charge. */
export interface Charge {
  readonly amountMinor: number
  readonly largeAmountConfirmed: boolean
}

export interface EntryStep {
  readonly entry: AmountEntry
  readonly charge: Charge | null
}

/** More digits than any limit has, and far inside exact integers: a text this long is always too large. */
const DIGITS_MAX = 13

/** A bounced or doubled key must not confirm a large amount twice. */
const SECOND_CONFIRM_AFTER_MS = 300

/** Keys this long before a recognised scan were typed by its scanner. */
const SCAN_LASTS_MS = 600

/** The amount in minor units; 0 when nothing was typed. */
export function minorOf({ style, fractionDigits }: EntryRules, text: string): number {
  if (style === 'cents-first') return Number(text)
  const [whole = '', fraction = ''] = text.split('.')
  return Number(whole + fraction.padEnd(fractionDigits, '0'))
}

/** What is wrong with the amount as it stands, if anything. */
export function problemOf(rules: EntryRules, { text, hint }: AmountEntry): EntryHint | null {
  return minorOf(rules, text) > rules.maxMinor ? 'too-large' : hint
}

const only = (entry: AmountEntry): EntryStep => ({ entry, charge: null })

/** One more key, one more state. Pure. */
export function enter(rules: EntryRules, entry: AmountEntry, event: EntryEvent): EntryStep {
  switch (event.type) {
    case 'clear':
      return only(EMPTY_ENTRY)
    case 'put-back':
      return only({ ...EMPTY_ENTRY, text: textOf(rules, event.minor) })
    case 'escape':
      return only(entry.askedAtMs === null ? EMPTY_ENTRY : { ...entry, askedAtMs: null })
    case 'scan-recognised': {
      const leaked = event.atMs - entry.burst.lastAtMs <= SCAN_LASTS_MS
      return only(leaked ? { ...EMPTY_ENTRY, text: entry.textBeforeBurst } : entry)
    }
    default:
      return pressed(rules, entry, event)
  }
}

type Press = Extract<EntryEvent, { readonly type: 'digits' | 'point' | 'erase' | 'confirm' }>

function pressed(rules: EntryRules, before: AmountEntry, event: Press): EntryStep {
  const sameBurst = continues(before.burst, event.atMs)
  const burst = track(before.burst, event.atMs)
  const textBeforeBurst = sameBurst ? before.textBeforeBurst : before.text
  const entry: AmountEntry = { ...before, burst, textBeforeBurst, hint: null }
  if (isScan(burst)) {
    return only({ ...entry, text: textBeforeBurst, askedAtMs: null, hint: 'looks-like-scan' })
  }
  switch (event.type) {
    case 'digits':
      return only(
        [...event.digits].reduce((typed, digit) => digitTyped(rules, typed, digit), entry),
      )
    case 'point':
      return only(pointTyped(rules, entry))
    case 'erase':
      return only({ ...entry, text: entry.text.slice(0, -1), askedAtMs: null })
    case 'confirm':
      return confirmed(rules, entry, event.atMs)
  }
}

function digitTyped(rules: EntryRules, entry: AmountEntry, digit: string): AmountEntry {
  const typed = { ...entry, askedAtMs: null }
  const [whole = '', fraction] = typed.text.split('.')
  if (fraction !== undefined && fraction.length >= rules.fractionDigits) {
    return { ...typed, hint: 'too-many-decimals' }
  }
  if (whole.length + (fraction?.length ?? 0) >= DIGITS_MAX) return typed
  if (fraction === undefined && Number(whole) === 0) {
    // No leading zeros; a first zero stays visible so that "0.5" can follow.
    return { ...typed, text: rules.style === 'decimal' || digit !== '0' ? digit : '' }
  }
  return { ...typed, text: typed.text + digit }
}

function pointTyped(rules: EntryRules, entry: AmountEntry): AmountEntry {
  const typed = { ...entry, askedAtMs: null }
  if (rules.style === 'cents-first' || typed.text.includes('.')) return typed
  if (rules.fractionDigits === 0) return { ...typed, hint: 'too-many-decimals' }
  return { ...typed, text: `${typed.text === '' ? '0' : typed.text}.` }
}

function confirmed(rules: EntryRules, entry: AmountEntry, atMs: number): EntryStep {
  const amountMinor = minorOf(rules, entry.text)
  if (entry.text === '') return only({ ...entry, hint: 'empty' })
  if (amountMinor === 0) return only({ ...entry, hint: 'zero' })
  if (amountMinor > rules.maxMinor) return only({ ...entry, hint: 'too-large' })
  if (amountMinor <= rules.askTwiceAboveMinor) {
    return { entry, charge: { amountMinor, largeAmountConfirmed: false } }
  }
  if (entry.askedAtMs === null) return only({ ...entry, askedAtMs: atMs })
  if (atMs - entry.askedAtMs < SECOND_CONFIRM_AFTER_MS) return only(entry)
  return { entry, charge: { amountMinor, largeAmountConfirmed: true } }
}

function textOf({ style, fractionDigits }: EntryRules, minor: number): string {
  if (style === 'cents-first' || fractionDigits === 0) return String(minor)
  const padded = String(minor).padStart(fractionDigits + 1, '0')
  return `${padded.slice(0, -fractionDigits)}.${padded.slice(-fractionDigits)}`
}
