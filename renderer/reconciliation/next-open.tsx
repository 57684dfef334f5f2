import { Button } from '@mantine/core'
import { IconArrowRight, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Day } from '../../app/reconciliation/day.ts'
import type { ReportLine } from '../../app/reconciliation/report.ts'
import { LINES_MAX } from '../../app/reconciliation/store.ts'
import { isSameLine, nextLine } from './next-line.ts'
import { goTo } from './place-store.ts'
import { useAnswer } from './use-answer.ts'

const OPEN = { filter: { openOnly: true }, page: { offset: 0, limit: LINES_MAX } } as const

/** From one line to the next that somebody has to look at, without the way over the list; and that there is none left. */
export function NextOpen({ day, line }: { readonly day: Day; readonly line: ReportLine }) {
  const { t } = useTranslation('reconciliationSides')
  const [answer] = useAnswer('reconciliationLines', { day, ...OPEN })
  if (answer.kind !== 'known') return null
  const open = answer.value.lines
  const next = nextLine(open, line)
  const here = open.some((one) => isSameLine(one, line))
  if (next === null) {
    if (here) return null
    return (
      <p className="next-open none-open" role="status" data-mark="good">
        <IconCircleCheck aria-hidden size={24} />
        {t('noneOpen')}
      </p>
    )
  }
  return (
    <Button
      className="next-open"
      size="md"
      variant={here ? 'default' : 'filled'}
      rightSection={<IconArrowRight aria-hidden size={20} />}
      onClick={() => goTo({ kind: 'line', day, line: next })}
    >
      {t('nextOpen')}
    </Button>
  )
}
