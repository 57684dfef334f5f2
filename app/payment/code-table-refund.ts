import type {
  Audience,
  CodeRow,
  CodeTable,
  Reason,
  RefundQueryRuling,
  RefundRuling,
} from './code-table-row.ts'

const REFUND_PAGE = 'pay.weixin.qq.com/wiki/doc/api/micropay.php?chapter=9_4'
const REFUND_QUERY_PAGE = 'pay.weixin.qq.com/wiki/doc/api/micropay.php?chapter=9_5'

const refund = (ruling: RefundRuling, reason: Reason, tell: Audience): CodeRow<RefundRuling> => ({
  ruling,
  reason,
  tell,
  page: REFUND_PAGE,
})

const refundFault = refund('refused', 'refund-request-faulty', 'developer')

/** Every error code of the refund (`/secapi/pay/refund`). */
export const REFUND_CODES: CodeTable<CodeRow<RefundRuling>> = new Map([
  ['SYSTEMERROR', refund('send-again', 'refund-unconfirmed', 'cashier')],
  ['BIZERR_NEED_RETRY', refund('send-again', 'refund-unconfirmed', 'cashier')],
  ['FREQUENCY_LIMITED', refund('send-later', 'refund-later', 'cashier')],
  ['INVALID_REQ_TOO_MUCH', refund('send-later', 'refund-later', 'developer')],
  ['TRADE_OVERDUE', refund('too-old', 'refund-too-old', 'operator')],
  ['USER_ACCOUNT_ABNORMAL', refund('refused', 'refund-account-gone', 'operator')],
  ['NOTENOUGH', refund('funds-low', 'refund-funds-low', 'operator')],
  ['ORDERNOTEXIST', refund('refused', 'refund-order-absent', 'operator')],
  // Another amount was sent under this number: the first one counts, and may have gone through.
  ['REFUND_FEE_MISMATCH', refund('ask', 'refund-unconfirmed', 'developer')],
  // A business error that only its description explains.
  ['ERROR', refund('ask', 'refund-manual', 'operator')],
  ['INVALID_TRANSACTIONID', refundFault],
  ['PARAM_ERROR', refundFault],
  ['APPID_NOT_EXIST', refundFault],
  ['MCHID_NOT_EXIST', refundFault],
  ['REQUIRE_POST_METHOD', refundFault],
  ['SIGNERROR', refundFault],
  ['XML_FORMAT_ERROR', refundFault],
])

const refundQuery = (
  ruling: RefundQueryRuling,
  reason: Reason,
  tell: Audience,
): CodeRow<RefundQueryRuling> => ({ ruling, reason, tell, page: REFUND_QUERY_PAGE })

const refundQueryFault = refundQuery('ask-later', 'refund-query-refused', 'developer')

/** Every error code of the refund query (`/pay/refundquery`). */
export const REFUND_QUERY_CODES: CodeTable<CodeRow<RefundQueryRuling>> = new Map([
  ['REFUNDNOTEXIST', refundQuery('absent', 'refund-absent', 'operator')],
  ['SYSTEMERROR', refundQuery('ask-later', 'refund-unconfirmed', 'cashier')],
  ['INVALID_TRANSACTIONID', refundQueryFault],
  ['PARAM_ERROR', refundQueryFault],
  ['APPID_NOT_EXIST', refundQueryFault],
  ['MCHID_NOT_EXIST', refundQueryFault],
  ['REQUIRE_POST_METHOD', refundQueryFault],
  ['SIGNERROR', refundQueryFault],
  ['XML_FORMAT_ERROR', refundQueryFault],
])
