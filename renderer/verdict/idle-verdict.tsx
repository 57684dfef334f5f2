import { IconBan, IconCalculator, IconLock, type Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import { isLocked } from '../../app/people/view.ts'
import type { SaleView } from '../../app/till/view.ts'
import { minorOf } from '../amount-entry.ts'
import { amountText, lengthOf } from '../amount-text.ts'
import { rulesOf, useTyping } from '../entry-store.ts'
import { WaitingList } from '../waiting/waiting-list.tsx'
import type { VerdictText } from './looks.ts'
import { VerdictZone } from './verdict-zone.tsx'

interface CalmProps {
  readonly icon: Icon
  readonly word: VerdictText
  readonly more: VerdictText
  readonly amount: string | null
  /** A newcomer is told how to try it. */
  readonly training?: boolean
}

function Calm({ icon: CalmIcon, word, more, amount, training = false }: CalmProps) {
  const { t } = useTranslation('verdict')
  return (
    <VerdictZone screen="idle" tone="neutral" pattern="plain" working={false}>
      <div className="verdict-signs">
        <CalmIcon aria-hidden className="verdict-icon" stroke={1.2} />
      </div>
      <h1 className="verdict-word">{t(word)}</h1>
      {amount !== null && (
        <p className="verdict-amount" data-length={lengthOf(amount)}>
          {amount}
        </p>
      )}
      <p className="verdict-why">{t(more)}</p>
      {training && <p className="verdict-foot">{t('trainingIdle')}</p>}
    </VerdictZone>
  )
}

function Waiting({ sales }: { readonly sales: readonly SaleView[] }) {
  const { t } = useTranslation('till')
  return (
    <section
      className="verdict-zone waiting-zone"
      data-screen="idle"
      data-tone="neutral"
      data-pattern="outline"
    >
      <h1 className="waiting-title">{t('waitingTitle')}</h1>
      <p className="waiting-hint">{t('waitingHint')}</p>
      <WaitingList sales={sales} />
    </section>
  )
}

/** Nobody at the counter: what to do first, or what became of parked and restored sales. */
export function IdleVerdict({ snapshot }: { readonly snapshot: Snapshot }) {
  const text = useTyping(({ entry }) => entry.text)
  const { till, fault, currency } = snapshot
  const minor = minorOf(rulesOf(snapshot), text)
  if (till.journalBroken || fault !== null) {
    return <Calm icon={IconBan} word="blocked" more="blockedHint" amount={null} />
  }
  if (isLocked(snapshot.people)) {
    return <Calm icon={IconLock} word="locked" more="lockedHint" amount={null} />
  }
  if (minor > 0 && minor <= snapshot.limits.maxMinor) {
    const amount = amountText(minor, currency)
    return <Calm icon={IconCalculator} word="confirm" more="confirmHint" amount={amount} />
  }
  if (till.background.length > 0) return <Waiting sales={till.background} />
  return (
    <Calm
      icon={IconCalculator}
      word="idle"
      more="idleHint"
      amount={null}
      training={snapshot.training}
    />
  )
}
