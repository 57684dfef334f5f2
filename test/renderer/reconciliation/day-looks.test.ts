import { expect, it } from 'vitest'
import { readDay } from '../../../app/reconciliation/day.ts'
import { CLASSES } from '../../../app/reconciliation/difference.ts'
import type { DayReport, DayTotals } from '../../../app/reconciliation/report.ts'
import { lookOfReport } from '../../../renderer/reconciliation/day-looks.ts'

const day = readDay('20260314')
if (day === null) throw new Error('no day')

/** A day with so many differences open, of which so many sales are expected in the next bill. */
function report(open: number, waiting: number): DayReport {
  const none = Object.fromEntries(CLASSES.map((name) => [name, 0]))
  return {
    day: day as NonNullable<typeof day>, // Checked above.
    state: { kind: 'reconciled', atMs: 1, open, explained: waiting, resolved: 0 },
    report: {
      currencies: [],
      breakdown: [],
      // Every class has its number.
      classes: { ...none, 'next-bill': waiting } as DayTotals['classes'],
      states: { paid: 1, 'not-charged': 0, revoked: 0, open: 0 },
      lines: 1,
      bill: { sha256: 'aa', bytes: 1, rows: 1, fetchedAtMs: 1, source: 'wechat' },
    },
  }
}

it('calls no day settled that waits for the next bill', () => {
  expect(lookOfReport(report(0, 0)).word).toBe('looksDone')
  expect(lookOfReport(report(0, 2)).word).toBe('looksWaits')
  expect(lookOfReport(report(1, 2)).word).toBe('looksOpen')
  const missing: DayReport = { ...report(0, 0), state: { kind: 'missing' }, report: null }
  expect(lookOfReport(missing).word).toBe('looksMissing')
})
