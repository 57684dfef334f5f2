import type { BillAmount, BillRow } from './bill-row.ts'
import { compareAmounts } from './compare-amounts.ts'
import type { Difference, Reason } from './difference.ts'
import {
  type Charge,
  type Counted,
  differenceOf,
  type MatchContext,
  nearNextDay,
  NOTHING,
  type OrderOutcome,
  type OrderSides,
  ourDayOf,
  withoutPayer,
} from './match-context.ts'
import type { OurPayment } from './our-record.ts'
import { ELSEWHERE, type NewLine } from './report.ts'
import { failedAtWechat } from './refund-status.ts'
import type { Elsewhere } from './store.ts'

/** One order's payment as the bill has it: what was charged, and whether it went back. */
interface Billed {
  readonly payments: readonly BillRow[]
  readonly revokes: readonly BillRow[]
  readonly price: BillAmount
  readonly atMs: number
  readonly device: string
  /** All of it went back, by a revoke or by refunds in this bill. */
  readonly returned: boolean
}

function billedOf({ rows }: OrderSides): Billed | null {
  const payments = rows.filter(({ kind }) => kind === 'payment')
  const revokes = rows.filter(({ kind }) => kind === 'revoke')
  const [first] = payments.length > 0 ? payments : revokes
  if (first === undefined) return null
  const given = rows.flatMap(({ kind, refund }) =>
    kind === 'refund' && refund !== null && !failedAtWechat(refund) ? [refund.asked.minor] : [],
  )
  const charged =
    payments.length > 0
      ? payments.reduce((sum, { price }) => sum + price.minor, 0)
      : (first.refund?.asked.minor ?? 0)
  const back = given.reduce((sum, minor) => sum + minor, 0)
  return {
    payments,
    revokes,
    price: { minor: charged, currency: first.price.currency },
    atMs: first.atMs,
    device: first.device,
    returned: revokes.length > 0 || (charged > 0 && back >= charged),
  }
}

/** Compares an order's payment: the rows of its charge and of its revoke with what our books say of it. */
export function matchPayment(context: MatchContext, sides: OrderSides): OrderOutcome {
  const billed = billedOf(sides)
  const { payment: ours } = sides
  if (billed === null) return ours === null ? NOTHING : withoutRows(context, ours)
  const differences = differencesOf(context, { sides, ours, billed })
  return {
    lines: [lineOf(sides.orderNumber, ours, billed)],
    differences,
    elsewhere: ours === null ? [] : elsewhereOf(context, ours, billed),
    charge: chargeOf(sides.orderNumber, ours, { ...billed, clean: differences.length === 0 }),
    counted: [...theirsCounted(ours, billed), ...oursCounted(ours, billed)],
  }
}

function lineOf(orderNumber: string, ours: OurPayment | null, billed: Billed): NewLine {
  return {
    orderNumber,
    refundNumber: null,
    atMs: billed.atMs,
    till: ours?.till ?? billed.device,
    cashier: ours?.cashier ?? null,
    currency: ours?.amount.currency ?? billed.price.currency,
    oursMinor: ours?.amount.minor ?? null,
    theirsMinor: billed.price.minor,
    oursState: ours?.state ?? null,
    theirsState: billed.revokes.length > 0 ? 'REVOKED' : 'SUCCESS',
  }
}

interface Found {
  readonly sides: OrderSides
  readonly ours: OurPayment | null
  readonly billed: Billed
}

function differencesOf(context: MatchContext, found: Found): readonly Difference[] {
  const { ours, billed } = found
  const presence = presenceOf(context, found)
  const whole = ours?.state === 'paid' && billed.revokes.length === 0
  return [
    ...(presence === null ? [] : [madeOf(context, found, { topic: 'payment', ...presence })]),
    ...compareAmounts(context, { ours: whole ? ours : null, rows: billed.payments }).map((one) =>
      madeOf(context, found, one),
    ),
  ]
}

type Presence = Pick<Difference, 'class' | 'reasons'>

/** Whether both sides agree that the payer was charged, and that it stayed so. */
function presenceOf(context: MatchContext, { sides, ours, billed }: Found): Presence | null {
  const back: readonly Reason[] = billed.returned ? ['returned-there'] : []
  if (ours === null) return { class: 'unknown-here', reasons: back }
  switch (ours.state) {
    case 'paid':
      // Money that went back by a refund is the refund's difference, not the payment's.
      return billed.revokes.length > 0 ? { class: 'revoked-there', reasons: ['here-paid'] } : null
    case 'not-charged':
      return billed.revokes.length > 0
        ? null
        : { class: 'paid-there-only', reasons: ['here-not-charged', ...back] }
    case 'open':
      return billed.revokes.length > 0
        ? null
        : { class: 'paid-there-only', reasons: ['here-open', ...back] }
    case 'revoked': {
      // A list of payments alone cannot say whether the money went back.
      if (context.covers === 'payments') return null
      const { orderNumber } = sides
      if (
        billed.returned ||
        context.isElsewhere({ orderNumber, refundNumber: null, row: 'revoke' })
      )
        return null
      const near = nearNextDay(context, billed.atMs)
      if (near && !context.nextBillSeen) return { class: 'next-bill', reasons: ['revoke-expected'] }
      return {
        class: 'paid-there-only',
        reasons: ['here-revoked', ...(near ? (['not-in-next-bill'] as const) : [])],
      }
    }
  }
}

