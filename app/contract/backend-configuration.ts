import { z } from 'zod'
import { CODE_ALPHABET } from './rest-signing.ts'

/** How the till reaches the merchant's backend. */
export const backendSchema = z.strictObject({
  url: z
    .union([
      z.url({ protocol: /^https$/, hostname: /./ }),
      z.url({ protocol: /^http$/, hostname: /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/ }),
    ])
    .describe('Address of the merchant’s backend; http:// only on this very machine'),
  enrolmentCode: z
    .string()
    .regex(new RegExp(`^(?:[${CODE_ALPHABET}]{10})?$`))
    .default('')
    .describe(
      'One-time code that makes this machine a till of the backend. Used once; it may stay here afterwards',
    ),
  caFile: z
    .string()
    .min(1)
    .optional()
    .describe(
      'PEM of an additional certificate authority to trust, e.g. the company’s own; relative to the folder of this file',
    ),
})

/** How the till reaches the merchant's backend. */
export type BackendConfiguration = z.infer<typeof backendSchema>
