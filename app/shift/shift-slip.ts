import type { Translated } from '../language.ts'
import type { ShiftSlip } from '../receipt/slip.ts'
import type { ShiftReport } from './record.ts'
import { reportAmount, sectionsOf } from './sections.ts'
import { SHIFT_TEXTS } from './shift-texts.ts'

const numbered = (title: Translated, number: number): Translated => ({
  'zh-Hans': `${title['zh-Hans']} ${number}`,
  'zh-Hant': `${title['zh-Hant']} ${number}`,
  en: `${title.en} ${number}`,
})

/** A report as a slip. `hash` is the Z's own; null for an X. */
export function shiftSlip(report: ShiftReport, hash: string | null): ShiftSlip {
  const { place, atMs, zoneMinutes, currency } = report
  const lines = sectionsOf(report, hash).flatMap(({ title: heading, rows: all }, at) => {
    const rows = all.map(({ label, text, count, minor }) => ({
      label,
      value:
        text ??
        [count === null ? '' : `${count} ×`, minor === null ? '' : reportAmount(minor, currency)]
          .filter((part) => part !== '')
          .join('  '),
    }))
    // The first section's title is the slip's own.
    return at === 0 ? rows : [{ label: heading, value: null }, ...rows]
  })
  const title = numbered(SHIFT_TEXTS[report.kind], report.number)
  return { kind: 'shift', place, atMs, zoneMinutes, title, lines }
}
