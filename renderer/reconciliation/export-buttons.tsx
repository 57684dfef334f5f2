import { Button } from '@mantine/core'
import {
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconNotebook,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportFormat } from '../../app/contract/reconciliation.ts'
import type { Day } from '../../app/reconciliation/day.ts'
import { PAGE_DIFFERENCES_MAX, SHEET_LINES_MAX } from '../../app/reconciliation/export-limits.ts'
import type { DayTotals } from '../../app/reconciliation/report.ts'
import { call } from '../bridge.ts'
import { tell } from '../panel-store.ts'
import { useLanguage } from '../till-store.ts'

const FORMATS = [
  { format: 'csv', text: 'exportCsv', icon: IconFileText },
  { format: 'xlsx', text: 'exportXlsx', icon: IconFileSpreadsheet },
  { format: 'pdf', text: 'exportPdf', icon: IconFileTypePdf },
  { format: 'journal', text: 'exportJournal', icon: IconNotebook },
] as const

interface Props {
  readonly day: Day
  readonly report: Pick<DayTotals, 'lines' | 'classes'>
}

/** What a file will not have, said before it is written; nothing where all of them have all. */
function Limits({ report: { lines, classes } }: Pick<Props, 'report'>) {
  const { t } = useTranslation('reconciliation')
  const { matched: _, ...others } = classes
  const differences = Object.values(others).reduce((sum, found) => sum + found, 0)
  const count = new Intl.NumberFormat(useLanguage())
  const said = (max: number, all: number) => ({ max: count.format(max), all: count.format(all) })
  return (
    <>
      {lines > SHEET_LINES_MAX && <p>{t('exportLinesCut', said(SHEET_LINES_MAX, lines))}</p>}
      {differences > PAGE_DIFFERENCES_MAX && (
        <p>{t('exportDifferencesCut', said(PAGE_DIFFERENCES_MAX, differences))}</p>
      )}
    </>
  )
}

/** Writes the day into a file of the manager's choice, in the language of the screen, and says where it is. */
export function ExportButtons({ day, report }: Props) {
  const { t } = useTranslation('reconciliation')
  const language = useLanguage()
  const [writing, setWriting] = useState<ExportFormat | null>(null)
  const [file, setFile] = useState<string | null>(null)
  async function write(format: ExportFormat): Promise<void> {
    setWriting(format)
    setFile(null)
    const written = await call('exportDay', { day, format, language })
    setWriting(null)
    if (written.ok) return setFile(written.value.file)
    // Whoever closes the list of files has chosen nothing, and knows it.
    if (written.error.kind !== 'nothing-chosen') tell({ kind: 'fault', fault: written.error })
  }
  return (
    <>
      <div className="export-buttons" role="group" aria-label={t('exportDay')}>
        {FORMATS.map(({ format, text, icon: Icon }) => (
          <Button
            key={format}
            size="sm"
            variant="default"
            loading={writing === format}
            disabled={writing !== null}
            leftSection={<Icon aria-hidden size={20} />}
            aria-label={`${t('exportDay')}: ${t(text)}`}
            onClick={() => void write(format)}
          >
            {t(text)}
          </Button>
        ))}
      </div>
      <Limits report={report} />
      <p className="export-written" role="status">
        {file !== null && t('exported', { file })}
      </p>
    </>
  )
}
