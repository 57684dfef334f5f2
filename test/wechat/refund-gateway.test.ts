import { describe, expect, it } from 'vitest'
import type { RefundOrder } from '../../app/refund/gateway.ts'
import { refundGatewayOf } from '../../app/wechat/refund-gateway.ts'
import { anAmount } from '../support/builders.ts'
import { GOLDEN } from './golden.ts'
import { type Line, reply, signed, wireRig } from './wire-rig.ts'

const ORDER: RefundOrder = {
  outRefundNo: 'R202501010001',
  outTradeNo: 'D202501010001',
  total: anAmount(888),
  amount: anAmount(888),
  reason: '',
}
const FOUND = {
  transaction_id: '4200000000202501010000000001',
  out_trade_no: 'D202501010001',
  total_fee: 888,
  refund_count: 1,
  out_refund_no_0: 'R202501010001',
  refund_id_0: '50000000002025010100000000001',
  refund_fee_0: 888,
  refund_status_0: 'PROCESSING',
  refund_recv_accout_0: '支付用户的零钱',
}
const gatewayOn = (line: Line) => refundGatewayOf(wireRig({ line }).gateway)

describe('the way to give money back', () => {
  it('is accepted under WeChat’s number', async () => {
    const gateway = gatewayOn(() => reply(GOLDEN.refundAccepted))
    expect(await gateway.refund(ORDER)).toEqual({
      kind: 'accepted',
      refundId: '50000000002025010100000000001',
    })
  })

  it('finds what WeChat knows of a number', async () => {
    expect(await gatewayOn(() => signed(FOUND)).queryRefund(ORDER)).toEqual({
      kind: 'found',
      refund: {
        refundId: '50000000002025010100000000001',
        amountMinor: 888,
        status: 'PROCESSING',
        receiver: '支付用户的零钱',
        succeededAt: '',
      },
    })
  })

  it.each([
    ['order', { out_trade_no: 'X' }],
    ['price', { total_fee: 889 }],
    ['refund', { out_refund_no_0: 'X' }],
    ['nothing', { refund_count: 0 }],
  ])('believes no answer about another %s', async (_, change) => {
    const gateway = gatewayOn(() => signed({ ...FOUND, ...change }))
    expect(await gateway.queryRefund(ORDER)).toMatchObject({ kind: 'no-answer', cause: 'mismatch' })
  })

  it('passes a refusal on', async () => {
    const line = () => signed({ result_code: 'FAIL', err_code: 'REFUNDNOTEXIST', err_code_des: '' })
    expect(await gatewayOn(line).queryRefund(ORDER)).toEqual({
      kind: 'error',
      code: 'REFUNDNOTEXIST',
      description: '',
    })
  })
})
