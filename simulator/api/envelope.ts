/** Reads requests and writes answers: XML, signature, and the fields that all of them share. */
import { type SignType, signFields, verifySign } from '../../app/wechat/sign.ts'
import { type Fields, writeXml, type XmlError } from '../../app/wechat/xml.ts'
import { fail, type Result, succeed } from '../../app/result.ts'
import { type AnswerFields, errorText, type Outcome, refusal, unsigned } from '../errors.ts'
import type { FaultyAnswer } from '../faults/behaviour.ts'
import type { Merchant } from '../world.ts'

/** What is wrong with a request's message, whoever sent it. Failures cannot be signed: nobody knows yet with which key. */
export function checkMessage(
  { method, body }: { readonly method: string; readonly body: Uint8Array },
  read: Result<Fields, XmlError>,
): Result<Fields, Outcome> {
  if (method !== 'POST') return fail(unsigned(errorText('REQUIRE_POST_METHOD')))
  if (body.length === 0) return fail(unsigned(errorText('POST_DATA_EMPTY')))
  if (read.ok) return read
  const code = read.error.kind === 'not-utf8' ? 'NOT_UTF8' : 'XML_FORMAT_ERROR'
  return fail(unsigned(errorText(code)))
}

/** How the sender wants answers signed; undefined for a word that is no algorithm. */
export function signTypeOf(fields: Fields): SignType | undefined {
  const text = fields.get('sign_type') ?? ''
  if (text === '' || text === 'MD5') return 'MD5'
  return text === 'HMAC-SHA256' ? text : undefined
}

/** Who sent it, and is it really them? */
export function checkSender(
  fields: Fields,
  { merchant, key }: { merchant: Merchant; key: string },
): Result<SignType, Outcome> {
  const mchId = fields.get('mch_id') ?? ''
  if (mchId === '') return fail(unsigned('缺少参数：mch_id'))
  if (mchId !== merchant.mchId) return fail(unsigned(errorText('MCHID_NOT_EXIST')))
  const signType = signTypeOf(fields)
  if (!signType || !verifySign(fields, key, signType)) return fail(unsigned('签名错误'))
  return succeed(signType)
}

/** Parameters that every signed call carries. */
export function checkCommon(fields: Fields, merchant: Merchant): Outcome | null {
  const appId = fields.get('appid') ?? ''
  const nonce = fields.get('nonce_str') ?? ''
  if (appId === '') return refusal('LACK_PARAMS', '缺少参数：appid')
  if (nonce === '') return refusal('LACK_PARAMS', '缺少参数：nonce_str')
  if (nonce.length > 32) return refusal('PARAM_ERROR', '参数错误：nonce_str')
  return appId === merchant.appId ? null : refusal('APPID_MCHID_NOT_MATCH')
}

/** Sent back when it was sent; `appid` and `mch_id` always are. */
const ECHOED = ['sub_appid', 'sub_mch_id', 'device_info']

const resultFields = (outcome: Outcome): AnswerFields => {
  if (outcome.kind === 'success') return [['result_code', 'SUCCESS'], ...outcome.fields]
  if (outcome.kind !== 'error') return []
  const { code, text, fields } = outcome
  return [['result_code', 'FAIL'], ['err_code', code], ['err_code_des', text], ...fields]
}

export interface Signing {
  readonly merchant: Merchant
  readonly key: string
  readonly signType: SignType
  readonly nonce: string
  readonly request: Fields
  readonly answer?: FaultyAnswer | undefined
}

/** A name once: later values win, the place of the first stays. */
const once = (fields: AnswerFields): ReadonlyMap<string, string | number> => new Map(fields)

function signature(signing: Signing, fields: ReadonlyMap<string, string | number>): string {
  const { key, signType, answer } = signing
  const signer = answer?.kind === 'other-key' ? key.split('').toReversed().join('') : key
  const sign = signFields(fields, signer, signType)
  // Every digit another one: the right form, and surely wrong.
  if (answer?.kind !== 'forged') return sign
  return sign.replaceAll(/./g, (digit) =>
    (15 - Number.parseInt(digit, 16)).toString(16).toUpperCase(),
  )
}

/** The answer as it goes over the line. */
export function writeAnswer(outcome: Outcome, signing: Signing): string {
  if (outcome.kind === 'unsigned')
    return writeXml([['return_code', 'FAIL'], ['return_msg', outcome.message], ...outcome.fields])
  const { request, merchant, answer } = signing
  const fields = once([
    ['return_code', 'SUCCESS'],
    ['return_msg', 'OK'],
    ['appid', request.get('appid') ?? merchant.appId],
    ['mch_id', merchant.mchId],
    ...ECHOED.flatMap((name) => {
      const value = request.get(name) ?? ''
      return value === '' ? [] : [[name, value] as const]
    }),
    ['nonce_str', signing.nonce],
    ['sign', ''],
    ...resultFields(outcome),
    ...(answer?.kind === 'altered' ? Object.entries(answer.fields) : []),
  ])
  const sign = signature(signing, fields)
  const signed = [...fields].map(([name, value]) => [name, name === 'sign' ? sign : value] as const)
  return writeXml(
    answer?.kind === 'no-signature' ? signed.filter(([name]) => name !== 'sign') : signed,
  )
}
