import type { ErrorAnswer, NoAnswer, NoAnswerCause } from '../ports.ts'
import type { Merchant } from './merchant.ts'
import { verifySign } from './sign.ts'
import { type Fields, readXml } from './xml.ts'

/** What an answer is compared with before it is believed. */
export interface Asked {
  readonly merchant: Merchant
  /** The key that signs: the merchant's own, or the sandbox's. */
  readonly key: string
  /** Names and values that the answer may not contradict, where it has them. */
  readonly echoes: readonly (readonly [name: string, value: string])[]
}

/** A verified answer with `result_code=SUCCESS`. What it means is for the call to say. */
export interface Verified {
  readonly kind: 'verified'
  readonly fields: Fields
}

/** A verified answer with `result_code=FAIL`. */
export type VerifiedError = ErrorAnswer & { readonly fields: Fields }

const DETAIL_LENGTH = 200

/** An answer that proves nothing. */
export const noAnswer = (cause: NoAnswerCause, detail: string): NoAnswer => ({
  kind: 'no-answer',
  cause,
  detail: detail.slice(0, DETAIL_LENGTH),
})

/**
 * Decides what in an answer may be believed, in this order: readable, `return_code`, signature over everything, merchant and
 * order, and only then `result_code`. Looking at a code before the signature would let anybody on the line decide.
 */
export function judge(
  { status, body }: { readonly status: number; readonly body: Uint8Array },
  { merchant, key, echoes }: Asked,
): Verified | VerifiedError | NoAnswer {
  const read = readXml(body)
  if (!read.ok) return noAnswer('unreadable', `HTTP ${status}: ${read.error.kind}`)
  const fields = read.value
  const text = (name: string): string => fields.get(name) ?? ''
  if (!fields.has('return_code')) return noAnswer('unreadable', `HTTP ${status}: no return_code`)
  // Unsigned, and not always FAIL: SYSTEMERROR was seen here too.
  if (text('return_code') !== 'SUCCESS')
    return noAnswer('refused-unsigned', `${text('return_code')} ${text('return_msg')}`.trim())
  if (!verifySign(fields, key, merchant.signType))
    return noAnswer('bad-signature', fields.has('sign') ? 'sign does not match' : 'no sign')
  const wrong = contradiction(fields, [...identity(merchant), ...echoes])
  if (wrong !== null) return noAnswer('mismatch', wrong)
  switch (text('result_code')) {
    case 'SUCCESS':
      return { kind: 'verified', fields }
    case 'FAIL':
      return {
        kind: 'error',
        code: text('err_code'),
        description: text('err_code_des').slice(0, DETAIL_LENGTH),
        fields,
      }
    default:
      return noAnswer('unreadable', 'result_code is neither SUCCESS nor FAIL')
  }
}

const identity = (merchant: Merchant): Asked['echoes'] => [
  ['appid', merchant.appId],
  ['mch_id', merchant.mchId],
  ['sub_mch_id', merchant.subMchId],
  ...(merchant.subAppId === '' ? [] : [['sub_appid', merchant.subAppId] as const]),
]

/** The first field that is there, is not empty, and says something else. */
function contradiction(fields: Fields, expected: Asked['echoes']): string | null {
  for (const [name, value] of expected) {
    const received = fields.get(name) ?? ''
    if (received !== '' && received !== value) return `${name} is another one`
  }
  return null
}

/** The first of these names that the answer lacks or leaves empty, or null. */
export const missing = (fields: Fields, names: readonly string[]): string | null =>
  names.find((name) => (fields.get(name) ?? '') === '') ?? null

/** A whole number of minor units, or null when it is absent or anything else. */
export function integerOf(fields: Fields, name: string): number | null {
  const text = fields.get(name) ?? ''
  return /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : null
}
