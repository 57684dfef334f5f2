import type { QueryAnswer } from '../ports.ts'
import { type AccessFinding, type FindingKind, found } from './finding.ts'

/** WeChat's words in refusals that carry no signature, and in signed ones without a code we know. The first that fits counts. */
const WORDS: readonly (readonly [words: RegExp, kind: FindingKind])[] = [
  [/sub_?(?:mch|app)|子商户|特约商户/i, 'sub-merchant-wrong'],
  [/签名|sign/i, 'key-wrong'],
  [/不匹配|不一致|not match|mismatch/i, 'ids-of-two'],
  [/app_?id/i, 'app-unknown'],
  [/mch_?id|商户号|merchant/i, 'merchant-unknown'],
  [/权限|permission|noauth/i, 'no-permission'],
]

/** Codes of answers whose signature proved that key and merchant are right. */
const CODES: Readonly<Record<string, FindingKind>> = {
  ORDERNOTEXIST: 'answers',
  SIGNERROR: 'key-wrong',
  APPID_NOT_EXIST: 'app-unknown',
  MCHID_NOT_EXIST: 'merchant-unknown',
  APPID_MCHID_NOT_MATCH: 'ids-of-two',
  NOAUTH: 'no-permission',
  SYSTEMERROR: 'wechat-troubled',
  BIZERR_NEED_RETRY: 'wechat-troubled',
  FREQUENCY_LIMITED: 'wechat-troubled',
}

const DETAIL_LENGTH = 120

/** What the words mean, or null. */
const kindOf = (words: string): FindingKind | undefined =>
  WORDS.find(([pattern]) => pattern.test(words))?.[1]

/**
 * What the answer to a query of an order that cannot exist says about merchant and key. A verified answer, whatever it
 * says about the order, was signed with this key for this merchant.
 */
export function merchantFinding(about: string, answer: QueryAnswer, tookMs: number): AccessFinding {
  switch (answer.kind) {
    case 'paid':
    case 'order':
    case 'told':
      return found('answers', { about, ms: tookMs })
    case 'error': {
      const detail = `${answer.code} ${answer.description}`.trim().slice(0, DETAIL_LENGTH)
      const kind = CODES[answer.code] ?? kindOf(answer.description) ?? 'refused-otherwise'
      return found(kind, { about, detail, ms: tookMs })
    }
    case 'no-answer':
      return unproven(about, answer)
  }
}

function unproven(
  about: string,
  { cause, detail }: Extract<QueryAnswer, { readonly kind: 'no-answer' }>,
): AccessFinding {
  const said = { about, detail: detail.slice(0, DETAIL_LENGTH) }
  switch (cause) {
    case 'refused-unsigned':
      return found(kindOf(detail) ?? 'refused-otherwise', said)
    case 'bad-signature':
    case 'mismatch':
      return found('answer-forged', said)
    case 'unreadable':
      return found('strange-answer', said)
    case 'timeout':
      return found('slow', said)
    case 'broken':
      // A line that broke was seen before this; what is left are sandboxes that gave no key, and say why.
      return found(kindOf(detail) ?? 'broken-answer', said)
  }
}
