import { z } from 'zod'

/** How a till's days are compared with WeChat's bill. */
export const reconciliationSchema = z.strictObject({
  automatic: z
    .boolean()
    .default(true)
    .describe('Fetch the bill of each day by itself, after 10:00 (UTC+8) of the next one'),
  bill: z
    .enum(['ALL', 'SUCCESS', 'REFUND', 'STATEMENT'])
    .default('ALL')
    .describe(
      'What is fetched. ALL: payments and refunds. SUCCESS, REFUND: one of the two alone is compared. STATEMENT: the statement of merchants outside the mainland (V3), which needs the APIv3 key',
    ),
  packed: z
    .boolean()
    .default(true)
    .describe('Have bills sent compressed: a tenth of the bytes for the same rows'),
  tills: z
    .enum(['all', 'this'])
    .default('all')
    .describe(
      'Whose payments the bill is compared with this till’s books for. this: rows that name another till (wechat.deviceInfo) are left to that one; needs a deviceInfo of its own at each till that shares the merchant',
    ),
  agreedRatePpm: z
    .int()
    .min(0)
    .max(1_000_000)
    .nullable()
    .default(null)
    .describe(
      'Fee agreed with WeChat in parts per million: 0.60 % is 6000. null: fees are only measured by the rate that the bill itself names',
    ),
})

/** See `reconciliationSchema`. */
export type ReconciliationConfiguration = z.infer<typeof reconciliationSchema>
