import { z } from 'zod'
import { operatorIdSchema } from './rest-operators.ts'
import { paymentSchema } from './rest-payments.ts'

/** How many orders one page may have. */
export const ORDERS_PAGE_MAX = 50

/** Narrows the search; all that is given must fit. */
export const findOrdersSchema = z.strictObject({
  digits: z
    .string()
    .regex(/^[0-9A-Za-z_-]{4,32}$/)
    .optional()
    .describe('How the order number ends'),
  transactionId: z
    .string()
    .regex(/^\d{10,32}$/)
    .optional()
    .describe('WeChat’s own order number, whole'),
  fromMs: z.coerce.number().int().min(0).optional().describe('Submitted then or later'),
  toMs: z.coerce.number().int().min(0).optional().describe('Submitted before'),
  amountMinor: z.coerce.number().int().min(1).optional(),
  status: paymentSchema.shape.status.optional(),
  limit: z.coerce.number().int().min(1).max(ORDERS_PAGE_MAX).default(20),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,200}$/)
    .optional()
    .describe('`next` of the page before; everything else as then'),
})

/** One payment that was found. */
export const foundOrderSchema = z
  .object({
    payment: paymentSchema,
    till: z.object({ id: z.string(), name: z.string() }),
    operator: operatorIdSchema.nullable(),
    refundedMinor: z.int().describe('Given back or, for all that is known, about to be'),
  })
  .meta({ id: 'FoundOrder' })

/** A page of payments, the newest first. */
export const ordersSchema = z
  .object({
    orders: z.array(foundOrderSchema),
    next: z.string().nullable().describe('Where the next page begins; null: this is the last'),
  })
  .meta({ id: 'Orders' })

/** A page of payments as it crosses the wire. */
export type Orders = z.infer<typeof ordersSchema>
