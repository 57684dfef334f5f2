import type { Audience, CodeRow, CodeTable, QueryRuling, RevokeRuling } from './code-table-row.ts'

const QUERY_PAGE = 'pay.weixin.qq.com/doc/global/v2/zh/4013634899'
const REVOKE_PAGE = 'pay.weixin.qq.com/doc/global/v2/en/4013659173'

/** A query that WeChat would not take: it tells nothing about the order. */
const queryFault = (tell: Audience): CodeRow<QueryRuling> => ({
  ruling: 'ask-later',
  reason: 'query-refused',
  tell,
  page: QUERY_PAGE,
})

/** Every error code of the order query (`/pay/orderquery`). */
export const QUERY_CODES: CodeTable<CodeRow<QueryRuling>> = new Map<string, CodeRow<QueryRuling>>([
  [
    'ORDERNOTEXIST',
    { ruling: 'absent', reason: 'order-absent', tell: 'cashier', page: QUERY_PAGE },
  ],
  [
    'SYSTEMERROR',
    { ruling: 'ask-later', reason: 'result-unknown', tell: 'cashier', page: QUERY_PAGE },
  ],
  // Also seen now and then about orders that were really paid, so it must not decide anything.
  ['PARAM_ERROR', queryFault('developer')],
  ['INVALID_TRANSACTIONID', queryFault('developer')],
  ['SIGNERROR', queryFault('developer')],
  ['NOAUTH', queryFault('operator')],
  ['APPID_NOT_EXIST', queryFault('developer')],
  ['MCHID_NOT_EXIST', queryFault('developer')],
  ['APPID_MCHID_NOT_MATCH', queryFault('developer')],
  ['LACK_PARAMS', queryFault('developer')],
  ['XML_FORMAT_ERROR', queryFault('developer')],
  ['REQUIRE_POST_METHOD', queryFault('developer')],
  ['POST_DATA_EMPTY', queryFault('developer')],
  ['NOT_UTF8', queryFault('developer')],
])

/** A revoke that WeChat would not take: whether an earlier one worked is for a query to say. */
const revokeFault = (tell: Audience): CodeRow<RevokeRuling> => ({
  ruling: 'ask',
  reason: 'revoke-refused',
  tell,
  page: REVOKE_PAGE,
})

/** Every error code of the revoke (`/secapi/pay/reverse`). */
export const REVOKE_CODES: CodeTable<CodeRow<RevokeRuling>> = new Map<
  string,
  CodeRow<RevokeRuling>
>([
  [
    'SYSTEMERROR',
    { ruling: 'ask', reason: 'revoke-unconfirmed', tell: 'cashier', page: REVOKE_PAGE },
  ],
  [
    'USERPAYING',
    { ruling: 'payer-busy', reason: 'revoke-payer-busy', tell: 'cashier', page: REVOKE_PAGE },
  ],
  [
    'REVERSE_EXPIRE',
    { ruling: 'too-old', reason: 'revoke-too-old', tell: 'operator', page: REVOKE_PAGE },
  ],
  // Named by no page for a revoke; what the query calls an unknown number.
  [
    'ORDERNOTEXIST',
    { ruling: 'absent', reason: 'order-absent', tell: 'cashier', page: QUERY_PAGE },
  ],
  ['TRADE_ERROR', { ruling: 'ask', reason: 'revoke-manual', tell: 'operator', page: REVOKE_PAGE }],
  ['INVALID_REQUEST', revokeFault('operator')],
  ['INVALID_TRANSACTIONID', revokeFault('developer')],
  ['PARAM_ERROR', revokeFault('developer')],
  ['REQUIRE_POST_METHOD', revokeFault('developer')],
  ['SIGNERROR', revokeFault('developer')],
])
