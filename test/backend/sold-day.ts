import type { PaymentState } from '../../app/payment/state.ts'
import { type Day, startOf } from '../../app/reconciliation/day.ts'
import type { Database } from '../../backend/database.ts'
import { aSale, anAttempt } from '../support/builders.ts'

/** A till of a merchant. */
export interface SoldAt {
  readonly merchantId: string
  readonly tillId: string
  /** After nine in the morning. Minutes from all others unless told: no charge may look like another one's second. */
  readonly minutes?: number
}

let number = 0
const HOUR_MS = 3_600_000

/**
 * Puts a payment of noon of a day into the books, as a node writes one that WeChat confirmed then: no test can wait for a day
 * to be over. Gives WeChat's row of it.
 */
export async function sellOn(
  sql: Database,
  day: Day,
  { merchantId, tillId, minutes = ++number * 5 }: SoldAt,
  mchId: string,
): Promise<Record<string, string>> {
  number += 1
  const id = `DAY${day}${Date.now()}${number}`
  const atMs = startOf(day) + 9 * HOUR_MS + minutes * 60_000
  const time = new Date(atMs + 8 * HOUR_MS).toISOString()
  const transactionId = `4200001${String(Date.now()).padStart(15, '0')}${String(number).padStart(6, '0')}`
  const state: PaymentState = {
    kind: 'paid',
    sale: aSale({ saleId: id, startedAtMs: atMs }),
    attempt: anAttempt({ outTradeNo: id, submittedAtMs: atMs }),
    payment: {
      transactionId,
      timeEnd: time.slice(0, 19).replaceAll(/[-:T]/g, ''),
      cash: null,
      bankType: 'CFT',
    },
  }
  await sql`insert into payment (merchant_id, id, till_id, fingerprint, state, version, fence, submitted_at)
    values (${merchantId}, ${id}, ${tillId}, ${Buffer.from(id)}, ${sql.json(state as never)}, 2, 1, ${new Date(atMs)})`
  return {
    交易时间: `${time.slice(0, 10)} ${time.slice(11, 19)}`,
    商户号: mchId,
    微信订单号: transactionId,
    商户订单号: id,
    交易状态: 'SUCCESS',
    货币种类: 'CNY',
    应结订单金额: '12.80',
    订单金额: '12.80',
    手续费: '0.08000',
    费率: '0.60%',
  }
}
