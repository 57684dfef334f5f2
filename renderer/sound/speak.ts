import { SPOKEN_YUAN } from '../i18n/spoken.ts'
import type { Language } from '../../app/language.ts'
import { majorDigits, type Currency } from '../../app/money.ts'

/** Voices that speak a language well enough, the best first, by how their tags begin. */
const TAGS: { readonly [L in Language]: readonly string[] } = {
  'zh-Hans': ['zh-CN', 'cmn', 'zh'],
  'zh-Hant': ['zh-HK', 'yue', 'zh-TW', 'zh', 'cmn'],
  en: ['en'],
}

const synthesis = (): SpeechSynthesis | null =>
  'speechSynthesis' in globalThis ? globalThis.speechSynthesis : null

/** The system's voice for a language; null where it has none. Some systems know their voices only after a while. */
export function voiceFor(language: Language): SpeechSynthesisVoice | null {
  const voices = synthesis()?.getVoices() ?? []
  // Android writes underscores.
  const found = TAGS[language].flatMap((tag) =>
    voices.filter(({ lang }) => lang.replace('_', '-').toLowerCase().startsWith(tag.toLowerCase())),
  )
  return found[0] ?? null
}

/** Calls back when the system's voices change. Returns a function that stops. */
export function watchVoices(changed: () => void): () => void {
  const speech = synthesis()
  speech?.addEventListener('voiceschanged', changed)
  return () => speech?.removeEventListener('voiceschanged', changed)
}

/** Speaks a text; what was being said is cut short. Silence where there is no voice. `volume` goes from 0 to 1. */
export function speak(text: string, language: Language, volume: number): void {
  const voice = voiceFor(language)
  const speech = synthesis()
  if (speech === null || voice === null || volume <= 0) return
  speech.cancel()
  const utterance = new SpeechSynthesisUtterance(text)
  utterance.voice = voice
  utterance.lang = voice.lang
  utterance.volume = volume
  speech.speak(utterance)
}

/** Ends what is being said. */
export const hush = (): void => synthesis()?.cancel()

/** An amount as a voice reads it right: digits, then the currency's name. */
export function spokenAmount(minor: number, currency: Currency, language: Language): string {
  const names = new Intl.DisplayNames(language, { type: 'currency' })
  const name =
    currency === 'CNY' && language !== 'en' ? SPOKEN_YUAN : (names.of(currency) ?? currency)
  return `${majorDigits({ minor, currency })} ${name}`
}
