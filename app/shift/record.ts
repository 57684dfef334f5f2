import type { Currency } from '../money.ts'
import type { EpochMs } from '../ports.ts'
import type { SlipPlace } from '../receipt/slip.ts'
import type { Figures, Unresolved } from './figures.ts'
import type { OpenRefund, RefundFigures } from './refund-figures.ts'

/** Cash that came into the drawer (more than zero) or was taken out of it, besides sales: this till's sales are not paid in cash. */
export interface CashMovement {
  readonly atMs: EpochMs
  readonly minor: number
  readonly reason: string
  readonly by: string | null
}

/** How a shift began. */
export interface Opening {
  readonly atMs: EpochMs
  readonly by: string | null
  /** What the shift is counted in, whatever is set up meanwhile: its float is in it. */
  readonly currency: Currency
  /** Cash in the drawer, in minor units. */
  readonly floatMinor: number
  /** The journal's last entry at that moment. */
  readonly seq: number
}

/** What must be in the drawer, and what was counted. */
export interface Drawer {
  readonly floatMinor: number
  readonly movements: readonly CashMovement[]
  readonly expectedMinor: number
  /** Null where nobody counted. */
  readonly countedMinor: number | null
}

/** The refunds of a shift, and what part of their journal was counted. */
export interface ShiftRefunds {
  readonly fromSeq: number
  readonly toSeq: number
  /** Their journal's hash at `toSeq`, as hex. */
  readonly journalHash: string
  readonly figures: RefundFigures
}

/** A shift as it stands (X), or as it was closed (Z). Plain data: what is hashed is what is read back. */
export interface ShiftReport {
  readonly kind: 'x' | 'z'
  /** Of the Z; of the one to come, for an X. From 1, without gaps. */
  readonly number: number
  readonly place: SlipPlace
  readonly currency: Currency
  readonly opening: Opening
  readonly atMs: EpochMs
  readonly by: string | null
  /** The shop's clock ahead of UTC at that time. */
  readonly zoneMinutes: number
  /** Entries of the journal that are counted: after the first, up to the second. */
  readonly fromSeq: number
  readonly toSeq: number
  /** The journal's hash at `toSeq`, as hex: the Z vouches for all that was written before it. */
  readonly journalHash: string
  /** Hash of the Z before, as hex; empty for the first. */
  readonly previousHash: string
  readonly figures: Figures
  /** Null: the journal of refunds could not be read. What was refunded is counted in a later shift. */
  readonly refunds: ShiftRefunds | null
  readonly drawer: Drawer
}

/** One durable fact about shifts. */
export type ShiftRecord =
  | {
      readonly kind: 'opened'
      readonly opening: Opening
      /** What was unresolved when the very first shift was opened; later ones know it from the Z before. */
      readonly carried: readonly Unresolved[]
      /** The same of refunds, whose journal ended there; null where it could not be read. */
      readonly refunds: { readonly seq: number; readonly carried: readonly OpenRefund[] } | null
    }
  | { readonly kind: 'cash'; readonly movement: CashMovement }
  | { readonly kind: 'closed'; readonly report: ShiftReport }

/** A record with its place in the chain. */
export interface StoredRecord {
  readonly seq: number
  readonly atMs: EpochMs
  readonly record: ShiftRecord
  /** Over this record and all before it, as hex. */
  readonly hash: string
}

/** Whether the chain of records is as it was written. */
export type ChainCheck =
  | { readonly kind: 'whole'; readonly zs: number }
  /** A record was changed, or is gone. `z`: the first Z that cannot be believed; null when it comes after the last one. */
  | { readonly kind: 'broken'; readonly seq: number; readonly z: number | null }
