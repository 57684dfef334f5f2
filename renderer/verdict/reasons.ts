import type { TFunction } from 'i18next'
import type { Language } from '../../app/language.ts'
import { refusalTexts } from '../../app/payment/code-table.ts'
import type { Problem, Refusal, RevokeCause, RevokedProof } from '../../app/payment/state.ts'
import { assertNever } from '../../app/result.ts'
import type { SaleView } from '../../app/till/view.ts'
import { foreignAmountText } from '../amount-text.ts'
import type { VerdictText } from './looks.ts'

const STOPPING: { readonly [C in RevokeCause]: VerdictText } = {
  'stop-pressed': 'stoppingPressed',
  'gave-up': 'stoppingGaveUp',
  'payment-failed': 'stoppingFailed',
}

const BECAUSE: { readonly [C in RevokeCause | 'closed-by-wechat']: VerdictText } = {
  'stop-pressed': 'becausePressed',
  'gave-up': 'becauseGaveUp',
  'payment-failed': 'becauseFailed',
  'closed-by-wechat': 'becauseClosed',
}

const PROOF: { readonly [P in RevokedProof]: VerdictText } = {
  'closed-at-wechat': 'stoppedClosed',
  returned: 'stoppedReturned',
  'never-arrived': 'stoppedNeverArrived',
}

type Stopped = Extract<SaleView['screen'], { readonly kind: 'stopped' }>

const PROBLEM: { readonly [P in Problem]: VerdictText } = {
  'revoke-not-confirmed': 'attentionRevoke',
  'refund-needed': 'attentionRefund',
  'refunded-elsewhere': 'attentionElsewhere',
}

/**
 * A payer may have paid right before our own revoke, which gave the money back before anybody saw it: their phone shows both.
 */
const proofText = ({ cause, proof }: Stopped): VerdictText =>
  proof === 'closed-at-wechat' && (cause === 'gave-up' || cause === 'stop-pressed')
    ? 'stoppedUndone'
    : PROOF[proof]

/** Why the screen is what it is, and what to say to the customer. */
export interface Reasons {
  readonly why: string
  /** Words for the customer; null when the cashier needs none. */
  readonly toCustomer: string | null
  /** Small print for whoever looks into it later. */
  readonly detail: string | null
}

const only = (why: string): Reasons => ({ why, toCustomer: null, detail: null })

/** The sentences of a verdict. */
export function reasonsOf(t: TFunction<'verdict'>, language: Language, sale: SaleView): Reasons {
  const { screen } = sale
  switch (screen.kind) {
    case 'ready':
      return only(t('readyMore'))
    case 'charging':
      return only(t('chargingMore'))
    case 'password':
      return only(t('passwordMore'))
    case 'unknown':
      return only(t('unknownMore'))
    case 'stopping':
      return only(t(STOPPING[screen.cause]))
    case 'returning':
      return only(t('returningMore'))
    case 'paid': {
      const { cash, transactionId } = screen
      const same =
        cash === null || (cash.minor === sale.amountMinor && cash.currency === sale.currency)
      const why = same
        ? ''
        : t('paidCash', { amount: foreignAmountText(cash.minor, cash.currency) })
      return { why, toCustomer: null, detail: t('paidNumber', { number: transactionId }) }
    }
    case 'not-charged': {
      const texts = refusalTexts(screen.refusal)
      const { refusal } = screen
      const detail = refusal.kind === 'error-code' ? refusal.code : notSentDetail(refusal)
      return { why: texts.cashier[language], toCustomer: texts.payer[language], detail }
    }
    case 'stopped':
      // Nobody knows what the customer did: WeChat was not reached.
      return screen.cause === 'gave-up' && screen.proof === 'never-arrived'
        ? only(t('becauseNoAnswer'))
        : only(joined(language, t(BECAUSE[screen.cause]), t(proofText(screen))))
    case 'needs-attention':
      return only(t(PROBLEM[screen.problem]))
    case 'abandoned':
      return only(t('abandonedMore'))
    default:
      return assertNever(screen)
  }
}

/** The backend's own code says more than that it refused. */
const notSentDetail = ({ cause, detail }: Extract<Refusal, { readonly kind: 'not-sent' }>) =>
  cause === 'refused' ? detail : cause

/** Chinese sentences follow each other without a space. */
const joined = (language: Language, first: string, second: string): string =>
  language === 'en' ? `${first} ${second}` : first + second
