import type { BillProblem } from './bill-problem.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/** Tries soon after the bill should be there follow each other quickly, later ones less and less; never more rarely than this. */
const WAIT_MS_MIN = 5 * MINUTE_MS
const WAIT_MS_MAX = 6 * HOUR_MS

/**
 * After how long a bill is asked for again by itself, when it could not be had so long after it was due. Null: only a person can
 * help, and asking again and again would hide that.
 */
export function retryAfterMs(problem: BillProblem, overdueMs: number): number | null {
  switch (problem.kind) {
    case 'not-allowed':
    case 'bad-request':
    case 'wrong-merchant':
    case 'columns-missing':
    case 'part-only':
    case 'too-large':
      return null
    case 'not-ready':
    case 'try-again':
    case 'unrecognised':
    case 'not-compared':
    // A file that was cut off or altered on its way may come whole the next time.
    case 'cut-off':
    case 'encoding':
    case 'gzip':
    case 'row-malformed':
    case 'cell-malformed':
    case 'totals-differ':
    case 'wrong-day':
      // A quarter of the time that it is overdue: twenty tries or so in a week.
      return Math.min(WAIT_MS_MAX, Math.max(WAIT_MS_MIN, Math.floor(overdueMs / 4)))
  }
}
