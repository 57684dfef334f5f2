/** Checks the parameters of a request the way WeChat documents them: missing ones first, then malformed ones. */
import { isIP } from 'node:net'
import { isCurrency } from '../../app/money.ts'
import type { Fields } from '../../app/wechat/xml.ts'
import { type Outcome, refusal } from '../errors.ts'
import { OUT_TRADE_NO } from './orders.ts'

interface Rule {
  readonly name: string
  readonly required?: boolean
  readonly fits: (value: string) => boolean
}

const upTo =
  (length: number) =>
  (value: string): boolean =>
    [...value].length <= length

const matches =
  (pattern: RegExp) =>
  (value: string): boolean =>
    pattern.test(value)

const isJson = (value: string): boolean => {
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}

const isAmount = matches(/^[1-9]\d{0,9}$/)
const isMoment = matches(/^\d{14}$/)
const isFlag = matches(/^[YN]$/)

/** pay.weixin.qq.com/doc/v2/merchant/4011937125 */
const SUBMIT: readonly Rule[] = [
  { name: 'body', required: true, fits: upTo(127) },
  { name: 'out_trade_no', required: true, fits: matches(OUT_TRADE_NO) },
  { name: 'total_fee', required: true, fits: isAmount },
  { name: 'spbill_create_ip', required: true, fits: (value) => isIP(value) !== 0 },
  { name: 'auth_code', required: true, fits: upTo(128) },
  { name: 'fee_type', fits: isCurrency },
  { name: 'device_info', fits: upTo(32) },
  { name: 'attach', fits: upTo(127) },
  { name: 'goods_tag', fits: upTo(32) },
  { name: 'limit_pay', fits: matches(/^no_credit$/) },
  { name: 'time_start', fits: isMoment },
  { name: 'time_expire', fits: isMoment },
  { name: 'receipt', fits: isFlag },
  { name: 'profit_sharing', fits: isFlag },
  { name: 'deposit', fits: isFlag },
  { name: 'detail', fits: (value) => upTo(6000)(value) && isJson(value) },
  { name: 'scene_info', fits: (value) => upTo(256)(value) && isJson(value) },
  { name: 'version', fits: matches(/^1\.0$/) },
]

/** pay.weixin.qq.com/doc/global/v2/en/4013658162: there two more fields are required. */
const GLOBAL_SUBMIT: readonly Rule[] = SUBMIT.map((rule) =>
  ['version', 'detail'].includes(rule.name) ? { ...rule, required: true } : rule,
)

const REFUND: readonly Rule[] = [
  { name: 'out_refund_no', required: true, fits: matches(/^[\w\-|*@]{1,64}$/) },
  { name: 'total_fee', required: true, fits: isAmount },
  { name: 'refund_fee', required: true, fits: isAmount },
  { name: 'refund_fee_type', fits: isCurrency },
  { name: 'refund_desc', fits: upTo(80) },
  { name: 'refund_account', fits: matches(/^REFUND_SOURCE_(?:UNSETTLED|RECHARGE)_FUNDS$/) },
  { name: 'notify_url', fits: upTo(256) },
]

const OPENID: readonly Rule[] = [{ name: 'auth_code', required: true, fits: upTo(128) }]

function check(rules: readonly Rule[], fields: Fields): Outcome | null {
  const valueOf = ({ name }: Rule): string => fields.get(name) ?? ''
  const missing = rules.find((rule) => rule.required === true && valueOf(rule) === '')
  if (missing) return refusal('LACK_PARAMS', `缺少参数：${missing.name}`)
  const wrong = rules.find((rule) => valueOf(rule) !== '' && !rule.fits(valueOf(rule)))
  return wrong ? refusal('PARAM_ERROR', `参数错误：${wrong.name}`) : null
}

export const checkSubmit = (fields: Fields, { global }: { global: boolean }): Outcome | null =>
  check(global ? GLOBAL_SUBMIT : SUBMIT, fields)

export const checkRefund = (fields: Fields): Outcome | null => check(REFUND, fields)

export const checkOpenId = (fields: Fields): Outcome | null => check(OPENID, fields)
