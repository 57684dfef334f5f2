import { fail, type Result, succeed } from '../result.ts'
import { findFieldError, type OutgoingField } from './field-rules.ts'
import type { SignType } from './sign.ts'

/** WeChat's own test systems. `sandboxnew` chooses the case by the amount, `xdc` by a header. */
export type Sandbox = 'off' | 'sandboxnew' | 'xdc'

/** Who asks. In service-provider mode `appId`, `mchId` and the key are the provider's. */
export interface Merchant {
  readonly appId: string
  readonly mchId: string
  /** App id and merchant id of the sub-merchant; empty outside service-provider mode. */
  readonly subAppId: string
  readonly subMchId: string
  /** API v2 key. Secret. */
  readonly apiKey: string
  readonly signType: SignType
  /** Terminal number; empty for none. */
  readonly deviceInfo: string
  /** Address of this machine, IPv4 or IPv6 (`spbill_create_ip`). */
  readonly clientIp: string
  readonly sandbox: Sandbox
  /** Value of the `Wechatpay-Negative-Test` header (xdc only); empty for none. */
  readonly negativeTest: string
}

/** Why this cannot be a merchant; `field` is the one to correct. */
export interface MerchantError {
  readonly kind: 'merchant-field'
  readonly field: keyof Merchant
  readonly problem: 'missing' | 'malformed'
}

const FIELDS = [
  ['appId', 'appid', 'required'],
  ['mchId', 'mch_id', 'required'],
  ['subAppId', 'sub_appid', 'optional'],
  ['subMchId', 'sub_mch_id', 'optional'],
  ['deviceInfo', 'device_info', 'optional'],
  ['clientIp', 'spbill_create_ip', 'required'],
] as const

/** Checks a merchant before it is used, so that a wrong id is found at set-up and not by the first payer. */
export function checkMerchant(merchant: Merchant): Result<Merchant, MerchantError> {
  const wrong = (field: keyof Merchant, problem: MerchantError['problem']) =>
    fail({ kind: 'merchant-field' as const, field, problem })
  for (const [field, name, need] of FIELDS) {
    if (merchant[field] === '' && need === 'required') return wrong(field, 'missing')
    if (findFieldError([[name, merchant[field]]]) !== null) return wrong(field, 'malformed')
  }
  // 32 characters, set in the merchant portal.
  if (merchant.apiKey === '') return wrong('apiKey', 'missing')
  if (!/^[\x21-\x7e]{32}$/.test(merchant.apiKey)) return wrong('apiKey', 'malformed')
  if (merchant.subAppId !== '' && merchant.subMchId === '') return wrong('subMchId', 'missing')
  if (!/^[A-Z_]{0,64}$/.test(merchant.negativeTest)) return wrong('negativeTest', 'malformed')
  return succeed(merchant)
}

/** The fields that say who asks. Every call about a payment carries the same ones. */
export const merchantFields = (merchant: Merchant): readonly OutgoingField[] => [
  ['appid', merchant.appId],
  ['mch_id', merchant.mchId],
  ['sub_appid', merchant.subAppId],
  ['sub_mch_id', merchant.subMchId],
]
