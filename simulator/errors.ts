/**
 * Error codes with the text that comes along. Codes: pay.weixin.qq.com/doc/v2/merchant/4011937125 (submit),
 * 4011941300 and neighbours (query, revoke, refund); texts are as merchants report them.
 */

/** Used for a code that has no text of its own. */
const OTHER_TEXT = '系统异常，请稍后再试'

/** Text (`err_code_des`) of each documented code. */
export const ERROR_TEXTS: Readonly<Record<string, string>> = {
  SYSTEMERROR: '系统超时',
  BANKERROR: '银行系统异常',
  USERPAYING: '需要用户输入支付密码',
  PARAM_ERROR: '参数错误',
  NOAUTH: '商户无权限',
  AUTHCODEEXPIRE: '二维码已过期，请用户在微信上刷新后再试',
  AUTH_CODE_ERROR: '每个二维码仅限使用一次，请刷新再试',
  AUTH_CODE_INVALID: '101 付款码无效，请重新扫码',
  NOTENOUGH: '余额不足',
  NOTSUPPORTCARD: '不支持卡类型',
  ORDERPAID: '该订单已支付',
  ORDERCLOSED: '订单已关闭',
  ORDERREVERSED: '订单已撤销',
  OUT_TRADE_NO_USED: '商户订单号重复',
  BUYER_MISMATCH: '支付帐号错误',
  TRADE_ERROR: '暂无可用的支付方式,请绑定其它银行卡完成支付',
  INVALID_REQUEST: '201 商户订单号重复',
  SIGNERROR: '签名错误',
  LACK_PARAMS: '缺少参数',
  XML_FORMAT_ERROR: 'XML格式错误',
  REQUIRE_POST_METHOD: '请使用post方法',
  POST_DATA_EMPTY: 'post数据为空',
  NOT_UTF8: '编码格式错误',
  APPID_NOT_EXIST: 'APPID不存在',
  MCHID_NOT_EXIST: 'MCHID不存在',
  APPID_MCHID_NOT_MATCH: 'appid和mch_id不匹配',
  RULELIMIT: '当前交易异常，请换个支付方式再试',
  ORDERNOTEXIST: 'order not exist',
  INVALID_TRANSACTIONID: '无效transaction_id',
  REVERSE_EXPIRE: '订单无法撤销',
  BIZERR_NEED_RETRY: '退款业务流程错误，需要商户触发重试来解决',
  TRADE_OVERDUE: '订单已经超过退款期限',
  ERROR: '业务错误',
  USER_ACCOUNT_ABNORMAL: '退款请求失败，用户帐号注销',
  INVALID_REQ_TOO_MUCH: '无效请求过多',
  FREQUENCY_LIMITED: '频率限制',
  REFUND_FEE_MISMATCH: '订单金额或退款金额与之前请求不一致，请核实后再试',
  REFUNDNOTEXIST: 'not exist',
}

export const errorText = (code: string): string => ERROR_TEXTS[code] ?? OTHER_TEXT

/** What an operation decided, before it is signed, broken by a fault, and sent. */
export type Outcome =
  | { readonly kind: 'success'; readonly fields: AnswerFields }
  | {
      readonly kind: 'error'
      readonly code: string
      readonly text: string
      readonly fields: AnswerFields
    }
  /** `return_code=FAIL`: never signed. */
  | { readonly kind: 'unsigned'; readonly message: string; readonly fields: AnswerFields }
  /** A bill: no XML and no signature. */
  | { readonly kind: 'file'; readonly body: Uint8Array }

/** Fields of an answer after the envelope, in order. Empty texts are sent too, as WeChat does. */
export type AnswerFields = readonly (readonly [string, string | number])[]

export const success = (fields: AnswerFields = []): Outcome => ({ kind: 'success', fields })

export const refusal = (
  code: string,
  text: string = errorText(code),
  fields: AnswerFields = [],
): Outcome => ({ kind: 'error', code, text, fields })

export const unsigned = (message: string, fields: AnswerFields = []): Outcome => ({
  kind: 'unsigned',
  message,
  fields,
})
