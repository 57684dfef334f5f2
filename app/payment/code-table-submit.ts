import type { Audience, CodeTable, Reason, SubmitRow } from './code-table-row.ts'

/** Mainland submit page. */
const PAGE = 'pay.weixin.qq.com/doc/v2/merchant/4011937125'
/** Seen in production answers, on no page of WeChat's. */
const FIELD_REPORT = 'developers.weixin.qq.com/community/pay'

/**
 * Documented as certain: not charged by this call. Once the number may have been submitted before,
 * it says nothing about that earlier call, so it is asked.
 */
const refused = (reason: Reason, tell: Audience, page = PAGE): SubmitRow => ({
  ruling: 'refused',
  reason,
  tell,
  page,
  again: { ruling: 'ask-now', reason: 'submitted-before' },
})

/** Says that an earlier call with this number exists, whatever we believe of it. */
const numberKnown = (tell: Audience): SubmitRow => ({
  ruling: 'ask-now',
  reason: 'submitted-before',
  tell,
  page: PAGE,
  again: { ruling: 'ask-now', reason: 'submitted-before' },
})

/** Undecided at WeChat; a repeat does not change that. */
const undecided = (ruling: 'password' | 'ask-later', reason: Reason): SubmitRow => ({
  ruling,
  reason,
  tell: 'cashier',
  page: PAGE,
  again: { ruling, reason },
})

/** Every error code of Submit Quick Pay (`/pay/micropay`). */
export const SUBMIT_CODES: CodeTable<SubmitRow> = new Map([
  ['SYSTEMERROR', undecided('ask-later', 'result-unknown')],
  ['BANKERROR', undecided('ask-later', 'bank-slow')],
  ['USERPAYING', undecided('password', 'password')],

  ['AUTHCODEEXPIRE', refused('code-expired', 'cashier')],
  ['AUTH_CODE_ERROR', refused('code-refused', 'cashier')],
  ['AUTH_CODE_INVALID', refused('code-refused', 'cashier')],
  ['NOTENOUGH', refused('balance-low', 'cashier')],
  ['NOTSUPORTCARD', refused('card-unsupported', 'cashier')],
  ['TRADE_ERROR', refused('trade-refused', 'cashier')],
  ['RULELIMIT', refused('risk-refused', 'cashier', FIELD_REPORT)],
  ['ORDERCLOSED', refused('number-closed', 'cashier')],
  ['ORDERREVERSED', refused('number-closed', 'cashier')],

  ['ORDERPAID', numberKnown('cashier')],
  ['OUT_TRADE_NO_USED', numberKnown('developer')],
  // Two payers under one number: the earlier one may have paid, so the order is asked for.
  ['BUYER_MISMATCH', numberKnown('developer')],
  // "201 商户订单号重复" and faults of our set-up share this code; only a query tells them apart.
  ['INVALID_REQUEST', numberKnown('developer')],

  ['NOAUTH', refused('permission-missing', 'operator')],
  ['APPID_NOT_EXIST', refused('merchant-unknown', 'developer')],
  ['MCHID_NOT_EXIST', refused('merchant-unknown', 'developer')],
  ['APPID_MCHID_NOT_MATCH', refused('merchant-unknown', 'developer')],
  ['SIGNERROR', refused('signature-refused', 'developer')],
  ['PARAM_ERROR', refused('request-faulty', 'developer')],
  ['LACK_PARAMS', refused('request-faulty', 'developer')],
  ['XML_FORMAT_ERROR', refused('request-faulty', 'developer')],
  ['REQUIRE_POST_METHOD', refused('request-faulty', 'developer')],
  ['POST_DATA_EMPTY', refused('request-faulty', 'developer')],
  ['NOT_UTF8', refused('request-faulty', 'developer')],
])
