import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../app/language.ts'
import { usePreferences } from '../preferences-store.ts'
import { useLanguage, useTill } from '../till-store.ts'
import { hush, speak, spokenAmount, voiceFor, watchVoices } from './speak.ts'

/** The sound of a payment comes first. */
const AFTER_SOUND_MS = 600

/** Whether the system has a voice for this language, now that all of them are known. */
export const useHasVoice = (language: Language): boolean =>
  useSyncExternalStore(watchVoices, () => voiceFor(language) !== null)

/** Speaks the amount of each paid sale, where that is wanted. Screen and sound say the same without it. */
export function useSpokenAmount(): void {
  const { t } = useTranslation('till')
  const language = useLanguage()
  const wanted = usePreferences((preferences) => preferences.spoken)
  const sale = useTill(({ snapshot }) => snapshot?.till.current ?? null)
  const paid = sale?.screen.kind === 'paid' ? sale : null
  const paidId = paid?.saleId
  const minor = paid?.amountMinor
  const currency = paid?.currency

  useEffect(() => {
    if (!wanted || paidId === undefined || minor === undefined || currency === undefined) return
    const timer = setTimeout(() => {
      const text = t('spokenPaid', { amount: spokenAmount(minor, currency, language) })
      speak(text, language, usePreferences.getState().volume)
    }, AFTER_SOUND_MS)
    return () => {
      clearTimeout(timer)
      hush()
    }
  }, [paidId, minor, currency, wanted, t, language])
}
