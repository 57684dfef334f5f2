import type { Currency } from '../money.ts'
import { CURRENCY_DIGITS } from '../money.ts'
import { anyOf, exactly, isBoolean, isNumber, listOf, nullable } from '../shape.ts'
import { oneOf, text, wholeNumber, type Shape } from '../shape.ts'
import type { Slip } from './slip.ts'

// Proven by CURRENCY_DIGITS's own type: its keys are the currencies.
const currency = oneOf(...(Object.keys(CURRENCY_DIGITS) as readonly Currency[]))

const place = exactly({
  name: text({ max: 60 }),
  branch: text({ max: 60 }),
  till: text({ max: 20 }),
  realMoney: isBoolean,
})

const minor = wholeNumber(0)
const made = { place, atMs: isNumber, zoneMinutes: wholeNumber(-1440, 1440) }
const staff = nullable(text({ max: 60 }))
const number = text({ max: 32 })

const words = text({ max: 200 })
const translated = exactly({ 'zh-Hans': words, 'zh-Hant': words, en: words })

/** A slip as it is stored and sent between processes. A field that is not listed is refused: nothing of a payer's slips in. */
export const isSlip: Shape<Slip> = anyOf(
  exactly({
    kind: oneOf('sale'),
    ...made,
    cashier: staff,
    shift: staff,
    outcome: oneOf('paid', 'returned', 'cancelled', 'not-charged', 'pending'),
    amount: exactly({ minor, currency }),
    payerPaid: nullable(exactly({ minor, currency: text({ max: 8 }) })),
    outTradeNo: number,
    transactionId: nullable(number),
  }),
  exactly({
    kind: oneOf('refund'),
    ...made,
    cashier: staff,
    approvedBy: staff,
    shift: staff,
    outcome: oneOf('refunded', 'accepted', 'refused', 'pending'),
    amount: exactly({ minor, currency }),
    paid: exactly({ minor, currency }),
    reason: text({ max: 80 }),
    outTradeNo: number,
    outRefundNo: text({ max: 64 }),
    refundId: nullable(number),
  }),
  exactly({ kind: oneOf('drawer'), ...made, cashier: staff, reason: text({ max: 60 }) }),
  exactly({ kind: oneOf('test'), ...made }),
  exactly({
    kind: oneOf('shift'),
    ...made,
    title: translated,
    lines: listOf(exactly({ label: translated, value: nullable(text({ max: 200 })) }), {
      max: 2_000,
    }),
  }),
)
