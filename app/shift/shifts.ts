import type { EpochMs } from '../ports.ts'
import type { Unresolved } from './figures.ts'
import type { OpenRefund } from './refund-figures.ts'
import type { CashMovement, Drawer, Opening, ShiftReport, StoredRecord } from './record.ts'

/** A closed shift. */
export interface ClosedShift {
  readonly report: ShiftReport
  readonly hash: string
}

/** The shift that is open. */
export interface OpenShift {
  readonly opening: Opening
  readonly movements: readonly CashMovement[]
}

/** All that the records say. */
export interface Shifts {
  /** Oldest first. */
  readonly closed: readonly ClosedShift[]
  readonly open: OpenShift | null
  /** Where the next count begins; null before the first shift was ever opened. */
  readonly counted: CountedUpTo | null
}

/** Up to where everything is counted, and what was unresolved there. */
export interface CountedUpTo {
  readonly seq: number
  readonly unresolved: readonly Unresolved[]
  /** The same in the journal of refunds. */
  readonly refunds: { readonly seq: number; readonly open: readonly OpenRefund[] }
}

/** A journal of refunds that could not be read yet is counted from its beginning once it can. */
const NO_REFUNDS_COUNTED: CountedUpTo['refunds'] = { seq: 0, open: [] }

const NOTHING: Shifts = { closed: [], open: null, counted: null }

/** What the records say, taken in their order. */
export const shiftsOf = (records: readonly StoredRecord[]): Shifts =>
  records.reduce(afterRecord, NOTHING)

function afterRecord(before: Shifts, { record, hash }: StoredRecord): Shifts {
  switch (record.kind) {
    case 'opened': {
      const { opening, carried, refunds } = record
      // Ranges touch: what is sold between two shifts is counted in the next one.
      const counted = before.counted ?? {
        seq: opening.seq,
        unresolved: carried,
        refunds:
          refunds === null ? NO_REFUNDS_COUNTED : { seq: refunds.seq, open: refunds.carried },
      }
      return { ...before, open: { opening, movements: [] }, counted }
    }
    case 'cash': {
      const { open } = before
      if (open === null) return before
      return { ...before, open: { ...open, movements: [...open.movements, record.movement] } }
    }
    case 'closed': {
      const { report } = record
      const { refunds } = report
      return {
        ...before,
        closed: [...before.closed, { report, hash }],
        open: null,
        counted: {
          seq: report.toSeq,
          unresolved: report.figures.unresolved,
          refunds:
            refunds === null
              ? (before.counted?.refunds ?? NO_REFUNDS_COUNTED)
              : { seq: refunds.toSeq, open: refunds.figures.open },
        },
      }
    }
  }
}

/** Where something lies: in the payments' journal, or in time. */
export type InShift = { readonly seq: number } | { readonly atMs: EpochMs }

/** The shift in which something happened, by its number; null where none was open then. */
export function shiftNumberAt({ closed, open }: Shifts, at: InShift): number | null {
  const since = ({ seq, atMs }: Opening): boolean => ('seq' in at ? at.seq > seq : at.atMs >= atMs)
  const until = ({ toSeq, atMs }: ShiftReport): boolean =>
    'seq' in at ? at.seq <= toSeq : at.atMs < atMs
  if (open !== null && since(open.opening)) return (closed.at(-1)?.report.number ?? 0) + 1
  // The latest first: slips are of what was sold last, nearly always.
  return (
    closed.findLast(({ report }) => since(report.opening) && until(report))?.report.number ?? null
  )
}

/** What must be in the drawer: sales of this till are not paid in cash. */
export function drawerOf({ opening, movements }: OpenShift, countedMinor: number | null): Drawer {
  const moved = movements.reduce((sum, { minor }) => sum + minor, 0)
  const { floatMinor } = opening
  return { floatMinor, movements, expectedMinor: floatMinor + moved, countedMinor }
}
