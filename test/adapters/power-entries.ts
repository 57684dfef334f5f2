import { beginSale, step } from '../../app/payment/flow.ts'
import { forJournal, type JournalEntry } from '../../app/payment/journal.ts'
import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import type { RefundEntry } from '../../app/refund/journal.ts'
import { beginRefund, stepRefund } from '../../app/refund/flow.ts'
import { payment } from '../payment/samples.ts'
import { answered, known, queried, timing } from '../refund/samples.ts'
import { aRefund, aSale, anAmount } from '../support/builders.ts'

export const BOOKS = 'merchant 1'

/** Long enough that a journal outgrows its log, and is copied to the main file, within the entries of a test. */
const NOTE = 'Tea and cake, '.repeat(1_500)
const numbered = (number: number): string => `2025${String(number).padStart(24, '0')}`

/** The entries of a sale that was paid at once. */
export function soldIn(number: number): readonly JournalEntry[] {
  const saleId = `sale-${number}`
  const atMs = 1_000 * number
  const started = beginSale(aSale({ saleId, amount: anAmount(100 + number), note: NOTE }))
  const scanned = {
    type: 'code-scanned',
    outTradeNo: numbered(number),
    atMs,
    paymentCode: '130000000000000000',
  } as const
  const submitted = step(DEFAULT_TIMING, started, scanned)
  const answer = { kind: 'paid', payment } as const
  const told = { type: 'submit-answered', answer, submission: 'first' } as const
  const paid = step(DEFAULT_TIMING, submitted.state, told)
  return [
    { saleId, atMs, event: { type: 'sale-started' }, state: started },
    { saleId, atMs, event: forJournal(scanned), state: submitted.state },
    { saleId, atMs, event: forJournal(told), state: paid.state },
  ]
}

/** The entries of a refund that arrived. */
export function refundedIn(number: number): readonly RefundEntry[] {
  const refund = aRefund({ outRefundNo: `R${numbered(number)}`, reason: NOTE })
  const { outRefundNo } = refund
  const facts = { saleId: `sale-${number}`, askedBy: null, approvedBy: null }
  const entries: RefundEntry[] = []
  let { state } = beginRefund(refund)
  const add = (event: RefundEntry['event']) =>
    entries.push({ outRefundNo, atMs: number, event, state })
  add({ type: 'refund-requested', facts })
  const accepted = answered({ kind: 'accepted', refundId: known.refundId })
  const events = [
    accepted,
    { type: 'query-due' },
    queried({ kind: 'found', refund: known }),
  ] as const
  for (const event of events) {
    state = stepRefund(timing, state, event).state
    add(event)
  }
  return entries
}
