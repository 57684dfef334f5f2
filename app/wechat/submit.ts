import type { EpochMs, Order, SubmitAnswer } from '../ports.ts'
import { makeCall, whenVerified, type Wire } from './call.ts'
import { chinaDateTime } from './china-time.ts'
import { clip, type OutgoingField } from './field-rules.ts'
import { noAnswer } from './judge.ts'
import { orderEchoes, otherAmount, paymentFrom } from './payment.ts'

/** The shop as it is told to WeChat (`scene_info`). */
export interface Store {
  readonly id: string
  readonly name?: string
  readonly areaCode?: string
  readonly address?: string
}

/** What else a till may say about an order. Left out is left out of the request. */
export interface SubmitExtras {
  /** Comes back unchanged with the answer and in the bill. */
  readonly attach?: string
  /** Marks the order for a discount campaign. */
  readonly goodsTag?: string
  /** Refuses credit cards. */
  readonly limitPay?: 'no_credit'
  /** JSON of the goods; required by the global pages. Signed and sent exactly as it is. */
  readonly detail?: string
  /** Required by the global pages. */
  readonly version?: '1.0'
  readonly store?: Store
  /** Offers the payer an electronic invoice. */
  readonly receipt?: boolean
  readonly profitSharing?: boolean
  /** The order's life; at least a minute long. */
  readonly timeStartMs?: EpochMs
  readonly timeExpireMs?: EpochMs
}

/** `body` may have 127 characters; counted as bytes, since some answers say so. */
const BODY_BYTES_MAX = 127

/** Charges a payment code: `/pay/micropay` (pay.weixin.qq.com/doc/v2/merchant/4011937125). */
export async function submit(
  wire: Wire,
  order: Order,
  { paymentCode, extras }: { readonly paymentCode: string; readonly extras: SubmitExtras },
): Promise<SubmitAnswer> {
  return makeCall<SubmitAnswer>(wire, {
    operation: 'submit',
    path: '/pay/micropay',
    outTradeNo: order.outTradeNo,
    fields: submitFields(wire, order, { paymentCode, extras }),
    timeoutMs: wire.timeouts.submitMs,
    hidden: paymentCode,
    read: whenVerified(wire, orderEchoes(order), (answer): SubmitAnswer => {
      if (answer.kind === 'error') {
        const wrong = otherAmount(answer.fields, order)
        const { code, description } = answer
        return wrong === null ? { kind: 'error', code, description } : noAnswer('mismatch', wrong)
      }
      // Not documented here; but if it ever comes, it outranks `result_code`.
      const state = answer.fields.get('trade_state') ?? 'SUCCESS'
      if (state !== 'SUCCESS') return noAnswer('unreadable', 'a trade_state that is not SUCCESS')
      return paymentFrom(answer.fields, order)
    }),
  })
}

function submitFields(
  { merchant }: Wire,
  { outTradeNo, amount, description }: Order,
  { paymentCode, extras }: { readonly paymentCode: string; readonly extras: SubmitExtras },
): readonly OutgoingField[] {
  return [
    ['device_info', merchant.deviceInfo],
    ['version', extras.version ?? ''],
    ['body', clip(description, BODY_BYTES_MAX)],
    ['detail', extras.detail ?? ''],
    ['attach', extras.attach ?? ''],
    ['out_trade_no', outTradeNo],
    ['total_fee', amount.minor],
    ['fee_type', amount.currency],
    ['spbill_create_ip', merchant.clientIp],
    ['goods_tag', extras.goodsTag ?? ''],
    ['limit_pay', extras.limitPay ?? ''],
    ['time_start', dateTime(extras.timeStartMs)],
    ['time_expire', dateTime(extras.timeExpireMs)],
    ['receipt', flag(extras.receipt)],
    ['profit_sharing', flag(extras.profitSharing)],
    ['auth_code', paymentCode],
    ['scene_info', extras.store === undefined ? '' : sceneOf(extras.store)],
  ]
}

const dateTime = (atMs: EpochMs | undefined): string =>
  atMs === undefined ? '' : chinaDateTime(atMs)

const flag = (value: boolean | undefined): string => (value === undefined ? '' : value ? 'Y' : 'N')

const sceneOf = ({ id, name, areaCode, address }: Store): string =>
  JSON.stringify({ store_info: { id, name, area_code: areaCode, address } })
