import type { Translated } from '../language.ts'
import { CURRENCY_DIGITS, majorDigits, type Currency } from '../money.ts'
import { timeWithZone } from '../receipt/layout.ts'
import { byText, hourStartOf, NO_TALLY, NO_TOTALS, OUTCOMES, type Tally } from './figures.ts'
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
    tallied(SHIFT_TEXTS.unresolved, tallyOf(inCurrency(figures.unresolved, report))),
    ...(figures.withoutShift.count === 0
      ? []
      : [tallied(SHIFT_TEXTS.withoutShift, figures.withoutShift)]),
  ]
  return [
    { title: report.kind === 'z' ? SHIFT_TEXTS.z : SHIFT_TEXTS.x, rows: headOf(report) },
    { title: SHIFT_TEXTS.totals, rows: totals },
    { title: SHIFT_TEXTS.unresolvedList, rows: unresolvedOf(report) },
    { title: SHIFT_TEXTS.refunds, rows: refundsOf(report) },
    { title: SHIFT_TEXTS.openRefunds, rows: openRefundsOf(report) },
    { title: SHIFT_TEXTS.others, rows: othersOf(report) },
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

/** How many, and how much. */
const tallyOf = (all: readonly { readonly minor: number }[]): Tally => ({
  count: all.length,
  minor: all.reduce((sum, { minor }) => sum + minor, 0),
})

interface Priced {
  readonly minor: number
  readonly currency: Currency
}

const inCurrency = <T extends Priced>(all: readonly T[], report: ShiftReport): readonly T[] =>
  all.filter(({ currency }) => currency === report.currency)

/** An amount as a row: beside its currency where that is not the report's own. */
const priced = (label: Translated, { minor, currency }: Priced, report: ShiftReport): ReportRow =>
  currency === report.currency
    ? summed(label, minor)
    : said(label, `${reportAmount(minor, currency)} ${currency}`)

const unresolvedOf = (report: ShiftReport): readonly ReportRow[] =>
  report.figures.unresolved.map((one) => priced(plain(one.outTradeNo), one, report))

function refundsOf(report: ShiftReport): readonly ReportRow[] {
  const { refunds, figures } = report
  if (refunds === null) return [said(SHIFT_TEXTS.refundsUnread, '!')]
  const { given, undone, refused } = refunds.figures.totals
  const open = inCurrency(refunds.figures.open, report)
  const onTheWay = tallyOf(open.filter(({ taken }) => taken))
  const undecided = tallyOf(open.filter(({ taken }) => !taken))
  const some = (label: Translated, tally: Tally): readonly ReportRow[] =>
    tally.count === 0 ? [] : [tallied(label, tally)]
  return [
    tallied(SHIFT_TEXTS.given, given),
    ...some(SHIFT_TEXTS.undone, undone),
    ...some(SHIFT_TEXTS.refused, refused),
    ...some(SHIFT_TEXTS.onTheWay, onTheWay),
    ...some(SHIFT_TEXTS.undecidedRefunds, undecided),
    summed(SHIFT_TEXTS.net, figures.outcomes.paid.minor - given.minor + undone.minor),
  ]
}

const openRefundsOf = (report: ShiftReport): readonly ReportRow[] =>
  (report.refunds?.figures.open ?? [])
    .filter(({ taken }) => !taken)
    .map((one) => priced(plain(one.outRefundNo), one, report))

/** Sums in other currencies: nothing is added up over two of them. */
function othersOf({ figures, refunds }: ShiftReport): readonly ReportRow[] {
  const row = (label: Translated, currency: Currency, { count, minor }: Tally) =>
    count === 0
      ? []
      : [
          said(
            besides(plain(currency), label),
            `${count} × ${reportAmount(minor, currency)} ${currency}`,
          ),
        ]
  return [
    ...figures.others.flatMap(({ currency, outcomes }) =>
      OUTCOMES.flatMap((outcome) => row(OUTCOME_TEXTS[outcome], currency, outcomes[outcome])),
    ),
    ...(refunds?.figures.others ?? []).flatMap(({ currency, totals }) => [
      ...row(SHIFT_TEXTS.given, currency, totals.given),
      ...row(SHIFT_TEXTS.undone, currency, totals.undone),
      ...row(SHIFT_TEXTS.refused, currency, totals.refused),
    ]),
  ]
}

function cashiersOf({ figures, refunds }: ShiftReport): readonly ReportRow[] {
  const sold = new Map(figures.byCashier.map(({ cashier, outcomes }) => [cashier, outcomes]))
  const given = new Map(
    (refunds?.figures.byCashier ?? []).map((one) => [one.cashier, one.given] as const),
  )
  const cashiers = [...new Set([...sold.keys(), ...given.keys()])].toSorted((one, other) =>
    byText(one ?? '', other ?? ''),
  )
  // Lines that repeat the totals say nothing.
  if (cashiers.every((cashier) => cashier === null)) return []
  return cashiers.flatMap((cashier) => {
    const name = cashier === null ? SHIFT_TEXTS.nobody : plain(cashier)
    const outcomes = sold.get(cashier) ?? NO_TOTALS
    const back = given.get(cashier) ?? NO_TALLY
    return [
      ...OUTCOMES.filter((outcome) => outcomes[outcome].count > 0).map((outcome) =>
        tallied(besides(name, OUTCOME_TEXTS[outcome]), outcomes[outcome]),
      ),
      ...(back.count === 0 ? [] : [tallied(besides(name, SHIFT_TEXTS.given), back)]),
    ]
  })
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
  const { fromSeq, toSeq, journalHash, previousHash, refunds } = report
  // Of a shift that did nothing there is no record.
  const range = (from: number, to: number): string => (to > from ? `${from + 1}–${to}` : '–')
  const entries = [
    said(SHIFT_TEXTS.entries, range(fromSeq, toSeq)),
    ...(refunds === null
      ? []
      : [said(SHIFT_TEXTS.refundEntries, range(refunds.fromSeq, refunds.toSeq))]),
  ]
  if (hash === null) return entries
  const shown = (text: string): string => (text === '' ? '–' : text.slice(0, PRINTED_HASH))
  return [
    ...entries,
    said(SHIFT_TEXTS.journalHash, shown(journalHash)),
    ...(refunds === null ? [] : [said(SHIFT_TEXTS.refundsHash, shown(refunds.journalHash))]),
    said(SHIFT_TEXTS.previousHash, shown(previousHash)),
    said(SHIFT_TEXTS.hash, shown(hash)),
  ]
}
