/** How this WeChat Pay behaves where the real one is vague, or where a test wants it otherwise. See docs/simulator.md. */
import { z } from 'zod'

const durationMs = z.number().nonnegative()

export const settingsSchema = z.strictObject({
  passwordAboveMinor: z.int().nonnegative(),
  codeLifeMs: durationMs,
  autoRevokeMs: durationMs,
  autoRevokeState: z.enum(['REVOKED', 'CLOSED', 'PAYERROR']),
  revokedPaidState: z.enum(['REVOKED', 'REFUND']),
  revokedFailedState: z.enum(['REVOKED', 'PAYERROR']),
  revokeWhilePaying: z.enum(['accepted', 'refused']),
  unknownRevoke: z.enum(['success', 'tombstone', 'refused']),
  codeErrors: z.enum(['field', 'documented']),
  codePrefixes: z.array(z.string().regex(/^\d{2,3}$/)).min(1),
  refundSettlesAfterMs: durationMs,
  refundIntervalMs: durationMs,
  billToday: z.boolean(),
  latencyMs: durationMs,
  feeRatePpm: z.int().nonnegative(),
  globalFields: z.boolean(),
})

export type Settings = z.infer<typeof settingsSchema>

export const settingsChangeSchema = settingsSchema.partial()

/** Some settings; those that are left out stay as they are. */
export type SettingsChange = z.infer<typeof settingsChangeSchema>

export const DEFAULT_SETTINGS: Settings = {
  // pay.weixin.qq.com/doc/global/v2/zh/4013634893: password-free up to 1,000 CNY. Other pages say 300 or 3,000.
  passwordAboveMinor: 100_000,
  codeLifeMs: 60_000,
  // pay.weixin.qq.com/doc/global/v2/zh/4013637903: unpaid code orders are ended after 45 s.
  autoRevokeMs: 45_000,
  autoRevokeState: 'REVOKED',
  revokedPaidState: 'REVOKED',
  revokedFailedState: 'REVOKED',
  revokeWhilePaying: 'accepted',
  unknownRevoke: 'success',
  codeErrors: 'field',
  codePrefixes: ['10', '11', '12', '13', '14', '15'],
  refundSettlesAfterMs: 5_000,
  refundIntervalMs: 0,
  billToday: false,
  latencyMs: 0,
  feeRatePpm: 6_000,
  globalFields: false,
}

/** Reads `name=value` of the command line; the value is JSON or plain text, lists are separated by commas. */
export function parseSetting(text: string): SettingsChange {
  const at = text.indexOf('=')
  const name = text.slice(0, at)
  const raw = text.slice(at + 1)
  const value: unknown = /^(?:true|false|-?\d+(?:\.\d+)?)$/.test(raw) ? JSON.parse(raw) : raw
  const shaped = name === 'codePrefixes' ? raw.split(',') : value
  return settingsChangeSchema.parse({ [name]: shaped })
}

/** The settings with a change made to them; a value that cannot be is an error of whoever made the change. */
export const changeSettings = (settings: Settings, change: SettingsChange): Settings => {
  const given = Object.entries(change).filter(([, value]) => value !== undefined)
  return settingsSchema.parse({ ...settings, ...Object.fromEntries(given) })
}
