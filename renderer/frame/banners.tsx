import { IconAlertOctagonFilled, IconSchool } from '@tabler/icons-react'
import { memo, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import { run } from '../actions.ts'
import { CommandButton } from '../command-button.tsx'
import { startFaultText } from '../start-fault-texts.ts'

/** Always there in training: nobody may take this for real money, or real money for this. */
function Training() {
  const { t } = useTranslation('till')
  return (
    <aside className="training">
      <IconSchool aria-hidden size={26} />
      <strong>{t('training')}</strong>
      <CommandButton command="open-phone" onPress={() => void run('open-phone')}>
        {t('openPhone')}
      </CommandButton>
      <CommandButton command="scan-phone" onPress={() => void run('scan-phone')}>
        {t('scanPhone')}
      </CommandButton>
    </aside>
  )
}

/** WeChat's own test system looks like the real one in everything else. */
function Sandbox() {
  const { t } = useTranslation('till')
  return (
    <aside className="training">
      <IconSchool aria-hidden size={26} />
      <strong>{t('sandbox')}</strong>
    </aside>
  )
}

function Alarm({ word, more }: { readonly word: string; readonly more: string }) {
  return (
    <div className="alarm" role="alert">
      <IconAlertOctagonFilled aria-hidden size={56} />
      <div>
        <strong>{word}</strong>
        <p>{more}</p>
      </div>
    </div>
  )
}

/** Keys and keyboard scanners do not reach a window that is not in front. */
function OutOfFocus() {
  const { t } = useTranslation('till')
  const [focused, setFocused] = useState(() => document.hasFocus())
  useEffect(() => {
    const look = () => setFocused(document.hasFocus())
    window.addEventListener('focus', look)
    window.addEventListener('blur', look)
    return () => {
      window.removeEventListener('focus', look)
      window.removeEventListener('blur', look)
    }
  }, [])
  if (focused) return null
  return (
    <button type="button" className="out-of-focus" tabIndex={-1} onClick={() => window.focus()}>
      {t('notFocused')}
    </button>
  )
}

type Props = Pick<Snapshot, 'fault' | 'configFile' | 'training' | 'sandbox'> & {
  readonly journalBroken: boolean
}

/** Everything that must not be overlooked, above the counter. */
export const Banners = memo(function Banners(props: Props) {
  const { t } = useTranslation('till')
  const { t: tFault } = useTranslation('startFault')
  const { fault, configFile, sandbox, journalBroken } = props
  // A shop that was given a file but cannot use it was not set up for training.
  const training = props.training && (fault === null || configFile === null)
  return (
    <div className="banners">
      {training && <Training />}
      {sandbox && <Sandbox />}
      {journalBroken && <Alarm word={t('journalBroken')} more={t('journalBrokenMore')} />}
      {fault !== null && (
        <Alarm word={t('cannotSell')} more={startFaultText(tFault, fault, configFile)} />
      )}
      <OutOfFocus />
    </div>
  )
})
