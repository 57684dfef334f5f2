import { useTranslation } from 'react-i18next'
import { CountdownRing } from '../countdown-ring.tsx'

/** A ring that empties until the till gives up waiting, with the seconds inside. */
export function Countdown({ untilMs }: { readonly untilMs: number }) {
  const { t } = useTranslation('verdict')
  return (
    <CountdownRing
      untilMs={untilMs}
      unit={t('seconds')}
      label={(seconds) => t('secondsLeft', { seconds })}
    />
  )
}
