import { z } from 'zod'
import type { AccessFinding } from '../access-check/finding.ts'
import { backendSchema } from './backend-configuration.ts'
import { secretsSchema, wechatSchema } from './configuration.ts'

/** The way that is checked, as it stands on the screen. Secrets that are absent are the stored ones. */
export const accessAskSchema = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('wechat'), wechat: wechatSchema, secrets: secretsSchema }),
  z.strictObject({ way: z.literal('backend'), backend: backendSchema }),
])

/** The way that is checked. */
export type AccessAsk = z.infer<typeof accessAskSchema>

/** What a check came to. */
export interface AccessReport {
  readonly findings: readonly AccessFinding[]
}
