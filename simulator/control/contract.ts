/** What goes over the control API. Server and client check with the same schemas. */
import { z } from 'zod'
import { CLASSES } from '../../app/reconciliation/difference.ts'
import { SPOILINGS } from '../api/bill.ts'
import { INJECTABLE } from '../api/bill-differences.ts'
import { behaviourSchema, faultSchema } from '../faults/behaviour.ts'
import {
  movementSchema,
  OPERATIONS,
  orderSchema,
  payerSchema,
  payerSettingsSchema,
  refundSchema,
  requestSchema,
  TRADE_STATES,
} from '../model.ts'
import { MOODS, type Mood } from '../payers.ts'

// The names of the table are its keys.
const moodSchema = z.enum(Object.keys(MOODS) as [Mood, ...Mood[]])

export const payerChangeSchema = payerSettingsSchema.partial().extend({
  mood: moodSchema.optional(),
  balance: z.int().nonnegative().optional(),
})

export type PayerChange = z.input<typeof payerChangeSchema>

export const newPayerSchema = payerChangeSchema.extend({ id: payerSchema.shape.id.optional() })

export type NewPayer = z.input<typeof newPayerSchema>

export const shownCodeSchema = z.strictObject({
  code: z.string(),
  issuedAtMs: z.number(),
  expiresAtMs: z.number(),
  used: z.boolean(),
})

export type ShownCode = z.infer<typeof shownCodeSchema>

export const dialogAnswerSchema = z.strictObject({
  outcome: z.enum([
    'paid',
    'wrong-password',
    'cancelled',
    'locked',
    'not-enough',
    'no-dialog',
    'offline',
  ]),
  outTradeNo: z.string(),
})

export const clockSchema = z.strictObject({
  nowMs: z.number(),
  frozen: z.boolean(),
  speed: z.number(),
})

export const balanceSchema = z.strictObject({
  account: z.string(),
  currency: z.string(),
  amount: z.int(),
})

export const booksSchema = z.strictObject({
  orders: z.array(orderSchema),
  refunds: z.array(refundSchema),
  movements: z.array(movementSchema),
  requests: z.array(requestSchema),
  balances: z.array(balanceSchema),
})

export type BooksView = z.infer<typeof booksSchema>

export const orderViewSchema = z.strictObject({
  /** Null when no submit of this number ever had an effect. */
  order: orderSchema.nullable(),
  /** How many requests of each operation arrived. */
  seen: z.partialRecord(z.enum(OPERATIONS), z.int()),
  requests: z.array(requestSchema),
  /** What the payer's wallet gave and got back, in the payer's currency. */
  charged: z.int(),
  returned: z.int(),
})

export type OrderView = z.infer<typeof orderViewSchema>

export const requestFilterSchema = z.strictObject({
  operation: z.enum(OPERATIONS).optional(),
  outTradeNo: z.string().optional(),
  afterSequence: z.coerce.number().optional(),
})

export type RequestFilter = z.input<typeof requestFilterSchema>

const rowSchema = z.record(z.string(), z.string())

export const billEditSchema = z.strictObject({
  date: z.string().regex(/^\d{8}$/),
  drop: z.array(z.string()).optional(),
  dropRefunds: z.array(z.string()).optional(),
  alter: z
    .array(
      z.strictObject({
        outTradeNo: z.string(),
        state: z.enum(['SUCCESS', 'REFUND', 'REVOKED']).optional(),
        cells: rowSchema,
      }),
    )
    .optional(),
  add: z.array(rowSchema).optional(),
  spoil: z.enum(SPOILINGS).optional(),
})

export const differencesAskSchema = z.strictObject({
  date: z.string().regex(/^\d{8}$/),
  /** The same seed chooses the same orders. */
  seed: z.string().default('1'),
  /** How many of each class. */
  counts: z.partialRecord(z.enum(INJECTABLE), z.int().nonnegative()),
})

/** Which differences a day's bill is to have. */
export type DifferencesAsk = z.input<typeof differencesAskSchema>

export const injectedSchema = z.strictObject({
  class: z.enum(CLASSES),
  outTradeNo: z.string(),
  outRefundNo: z.string().nullable(),
})

export type BillEdit = z.infer<typeof billEditSchema>

const stateSchema = z.enum(TRADE_STATES)

export const untilSchema = z.union([
  z.strictObject({
    order: z.strictObject({
      outTradeNo: z.string().optional(),
      payerId: z.string().optional(),
      totalFee: z.int().optional(),
      state: z.union([stateSchema, z.array(stateSchema)]).optional(),
    }),
  }),
  z.strictObject({
    requests: z.strictObject({
      operation: z.enum(OPERATIONS).optional(),
      outTradeNo: z.string().optional(),
      atLeast: z.int().positive().optional(),
      /** Counts only those that were answered (or given up). */
      answered: z.boolean().optional(),
    }),
  }),
  z.strictObject({ dialog: z.strictObject({ payerId: z.string().optional() }) }),
  z.strictObject({
    refund: z.strictObject({
      outRefundNo: z.string(),
      status: refundSchema.shape.status.optional(),
    }),
  }),
])

export type Until = z.infer<typeof untilSchema>

export const waitSchema = z.strictObject({
  until: untilSchema,
  timeoutMs: z.number().positive().max(600_000).optional(),
})

export const presetsSchema = z.strictObject({
  presets: z.array(
    z.strictObject({ name: z.string(), operation: z.enum(OPERATIONS), behaviour: behaviourSchema }),
  ),
  errorCodes: z.array(z.string()),
})

export const sentinelSchema = z.strictObject({
  number: z.string(),
  name: z.string(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
})

export const faultsSchema = z.array(faultSchema)

/** What an error says, with status 400, 403, 404 or 408. */
export const problemSchema = z.strictObject({
  error: z.looseObject({ kind: z.string() }),
})