const madeOf = (
  context: MatchContext,
  { sides, ours, billed }: Found,
  one: Pick<Difference, 'class' | 'reasons' | 'topic'> & { readonly expectedFeeUnits?: number },
): Difference =>
  differenceOf(context, {
    expectedFeeUnits: null,
    ...one,
    orderNumber: sides.orderNumber,
    refundNumber: null,
    otherOrderNumber: null,
    amount: billed.price,
    till: ours?.till ?? billed.device,
    cashier: ours?.cashier ?? null,
    atMs: billed.atMs,
    ours: { payment: ours, refund: null },
    theirs: sides.rows.map(withoutPayer),
  })

/** Ours, without any row in this bill. */
function withoutRows(context: MatchContext, ours: OurPayment): OrderOutcome {
  const { orderNumber } = ours
  const gone = { orderNumber, refundNumber: null, row: 'payment' } as const
  if (ourDayOf(ours) !== context.day) return NOTHING
  const atMs = ours.paidAtMs ?? ours.submittedAtMs
  const { till, cashier, amount } = ours
  const line: NewLine = { orderNumber, refundNumber: null, atMs, till, cashier, currency: amount.currency, oursMinor: amount.minor, theirsMinor: null, oursState: ours.state, theirsState: null } // prettier-ignore
  // Whoever looks for it on the day of the sale finds it, and where its row is. Its money counts in that bill.
  if (context.isElsewhere(gone)) return { ...NOTHING, lines: [{ ...line, theirsState: ELSEWHERE }] }
  if (ours.state !== 'paid') return { ...NOTHING, lines: [line] }
  const near = nearNextDay(context, atMs)
  const waits = near && !context.nextBillSeen
  const difference = differenceOf(context, {
    topic: 'payment',
    class: waits ? 'next-bill' : 'absent-there',
    reasons: waits ? ['payment-expected'] : near ? ['not-in-next-bill'] : [],
    orderNumber,
    refundNumber: null,
    otherOrderNumber: null,
    amount,
    till,
    cashier,
    atMs,
    ours: { payment: ours, refund: null },
    theirs: [],
    expectedFeeUnits: null,
  })
  const counted = countedOurs(ours, { what: 'payment', atMs })
  return { ...NOTHING, lines: [line], differences: [difference], counted: [counted] }
}

/** Rows of this bill that our books count on another day. */
function elsewhereOf(
  { day }: MatchContext,
  ours: OurPayment,
  { payments, revokes }: Billed,
): readonly Elsewhere[] {
  const ourDay = ourDayOf(ours)
  if (ourDay === day) return []
  const { orderNumber } = ours
  const rows = [
    ...(payments.length > 0 ? (['payment'] as const) : []),
    ...(revokes.length > 0 ? (['revoke'] as const) : []),
  ]
  return rows.map((row) => ({ orderNumber, refundNumber: null, ourDay, row }))
}

/** What a second charge of the same purchase would be found by. Null: the money is not there any more. */
function chargeOf(
  orderNumber: string,
  ours: OurPayment | null,
  billed: Billed & { readonly clean: boolean },
): Charge | null {
  const [row] = billed.payments
  if (row === undefined || billed.returned) return null
  return {
    orderNumber,
    saleId: ours?.saleId ?? '',
    till: billed.device || (ours?.till ?? ''),
    cashier: ours?.cashier ?? null,
    minor: billed.price.minor,
    currency: billed.price.currency,
    atMs: billed.atMs,
    payer: row.payer,
    clean: billed.clean,
  }
}

function theirsCounted(ours: OurPayment | null, { payments, revokes }: Billed): readonly Counted[] {
  const common = { side: 'theirs', cashier: ours?.cashier ?? null } as const
  return [...payments, ...revokes].map(({ price, settlement, refund, feeUnits, atMs, device }) => ({
    ...common,
    what: refund === null ? ('payment' as const) : ('return' as const),
    minor: refund?.asked.minor ?? price.minor,
    currency: price.currency,
    atMs,
    till: ours?.till ?? device,
    settledMinor: refund === null ? settlement.minor : -refund.settled.minor,
    feeUnits,
  }))
}

const countedOurs = (
  { amount, till, cashier }: OurPayment,
  { what, atMs }: Pick<Counted, 'what' | 'atMs'>,
): Counted => ({ side: 'ours', what, ...amount, atMs, till, cashier, settledMinor: 0, feeUnits: 0 })

/** Our side of an order that is in the bill. What we know to be undone counts both ways, as it does in the bill. */
function oursCounted(ours: OurPayment | null, billed: Billed): readonly Counted[] {
  if (ours === null) return []
  const { atMs, payments, returned } = billed
  const charged = payments.length > 0 ? [countedOurs(ours, { what: 'payment', atMs })] : []
  if (ours.state === 'paid') return charged
  if (ours.state !== 'revoked' || !returned) return []
  return [...charged, countedOurs(ours, { what: 'return', atMs })]
}
