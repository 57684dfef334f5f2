/** What the simulator's books hold. The schemas also check what comes back from disk and over the control API. */
import { z } from 'zod'

/** Order states, as `trade_state` names them. */
export const TRADE_STATES = [
  'SUCCESS',
  'REFUND',
  'NOTPAY',
  'CLOSED',
  'REVOKED',
  'USERPAYING',
  'PAYERROR',
  'ACCEPT',
] as const

export type TradeState = (typeof TRADE_STATES)[number]

/** The calls that the API knows, in the project's words. */
export const OPERATIONS = [
  'submit',
  'query',
  'revoke',
  'refund',
  'refund-query',
  'bill',
  'openid',
  'report',
  'sign-key',
  'certificates',
] as const

export type Operation = (typeof OPERATIONS)[number]

const minor = z.int().nonnegative()
const time = z.number()

const couponSchema = z.strictObject({
  id: z.string(),
  /** NO_CASH coupons are given by WeChat for nothing: the merchant does not get their amount. */
  type: z.enum(['CASH', 'NO_CASH']),
  fee: minor,
})

export type Coupon = z.infer<typeof couponSchema>

/** What may be set of a payer. The doc of every field is in docs/simulator.md. */
export const payerSettingsSchema = z.strictObject({
  name: z.string().min(1).max(40),
  currency: z.enum(['CNY', 'HKD']),
  bankType: z.string().max(32),
  password: z.string().regex(/^\d{6}$/),
  passwordRule: z.enum(['by-rule', 'always', 'never']),
  passwordFreeLimit: minor.nullable(),
  passwordFreePerDay: minor.nullable(),
  reaction: z.enum(['person', 'pays', 'mistypes-then-pays', 'cancels', 'ignores']),
  reactionMs: z.number().nonnegative(),
  whenPoor: z.enum(['refused', 'asked']),
  online: z.boolean(),
  refreshesCode: z.boolean(),
  coupons: z.array(couponSchema),
})

export type PayerSettings = z.infer<typeof payerSettingsSchema>

export const payerSchema = payerSettingsSchema.extend({
  id: z.string().regex(/^[\w-]{1,40}$/),
  openId: z.string(),
  createdAtMs: time,
})

export type Payer = z.infer<typeof payerSchema>

/** A payer as the control API shows it. */
export const payerViewSchema = payerSchema.extend({
  mood: z.string(),
  balance: z.int(),
  /** Number of the order whose dialog is open on the phone, if any. */
  dialogOrder: z.string().nullable(),
})

export type PayerView = z.infer<typeof payerViewSchema>

/** A payment code that was shown. Its digits are never kept: a secret of the payer, even here. */
export const codeSchema = z.strictObject({
  hash: z.string(),
  payerId: z.string(),
  issuedAtMs: time,
  expiresAtMs: time,
  usedBy: z.string().nullable(),
})

export type IssuedCode = z.infer<typeof codeSchema>

const dialogSchema = z.strictObject({
  openedAtMs: time,
  mistypes: z.int(),
  reason: z.enum(['password', 'not-enough']),
})

export const orderSchema = z.strictObject({
  /** Merchant, sub-merchant and number: numbers are unique per merchant only. */
  key: z.string(),
  outTradeNo: z.string(),
  transactionId: z.string(),
  appId: z.string(),
  mchId: z.string(),
  subAppId: z.string(),
  subMchId: z.string(),
  deviceInfo: z.string(),
  body: z.string(),
  attach: z.string(),
  totalFee: minor,
  feeType: z.string(),
  /** What the payer pays after coupons, in the payer's own currency. */
  cashFee: minor,
  cashFeeType: z.string(),
  /** Order currency to payer's currency × 10^8; empty when they are one. */
  rate: z.string(),
  coupons: z.array(couponSchema),
  payerId: z.string(),
  openId: z.string(),
  bankType: z.string(),
  codeHash: z.string(),
  /** Of all that must stay the same when a submit is repeated. */
  fingerprint: z.string(),
  state: z.enum(TRADE_STATES),
  /** Why the payment was refused: `err_code` of the submit; empty when it was not. */
  refusal: z.string(),
  dialog: dialogSchema.nullable(),
  createdAtMs: time,
  paidAtMs: time.nullable(),
  /** When it was closed, revoked or failed. */
  endedAtMs: time.nullable(),
  refundedFee: minor,
})

export type Order = z.infer<typeof orderSchema>

export const refundSchema = z.strictObject({
  orderKey: z.string(),
  outTradeNo: z.string(),
  transactionId: z.string(),
  outRefundNo: z.string(),
  refundId: z.string(),
  refundFee: minor,
  totalFee: minor,
  cashRefundFee: minor,
  account: z.string(),
  description: z.string(),
  status: z.enum(['PROCESSING', 'SUCCESS', 'REFUNDCLOSE', 'CHANGE']),
  requestedAtMs: time,
  settledAtMs: time.nullable(),
})

export type Refund = z.infer<typeof refundSchema>

/** One movement of money between two accounts: `payer:ID`, `merchant`, `transit` (refunds under way), `world` (outside), `wechat` (coupons given). */
export const movementSchema = z.strictObject({
  sequence: z.int(),
  atMs: time,
  kind: z.enum(['top-up', 'payment', 'coupon', 'revoke', 'refund', 'refund-arrival']),
  from: z.string(),
  to: z.string(),
  amount: minor,
  currency: z.string(),
  outTradeNo: z.string(),
})

export type Movement = z.infer<typeof movementSchema>

/** One request as it arrived, and what became of it. */
export const requestSchema = z.strictObject({
  sequence: z.int(),
  operation: z.enum(OPERATIONS).nullable(),
  path: z.string(),
  outTradeNo: z.string(),
  outRefundNo: z.string(),
  totalFee: z.string(),
  /** Last four digits of the payment code. */
  codeEnding: z.string(),
  /** Simulated time of arrival. */
  atMs: time,
  /** Real time of the first decrypted byte, `performance.timeOrigin + performance.now()`. */
  firstByteAtMs: time,
  answeredAtMs: time.nullable(),
  /** In short, e.g. "SUCCESS", "USERPAYING", "unsigned: 签名错误", "hang". */
  answer: z.string(),
  /** Name of the fault that hit it; empty for none. */
  fault: z.string(),
})

export type RecordedRequest = z.infer<typeof requestSchema>

/** One line of the books' file: the newest version of a thing, or one more movement. */
export const recordSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('payer'), value: payerSchema }),
  z.strictObject({ kind: z.literal('code'), value: codeSchema }),
  z.strictObject({ kind: z.literal('order'), value: orderSchema }),
  z.strictObject({ kind: z.literal('refund'), value: refundSchema }),
  z.strictObject({ kind: z.literal('movement'), value: movementSchema }),
  z.strictObject({ kind: z.literal('request'), value: requestSchema }),
  /** Where the simulated clock stands apart from the real one. */
  z.strictObject({ kind: z.literal('clock'), value: z.number() }),
  z.strictObject({ kind: z.literal('reset'), value: z.null() }),
])

export type BookRecord = z.infer<typeof recordSchema>
