import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Snapshot } from '../../app/contract/contract.ts'
import type { FoundReport, ShiftState } from '../../app/contract/shifts.ts'
import { call } from '../bridge.ts'
import { Dialog } from '../dialogs/dialog.tsx'
import { useDialogKeys } from '../dialogs/use-dialog-keys.ts'
import { addTexts } from '../i18n/later-texts.ts'
import { KeyCap } from '../key-cap.tsx'
import { isKeyOf, keyOf } from '../keys.ts'
import { PRINT_OUTCOMES } from '../slips/slip-actions.ts'
import { sayOfSlip } from '../slips/slip-store.ts'
import { ReportView } from './report-view.tsx'
import { shiftFaultText, type ShiftProblem } from './shift-fault-text.ts'
import { OpenedForms, OpenForm } from './shift-forms.tsx'
import { ChainSign, ShiftList } from './shift-list.tsx'
import { readShifts, useShifts } from './shift-store.ts'
import '../styles/shift.css'

addTexts('shift')

/** The Zs of a list and, while a shift is open, its X first. */
const choicesOf = ({ open, closed }: ShiftState): readonly (number | null)[] => [
  ...(open === null ? [] : [null]),
  ...closed.map(({ number }) => number),
]

interface ReportProps {
  readonly number: number | null
  /** Read anew whenever this changes. */
  readonly version: unknown
  readonly say: (text: string | null) => void
}

function useReport(number: number | null, version: unknown): FoundReport | ShiftProblem | null {
  const [read, setRead] = useState<FoundReport | ShiftProblem | null>(null)
  useEffect(() => {
    let wanted = true
    void call('readReport', { number }).then((answer) => {
      if (wanted) setRead(answer.ok ? answer.value : answer.error)
    })
    return () => {
      wanted = false
    }
  }, [number, version])
  return read
}

function Report({ number, version, say }: ReportProps) {
  const { t } = useTranslation('shift')
  const read = useReport(number, version)
  async function exportFiles(z: number): Promise<void> {
    const written = await call('exportReport', { number: z })
    if (!written.ok) say(shiftFaultText(t, written.error))
    else if (written.value !== null) say(t('exported', { folder: written.value.folder }))
  }
  if (read === null) return <p className="slip-none">{t('reading')}</p>
  if ('kind' in read) return <p className="slip-none">{shiftFaultText(t, read)}</p>
  return (
    <>
      <div
        className="shift-report"
        tabIndex={0}
        role="region"
        aria-label={number === null ? t('current') : t('z', { number })}
      >
        <ReportView found={read} />
      </div>
      <div className="sale-buttons">
        <Button
          size="lg"
          variant="default"
          disabled={number === null}
          onClick={() => {
            if (number !== null) void exportFiles(number)
          }}
        >
          {t('export')}
        </Button>
        <Button
          size="lg"
          leftSection={<IconPrinter aria-hidden size={22} />}
          rightSection={<KeyCap of={keyOf('print-slip')} />}
          onClick={() => void printReport(number, (fault) => say(shiftFaultText(t, fault)))}
        >
          {t('print')}
        </Button>
      </div>
    </>
  )
}

async function printReport(
  number: number | null,
  onFault: (fault: ShiftProblem) => void,
): Promise<void> {
  const printed = await call('printReport', { number })
  if (printed.ok) sayOfSlip(PRINT_OUTCOMES[printed.value.outcome])
  else onFault(printed.error)
}

/** Opening, watching and closing a shift, and the closed ones (F7). */
export function ShiftDialog({ snapshot }: { readonly snapshot: Snapshot }) {
  const { t } = useTranslation('shift')
  const state = useShifts((shifts) => shifts.state)
  const [chosen, setChosen] = useState<number | null>(null)
  const [said, say] = useState<string | null>(null)
  const [fault, setFault] = useState<ShiftProblem | null>(null)
  useEffect(() => void readShifts().then(setFault), [])
  const choices = state === null ? [] : choicesOf(state)
  // Without an open shift the last Z is what people look for.
  const shown = choices.includes(chosen) ? chosen : (choices[0] ?? null)

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0
    if (step !== 0 && choices.length > 0) {
      event.preventDefault()
      const at = Math.min(Math.max(choices.indexOf(shown) + step, 0), choices.length - 1)
      setChosen(choices[at] ?? null)
    } else if (isKeyOf(event, 'print-slip') && choices.length > 0 && !event.repeat) {
      event.preventDefault()
      void printReport(shown, (fault) => say(shiftFaultText(t, fault)))
    }
  }
  useDialogKeys(onKeyDown)
  if (state === null || fault !== null) {
    return (
      <Dialog size="full" title={t('title')}>
        <p className="slip-none" role="status">
          {fault === null ? t('reading') : shiftFaultText(t, fault)}
        </p>
      </Dialog>
    )
  }
  const forms = {
    state,
    // A shift is counted in what it was opened in.
    currency: state.open?.currency ?? snapshot.currency,
    people: snapshot.people,
    drawer: snapshot.drawer,
    anonymous: snapshot.people.signedIn === null,
    say,
  }
  return (
    <Dialog size="full" title={t('title')}>
      <div className="receipts">
        <section className="receipts-sales shift-side">
          {state.chain.kind === 'broken' && <ChainSign chain={state.chain} />}
          {state.open === null ? (
            <OpenForm {...forms} />
          ) : (
            <OpenedForms {...forms} onClosed={({ report }) => setChosen(report.number)} />
          )}
          {said !== null && (
            <p className="shift-said" role="status">
              {said}
            </p>
          )}
          <ShiftList state={state} chosen={shown} onChoose={setChosen} />
          {state.chain.kind === 'whole' && <ChainSign chain={state.chain} />}
        </section>
        <section className="receipts-slip">
          {choices.length > 0 ? (
            <Report key={shown} number={shown} version={state} say={say} />
          ) : (
            <p className="slip-none">{t('noReports')}</p>
          )}
        </section>
      </div>
    </Dialog>
  )
}
