import { z } from 'zod'
import { LANGUAGES } from '../language.ts'
import { CURRENCY_DIGITS, type Currency } from '../money.ts'
import { checkTiming, DEFAULT_TIMING } from '../payment/timing.ts'
import { isTimeZone } from '../zone.ts'
import { backendSchema } from './backend-configuration.ts'
import { type ScannerConfiguration, scannerSchema } from './scanner-configuration.ts'
import { keysSchema } from './keys-configuration.ts'
import { peopleSchema } from './people-configuration.ts'
import { displaySchema } from './display-configuration.ts'
import { reconciliationSchema } from './reconciliation-configuration.ts'
import { printerSchema, receiptSchema } from './printer-configuration.ts'
import { shiftSchema } from './shift-configuration.ts'

/** Secrets that main keeps; they never reach the renderer. */
export type SecretNames =
  'apiKey' | 'apiV3Key' | 'certificatePem' | 'certificateKeyPem' | 'p12Base64' | 'p12Passphrase'

const secret = z.string().min(1).max(20_000).optional()

/** Secrets on their way from the set-up screen to main; absent ones stay as they are. */
export const secretsSchema = z.strictObject({
  apiKey: secret,
  apiV3Key: secret,
  certificatePem: secret,
  certificateKeyPem: secret,
  p12Base64: secret,
  p12Passphrase: secret,
})

// Proven by CURRENCY_DIGITS's own type: its keys are the currencies.
const currencies = Object.keys(CURRENCY_DIGITS) as [Currency, ...Currency[]]

const file = z
  .string()
  .min(1)
  .describe('Path of a file; relative ones start at the folder of this configuration file')
const delayMs = (text: string) =>
  z
    .int()
    .min(10)
    .max(7 * 86_400_000)
    .describe(text)

/** How the till reaches WeChat Pay itself. */
export const wechatSchema = z.strictObject({
  appId: z
    .string()
    .min(1)
    .max(32)
    .describe('App id bound to the merchant (appid); the provider’s in service-provider mode'),
  mchId: z
    .string()
    .min(1)
    .max(32)
    .describe('Merchant id (mch_id); the provider’s in service-provider mode'),
  subAppId: z
    .string()
    .max(32)
    .default('')
    .describe('Service-provider mode: app id of the sub-merchant (sub_appid)'),
  subMchId: z
    .string()
    .max(32)
    .default('')
    .describe('Service-provider mode: id of the sub-merchant (sub_mch_id)'),
  signType: z.enum(['MD5', 'HMAC-SHA256']).default('MD5'),
  apiKeyFile: file
    .optional()
    .describe(
      'File with the 32-character API v2 key. Without it the key stored by the set-up screen is used',
    ),
  apiV3KeyFile: file
    .optional()
    .describe(
      'File with the 32-character APIv3 key, another one than V2’s: for statements alone (reconciliation.bill). Without it the key stored by the set-up screen is used',
    ),
  certificateFile: file.optional().describe('Client certificate, PEM (apiclient_cert.pem)'),
  certificateKeyFile: file.optional().describe('Its private key, PEM (apiclient_key.pem)'),
  p12File: file
    .optional()
    .describe('Client certificate and key, PKCS#12 (apiclient_cert.p12); instead of the PEM pair'),
  p12Passphrase: z
    .string()
    .optional()
    .describe('Passphrase of the p12 file. WeChat’s default, the merchant id, is used without it'),
  hosts: z
    .array(z.url({ protocol: /^https$/, hostname: /./ }))
    .min(1)
    .max(4)
    .default(['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com'])
    .describe(
      'Base addresses, the first preferred; later ones take over when nothing was sent. Hong Kong and global: https://apihk.mch.weixin.qq.com',
    ),
  caFile: file
    .optional()
    .describe('PEM of an additional certificate authority to trust, e.g. of a simulator'),
  deviceInfo: z.string().max(32).default('').describe('Terminal number sent as device_info'),
  sandbox: z
    .enum(['off', 'sandboxnew', 'xdc'])
    .default('off')
    .describe('Use one of WeChat’s own simulators; the sandbox key is fetched with the real one'),
  negativeTest: z
    .string()
    .max(64)
    .default('')
    .describe(
      'Value of the Wechatpay-Negative-Test header (xdc sandbox only), e.g. MICROPAY_USERPAYING',
    ),
})

const timing = z
  .strictObject({
    queryEveryMs: delayMs('Between queries (5 s; WeChat’s pages also say 10 s)').default(
      DEFAULT_TIMING.queryEveryMs,
    ),
    giveUpAfterMs: delayMs(
      'From submit to giving up and revoking (30 s; the mainland page says 45 s)',
    ).default(DEFAULT_TIMING.giveUpAfterMs),
    noRevokeBeforeMs: delayMs('Earliest revoke after a submit (15 s)').default(
      DEFAULT_TIMING.noRevokeBeforeMs,
    ),
    absentAfterMs: delayMs(
      'When "no such order" proves that a submit never arrived (60 s: the life of a payment code)',
    ).default(DEFAULT_TIMING.absentAfterMs),
    revokesInForeground: z
      .int()
      .min(1)
      .max(100)
      .default(DEFAULT_TIMING.revokesInForeground)
      .describe('Revokes tried before a manager is called'),
    backgroundPauseMaxMs: delayMs('Longest pause of the background resolver').default(
      DEFAULT_TIMING.backgroundPauseMaxMs,
    ),
    revocableForMs: delayMs('Age after which WeChat no longer revokes (7 days)').default(
      DEFAULT_TIMING.revocableForMs,
    ),
    connectTimeoutMs: delayMs('Time to connect').default(3_000),
    submitTimeoutMs: delayMs('Time for the answer to a submit').default(9_000),
    queryTimeoutMs: delayMs('Time for the answer to a query').default(6_000),
    revokeTimeoutMs: delayMs('Time for the answer to a revoke').default(10_000),
  })
  .superRefine((value, context) => {
    const checked = checkTiming(value)
    if (!checked.ok) {
      const message = 'does not fit the other times'
      context.addIssue({ code: 'custom', path: [checked.error.field], message })
    }
    // While a submit may be under way its order must not be revoked: it could arrive after the revoke.
    if (value.connectTimeoutMs + value.submitTimeoutMs > value.noRevokeBeforeMs) {
      const message = 'with connectTimeoutMs it must not exceed noRevokeBeforeMs'
      context.addIssue({ code: 'custom', path: ['submitTimeoutMs'], message })
    }
  })

