import { declaresEntities, isXmlText } from './xml.ts'

/** A field as it is sent; empty texts are left out of the message. */
export type OutgoingField = readonly [name: string, value: string | number]

/** Why a request cannot be sent. Never holds the value: it may be a payment code. */
export interface FieldError {
  readonly field: string
  readonly problem: 'missing' | 'too-long' | 'malformed' | 'out-of-range' | 'bad-character'
}

type Rule =
  | { readonly kind: 'text'; readonly max: number }
  /** Some pages count characters and some gateways bytes, so the stricter reading is kept where Chinese text is likely. */
  | { readonly kind: 'bytes'; readonly max: number }
  | { readonly kind: 'form'; readonly form: RegExp }
  | { readonly kind: 'integer'; readonly min: number }

const text = (max: number): Rule => ({ kind: 'text', max })
const bytes = (max: number): Rule => ({ kind: 'bytes', max })
const form = (pattern: RegExp): Rule => ({ kind: 'form', form: pattern })
const integer = (min: number): Rule => ({ kind: 'integer', min })

const ID = form(/^[\x21-\x7e]{1,32}$/)
const NUMBER = form(/^[0-9A-Za-z]{1,32}$/)
const CURRENCY = form(/^[A-Z]{3}$/)
const MOMENT = form(/^\d{14}$/)
const FLAG = form(/^[YN]$/)
const ADDRESS = form(/^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.*:.*:)[0-9A-Fa-f:.]{2,45})$/)

/**
 * Length and form of every field that this program sends. Sources: submit page (pay.weixin.qq.com/doc/v2/merchant/4011937125)
 * and Parameter Specifications; refund, query and bill pages of the same books.
 */
const RULES: Readonly<Record<string, Rule>> = {
  appid: ID,
  mch_id: ID,
  sub_appid: ID,
  sub_mch_id: ID,
  nonce_str: NUMBER,
  sign_type: form(/^(?:MD5|HMAC-SHA256)$/),
  device_info: text(32),
  body: bytes(127),
  detail: text(6000),
  attach: bytes(127),
  out_trade_no: form(/^[0-9A-Za-z_|*@-]{1,32}$/),
  transaction_id: NUMBER,
  total_fee: integer(1),
  fee_type: CURRENCY,
  spbill_create_ip: ADDRESS,
  goods_tag: text(32),
  limit_pay: form(/^no_credit$/),
  time_start: MOMENT,
  time_expire: MOMENT,
  receipt: FLAG,
  profit_sharing: FLAG,
  auth_code: form(/^\d{1,128}$/),
  scene_info: text(256),
  version: form(/^1\.0$/),
  out_refund_no: form(/^[0-9A-Za-z_|*@-]{1,64}$/),
  refund_id: NUMBER,
  refund_fee: integer(1),
  refund_fee_type: CURRENCY,
  refund_desc: bytes(80),
  refund_account: form(/^REFUND_SOURCE_(?:UNSETTLED|RECHARGE)_FUNDS$/),
  notify_url: form(/^https?:\/\/[\x21-\x7e]{1,248}$/),
  offset: integer(0),
  bill_date: form(/^\d{8}$/),
  bill_type: form(/^(?:ALL|SUCCESS|REFUND|RECHARGE_REFUND)$/),
  tar_type: form(/^GZIP$/),
}

/** The first field that breaks its rule, or null. A field without a rule is a bug and throws. */
export function findFieldError(fields: Iterable<OutgoingField>): FieldError | null {
  for (const [field, value] of fields) {
    const rule = RULES[field]
    if (rule === undefined) throw new Error(`no rule for field ${field}`)
    const problem = value === '' ? null : problemOf(rule, value)
    if (problem !== null) return { field, problem }
  }
  return null
}

function problemOf(rule: Rule, value: string | number): FieldError['problem'] | null {
  if (rule.kind === 'integer') {
    const fits = typeof value === 'number' && Number.isSafeInteger(value) && value >= rule.min
    return fits ? null : 'out-of-range'
  }
  if (typeof value === 'number') return 'malformed'
  // What comes back in an answer must not make the answer unreadable.
  if (!isXmlText(value) || declaresEntities(value)) return 'bad-character'
  if (rule.kind === 'form') return rule.form.test(value) ? null : 'malformed'
  const length = rule.kind === 'bytes' ? byteLength(value) : [...value].length
  return length <= rule.max ? null : 'too-long'
}

const byteLength = (value: string): number => new TextEncoder().encode(value).length

/** Cuts a text that only people read to a number of UTF-8 bytes, never inside a character. */
export function clip(value: string, bytesMax: number): string {
  let kept = ''
  let left = bytesMax
  for (const character of value) {
    left -= byteLength(character)
    if (left < 0) break
    kept += character
  }
  return kept
}
