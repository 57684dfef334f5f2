import type { BillRow } from './bill-row.ts'
import { dayOf } from './day.ts'
import type { Difference, Reason } from './difference.ts'
import {
  type Counted,
  differenceOf,
  type MatchContext,
  nearNextDay,
  NOTHING,
  type OrderOutcome,
  type OrderSides,
  withoutPayer,
} from './match-context.ts'
import type { OurRefund } from './our-record.ts'
import { bouncedAtWechat, failedAtWechat } from './refund-status.ts'
import { ELSEWHERE, type NewLine } from './report.ts'

/** Compares the refunds of one order, by their numbers. */
export function matchRefunds(context: MatchContext, sides: OrderSides): OrderOutcome {
  // Most orders have none.
  if (sides.refunds.length === 0 && sides.rows.every(({ kind }) => kind !== 'refund'))
    return NOTHING
  const rows = new Map<string, BillRow>()
  // A refund that is written twice counts as its last row says.
  for (const row of sides.rows) if (row.kind === 'refund') rows.set(numberOf(row), row)
  const ours = new Map(sides.refunds.map((refund) => [refund.refundNumber, refund]))
  const outcomes: OrderOutcome[] = []
  for (const [number, row] of rows)
    outcomes.push(withRow(context, sides, { row, ours: ours.get(number) ?? null }))
  for (const [number, refund] of ours)
    if (!rows.has(number)) outcomes.push(withoutRow(context, sides, refund))
  return {
    ...NOTHING,
    lines: outcomes.flatMap(({ lines }) => lines),
    differences: outcomes.flatMap(({ differences }) => differences),
    elsewhere: outcomes.flatMap(({ elsewhere }) => elsewhere),
    counted: outcomes.flatMap(({ counted }) => counted),
  }
}

/** WeChat's own number where a refund of the merchant platform has none of ours. */
const numberOf = ({ refund, line }: BillRow): string =>
  refund?.refundNumber || refund?.refundId || `line ${line}`

interface Pair {
  readonly row: BillRow
  readonly ours: OurRefund | null
}

/** Our books have the order as undone: this refund is how WeChat did it. */
const undoesOurs = ({ payment, rows }: OrderSides, { ours }: Pair): boolean => {
  if (ours !== null || payment?.state !== 'revoked') return false
  const back = rows.reduce((sum, { refund }) => sum + (refund?.asked.minor ?? 0), 0)
  return back >= payment.amount.minor
}

function withRow(context: MatchContext, sides: OrderSides, pair: Pair): OrderOutcome {
  const { row, ours } = pair
  const { refund } = row
  if (refund === null) return NOTHING
  const refundNumber = numberOf(row)
  const day = ours === null ? null : dayOf(ours.requestedAtMs)
  const failed = failedAtWechat(refund)
  const line: NewLine = {
    orderNumber: sides.orderNumber,
    refundNumber,
    atMs: row.atMs,
    till: ours?.till ?? sides.payment?.till ?? row.device,
    cashier: ours?.cashier ?? null,
    currency: refund.asked.currency,
    oursMinor: ours?.amount.minor ?? null,
    theirsMinor: refund.asked.minor,
    oursState: ours?.state ?? null,
    theirsState: refund.status,
  }
  const found = undoesOurs(sides, pair) ? null : judge(pair)
  const theirs: Counted = {
    side: 'theirs',
    what: 'return',
    ...refund.asked,
    atMs: row.atMs,
    till: line.till,
    cashier: line.cashier,
    settledMinor: -refund.settled.minor,
    feeUnits: row.feeUnits,
  }
  return {
    lines: [line],
    differences: found === null ? [] : [differenceIn(context, sides, { line, ours, found })],
    elsewhere:
      day === null || day === context.day
        ? []
        : [{ orderNumber: sides.orderNumber, refundNumber, ourDay: day, row: 'refund' }],
    charge: null,
    counted: [...(failed ? [] : [theirs]), ...countedOf(ours, row.atMs)],
  }
}

type Verdict = Pick<Difference, 'class' | 'reasons'>

function judge({ row: { refund }, ours }: Pair): Verdict | null {
  if (refund === null) return null
  const failed = failedAtWechat(refund)
  const bounced = bouncedAtWechat(refund)
  // A refund that was tried elsewhere and did nothing is nobody's difference.
  if (ours === null) return failed ? null : { class: 'refund-unknown-here', reasons: [] }
  const reasons: Reason[] = []
  if (refund.asked.currency !== ours.amount.currency) reasons.push('other-currency')
  else if (refund.asked.minor !== ours.amount.minor) reasons.push('refund-amount')
  if (failed && ours.state !== 'refused') reasons.push('refund-failed-there')
  if (bounced) reasons.push('refund-bounced')
  if (!failed && ours.state === 'refused') reasons.push('refund-refused-here')
  if (!failed && !bounced && ours.state === 'open') reasons.push('refund-not-settled-here')
  return reasons.length === 0 ? null : { class: 'refund-differs', reasons }
}

/** Ours, without a row in this bill. */
function withoutRow(context: MatchContext, sides: OrderSides, ours: OurRefund): OrderOutcome {
  const { orderNumber, refundNumber, requestedAtMs: atMs, till, cashier, amount } = ours
  const gone = { orderNumber, refundNumber, row: 'refund' } as const
  if (dayOf(atMs) !== context.day) return NOTHING
  const line: NewLine = { orderNumber, refundNumber, atMs, till, cashier, currency: amount.currency, oursMinor: amount.minor, theirsMinor: null, oursState: ours.state, theirsState: null } // prettier-ignore
  if (context.isElsewhere(gone)) return { ...NOTHING, lines: [{ ...line, theirsState: ELSEWHERE }] }
  if (ours.state === 'refused') return { ...NOTHING, lines: [line] }
  const near = nearNextDay(context, atMs)
  const found: Verdict =
    near && !context.nextBillSeen
      ? { class: 'next-bill', reasons: ['refund-expected'] }
      : {
          class: 'refund-absent-there',
          reasons: [
            ...(ours.state === 'open' ? (['refund-open-here'] as const) : []),
            ...(near ? (['not-in-next-bill'] as const) : []),
          ],
        }
  return {
    ...NOTHING,
    lines: [line],
    differences: [differenceIn(context, sides, { line, ours, found })],
    counted: countedOf(ours, atMs),
  }
}

const countedOf = (ours: OurRefund | null, atMs: number): readonly Counted[] => {
  if (ours === null || ours.state === 'refused') return []
  const { amount, till, cashier } = ours
  return [{ side: 'ours', what: 'return', ...amount, atMs, till, cashier, settledMinor: 0, feeUnits: 0 }] // prettier-ignore
}

interface Named {
  readonly line: NewLine
  readonly ours: OurRefund | null
  readonly found: Verdict
}

const differenceIn = (
  context: MatchContext,
  sides: OrderSides,
  { line, ours, found }: Named,
): Difference =>
  differenceOf(context, {
    ...found,
    topic: 'refund',
    orderNumber: sides.orderNumber,
    refundNumber: line.refundNumber,
    otherOrderNumber: null,
    amount: { minor: line.theirsMinor ?? line.oursMinor ?? 0, currency: line.currency },
    till: line.till,
    cashier: line.cashier,
    atMs: line.atMs,
    ours: { payment: sides.payment, refund: ours },
    theirs: sides.rows
      .filter((row) => row.kind !== 'refund' || numberOf(row) === line.refundNumber)
      .map(withoutPayer),
    expectedFeeUnits: null,
  })
