import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DifferenceView } from '../../app/contract/reconciliation.ts'
import type { DifferenceState, ReportLine } from '../../app/reconciliation/report.ts'
import { aboutOf } from './about.ts'
import { CLASS_LOOKS } from './class-looks.ts'
import { DoneList } from './done-list.tsx'
import { Problem } from './problem.tsx'
import { RemedyButtons } from './remedy-buttons.tsx'
import { BothSides, LineSides } from './sides.tsx'
import { TwoOrders } from './two-orders.tsx'
import { useAnswer } from './use-answer.ts'
import '../styles/reconciliation-line.css'

const stateText = (state: DifferenceState) => {
  if (state.kind === 'open') return 'stateOpen'
  return state.kind === 'resolved' ? 'stateResolved' : (`stateExplained-${state.because}` as const)
}

/** What a difference is, in a sentence, and why it was found. */
function Finding({ view: { difference } }: { readonly view: DifferenceView }) {
  const { t } = useTranslation('reconciliationSides')
  const { t: tClass } = useTranslation('reconciliationClass')
  const { t: tMeaning } = useTranslation('reconciliationMeaning')
  const { t: tReason } = useTranslation('reconciliationReason')
  const { icon: Icon, mark } = CLASS_LOOKS[difference.class]
  const { reasons, state, otherOrderNumber } = difference
  return (
    <header className="finding" data-mark={state.kind === 'open' ? mark : 'quiet'}>
      <Icon aria-hidden size={36} stroke={1.6} className="finding-icon" />
      <div>
        <h2>{tClass(difference.class)}</h2>
        <p className="finding-meaning">{tMeaning(difference.class)}</p>
        <p>
          {aboutOf(difference).map(([name, text]) => (
            <span key={name} className="finding-about">
              {t(name)} <b>{text}</b>
            </span>
          ))}
          {otherOrderNumber !== null && ` · ${t('otherOrder')} ${otherOrderNumber}`}
        </p>
        {reasons.length > 0 && (
          <>
            <h3>{t('why')}</h3>
            <ul className="finding-reasons">
              {reasons.map((reason) => (
                <li key={reason}>{tReason(reason)}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      <span className="finding-state" data-state={state.kind}>
        {t(stateText(state))}
      </span>
    </header>
  )
}

/** One difference: what it is, both raw sides, what was done and what can be. */
function DifferenceSection({ id, line }: { readonly id: string; readonly line: ReportLine }) {
  const { t } = useTranslation('reconciliationSides')
  const [answer, again] = useAnswer('reconciliationDifference', { id })
  if (answer.kind === 'failed' && answer.fault.kind === 'no-such-difference') {
    return (
      <p className="line-note">
        <IconInfoCircle aria-hidden size={24} />
        {t('gone')}
      </p>
    )
  }
  if (answer.kind !== 'known') return <Problem answer={answer} again={again} />
  const { difference, remedies, refundStands } = answer.value
  return (
    <section className="difference" aria-label={id} data-class={difference.class}>
      <Finding view={answer.value} />
      <div className="difference-do">
        <RemedyButtons difference={difference} remedies={remedies} onTaken={again} />
        <DoneList
          remedies={difference.remedies}
          open={difference.state.kind === 'open'}
          refundStands={refundStands ?? null}
        />
      </div>
      {difference.topic === 'twice' ? (
        <TwoOrders difference={difference} line={line} />
      ) : (
        <BothSides difference={difference} />
      )}
    </section>
  )
}

/** One line of a day: all that was found about it, each with its sides and remedies. */
export function LineScreen({ line }: { readonly line: ReportLine }) {
  const { t } = useTranslation('reconciliationSides')
  return (
    <div className="line-screen">
      {line.differences.length === 0 && (
        <>
          <p className="line-note" data-mark="good">
            <IconCircleCheck aria-hidden size={28} />
            {t('agree')}
          </p>
          <LineSides line={line} />
        </>
      )}
      {line.differences.map((id) => (
        <DifferenceSection key={id} id={id} line={line} />
      ))}
    </div>
  )
}
