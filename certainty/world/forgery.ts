import { signFields } from '../../app/wechat/sign.ts'
import { writeXml } from '../../app/wechat/xml.ts'
import type { Lie } from './plan.ts'

/** What a liar says. Whoever believes it hands goods over unpaid, or charges twice. */
const LIES: { readonly [L in Lie]: Readonly<Record<string, string>> } = {
  paid: { result_code: 'SUCCESS', trade_state: 'SUCCESS' },
  refused: { result_code: 'FAIL', err_code: 'NOTENOUGH', err_code_des: 'no' },
  revoked: { result_code: 'SUCCESS', trade_state: 'REVOKED', recall: 'N' },
  absent: { result_code: 'FAIL', err_code: 'ORDERNOTEXIST', err_code_des: 'no' },
  accepted: { result_code: 'SUCCESS', refund_id: '50000000002025010100000000001' },
  arrived: {
    result_code: 'SUCCESS',
    refund_count: '1',
    refund_id_0: '50000000002025010100000000001',
    refund_status_0: 'SUCCESS',
  },
  'refund-refused': { result_code: 'FAIL', err_code: 'TRADE_OVERDUE', err_code_des: 'no' },
  'no-refund': { result_code: 'FAIL', err_code: 'REFUNDNOTEXIST', err_code_des: 'no' },
}

/** Bodies of answers that were made here. */
const forged = new WeakSet<Uint8Array>()

/** Whether an answer was made by somebody who does not know the key. */
export const isForged = (body: Uint8Array): boolean => forged.has(body)

/** An answer that says something else, made by somebody who does not know the merchant's key. */
export function forge(parts: {
  readonly asked: ReadonlyMap<string, string>
  /** Amount of the order, where it is known. */
  readonly total: string | undefined
  /** The request for the refund that is asked about, where there was one. */
  readonly refund: ReadonlyMap<string, string> | undefined
  readonly how: 'no-sign' | 'other-key'
  readonly lie: Lie
}): Uint8Array {
  const { asked, total, refund, how, lie } = parts
  const said = new Map<string, string>([
    ['return_code', 'SUCCESS'],
    ['appid', asked.get('appid') ?? ''],
    ['mch_id', asked.get('mch_id') ?? ''],
    ['nonce_str', 'NONCE0123456789A'],
    ['out_trade_no', asked.get('out_trade_no') ?? ''],
    ['transaction_id', '4200000000202501010000000001'],
    ['time_end', '20250101093000'],
    ...Object.entries(LIES[lie]),
  ])
  if (total !== undefined) said.set('total_fee', total)
  for (const name of ['out_trade_no', 'out_refund_no', 'total_fee', 'refund_fee']) {
    const value = refund?.get(name)
    if (value !== undefined) said.set(name, value)
  }
  if (refund !== undefined && lie === 'arrived') {
    said.set('out_refund_no_0', refund.get('out_refund_no') ?? '')
    said.set('refund_fee_0', refund.get('refund_fee') ?? '')
  }
  if (how === 'other-key') said.set('sign', signFields(said, 'k'.repeat(32), 'MD5'))
  const body = new TextEncoder().encode(writeXml([...said]))
  forged.add(body)
  return body
}
