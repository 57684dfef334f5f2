import { Button } from '@mantine/core'
import {
  IconBuildingStore,
  IconCashOff,
  IconCheck,
  IconMessage2,
  IconMessageQuestion,
  IconNote,
  IconReceiptRefund,
  IconRepeat,
  IconWritingSign,
  type TablerIcon,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RemedyKind } from '../../app/reconciliation/remedy.ts'
import type { StoredDifference } from '../../app/reconciliation/report.ts'
import { likeliestRemedy } from './likeliest-remedy.ts'
import { useOutcomeText } from './outcome-text.ts'
import { RemedyDialog } from './remedy-dialog.tsx'

const ICONS: { readonly [K in RemedyKind]: TablerIcon } = {
  query: IconMessageQuestion,
  refund: IconReceiptRefund,
  'resend-refund': IconRepeat,
  'mark-paid': IconCheck,
  assign: IconBuildingStore,
  'record-refund': IconWritingSign,
  'record-loss': IconCashOff,
  explain: IconMessage2,
  note: IconNote,
}

interface Props {
  readonly difference: StoredDifference
  /** The likeliest first. */
  readonly remedies: readonly RemedyKind[]
  readonly onTaken: () => void
}

/** What can be done about a difference, as buttons. Each opens a dialog that says what it does: nothing happens by one press. */
export function RemedyButtons({ difference, remedies, onTaken }: Props) {
  const { t } = useTranslation('reconciliationSides')
  const { t: tRemedy } = useTranslation('remedyName')
  const outcomeText = useOutcomeText()
  const [chosen, setChosen] = useState<RemedyKind | null>(null)
  const [taken, setTaken] = useState<StoredDifference | null>(null)
  const likeliest = likeliestRemedy(difference, remedies)
  const outcome = taken?.remedies.at(-1)?.outcome
  return (
    <section className="remedies" aria-label={t('what')}>
      <h3>{t('what')}</h3>
      <div className="remedy-buttons">
        {remedies.map((kind) => {
          const Icon = ICONS[kind]
          return (
            <Button
              key={kind}
              size="md"
              variant={kind === likeliest ? 'filled' : 'default'}
              leftSection={<Icon aria-hidden size={22} />}
              onClick={() => setChosen(kind)}
            >
              {tRemedy(kind)}
            </Button>
          )
        })}
      </div>
      <p className="remedy-outcome" role="status">
        {outcome !== undefined && outcomeText(outcome)}
      </p>
      {chosen !== null && (
        <RemedyDialog
          difference={difference}
          kind={chosen}
          onClose={() => setChosen(null)}
          onTaken={(next) => {
            setChosen(null)
            setTaken(next)
            onTaken()
          }}
        />
      )}
    </section>
  )
}
