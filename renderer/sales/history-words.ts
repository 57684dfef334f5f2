import type { TFunction } from 'i18next'
import type { HistoryEntry } from '../../app/contract/sales.ts'
import type { Language } from '../../app/language.ts'
import { explainCode, refusalTexts, type AnsweredCall } from '../../app/payment/code-table.ts'
import type { Progress } from '../../app/payment/progress.ts'
import type { Age } from '../../app/payment/state.ts'
import type {
  ErrorAnswer,
  NoAnswerCause,
  PaymentEvidence,
  QueryAnswer,
  RevokeAnswer,
  SubmitAnswer,
  TradeState,
} from '../../app/ports.ts'
import { assertNever } from '../../app/result.ts'
import type { Resources } from '../i18n/resources.ts'

type HistoryText = keyof Resources['history']

const CAUSES: { readonly [C in NoAnswerCause]: HistoryText } = {
  timeout: 'timeout',
  broken: 'broken',
  unreadable: 'unreadableAnswer',
  'bad-signature': 'badSignature',
  mismatch: 'mismatch',
  'refused-unsigned': 'refusedUnsigned',
}

const TRADE_STATES: { readonly [S in TradeState]: HistoryText } = {
  REFUND: 'tradeREFUND',
  NOTPAY: 'tradeNOTPAY',
  CLOSED: 'tradeCLOSED',
  REVOKED: 'tradeREVOKED',
  USERPAYING: 'tradeUSERPAYING',
  PAYERROR: 'tradePAYERROR',
  ACCEPT: 'tradeACCEPT',
  UNRECOGNISED: 'tradeUNRECOGNISED',
}

const PROGRESS: { readonly [K in Progress['kind']]: HistoryText } = {
  undecided: 'toldUndecided',
  revoking: 'toldRevoking',
  'needs-attention': 'toldAttention',
  paid: 'toldPaid',
  'not-charged': 'toldNotCharged',
  revoked: 'toldRevoked',
}

const AGES: { readonly [A in Age]: HistoryText } = {
  new: 'ageNew',
  revocable: 'ageRevocable',
  overdue: 'ageOverdue',
  'code-dead': 'ageCodeDead',
  irrevocable: 'ageIrrevocable',
}

/** Words, and the language of those that come from the code table. */
export interface Speech {
  readonly t: TFunction<'history'>
  readonly language: Language
}

const explained = (
  call: AnsweredCall,
  { language }: Speech,
  answer: { readonly code: string; readonly description: string },
): string => explainCode(call, answer).cashier[language]

/** An entry in words. */
export function wordsOf({ event }: HistoryEntry, speech: Speech): string {
  const { t } = speech
  switch (event.type) {
    case 'sale-started':
      return t('saleStarted')
    case 'code-scanned':
      return t('codeScanned')
    case 'submit-answered':
      return submitWords(event, speech)
    case 'query-due':
      return t('queryDue')
    case 'query-answered':
      return queryWords(event.answer, speech)
    case 'revoke-due':
      return t('revokeDue')
    case 'revoke-answered':
      return revokeWords(event.answer, speech)
    case 'age-reached':
      return t(AGES[event.age])
    case 'stop-pressed':
      return t('stopPressed')
    case 'ask-again-pressed':
      return t('askAgainPressed')
    case 'news-heard':
      return t('newsHeard')
    case 'sale-abandoned':
      return t('abandoned')
    case 'restarted':
      return t('restarted')
    default:
      return assertNever(event)
  }
}

function submitWords(
  event: Extract<HistoryEntry['event'], { readonly type: 'submit-answered' }>,
  speech: Speech,
): string {
  const { t, language } = speech
  const { answer, submission } = event
  switch (answer.kind) {
    case 'paid':
      return t('submitPaid')
    case 'error': {
      const call = submission === 'first' ? 'first-submit' : 'repeated-submit'
      return t('submitError', { why: explained(call, speech, answer) })
    }
    case 'no-answer':
      return t('submitNoAnswer', { why: t(CAUSES[answer.cause]) })
    case 'not-sent':
      return t('submitNotSent', { why: refusalTexts(answer).cashier[language] })
    case 'told':
      return t('told', { why: t(PROGRESS[answer.progress.kind]) })
    default:
      return assertNever(answer)
  }
}

function queryWords(answer: QueryAnswer, speech: Speech): string {
  const { t } = speech
  switch (answer.kind) {
    case 'paid':
      return t('queryPaid')
    case 'order':
      return t('queryOrder', { why: t(TRADE_STATES[answer.tradeState]) })
    case 'error':
      return t('queryOrder', { why: explained('query', speech, answer) })
    case 'no-answer':
      return t('queryNoAnswer', { why: t(CAUSES[answer.cause]) })
    case 'told':
      return t('told', { why: t(PROGRESS[answer.progress.kind]) })
    default:
      return assertNever(answer)
  }
}

function revokeWords(answer: RevokeAnswer, speech: Speech): string {
  const { t } = speech
  switch (answer.kind) {
    case 'accepted':
      return t(answer.recall ? 'revokeRecall' : 'revokeAccepted')
    case 'error':
      return t('revokeError', { why: explained('revoke', speech, answer) })
    case 'no-answer':
      return t('revokeNoAnswer', { why: t(CAUSES[answer.cause]) })
    case 'told':
      return t('told', { why: t(PROGRESS[answer.progress.kind]) })
    default:
      return assertNever(answer)
  }
}

/** WeChat's own fields of an answer, as they came; empty where an entry has none. */
export function fieldsOf({ event }: HistoryEntry): string {
  if (event.type === 'code-scanned') return `out_trade_no=${event.outTradeNo}`
  return 'answer' in event ? answerFields(event.answer) : ''
}

const paidFields = ({ transactionId, timeEnd, bankType, cash }: PaymentEvidence): string => {
  const paid = cash === null ? '' : ` cash_fee=${cash.minor} cash_fee_type=${cash.currency}`
  return `transaction_id=${transactionId} time_end=${timeEnd} bank_type=${bankType}${paid}`
}

const codeFields = ({ code, description }: Pick<ErrorAnswer, 'code' | 'description'>): string =>
  `err_code=${code} err_code_des=${description}`

function answerFields(answer: SubmitAnswer | QueryAnswer | RevokeAnswer): string {
  switch (answer.kind) {
    case 'paid':
      return `result_code=SUCCESS ${paidFields(answer.payment)}`
    case 'error':
      return `result_code=FAIL ${codeFields(answer)}`
    case 'order':
      return `result_code=SUCCESS trade_state=${answer.tradeState} trade_state_desc=${answer.description}`
    case 'accepted':
      return `result_code=SUCCESS recall=${answer.recall ? 'Y' : 'N'}`
    case 'no-answer':
    case 'not-sent':
      return answer.detail === '' ? answer.cause : `${answer.cause}: ${answer.detail}`
    case 'told':
      return progressFields(answer.progress)
    default:
      return assertNever(answer)
  }
}

/** What the backend passed on of what WeChat had told it. */
function progressFields(progress: Progress): string {
  if (progress.kind === 'paid') return paidFields(progress.payment)
  if (progress.kind === 'revoked') return progress.proof
  if (progress.kind !== 'not-charged') return progress.kind
  const { refusal } = progress
  return refusal.kind === 'error-code' ? codeFields(refusal) : `${refusal.cause}: ${refusal.detail}`
}
