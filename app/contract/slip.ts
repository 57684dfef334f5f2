import { z } from 'zod'
import { CURRENCY_DIGITS, type Currency } from '../money.ts'
import type { Slip } from '../receipt/slip.ts'

// Proven by CURRENCY_DIGITS's own type: its keys are the currencies.
const currencies = Object.keys(CURRENCY_DIGITS) as [Currency, ...Currency[]]

const place = z.strictObject({
  name: z.string().max(60),
  branch: z.string().max(60),
  till: z.string().max(20),
  realMoney: z.boolean(),
})

const minor = z.int().nonnegative()
const made = { place, atMs: z.number(), zoneMinutes: z.int().min(-1440).max(1440) }
const staff = z.string().max(60).nullable()

const words = z.string().max(200)
const translated = z.strictObject({ 'zh-Hans': words, 'zh-Hant': words, en: words })

/** A slip as it is stored and sent between processes. A field that is not listed is refused: nothing of a payer's slips in. */
export const slipSchema: z.ZodType<Slip> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sale'),
    ...made,
    cashier: staff,
    shift: staff,
    outcome: z.enum(['paid', 'returned', 'cancelled', 'not-charged', 'pending']),
    amount: z.strictObject({ minor, currency: z.enum(currencies) }),
    payerPaid: z.strictObject({ minor, currency: z.string().max(8) }).nullable(),
    outTradeNo: z.string().max(32),
    transactionId: z.string().max(32).nullable(),
  }),
  z.strictObject({
    kind: z.literal('refund'),
    ...made,
    cashier: staff,
    approvedBy: staff,
    shift: staff,
    outcome: z.enum(['refunded', 'accepted', 'refused', 'pending']),
    amount: z.strictObject({ minor, currency: z.enum(currencies) }),
    paid: z.strictObject({ minor, currency: z.enum(currencies) }),
    reason: z.string().max(80),
    outTradeNo: z.string().max(32),
    outRefundNo: z.string().max(64),
    refundId: z.string().max(32).nullable(),
  }),
  z.strictObject({ kind: z.literal('test'), ...made }),
  z.strictObject({
    kind: z.literal('shift'),
    ...made,
    title: translated,
    lines: z
      .array(z.strictObject({ label: translated, value: z.string().max(200).nullable() }))
      .max(2_000),
  }),
])
