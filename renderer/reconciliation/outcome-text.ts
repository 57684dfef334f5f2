import { useTranslation } from 'react-i18next'
import type { RemedyOutcome } from '../../app/reconciliation/remedy.ts'
import { wechatState } from '../i18n/wechat-states.ts'

const isKnown = (state: string): state is keyof typeof wechatState =>
  Object.hasOwn(wechatState, state)

/** Makes a sentence of what came of a remedy. */
export function useOutcomeText(): (outcome: RemedyOutcome) => string {
  const { t } = useTranslation('remedyDialog')
  const { t: tState } = useTranslation('wechatState')
  // A word that nobody here knows stands for itself.
  const stateText = (state: string): string => (isKnown(state) ? tState(state) : state)
  return (outcome) => {
    switch (outcome.kind) {
      case 'written-down':
        return t('writtenDown')
      case 'wechat-said':
        return t('wechatSaid', { state: stateText(outcome.state), detail: outcome.detail }).trim()
      case 'refund-started':
        return t('refundStarted', { number: outcome.refundNumber })
    }
  }
}
