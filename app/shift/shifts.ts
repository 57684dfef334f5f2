import type { Unresolved } from './figures.ts'
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
  /** Where the next count begins, and what was unresolved there; null before the first shift was ever opened. */
  readonly counted: { readonly seq: number; readonly unresolved: readonly Unresolved[] } | null
}

const NOTHING: Shifts = { closed: [], open: null, counted: null }

/** What the records say, taken in their order. */
export const shiftsOf = (records: readonly StoredRecord[]): Shifts =>
  records.reduce(afterRecord, NOTHING)

function afterRecord(before: Shifts, { record, hash }: StoredRecord): Shifts {
  switch (record.kind) {
    case 'opened': {
      const { opening, carried } = record
      // Ranges touch: what is sold between two shifts is counted in the next one.
      const counted = before.counted ?? { seq: opening.seq, unresolved: carried }
      return { ...before, open: { opening, movements: [] }, counted }
    }
    case 'cash': {
      const { open } = before
      if (open === null) return before
      return { ...before, open: { ...open, movements: [...open.movements, record.movement] } }
    }
    case 'closed': {
      const { report } = record
      return {
        ...before,
        closed: [...before.closed, { report, hash }],
        open: null,
        counted: { seq: report.toSeq, unresolved: report.figures.unresolved },
      }
    }
  }
}

/** What must be in the drawer: sales of this till are not paid in cash. */
export function drawerOf({ opening, movements }: OpenShift, countedMinor: number | null): Drawer {
  const moved = movements.reduce((sum, { minor }) => sum + minor, 0)
  const { floatMinor } = opening
  return { floatMinor, movements, expectedMinor: floatMinor + moved, countedMinor }
}
