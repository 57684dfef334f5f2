import { z } from 'zod'

/** How shifts are kept. */
export const shiftSchema = z.strictObject({
  required: z
    .boolean()
    .default(false)
    .describe('Nothing is sold before a shift was opened. Without it shifts may be kept, or not'),
  unresolved: z
    .enum(['list', 'refuse'])
    .default('list')
    .describe(
      'What a Z does about undecided sales and refunds: list: it names each. refuse: the shift stays open until all are decided',
    ),
})
