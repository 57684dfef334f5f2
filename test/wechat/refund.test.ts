import { describe, expect, it } from 'vitest'
import type { RefundRequest } from '../../app/wechat/refund.ts'
import type { RefundQuery } from '../../app/wechat/refund-query.ts'
import { anAmount } from '../support/builders.ts'
import { GOLDEN } from './golden.ts'
import { type Line, MERCHANT, reply, type Said, signed, wireRig } from './wire-rig.ts'

const REQUEST: RefundRequest = {
  order: { by: 'order', outTradeNo: 'D202501010001' },
  outRefundNo: 'R202501010001',
  total: anAmount(888),
  amount: anAmount(888),
  reason: '',
}
const mute: Line = () => reply('')

const fieldsSent = async (
  act: (rig: ReturnType<typeof wireRig>) => Promise<unknown>,
): Promise<Said> => {
  const rig = wireRig({ line: mute })
  await act(rig)
  const { appid, mch_id, ...said } = Object.fromEntries(
    [...(rig.sent[0]?.fields ?? [])].filter(([name]) => name !== 'sign' && name !== 'nonce_str'),
  )
  expect([appid, mch_id]).toEqual([MERCHANT.appId, MERCHANT.mchId])
  return said
}

describe('a refund', () => {
  const refundOn = (line: Line, change: Partial<RefundRequest> = {}) =>
    wireRig({ line }).gateway.refund({ ...REQUEST, ...change })
  const ACCEPTED = {
    transaction_id: '4200000000202501010000000001',
    out_trade_no: 'D202501010001',
    out_refund_no: 'R202501010001',
    refund_id: '50000000002025010100000000001',
    refund_fee: 888,
    total_fee: 888,
    fee_type: 'CNY',
    cash_fee: 888,
  }

  it('is asked for with the certificate', async () => {
    const rig = wireRig({ line: mute })
    await rig.gateway.refund(REQUEST)
    expect(rig.sent[0]).toMatchObject({
      path: '/secapi/pay/refund',
      request: { withCertificate: true, timeoutMs: 4_000 },
    })
  })

  it('says what it must', async () => {
    expect(await fieldsSent(({ gateway }) => gateway.refund(REQUEST))).toEqual({
      out_trade_no: 'D202501010001',
      out_refund_no: 'R202501010001',
      total_fee: '888',
      refund_fee: '888',
      refund_fee_type: 'CNY',
    })
  })

  it('says all that it can', async () => {
    const said = await fieldsSent(({ gateway }) =>
      gateway.refund({
        order: { by: 'transaction', transactionId: '4200000000202501010000000001' },
        outRefundNo: 'R-1',
        total: anAmount(900, 'HKD'),
        amount: anAmount(1, 'HKD'),
        reason: '茶'.repeat(30),
        fromBalance: true,
        notifyUrl: 'https://shop.example/refunds',
      }),
    )
    expect(said).toEqual({
      transaction_id: '4200000000202501010000000001',
      out_refund_no: 'R-1',
      total_fee: '900',
      refund_fee: '1',
      refund_fee_type: 'HKD',
      refund_desc: '茶'.repeat(26),
      refund_account: 'REFUND_SOURCE_RECHARGE_FUNDS',
      notify_url: 'https://shop.example/refunds',
    })
  })

  it('is accepted', async () => {
    const refund = {
      refundId: '50000000002025010100000000001',
      outRefundNo: 'R202501010001',
      transactionId: '4200000000202501010000000001',
      refundMinor: 888,
      settlementRefundMinor: null,
      cashRefundMinor: 888,
    }
    expect(await refundOn(() => reply(GOLDEN.refundAccepted))).toEqual({ kind: 'accepted', refund })
    const line = () => signed({ ...ACCEPTED, settlement_refund_fee: 880 })
    expect(await refundOn(line)).toEqual({
      kind: 'accepted',
      refund: { ...refund, settlementRefundMinor: 880, cashRefundMinor: null },
    })
  })

  it.each([
    ['order', { out_trade_no: 'X' }],
    ['refund', { out_refund_no: 'X' }],
    ['sum', { refund_fee: 887 }],
    ['total', { total_fee: 887 }],
    ['currency', { fee_type: 'HKD' }],
    ['refund currency', { refund_fee_type: 'HKD' }],
  ])('is not accepted by an answer about another %s', async (_, change) => {
    expect(await refundOn(() => signed({ ...ACCEPTED, ...change }))).toMatchObject({
      kind: 'no-answer',
      cause: 'mismatch',
    })
  })

  it('is not accepted without its numbers', async () => {
    for (const name of ['out_refund_no', 'refund_id', 'refund_fee']) {
      const line = () => signed({ ...ACCEPTED, [name]: undefined })
      expect(await refundOn(line)).toMatchObject({
        cause: 'mismatch',
        detail: `${name} is missing`,
      })
    }
  })

  it('may be refused, stay unanswered, or never leave', async () => {
    const refused = () =>
      signed({ result_code: 'FAIL', err_code: 'NOTENOUGH', err_code_des: '余额' })
    expect(await refundOn(refused)).toEqual({
      kind: 'error',
      code: 'NOTENOUGH',
      description: '余额',
    })
    expect(await refundOn(mute)).toMatchObject({ kind: 'no-answer', cause: 'unreadable' })
    const notSent = { kind: 'not-sent', cause: 'configuration', detail: 'no certificate' } as const
    expect(await refundOn(() => notSent)).toEqual(notSent)
    expect(await refundOn(mute, { amount: anAmount(1, 'HKD') })).toMatchObject({
      kind: 'not-sent',
      detail: 'two currencies',
    })
    expect(await refundOn(mute, { outRefundNo: 'R 1' })).toMatchObject({ kind: 'not-sent' })
  })
})

