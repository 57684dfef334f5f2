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
import { continues, isScan, NO_BURST, track, type Burst } from './key-burst.ts'

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

/** The note field changed. */
export const writeNote = (note: string): void => useTyping.setState({ note })

/** A key came down in the note: it may be a scanner's. */
export function noteKeyed(atMs: number): void {
  useTyping.setState(({ note, noteBurst, noteBeforeBurst }) => ({
    noteBurst: track(noteBurst, atMs),
    noteBeforeBurst: continues(noteBurst, atMs) ? noteBeforeBurst : note,
  }))
}

/** What a scanner typed is still in the note this long. */
const SCAN_LASTS_MS = 600

const wasJustKeyed = ({ noteBurst }: Typing, atMs: number): boolean =>
  atMs - noteBurst.lastAtMs <= SCAN_LASTS_MS

/** Whether only a scanner can have typed what was just written into the note. */
export function wasNoteScanned(atMs: number): boolean {
  const typing = useTyping.getState()
  return wasJustKeyed(typing, atMs) && isScan(typing.noteBurst)
}

/** A keyboard scanner was recognised: takes back what it typed into the note. */
export function takeNoteBack(atMs: number): void {
  useTyping.setState((before) =>
    wasJustKeyed(before, atMs) ? { note: before.noteBeforeBurst, noteBurst: NO_BURST } : {},
  )
}
