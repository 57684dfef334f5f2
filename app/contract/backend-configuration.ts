import { z } from 'zod'
import { CODE_ALPHABET } from './rest-signing.ts'

/** A season: short enough that a copied key goes stale, long enough that nobody ever waits for it. */
export const KEY_DAYS_MAX_DEFAULT = 90

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
  keyDaysMax: z
    .int()
    .min(0)
    .max(3_650)
    .default(KEY_DAYS_MAX_DEFAULT)
    .describe('Days after which this till changes the key that it signs with; 0: never by itself'),
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