describe('a refund query', () => {
  const queryOn = (line: Line, query: RefundQuery = BY_ORDER) =>
    wireRig({ line }).gateway.queryRefund(query)
  const BY_ORDER: RefundQuery = { by: 'order', outTradeNo: 'D202501010001' }
  const HEAD = {
    transaction_id: '4200000000202501010000000001',
    out_trade_no: 'D202501010001',
    total_fee: 888,
    cash_fee: 888,
  }
  const part = (n: number, status: string): Said => ({
    [`out_refund_no_${n}`]: `R${n}`,
    [`refund_id_${n}`]: `5000${n}`,
    [`refund_channel_${n}`]: 'ORIGINAL',
    [`refund_fee_${n}`]: 100 + n,
    [`refund_status_${n}`]: status,
    [`refund_recv_accout_${n}`]: '招商银行信用卡0403',
  })

  it.each<readonly [RefundQuery, Said]>([
    [{ by: 'refund', refundId: '50001' }, { refund_id: '50001' }],
    [{ by: 'refund-number', outRefundNo: 'R-1' }, { out_refund_no: 'R-1' }],
    [
      { by: 'transaction', transactionId: '42', offset: 10 },
      { transaction_id: '42', offset: '10' },
    ],
    [BY_ORDER, { out_trade_no: 'D202501010001' }],
  ])('by %o', async (query, expected) => {
    expect(await fieldsSent(({ gateway }) => gateway.queryRefund(query))).toEqual(expected)
  })

  it('reads each part', async () => {
    const line = () =>
      signed({
        ...HEAD,
        refund_count: 2,
        total_refund_count: 12,
        ...part(0, 'SUCCESS'),
        refund_success_time_0: '2025-01-02 10:00:00',
        settlement_refund_fee_0: 90,
        coupon_refund_count_0: 1,
        coupon_refund_id_0_0: '10000',
        coupon_type_0_0: 'CASH',
        coupon_refund_fee_0_0: 10,
        ...part(1, 'PROCESSING'),
      })
    const common = { channel: 'ORIGINAL', receiver: '招商银行信用卡0403' }
    expect(await queryOn(line)).toEqual({
      kind: 'refunds',
      refunds: {
        transactionId: '4200000000202501010000000001',
        outTradeNo: 'D202501010001',
        totalMinor: 888,
        count: 12,
        refunds: [
          {
            ...common,
            outRefundNo: 'R0',
            refundId: '50000',
            refundMinor: 100,
            settlementRefundMinor: 90,
            status: 'SUCCESS',
            succeededAt: '2025-01-02 10:00:00',
            coupons: [{ couponId: '10000', type: 'CASH', refundMinor: 10 }],
          },
          {
            ...common,
            outRefundNo: 'R1',
            refundId: '50001',
            refundMinor: 101,
            settlementRefundMinor: null,
            status: 'PROCESSING',
            succeededAt: '',
            coupons: [],
          },
        ],
      },
    })
  })

  it.each([
    ['SUCCESS', 'SUCCESS'],
    ['PROCESSING', 'PROCESSING'],
    ['REFUNDCLOSE', 'REFUNDCLOSE'],
    ['CHANGE', 'CHANGE'],
    ['NEW', 'UNRECOGNISED'],
  ])('knows the state %s', async (sent, status) => {
    const answer = await queryOn(() => signed({ ...HEAD, refund_count: 1, ...part(0, sent) }))
    expect(answer).toMatchObject({ refunds: { count: 1, refunds: [{ status }] } })
  })

  it('believes nothing incomplete or about something else', async () => {
    const whole = { ...HEAD, refund_count: 1, ...part(0, 'SUCCESS') }
    const said = (
      change: Readonly<Record<string, string | number | undefined>>,
      query?: RefundQuery,
    ) => queryOn(() => signed({ ...whole, ...change }), query)
    expect(await said({})).toMatchObject({ kind: 'refunds' })
    expect(await said({ refund_count: 2 })).toMatchObject({ cause: 'unreadable' })
    expect(await said({ refund_count: 1_000_000_000 })).toMatchObject({ cause: 'unreadable' })
    expect(await said({ refund_count: undefined })).toMatchObject({ cause: 'mismatch' })
    expect(await said({ refund_fee_0: '1.00' })).toMatchObject({ cause: 'unreadable' })
    expect(await said({ refund_status_0: '' })).toMatchObject({ cause: 'unreadable' })
    expect(await said({ out_trade_no: 'X' })).toMatchObject({ cause: 'mismatch' })
    expect(await said({}, { by: 'refund', refundId: '1' })).toMatchObject({ cause: 'mismatch' })
    expect(await said({}, { by: 'refund-number', outRefundNo: 'R1' })).toMatchObject({
      cause: 'mismatch',
    })
  })

  it('has errors of its own', async () => {
    const line = () => signed({ result_code: 'FAIL', err_code: 'REFUNDNOTEXIST' })
    expect(await queryOn(line)).toMatchObject({ kind: 'error', code: 'REFUNDNOTEXIST' })
    expect(await queryOn(mute, { by: 'order', outTradeNo: ' ' })).toMatchObject({
      kind: 'no-answer',
      cause: 'broken',
    })
  })
})
