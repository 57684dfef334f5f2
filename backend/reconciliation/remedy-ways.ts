import { askWechat } from '../../adapters/reconciliation/ask-wechat.ts'
import type { PaymentState } from '../../app/payment/state.ts'
import { money } from '../../app/money.ts'
import type { RemedyFault } from '../../app/reconciliation/remedy.ts'
import type { RefundBegun, RefundWish, RemedyWays } from '../../app/reconciliation/take-remedy.ts'
import { fail, type Result, succeed } from '../../app/result.ts'
import type { Database } from '../database.ts'
import type { Gateways } from '../gateways.ts'
import type { MasterKey } from '../master-key.ts'
import { readPayment } from '../payment-rows.ts'
import { readRefundsOf, type RefundRow } from '../refund-rows.ts'
import type { RefundService } from '../refund-service.ts'

/** What remedies reach the world by. */
export interface RemedyWaysParts {
  readonly sql: Database
  readonly gateways: Pick<Gateways, 'of'>
  readonly refunds: Pick<RefundService, 'known' | 'start' | 'send'>
  readonly masterKey: Pick<MasterKey, 'fingerprint'>
}

/** A manager may have given up as many refunds of one order before. */
const NUMBERS_MAX = 9

/**
 * The ways that a difference's remedies have here. A refund is one of a payment of ours that took money, as every refund of the
 * backend: what only WeChat has is given back in its merchant platform, and then written down.
 */
export function remedyWays(
  parts: RemedyWaysParts,
  merchantId: string,
  payment: PaymentState | null,
): RemedyWays {
  const { gateways, refunds } = parts
  return {
    query: async (one) => askWechat({ gateway: await gateways.of(merchantId) }, one),
    refund: payment?.kind === 'paid' ? (wish) => refund(parts, merchantId, wish) : null,
    async resendRefund(refundNumber) {
      const row = await refunds.send({ merchantId, id: refundNumber }, 'send-again-pressed')
      return row === null ? fail({ kind: 'not-possible-here' }) : succeed(null)
    },
  }
}

async function refund(
  { sql, refunds, masterKey }: RemedyWaysParts,
  merchantId: string,
  wish: RefundWish,
): Promise<Result<RefundBegun, RemedyFault>> {
  const { orderNumber, returned, reason, approvedBy } = wish
  const key = { merchantId, id: orderNumber }
  const payment = await readPayment(sql, key)
  if (payment === null) return fail({ kind: 'not-possible-here' })
  const made = await readRefundsOf(sql, key)
  const total = payment.state.sale.amount
  const begun = numberOf(wish, made)
  const id = begun.id
  // Without reason and approver: whoever asks again, in other words, is told of the refund that there is.
  const fingerprint = masterKey.fingerprint(
    JSON.stringify(['reconciliation', merchantId, orderNumber, id]),
  )
  if (begun.known) {
    const outcome = await refunds.known({ merchantId, id, fingerprint })
    return outcome?.kind === 'known'
      ? succeed({ refundNumber: id })
      : fail({ kind: 'nothing-to-refund' })
  }
  const left = money(leftOf(payment.state, made, returned), total.currency)
  if (!left.ok || left.value.minor === 0) return fail({ kind: 'nothing-to-refund' })
  const outcome = await refunds.start({
    merchantId,
    id,
    fingerprint,
    paymentId: orderNumber,
    tillId: payment.tillId,
    operatorId: approvedBy.id,
    approvedBy: approvedBy.id,
    refund: { outRefundNo: id, outTradeNo: orderNumber, total, amount: left.value, reason },
  })
  return outcome.kind === 'started' || outcome.kind === 'known'
    ? succeed({ refundNumber: id })
    : fail({ kind: 'nothing-to-refund' })
}

/** The number of the order's refund from here: the one that is not refused, or the next that nobody has used. */
function numberOf(
  { refundNumber }: RefundWish,
  made: readonly RefundRow[],
): { readonly id: string; readonly known: boolean } {
  for (let turn = 1; turn <= NUMBERS_MAX; turn += 1) {
    const id = turn === 1 ? refundNumber : `${refundNumber}-${turn}`
    const row = made.find((one) => one.id === id)
    if (row === undefined) return { id, known: false }
    if (row.state.kind !== 'refused') return { id, known: true }
  }
  return { id: refundNumber, known: true }
}

/** What neither our books nor the bill have as given back. The database itself refuses more than was paid. */
function leftOf(
  { sale }: PaymentState,
  made: readonly RefundRow[],
  returned: RefundWish['returned'],
): number {
  const ours = made.filter(({ state }) => state.kind !== 'refused')
  const numbers = new Set(made.map(({ id }) => id))
  const given = ours.reduce((sum, { state }) => sum + state.refund.amount.minor, 0)
  const elsewhere = returned
    .filter(({ refundNumber }) => !numbers.has(refundNumber))
    .reduce((sum, { minor }) => sum + minor, 0)
  return Math.max(0, sale.amount.minor - given - elsewhere)
}
