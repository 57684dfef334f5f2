/** Revoke: `/secapi/pay/reverse` (pay.weixin.qq.com/doc/global/v2/zh/4013634900). */
import { assertNever } from '../../app/result.ts'
import type { Fields } from '../../app/wechat/xml.ts'
import { endUnpaid, giveBack } from '../charge.ts'
import { type Outcome, refusal, success } from '../errors.ts'
import type { Order } from '../model.ts'
import type { World } from '../world.ts'
import { findOrder, isOrder, orderKey } from './orders.ts'

const REVOCABLE_MS = 7 * 86_400_000

/** Done; no need to call again. */
export const revoked = (): Outcome => success([['recall', 'N']])

/** Not done. `recall` Y asks the caller to come again. */
export const notRevoked = (code: string, text?: string, recall: 'Y' | 'N' = 'N'): Outcome =>
  refusal(code, text, [['recall', recall]])

export function revoke(world: World, fields: Fields): Outcome {
  const found = findOrder(world, fields)
  if (isOrder(found)) return revokeOrder(world, found)
  if (found.kind !== 'error' || found.code !== 'ORDERNOTEXIST') return found
  return revokeUnknown(world, fields)
}

function revokeOrder(world: World, order: Order): Outcome {
  if (world.clock.nowMs() - order.createdAtMs > REVOCABLE_MS) return notRevoked('REVERSE_EXPIRE')
  switch (order.state) {
    case 'REVOKED':
    case 'CLOSED':
      return revoked()
    case 'SUCCESS':
      giveBack(world, order)
      return revoked()
    case 'REFUND':
      // Ended by a revoke before, when the settings name that state REFUND.
      if (order.endedAtMs !== null) return revoked()
      return notRevoked('TRADE_ERROR', '订单已发生退款，不允许撤销')
    case 'PAYERROR':
      // Over either way: only what a query calls it differs.
      if (world.settings.revokedFailedState === 'REVOKED') endUnpaid(world, order, 'REVOKED')
      return revoked()
    case 'NOTPAY':
    case 'USERPAYING':
    case 'ACCEPT':
      if (order.dialog && world.settings.revokeWhilePaying === 'refused')
        return notRevoked('USERPAYING', '正在支付中不能发起撤销', 'Y')
      endUnpaid(world, order, 'REVOKED')
      return revoked()
    default:
      return assertNever(order.state)
  }
}

function revokeUnknown(world: World, fields: Fields): Outcome {
  const { unknownRevoke } = world.settings
  if (unknownRevoke === 'refused') return notRevoked('ORDERNOTEXIST')
  const outTradeNo = fields.get('out_trade_no') ?? ''
  if (unknownRevoke === 'tombstone' && outTradeNo !== '') buryNumber(world, fields, outTradeNo)
  return revoked()
}

/** Keeps the number from ever being paid, should its submit still be on the way. */
function buryNumber({ books, clock }: World, fields: Fields, outTradeNo: string): void {
  const nowMs = clock.nowMs()
  books.put({
    kind: 'order',
    value: {
      key: orderKey(fields, outTradeNo),
      outTradeNo,
      transactionId: '',
      appId: fields.get('appid') ?? '',
      mchId: fields.get('mch_id') ?? '',
      subAppId: fields.get('sub_appid') ?? '',
      subMchId: fields.get('sub_mch_id') ?? '',
      deviceInfo: '',
      body: '',
      attach: '',
      totalFee: 0,
      feeType: 'CNY',
      cashFee: 0,
      cashFeeType: 'CNY',
      rate: '',
      coupons: [],
      payerId: '',
      openId: '',
      bankType: '',
      codeHash: '',
      fingerprint: '',
      state: 'REVOKED',
      refusal: '',
      dialog: null,
      createdAtMs: nowMs,
      paidAtMs: null,
      endedAtMs: nowMs,
      refundedFee: 0,
    },
  })
}
