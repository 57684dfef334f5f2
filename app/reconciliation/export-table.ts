import { isCurrency, majorDigits } from '../money.ts'
import type { Language } from '../language.ts'
import type { EpochMs } from '../ports.ts'
import type { Day } from './day.ts'
import { unitsPerMinor } from './decimal.ts'
import { CLASS_WORDS, type ExportText, wordsIn } from './export-texts.ts'
import type { BillFacts, CurrencyTotals, DayTotals, DifferenceState, ReportLine } from './report.ts'

/** A cell: a text that may come from anybody, or a number that was made here. Empty for null. */
export type Cell = string | AmountCell | null

/** An amount in major units, exact: spreadsheets take it as a number. */
export interface AmountCell {
  readonly amount: string
}

/** One row of a table. */
export type Row = readonly Cell[]

/** A day as an export is made from it. */
export interface ExportedDay {
  readonly day: Day
  readonly report: DayTotals & { readonly bill: BillFacts }
  readonly language: Language
}

/**
 * A spreadsheet takes a text that begins with one of these for a formula, and a goods name or a note is anybody's to choose. An
 * apostrophe before it makes it a text again. The wide forms of the signs are taken for the narrow ones where Chinese is typed.
 */
export const harmless = (text: string): string =>
  /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text

/** An amount in the digits of its currency; currencies that this program does not charge in have two. */
export function amountCell(minor: number, currency: string): AmountCell {
  const digits = majorDigits({
    minor: Math.abs(minor),
    currency: isCurrency(currency) ? currency : 'CNY',
  })
  return { amount: minor < 0 ? `-${digits}` : digits }
}

const OFFSET_MS = 8 * 3_600_000

const timeText = (atMs: EpochMs): string =>
  new Date(atMs + OFFSET_MS).toISOString().replace('T', ' ').slice(0, 19)

/** What every export begins with: which day, and the hash of the bill that it was compared with. */
export function titleRows({ day, report, language }: ExportedDay): readonly Row[] {
  const word = wordsIn(language)
  return [
    [word('day'), day],
    [word('hash'), report.bill.sha256],
    [word('rows'), { amount: String(report.bill.rows) }],
  ]
}

const COLUMNS = [
  'time',
  'order',
  'refund',
  'till',
  'cashier',
  'currency',
  'ours',
  'theirs',
  'oursState',
  'theirsState',
  'result',
  'standing',
] as const satisfies readonly ExportText[]

/** What became of a difference, in a word. */
export const STANDING_WORDS: { readonly [K in DifferenceState['kind']]: ExportText } = {
  open: 'stateOpen',
  explained: 'stateExplained',
  resolved: 'stateResolved',
}

/** The heads of the columns of `lineRow`. */
export const lineHead = ({ language }: ExportedDay): Row => COLUMNS.map(wordsIn(language))

/** What is known of an order or refund on both sides, as paper has it. */
export interface PaperLine extends Pick<
  ReportLine,
  'atMs' | 'orderNumber' | 'refundNumber' | 'till' | 'cashier' | 'oursMinor' | 'theirsMinor'
> {
  readonly amount: { readonly currency: string }
}

const sideCell = (minor: number | null, currency: string): Cell =>
  minor === null ? null : amountCell(minor, currency)

/** When, what, where, and how much on each side; amounts with their currency before them. */
export const lineCells = (line: PaperLine): Row => {
  const { currency } = line.amount
  const priced = (minor: number | null): Cell =>
    minor === null ? null : { amount: `${currency} ${amountCell(minor, currency).amount}` }
  return [timeText(line.atMs), line.orderNumber, line.refundNumber, line.till, line.cashier, priced(line.oursMinor), priced(line.theirsMinor)] // prettier-ignore
}

/** One line of the day. */
export const lineRow = ({ language }: ExportedDay, line: ReportLine): Row => [
  timeText(line.atMs),
  line.orderNumber,
  line.refundNumber,
  line.till,
  line.cashier,
  line.currency,
  sideCell(line.oursMinor, line.currency),
  sideCell(line.theirsMinor, line.currency),
  line.oursState,
  line.theirsState,
  CLASS_WORDS[line.class][language],
  line.standing === undefined ? null : wordsIn(language)(STANDING_WORDS[line.standing]),
]

/** The totals of both sides, and how many of each class there are. */
export function summaryRows({ report, language }: ExportedDay): readonly Row[] {
  const word = wordsIn(language)
  const sides = report.currencies.flatMap(({ currency, ours, theirs }): readonly Row[] =>
    (
      [
        ['ourSide', ours],
        ['theirSide', theirs],
      ] as const
    ).map(([side, sums]) => [
      currency,
      word(side),
      { amount: String(sums.payments) },
      amountCell(sums.paidMinor, currency),
      { amount: String(sums.refunds) },
      amountCell(sums.refundedMinor, currency),
    ]),
  )
  const classes = Object.entries(report.classes)
    .filter(([, count]) => count > 0)
    // The keys of the counts are the classes.
    .map(([name, count]): Row => [CLASS_WORDS[name as keyof typeof CLASS_WORDS][language], { amount: String(count) }]) // prettier-ignore
  const head: Row = [word('currency'), null, word('payments'), null, word('refunds')]
  return [head, ...sides, [], [word('result')], ...classes]
}

interface Booking {
  readonly account: ExportText
  /** Debit; negative: credit. */
  readonly minor: number
}

function bookingsOf({
  currency,
  theirs,
  settledMinor,
  feeUnits,
}: CurrencyTotals): readonly Booking[] {
  const feeMinor = Math.round(feeUnits / unitsPerMinor(currency))
  const discounts = theirs.paidMinor - theirs.refundedMinor - settledMinor
  return [
    { account: 'receivable', minor: settledMinor - feeMinor },
    { account: 'fees', minor: feeMinor },
    { account: 'discounts', minor: discounts },
    { account: 'returns', minor: theirs.refundedMinor },
    { account: 'sales', minor: -theirs.paidMinor },
  ]
}

/**
 * Bookings of the day by WeChat's bill, one document a day: what WeChat owes, its fees, discounts and returns against the sales.
 * Debits and credits of a currency are the same sum.
 */
export function journalRows({ day, report, language }: ExportedDay): readonly Row[] {
  const word = wordsIn(language)
  const document = `WX-${day}-${report.bill.sha256.slice(0, 8)}`
  const head = (['document', 'day', 'account', 'currency', 'debit', 'credit', 'hash'] as const).map(word) // prettier-ignore
  const rows = report.currencies.flatMap((totals) =>
    bookingsOf(totals)
      .filter(({ minor }) => minor !== 0)
      .map(({ account, minor }): Row => {
        const amount = amountCell(Math.abs(minor), totals.currency)
        const sides = minor > 0 ? [amount, null] : [null, amount]
        return [document, day, word(account), totals.currency, ...sides, report.bill.sha256]
      }),
  )
  return [head, ...rows]
}

/** One line of a CSV file (RFC 4180), with its line end. */
export const csvLine = (row: Row): string => `${row.map(csvCell).join(',')}\r\n`

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return cell.amount
  const text = harmless(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
