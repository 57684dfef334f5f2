import { z } from 'zod'
import type { Currency } from '../money.ts'
import type { AllowFault } from '../people/allow.ts'
import type { PinClaim } from '../people/prove.ts'
import type { Tally } from '../shift/figures.ts'
import { pinClaimSchema } from './people.ts'
import type { ChainCheck, Opening, ShiftReport } from '../shift/record.ts'

/** A closed shift in a list. */
export interface ClosedShiftLine {
  readonly number: number
  readonly openedAtMs: number
  readonly closedAtMs: number
  readonly paid: Tally
  readonly currency: Currency
  readonly unresolved: number
  readonly hash: string
}

/** How the till's shifts stand. */
export interface ShiftState {
  /** Null while no shift is open. */
  readonly open: Opening | null
  /** Of the shift that is open, or that comes next. */
  readonly number: number
  /** Newest first. */
  readonly closed: readonly ClosedShiftLine[]
  readonly chain: ChainCheck
  /** Nothing is sold without an open shift. */
  readonly required: boolean
}

/** A report, with its own hash where it is a Z. */
export interface FoundReport {
  readonly report: ShiftReport
  readonly hash: string | null
}

/** The till has no journal open, or its shifts cannot be read or written. */
export type ShiftFault =
  { readonly kind: 'no-till' } | { readonly kind: 'shifts-unusable'; readonly detail: string }

/** No such shift, or none is open. */
export type NoShift = { readonly kind: 'no-shift' }

/** Calls about shifts: what is asked, what comes back, how it may fail. */
export interface ShiftCalls {
  readShift: { ask: null; value: ShiftState; error: ShiftFault }
  openShift: {
    ask: { floatMinor: number; by: string }
    value: ShiftState
    error: ShiftFault | { readonly kind: 'shift-open' }
  }
  /** Cash put into the drawer, or taken out of it (below zero). */
  moveCash: {
    ask: { minor: number; reason: string; by: string; approval: PinClaim | null }
    value: ShiftState
    error: ShiftFault | NoShift | AllowFault
  }
  /** Closes the shift for good (Z). `countedMinor` null: nobody counted the drawer. */
  closeShift: {
    ask: { countedMinor: number | null; by: string; approval: PinClaim | null }
    value: FoundReport
    error:
      | ShiftFault
      | NoShift
      | AllowFault
      | { readonly kind: 'sale-at-counter' }
      /** The set-up refuses a Z while sales are undecided. */
      | { readonly kind: 'unresolved'; readonly count: number }
      /** The two counts differ: the journal or the program is not to be trusted, and a Z must not hide that. */
      | { readonly kind: 'counts-disagree'; readonly at: string }
  }
  /** A Z by its number; the X of the shift that is open for null. */
  readReport: { ask: { number: number | null }; value: FoundReport; error: ShiftFault | NoShift }
  printReport: {
    ask: { number: number | null }
    value: { readonly outcome: 'queued' | 'queued-copy' | 'waits-already' }
    error:
      ShiftFault | NoShift | { readonly kind: 'no-printer' } | { readonly kind: 'devices-lost' }
  }
  /** Writes a Z as CSV and PDF into a folder that is asked for. Says the folder. */
  exportReport: {
    ask: { number: number }
    value: { readonly folder: string } | null
    error: ShiftFault | NoShift | { readonly kind: 'not-written'; readonly detail: string }
  }
}

const by = z.string().max(40)
const approval = pinClaimSchema.nullable()
const minor = z.int().min(-10_000_000_000).max(10_000_000_000)
const number = z.int().positive()

/** One decoder for each call about shifts. */
export const shiftAsks: { readonly [K in keyof ShiftCalls]: z.ZodType<ShiftCalls[K]['ask']> } = {
  readShift: z.null(),
  openShift: z.strictObject({ floatMinor: minor.nonnegative(), by }),
  moveCash: z.strictObject({
    minor: minor.refine((value) => value !== 0),
    reason: z.string().max(60),
    by,
    approval,
  }),
  closeShift: z.strictObject({ countedMinor: minor.nonnegative().nullable(), by, approval }),
  readReport: z.strictObject({ number: number.nullable() }),
  printReport: z.strictObject({ number: number.nullable() }),
  exportReport: z.strictObject({ number }),
}
