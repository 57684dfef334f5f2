import { create } from 'zustand'
import { CURRENCY_DIGITS } from '../app/money.ts'
import type { Snapshot } from '../app/contract/contract.ts'
import {
  EMPTY_ENTRY,
  enter,
  type AmountEntry,
  type Charge,
  type EntryEvent,
  type EntryRules,
} from './amount-entry.ts'
import { continues, NO_BURST, track, type Burst } from './key-burst.ts'

/** What the cashier is typing. It becomes a sale only when main says so. */
export interface Typing {
  readonly entry: AmountEntry
  readonly note: string
  readonly noteBurst: Burst
  readonly noteBeforeBurst: string
}

const NOTHING: Typing = {
  entry: EMPTY_ENTRY,
  note: '',
  noteBurst: NO_BURST,
  noteBeforeBurst: '',
}

/** The amount and the note being typed. */
export const useTyping = create<Typing>(() => NOTHING)

/** How amounts are typed in this shop. */
export const rulesOf = ({ amountEntry, currency, limits }: Snapshot): EntryRules => ({
  style: amountEntry,
  fractionDigits: CURRENCY_DIGITS[currency],
  ...limits,
})

/** Takes one key; gives back what to charge when it confirmed the amount. */
export function type(rules: EntryRules, event: EntryEvent): Charge | null {
  const { entry, charge } = enter(rules, useTyping.getState().entry, event)
  useTyping.setState({ entry })
  return charge
}

/** Starts anew after a sale has begun. */
export const clearTyping = (): void => useTyping.setState(NOTHING)

/** A run of digits this long may be a payment code, which must never be kept. */
const NUMBER_IN_NOTE_MAX = 15

/** Whether a note may be kept. */
export const isNoteAllowed = (note: string): boolean =>
  !new RegExp(`(?:\\d[\\s-]?){${NUMBER_IN_NOTE_MAX + 1},}`).test(note)

/** The note field changed. */
export function writeNote(note: string, atMs: number): void {
  useTyping.setState((before) => ({
    note,
    noteBurst: track(before.noteBurst, atMs),
    noteBeforeBurst: continues(before.noteBurst, atMs) ? before.noteBeforeBurst : before.note,
  }))
}

/** A keyboard scanner was recognised: takes back what it typed into the note. */
export function takeNoteBack(atMs: number): void {
  useTyping.setState((before) =>
    atMs - before.noteBurst.lastAtMs <= 600
      ? { note: before.noteBeforeBurst, noteBurst: NO_BURST }
      : {},
  )
}
