import { useTranslation } from 'react-i18next'
import type { RemedyOutcome } from '../../app/reconciliation/remedy.ts'

/** Makes a sentence of what came of a remedy. */
export function useOutcomeText(): (outcome: RemedyOutcome) => string {
  const { t } = useTranslation('remedyDialog')
  return (outcome) => {
    switch (outcome.kind) {
      case 'written-down':
        return t('writtenDown')
      case 'wechat-said':
        return t('wechatSaid', { state: outcome.state, detail: outcome.detail }).trim()
      case 'refund-started':
        return t('refundStarted', { number: outcome.refundNumber })
    }
  }
}
