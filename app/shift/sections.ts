import type { Translated } from '../language.ts'
import { CURRENCY_DIGITS, majorDigits, type Currency } from '../money.ts'
import { timeWithZone } from '../receipt/layout.ts'
import { hourStartOf, OUTCOMES, type Tally } from './figures.ts'
import type { ShiftReport } from './record.ts'
import { OUTCOME_TEXTS, SHIFT_TEXTS } from './shift-texts.ts'

/** A line of a report: what it is about, and a text, or how many and how much. */
export interface ReportRow {
  readonly label: Translated
  readonly text: string | null
  readonly count: number | null
  /** Minor units, below zero for money that is missing or was taken out. */
  readonly minor: number | null
}

/** Lines that belong together. */
export interface ReportSection {
  readonly title: Translated
  readonly rows: readonly ReportRow[]
}

/** A name is the same in every language. */
const plain = (text: string): Translated => ({ 'zh-Hans': text, 'zh-Hant': text, en: text })

const said = (label: Translated, text: string): ReportRow => ({
  label,
  text,
  count: null,
  minor: null,
})

const tallied = (label: Translated, { count, minor }: Tally): ReportRow => ({
  label,
  text: null,
  count,
  minor,
})

const summed = (label: Translated, minor: number): ReportRow => ({
  label,
  text: null,
  count: null,
  minor,
})

/** "1280.00", "-5.00", "500" for yen: an amount of a report, which may be below zero. */
export const reportAmount = (minor: number, currency: Currency): string =>
  (minor < 0 ? '-' : '') + majorDigits({ minor: Math.abs(minor), currency })

/** Minor units of a typed amount ("12.8" is 1280 fen, "0" is none); null for what is none, or not a whole one yet. */
export function minorOfText(text: string, currency: Currency): number | null {
  const digits = CURRENCY_DIGITS[currency]
  const [, whole, fraction = ''] = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.trim()) ?? []
  if (whole === undefined || fraction.length > digits) return null
  return Number(whole + fraction.padEnd(digits, '0'))
}

/** A report as lines, the same for screen, paper and files. `hash` is the Z's own; null for an X. */
export function sectionsOf(report: ShiftReport, hash: string | null): readonly ReportSection[] {
  const { figures } = report
  const totals = [
    ...OUTCOMES.map((outcome) => tallied(OUTCOME_TEXTS[outcome], figures.outcomes[outcome])),
    tallied(SHIFT_TEXTS.unresolved, {
      count: figures.unresolved.length,
      minor: figures.unresolved.reduce((sum, { minor }) => sum + minor, 0),
    }),
    ...(figures.withoutShift.count === 0
      ? []
      : [tallied(SHIFT_TEXTS.withoutShift, figures.withoutShift)]),
  ]
  return [
    { title: report.kind === 'z' ? SHIFT_TEXTS.z : SHIFT_TEXTS.x, rows: headOf(report) },
    { title: SHIFT_TEXTS.totals, rows: totals },
    { title: SHIFT_TEXTS.unresolvedList, rows: unresolvedOf(report) },
    { title: SHIFT_TEXTS.byCashier, rows: cashiersOf(report) },
    { title: SHIFT_TEXTS.byHour, rows: hoursOf(report) },
    { title: SHIFT_TEXTS.drawer, rows: drawerOf(report) },
    { title: SHIFT_TEXTS.proof, rows: proofOf(report, hash) },
  ].filter(({ rows }) => rows.length > 0)
}

function headOf(report: ShiftReport): readonly ReportRow[] {
  const { kind, number, place, opening, atMs, by, zoneMinutes, currency } = report
  const time = (at: number): string => timeWithZone({ atMs: at, zoneMinutes })
  return [
    ...(place.realMoney ? [] : [said(SHIFT_TEXTS.notReal, '!')]),
    said(SHIFT_TEXTS.shop, place.branch === '' ? place.name : `${place.name} ${place.branch}`),
    said(SHIFT_TEXTS.till, place.till),
    said(SHIFT_TEXTS.number, String(number)),
    said(SHIFT_TEXTS.opened, time(opening.atMs)),
    ...(opening.by === null ? [] : [said(SHIFT_TEXTS.openedBy, opening.by)]),
    said(kind === 'z' ? SHIFT_TEXTS.closed : SHIFT_TEXTS.asOf, time(atMs)),
    ...(by === null || kind === 'x' ? [] : [said(SHIFT_TEXTS.closedBy, by)]),
    said(SHIFT_TEXTS.currency, currency),
  ]
}

const unresolvedOf = ({ figures }: ShiftReport): readonly ReportRow[] =>
  figures.unresolved.map(({ outTradeNo, minor }) => summed(plain(outTradeNo), minor))

const cashiersOf = ({ figures }: ShiftReport): readonly ReportRow[] => {
  // One line that repeats the totals says nothing.
  if (figures.byCashier.every(({ cashier }) => cashier === null)) return []
  return figures.byCashier.flatMap(({ cashier, outcomes }) =>
    OUTCOMES.filter((outcome) => outcomes[outcome].count > 0).map((outcome) => {
      const name = cashier === null ? SHIFT_TEXTS.nobody : plain(cashier)
      return tallied(besides(name, OUTCOME_TEXTS[outcome]), outcomes[outcome])
    }),
  )
}

const besides = (one: Translated, other: Translated): Translated => ({
  'zh-Hans': `${one['zh-Hans']} · ${other['zh-Hans']}`,
  'zh-Hant': `${one['zh-Hant']} · ${other['zh-Hant']}`,
  en: `${one.en} · ${other.en}`,
})

function hoursOf({ figures, zoneMinutes }: ShiftReport): readonly ReportRow[] {
  return figures.byHour.map(({ hourStartMs, paid }) => {
    const start = timeWithZone({ atMs: hourStartOf(hourStartMs, zoneMinutes), zoneMinutes })
    return tallied(plain(start.slice(5, 16)), paid)
  })
}

function drawerOf({ drawer }: ShiftReport): readonly ReportRow[] {
  const { floatMinor, movements, expectedMinor, countedMinor } = drawer
  return [
    summed(SHIFT_TEXTS.float, floatMinor),
    ...movements.map(({ minor, reason }) => {
      const way = minor < 0 ? SHIFT_TEXTS.cashOut : SHIFT_TEXTS.cashIn
      return summed(reason === '' ? way : besides(way, plain(reason)), minor)
    }),
    summed(SHIFT_TEXTS.expected, expectedMinor),
    ...(countedMinor === null
      ? []
      : [
          summed(SHIFT_TEXTS.counted, countedMinor),
          summed(SHIFT_TEXTS.difference, countedMinor - expectedMinor),
        ]),
  ]
}

/** What is on paper of a hash: enough to compare by eye, and more than anybody can make fit. */
const PRINTED_HASH = 16

function proofOf(report: ShiftReport, hash: string | null): readonly ReportRow[] {
  const { fromSeq, toSeq, journalHash, previousHash } = report
  const entries = said(SHIFT_TEXTS.entries, `${fromSeq + 1}–${toSeq}`)
  if (hash === null) return [entries]
  const shown = (text: string): string => (text === '' ? '–' : text.slice(0, PRINTED_HASH))
  return [
    entries,
    said(SHIFT_TEXTS.journalHash, shown(journalHash)),
    said(SHIFT_TEXTS.previousHash, shown(previousHash)),
    said(SHIFT_TEXTS.hash, shown(hash)),
  ]
}
