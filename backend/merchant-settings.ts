import { z } from 'zod'
import { reconciliationSchema } from '../app/contract/reconciliation-configuration.ts'

/** What is not secret about a merchant's way to WeChat Pay. */
export const merchantSettingsSchema = z.strictObject({
  appId: z.string().min(1).max(32),
  mchId: z.string().min(1).max(32),
  subAppId: z.string().max(32).default(''),
  subMchId: z.string().max(32).default(''),
  signType: z.enum(['MD5', 'HMAC-SHA256']).default('MD5'),
  hosts: z
    .array(z.url({ protocol: /^https$/ }))
    .min(1)
    .max(4)
    .default(['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com']),
  /** PEM of an authority to trust besides the system's; empty for none. */
  authorityPem: z.string().default(''),
  /** Whether payments and refunds must name one of the merchant's active operators. */
  operatorRequired: z.boolean().default(false),
  /** Refunds above this need a manager's PIN. 0: all of them. */
  refundApprovalAboveMinor: z.int().min(0).default(0),
  /** How its days are compared with WeChat's bills. */
  reconciliation: reconciliationSchema.prefault({}),
})

/** What only the backend's memory holds in the clear. */
export const merchantSecretsSchema = z.strictObject({
  apiKey: z.string(),
  /** V3’s key, for statements; absent where there is none. */
  apiV3Key: z.string().optional(),
  certificatePem: z.string(),
  certificateKeyPem: z.string(),
})

export type MerchantSettings = z.infer<typeof merchantSettingsSchema>
export type MerchantSecrets = z.infer<typeof merchantSecretsSchema>
