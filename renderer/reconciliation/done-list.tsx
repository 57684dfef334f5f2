import { useTranslation } from 'react-i18next'
import type { OurRefundState } from '../../app/reconciliation/our-record.ts'
import type { RemedyDone } from '../../app/reconciliation/remedy.ts'
import { dayText } from '../clock-text.ts'
import { useOutcomeText } from './outcome-text.ts'

/** What was written with a remedy. */
const wordsOf = ({ remedy }: RemedyDone): string => {
  if (remedy.kind === 'refund') return remedy.reason
  if (remedy.kind === 'assign') return `${remedy.till}. ${remedy.note}`
  return 'note' in remedy ? remedy.note : ''
}

/** All that was done about a difference, the latest first: by whom, when, and what came of it. */
export function DoneList(props: {
  readonly remedies: readonly RemedyDone[]
  /** Somebody has to do something. */
  readonly open: boolean
  /** Where the refund stands that was begun last. */
  readonly refundStands: OurRefundState | null
}) {
  const { remedies, open, refundStands } = props
  const { t: tLines } = useTranslation('reconciliationLines')
  const begunLast = remedies.findLast(({ outcome }) => outcome.kind === 'refund-started')
  const { t } = useTranslation('reconciliationSides')
  const { t: tRemedy } = useTranslation('remedyName')
  const outcomeText = useOutcomeText()
  return (
    <section className="done" aria-label={t('done')}>
      <h3>{t('done')}</h3>
      {remedies.length === 0 && (
        <p className="side-none">{t(open ? 'nothingDone' : 'nothingNeeded')}</p>
      )}
      <ol reversed>
        {remedies.toReversed().map((done) => (
          <li key={`${done.atMs} ${done.remedy.kind}`}>
            <b>{tRemedy(done.remedy.kind)}</b> · {outcomeText(done.outcome)}
            {done === begunLast && refundStands !== null && (
              <span className="done-stands"> · {tLines(`ours-${refundStands}`)}</span>
            )}
            {wordsOf(done) !== '' && <p className="done-words">{wordsOf(done)}</p>}
            <p className="done-by">{`${done.by.name || t('somebody')} · ${dayText(done.atMs)}`}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
