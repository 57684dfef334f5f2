import { useTranslation } from 'react-i18next'
import type { RemedyOutcome } from '../../app/reconciliation/remedy.ts'
import { wechatState } from '../i18n/wechat-states.ts'

/** What WeChat calls a state: its own word and what that means. A word that nobody here knows stands for itself. */
export function useWechatStateText(): (state: string) => string {
  const { t } = useTranslation('wechatState')
  return (state) => (isKnown(state) ? t(state) : state)
}

const isKnown = (state: string): state is keyof typeof wechatState =>
  Object.hasOwn(wechatState, state)

/** Makes a sentence of what came of a remedy. */
export function useOutcomeText(): (outcome: RemedyOutcome) => string {
  const { t } = useTranslation('remedyDialog')
  const stateText = useWechatStateText()
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