/** Addresses of WeChat Pay itself, where the shortest times are WeChat's own rules. */
const WECHAT_HOST = /^https:\/\/[^/]*\.mch\.weixin\.qq\.com(?:[:/]|$)/i

/** What no field can be checked for alone. */
function checkTogether(
  { mode, wechat: to, timing: times }: Pick<Configuration, 'mode' | 'wechat' | 'timing'>,
  context: z.RefinementCtx,
): void {
  if (mode !== 'physical-store' || to === undefined) return
  const refuse = (field: keyof Configuration['timing'], message: string): void =>
    context.addIssue({ code: 'custom', path: ['timing', field], message })
  // A submit tries one host after the other, and no revoke may overtake the last of them.
  const longestMs = to.hosts.length * times.connectTimeoutMs + times.submitTimeoutMs
  if (longestMs > times.noRevokeBeforeMs) {
    refuse(
      'submitTimeoutMs',
      'with connectTimeoutMs for each host it must not exceed noRevokeBeforeMs',
    )
  }
  if (!to.hosts.some((host) => WECHAT_HOST.test(host))) return
  if (times.noRevokeBeforeMs < 15_000) refuse('noRevokeBeforeMs', 'WeChat asks for 15000 or more')
  // The life of a payment code, which the proof of absence stands on.
  if (times.absentAfterMs < 60_000) refuse('absentAfterMs', 'a payment code lives 60000')
}

/** The whole set-up, as the configuration file and the set-up screen know it. All amounts in minor units, all times in milliseconds. */
export const configurationSchema = z
  .strictObject({
    mode: z
      .enum(['training', 'physical-store', 'merchant-backend'])
      .default('training')
      .describe(
        'training: embedded simulator, no real money. physical-store: this till talks to WeChat Pay itself. merchant-backend: it talks to the merchant’s backend, which holds the keys',
      ),
    language: z.enum(LANGUAGES).default('zh-Hans'),
    kiosk: z
      .boolean()
      .default(false)
      .describe(
        'The till fills its screen, keeps it awake, and is left by a manager’s PIN alone. `--kiosk` does the same',
      ),
    shop: z
      .strictObject({
        name: z.string().min(1).max(60).default('Demo Store'),
        branch: z.string().max(60).default(''),
        till: z.string().min(1).max(20).default('1'),
      })
      .prefault({}),
    timeZone: z
      .string()
      .max(60)
      .refine((name) => name === '' || isTimeZone(name), 'no such time zone')
      .default('')
      .describe('Time zone of the shop (IANA, e.g. Asia/Hong_Kong); empty: as the machine is set'),
    currency: z.enum(currencies).default('CNY'),
    description: z
      .string()
      .min(1)
      .max(100)
      .default('Quick Pay purchase')
      .describe('What the payer reads on the phone (body), together with the shop’s name'),
    amountEntry: z
      .enum(['decimal', 'cents-first'])
      .default('decimal')
      .describe('decimal: 12.8 means 12.80; cents-first: 1280 means 12.80'),
    limits: z
      .strictObject({
        maxMinor: z
          .int()
          .positive()
          .max(10_000_000_000)
          .default(5_000_000)
          .describe('Larger amounts are refused'),
        askTwiceAboveMinor: z
          .int()
          .positive()
          .max(10_000_000_000)
          .default(100_000)
          .describe('Larger amounts are asked for twice'),
      })
      .prefault({}),
    codePrefixes: z
      .array(z.string().regex(/^\d{2,3}$/))
      .min(1)
      .default(['10', '11', '12', '13', '14', '15'])
      .describe('First digits of a Quick Pay code; add "160" for the Hong Kong fusion wallet'),
    wechat: wechatSchema.optional().describe('Needed in physical-store mode'),
    backend: backendSchema.optional().describe('Needed in merchant-backend mode'),
    timing: timing.prefault({}),
    scanner: scannerSchema.default({ kind: 'keyboard', prefix: '', suffix: 'enter' }),
    moreScanners: z
      .array(scannerSchema)
      .max(3)
      .default([])
      .describe('Further scanners of this till, all read at once'),
    printer: printerSchema.default({ kind: 'none' }),
    receipt: receiptSchema.prefault({}),
    shift: shiftSchema.prefault({}),
    customerDisplay: displaySchema.default({ kind: 'none' }),
    people: peopleSchema.prefault({}),
    keys: keysSchema.prefault({}),
    reconciliation: reconciliationSchema.prefault({}),
  })
  .superRefine(checkTogether)

/** The set-up after defaults were filled in. */
export type Configuration = z.infer<typeof configurationSchema>

/** How the till reaches WeChat Pay itself. */
export type WechatConfiguration = z.infer<typeof wechatSchema>

/** All scanners of a till, the first first. */
export const scannersOf = ({
  scanner: first,
  moreScanners,
}: Pick<Configuration, 'scanner' | 'moreScanners'>): readonly ScannerConfiguration[] => [
  first,
  ...moreScanners,
]
