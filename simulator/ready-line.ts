/** What the simulator prints when it can be used: one line of JSON. */
import { z } from 'zod'

export const readySchema = z.strictObject({
  api: z.string(),
  control: z.string(),
  phone: z.string(),
  caFile: z.string(),
  seed: z.string(),
  merchant: z.strictObject({
    appId: z.string(),
    mchId: z.string(),
    apiKey: z.string(),
    apiKeyFile: z.string(),
    apiV3Key: z.string(),
    apiV3KeyFile: z.string(),
    certificateFile: z.string(),
    certificateKeyFile: z.string(),
    p12File: z.string(),
    p12Passphrase: z.string(),
  }),
})

/** Addresses, and all that a client needs to be the demo merchant. */
export type ReadyLine = z.infer<typeof readySchema>
