import type { TFunction } from 'i18next'
import type { Language } from '../../app/language.ts'
import { explainCode } from '../../app/payment/code-table.ts'
import type { Refundable } from '../../app/refund/refundable.ts'
import type { RefundProblem } from '../../app/refund/state.ts'
import type { RefundsView, RefundView } from '../../app/refund/view.ts'
import type { SaleView } from '../../app/till/view.ts'
import type { Resources } from '../i18n/resources.ts'
import type { Tone } from '../verdict/looks.ts'

type RefundText = keyof Resources['refunds']

const WORDS: { readonly [K in RefundView['state']]: RefundText } = {
  submitting: 'sending',
  confirming: 'sending',
  accepted: 'accepted',
  'needs-attention': 'attention',
  refunded: 'refunded',
  refused: 'refused',
}

const TONES: { readonly [K in RefundView['state']]: Tone } = {
  submitting: 'amber',
  confirming: 'amber',
  accepted: 'blue',
  'needs-attention': 'amber',
  refunded: 'green',
  refused: 'red',
}

const PROBLEMS: { readonly [P in RefundProblem]: RefundText } = {
  'not-confirmed': 'notConfirmed',
  'funds-low': 'fundsLow',
  'payer-account-dead': 'accountDead',
  'not-arrived': 'notArrived',
  differs: 'differs',
}

/** Why nothing of a sale can be given back. */
const WHY_NOT: {
  readonly [K in Exclude<Refundable['kind'], 'refundable'> | 'unknown']: RefundText
} = {
  'not-paid': 'whyNotPaid',
  'too-old': 'whyTooOld',
  'all-refunded': 'whyAll',
  'too-many-parts': 'whyParts',
  unknown: 'whyUnknown',
}

/** Why nothing of this sale can be given back: one that our refunds emptied is no sale that never held money. */
export function whyNotText(
  why: keyof typeof WHY_NOT,
  sale: Pick<SaleView, 'amountMinor'>,
  refunds: readonly RefundView[],
): RefundText {
  const back = refunds
    .filter(({ state }) => state === 'accepted' || state === 'refunded')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return why === 'not-paid' && back >= sale.amountMinor ? WHY_NOT['all-refunded'] : WHY_NOT[why]
}

/** Why nothing can be refunded at this till. */
export const TROUBLE: { readonly [K in NonNullable<RefundsView['trouble']>]: RefundText } = {
  damaged: 'troubleDamaged',
  'of-others': 'troubleOthers',
  unusable: 'troubleUnusable',
}

/** What became of a refund: one word or two, and why. */
export function refundText(
  t: TFunction<'refunds'>,
  language: Language,
  { state, problem, refusal }: RefundView,
): { readonly word: string; readonly why: string; readonly tone: Tone } {
  const word = t(WORDS[state])
  const tone = TONES[state]
  if (problem !== null) return { word, tone, why: t(PROBLEMS[problem]) }
  switch (refusal?.kind) {
    case undefined:
      return { word, tone, why: '' }
    case 'error-code':
      return { word, tone, why: explainCode('refund', refusal).cashier[language] }
    case 'given-up':
      return { word, tone, why: t('givenUp') }
    case 'closed-by-wechat':
      return { word, tone, why: t('closed') }
    case 'not-sent': {
      const { cause, detail } = refusal
      const why = cause === 'refused' ? t('declined', { detail }) : t('notSent', { detail: cause })
      return { word, tone, why }
    }
  }
}
