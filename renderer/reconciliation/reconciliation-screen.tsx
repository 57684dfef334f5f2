import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import { addReconciliationTexts } from '../i18n/reconciliation-areas.ts'
import { KeyCap } from '../key-cap.tsx'
import { keyOf } from '../keys.ts'
import { Calendar } from './calendar.tsx'
import { DayScreen } from './day-screen.tsx'
import { LineScreen } from './line-screen.tsx'
import { FaultLine } from './fault-line.tsx'
import { NextOpen } from './next-open.tsx'
import { followReconciliation, goBack, usePlaces } from './place-store.ts'
import { ProgressBar } from './progress-bar.tsx'
import '../styles/reconciliation.css'

addReconciliationTexts()

const BACK = { calendar: 'toTill', day: 'toCalendar', line: 'toDay' } as const

/** Esc closes what is open over the screen: a list below a field. */
const hasOpenList = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.getAttribute('aria-expanded') === 'true'

/** Esc goes one step out. */
function useEscape(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.code !== 'Escape' || event.repeat || event.isComposing) return
      if (hasOpenList(event.target)) return
      event.preventDefault()
      // The sales screen may come back within this key press, which must not reach it.
      event.stopImmediatePropagation()
      const leave = document.querySelector<HTMLElement>('[data-leave-remedy]')
      if (leave === null) goBack()
      else leave.click()
    }
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}

/** The manager's screen: days compared with WeChat's bills, every difference explained. */
export function ReconciliationScreen({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t } = useTranslation('reconciliation')
  const place = usePlaces((places) => places.place)
  useEffect(() => followReconciliation(window.till), [])
  useEscape()
  return (
    <div className="reconciliation">
      <header className="reconciliation-header">
        <Button
          size="md"
          variant="default"
          leftSection={<IconArrowLeft aria-hidden size={20} />}
          rightSection={<KeyCap of={keyOf('escape')} />}
          onClick={goBack}
        >
          {t(BACK[place.kind])}
        </Button>
        <h1>{t('title')}</h1>
        <span>{snapshot.shop.name}</span>
        {place.kind === 'line' && <NextOpen day={place.day} line={place.line} />}
      </header>
      <FaultLine />
      <main className="reconciliation-body">
        {place.kind === 'calendar' && <Calendar />}
        {place.kind !== 'calendar' && (
          // Under a line the day stays as it is: where it was scrolled to, and what it is narrowed to.
          <div className="day-place" inert={place.kind === 'line'}>
            <DayScreen key={place.day} day={place.day} />
          </div>
        )}
        {place.kind === 'line' && (
          <LineScreen
            key={`${place.line.orderNumber} ${place.line.refundNumber ?? ''}`}
            line={place.line}
          />
        )}
      </main>
      <ProgressBar />
    </div>
  )
}
