/**
 * WeChat's own two simulators. In the old one (`/sandboxnew`) the amount says what happens, in the newer one (`/xdc`)
 * a header does. Cases: acceptance guide pay.weixin.qq.com/doc/v2/merchant/4011984810 and clients' own test suites.
 */
import type { Coupon } from '../model.ts'
import type { Script } from './script.ts'

const coupon = (fee: number, type: Coupon['type'] = 'CASH'): Coupon => ({
  id: `1000000${fee}`,
  type,
  fee,
})

const paid = (...coupons: readonly Coupon[]): Script => ({ payer: { coupons: [...coupons] } })

/** What happens to an amount in fen; the last entry goes on for later numbers. */
const CASES: ReadonlyMap<string, readonly Script[]> = new Map<string, readonly Script[]>([
  ['1', [paid()]],
  ['2', [paid(coupon(1))]],
  ['3', [paid(coupon(1), coupon(2, 'NO_CASH'))]],
  ['30', [{ payer: { passwordRule: 'always', reaction: 'pays', reactionMs: 10_000 } }]],
  ['31', [{ faults: [{ preset: 'lost-after' }] }]],
  ['32', [{ faults: [{ behaviour: { effect: 'failed', delivery: { kind: 'hang' } } }] }]],
  [
    '33',
    [
      {
        faults: [
          { behaviour: { effect: 'unpaid', delivery: { kind: 'hang' } } },
          { preset: 'query-system-error', times: 0 },
        ],
      },
    ],
  ],
  [
    '34',
    [
      {
        faults: [
          { behaviour: { effect: 'unpaid', answer: { kind: 'error', code: 'SYSTEMERROR' } } },
          { preset: 'query-lost', times: 0 },
        ],
      },
      paid(coupon(1)),
    ],
  ],
  ['79', [{ faults: [{ preset: 'refused-although-charged' }] }]],
  ...['501', '502', '551', '552'].map((amount): readonly [string, readonly Script[]] => [
    amount,
    [paid(coupon(1))],
  ]),
])

/** The case of an amount; `earlier` counts the numbers that came before with the same amount. */
export function sandboxCase(totalFee: string, earlier: number): Script | undefined {
  const scripts = CASES.get(totalFee)
  return scripts?.[Math.min(earlier, scripts.length - 1)]
}

export const WRONG_SANDBOX_AMOUNT = '沙箱支付金额不正确，请确认验收case'

export const NEGATIVE_TEST_HEADER = 'wechatpay-negative-test'

/** Values of the header `Wechatpay-Negative-Test`. */
const NEGATIVE_TESTS: Readonly<Record<string, Script>> = {
  MICROPAY_USERPAYING: {
    payer: { passwordRule: 'always', reaction: 'pays', reactionMs: 10_000 },
  },
  MICROPAY_TIMEOUT: { faults: [{ preset: 'lost-after' }] },
  MICROPAY_PAYERROR: {
    faults: [{ behaviour: { effect: 'failed', answer: { kind: 'error', code: 'TRADE_ERROR' } } }],
  },
  MICROPAY_PAY_QUERY_TIMEOUT: {
    faults: [{ preset: 'lost-after' }, { preset: 'query-lost', times: 0 }],
  },
}

export const negativeTest = (header: string): Script | undefined => NEGATIVE_TESTS[header]
