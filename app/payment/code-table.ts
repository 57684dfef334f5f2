import { assertNever } from '../result.ts'
import type { NotSentCause } from '../ports.ts'
import type { Explanation } from './code-table-explanation.ts'
import { QUERY_CODES, REVOKE_CODES } from './code-table-order.ts'
import { REFUND_CODES, REFUND_QUERY_CODES } from './code-table-refund.ts'
import type {
  QueryRuling,
  Reason,
  RefundQueryRuling,
  RefundRuling,
  RevokeRuling,
  SubmitRuling,
} from './code-table-row.ts'
import { SUBMIT_CODES } from './code-table-submit.ts'
import { REFUND_TEXTS } from './code-table-texts-refund.ts'
import { REFUSAL_TEXTS, type RefusalReason } from './code-table-texts-refusal.ts'
import { WAITING_TEXTS } from './code-table-texts-waiting.ts'
import type { Submission } from './event.ts'
import type { Refusal } from './state.ts'

/** What to make of a submit's error code. Codes that nobody documented prove nothing. */
export function rulingOnSubmit(code: string, submission: Submission): SubmitRuling {
  const row = SUBMIT_CODES.get(code)
  if (row === undefined) return 'ask-later'
  return submission === 'first' ? row.ruling : row.again.ruling
}

/** What to make of a query's error code. */
export const rulingOnQuery = (code: string): QueryRuling =>
  QUERY_CODES.get(code)?.ruling ?? 'ask-later'

/** What to make of a revoke's error code. */
export const rulingOnRevoke = (code: string): RevokeRuling =>
  REVOKE_CODES.get(code)?.ruling ?? 'ask'

/** What to make of a refund's error code. */
export const rulingOnRefund = (code: string): RefundRuling =>
  REFUND_CODES.get(code)?.ruling ?? 'ask'

/** What to make of a refund query's error code. */
export const rulingOnRefundQuery = (code: string): RefundQueryRuling =>
  REFUND_QUERY_CODES.get(code)?.ruling ?? 'ask-later'

/** A call that was answered with an error code, and whether its number may have been used before. */
export type AnsweredCall =
  'first-submit' | 'repeated-submit' | 'query' | 'revoke' | 'refund' | 'refund-query'

/** An error code as WeChat sent it. */
export interface ReceivedCode {
  readonly code: string
  readonly description: string
}

/** What to tell cashier and payer about an error code, known to us or not. */
export const explainCode = (call: AnsweredCall, received: ReceivedCode): Explanation =>
  filled(textsFor(reasonOf(call, received)), received)

/** What to tell cashier and payer about an attempt that is proven not to have charged anyone. */
export function refusalTexts(refusal: Refusal): Explanation {
  if (refusal.kind === 'not-sent') return REFUSAL_TEXTS[NOT_SENT[refusal.cause]]
  // The proof may have come from elsewhere than the code: one that proves nothing is only quoted.
  const row = SUBMIT_CODES.get(refusal.code)
  return row?.ruling === 'refused'
    ? explainCode('first-submit', refusal)
    : filled(REFUSAL_TEXTS['refused-otherwise'], refusal)
}

const NOT_SENT: { readonly [C in NotSentCause]: RefusalReason } = {
  unreachable: 'unreachable',
  tls: 'identity-unproven',
  configuration: 'not-set-up',
  refused: 'till-refused',
}

const TEXTS: { readonly [R in Reason]: Explanation } = {
  ...REFUSAL_TEXTS,
  ...WAITING_TEXTS,
  ...REFUND_TEXTS,
}

const textsFor = (reason: Reason): Explanation => TEXTS[reason]

function reasonOf(call: AnsweredCall, { code, description }: ReceivedCode): Reason {
  switch (call) {
    case 'first-submit': {
      const reason = SUBMIT_CODES.get(code)?.reason ?? 'unknown-code'
      return reason === 'code-refused' ? codeRefusal(description) : reason
    }
    case 'repeated-submit':
      return SUBMIT_CODES.get(code)?.again.reason ?? 'unknown-code'
    case 'query':
      return QUERY_CODES.get(code)?.reason ?? 'unknown-code'
    case 'revoke':
      return REVOKE_CODES.get(code)?.reason ?? 'revoke-unconfirmed'
    case 'refund':
      return REFUND_CODES.get(code)?.reason ?? 'refund-unconfirmed'
    case 'refund-query':
      return REFUND_QUERY_CODES.get(code)?.reason ?? 'refund-unconfirmed'
    default:
      return assertNever(call)
  }
}

/**
 * In production, expired and used codes both come back as AUTH_CODE_INVALID; only the text tells
 * them apart ("101 付款码已过期…", "101 每个二维码仅限使用一次…", "101 付款码无效…").
 */
function codeRefusal(description: string): RefusalReason {
  if (/过期|過期|失效|expire/iu.test(description)) return 'code-expired'
  if (/一次|已使用|已被使用|only once|already.*used/iu.test(description)) return 'code-used'
  return 'code-refused'
}

/** WeChat's fields are at most 128 characters; anything longer or unprintable is not shown. */
const QUOTE_LENGTH_MAX = 128

const quoted = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim()
    .slice(0, QUOTE_LENGTH_MAX)

/** Puts code and description into the texts, in one pass: what WeChat wrote is never read as a template. */
function filled(texts: Explanation, received: ReceivedCode): Explanation {
  const code = quoted(received.code)
  const description = quoted(received.description) || code
  const fill = (text: string): string =>
    text.replaceAll(/\{(code|description)\}/gu, (_, name) => (name === 'code' ? code : description))
  const translated = (texts: Explanation['cashier']): Explanation['cashier'] => ({
    'zh-Hans': fill(texts['zh-Hans']),
    'zh-Hant': fill(texts['zh-Hant']),
    en: fill(texts.en),
  })
  return { ...texts, cashier: translated(texts.cashier), payer: translated(texts.payer) }
}
