import { figuresOf, type EndedSum } from '../adapters/journal-sums.ts'
import type { CountAsk, Figures } from '../app/shift/figures.ts'
import { firstDifference } from '../app/shift/figures.ts'
import { createFold } from '../app/shift/fold.ts'
import type { ShiftRefunds } from '../app/shift/record.ts'
import { firstRefundDifference, type RefundCountAsk } from '../app/shift/refund-figures.ts'
import { createRefundFold } from '../app/shift/refund-fold.ts'
import type { Station } from './station.ts'

/** Entries that a count takes between two turns of everything else: a scan waits some milliseconds for them, at most. */
const ENTRIES_IN_A_TURN = 500

/** What has to be counted: all from where the last count ended, up to the journal's end at the time. */
export interface ShiftAsk {
  readonly sales: Omit<CountAsk, 'toSeq'>
  readonly refunds: Omit<RefundCountAsk, 'toSeq'>
}

/** A shift, counted in both ways. */
export interface CountedShift {
  readonly toSeq: number
  readonly figures: Figures
  /** Null while the till's journal of refunds is no good: then nobody knows. */
  readonly refunds: ShiftRefunds | null
  /** The first figure in which the two counts differ; null when they agree. */
  readonly difference: string | null
}

/** A count under way. */
export interface ShiftCount {
  /** Counts what is there now, while everything else goes on. */
  readonly approach: () => Promise<void>
  /** Counts what was written since, in one turn: nothing is sold between this and whatever follows it in the same turn. */
  readonly finish: () => CountedShift
}

/** Counts a shift twice: by following its entries, and by SQL over their states. */
export function startCount({ counting, refundBook }: Station, ask: ShiftAsk): ShiftCount {
  const { fromSeq, openedSeq } = ask.sales
  const fold = createFold({ ...ask.sales, toSeq: fromSeq })
  const sums: EndedSum[] = []
  let at = fromSeq

  function take(upTo: number): void {
    for (const entry of counting.attempts({ after: at, upTo })) fold.take(entry)
    sums.push(...counting.ended({ fromSeq: at, toSeq: upTo, openedSeq }))
    at = upTo
  }

  function refunds(): Pick<CountedShift, 'refunds' | 'difference'> {
    if (refundBook === null) return { refunds: null, difference: null }
    const { seq: toSeq, hash } = refundBook.tip()
    const whole: RefundCountAsk = { ...ask.refunds, toSeq }
    const refundFold = createRefundFold(whole)
    for (const entry of refundBook.entries(whole)) refundFold.take(entry)
    const figures = refundFold.figures()
    const journalHash = Buffer.from(hash).toString('hex')
    const difference = firstRefundDifference(figures, refundBook.sums(whole))
    return { refunds: { fromSeq: whole.fromSeq, toSeq, journalHash, figures }, difference }
  }

  return {
    async approach() {
      const end = counting.tip().seq
      while (at < end) {
        take(Math.min(at + ENTRIES_IN_A_TURN, end))
        await new Promise<void>((resolve) => setImmediate(resolve))
      }
    },
    finish() {
      const { seq: toSeq } = counting.tip()
      if (at < toSeq) take(toSeq)
      const figures = fold.figures()
      const other = figuresOf(sums, ask.sales, counting.unresolved())
      const given = refunds()
      const difference = firstDifference(figures, other) ?? given.difference
      return { toSeq, figures, refunds: given.refunds, difference }
    },
  }
}
