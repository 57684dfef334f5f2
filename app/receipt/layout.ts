import type { Language, Translated } from '../language.ts'
import { isCurrency, majorDigits } from '../money.ts'
import { assertNever } from '../result.ts'
import { besides, columnsOf, wrap } from './columns.ts'
import { PAPERS, type Paper, type PrintLine } from './print-line.ts'
import type {
  DrawerSlip,
  RefundSlip,
  SaleSlip,
  ShiftSlip,
  Slip,
  SlipAmount,
  SlipPlace,
  TestSlip,
} from './slip.ts'
import { OUTCOME_WORDS, REFUND_WORDS, SLIP_TEXTS } from './slip-texts.ts'

/** How a slip is set. */
export interface LayoutOptions {
  readonly paper: Paper
  /** One or two, in this order beside each other. */
  readonly languages: readonly Language[]
  /** `original`: the first print. `copy`: asked for again. `maybe-copy`: an interrupted print that may have come out. */
  readonly mark: 'original' | 'copy' | 'maybe-copy'
}

/** What the test page's code says. */
export const TEST_CODE = '20260101080000123456'

/** Sets a slip as lines that fit the paper. Pure. */
export function layoutSlip(slip: Slip, options: LayoutOptions): readonly PrintLine[] {
  switch (slip.kind) {
    case 'sale':
      return sale(slip, options)
    case 'refund':
      return refund(slip, options)
    case 'shift':
      return shift(slip, options)
    case 'drawer':
      return drawer(slip, options)
    case 'test':
      return test(slip, options)
    default:
      return assertNever(slip)
  }
}

type Writer = ReturnType<typeof writerFor>

/** Texts in the slip's languages, and lines that fit the paper. */
function writerFor({ paper, languages }: LayoutOptions) {
  const { columns } = PAPERS[paper]
  const say = (text: Translated): string =>
    [...new Set(languages.map((language) => text[language]))].join(' ')
  const text = (
    content: string,
    style: Partial<Omit<Extract<PrintLine, { readonly kind: 'text' }>, 'kind' | 'text'>> = {},
  ): readonly PrintLine[] => {
    const size = style.size ?? 'normal'
    const room = size === 'large' ? Math.floor(columns / 2) : columns
    return wrap(content, room).map((line) => ({
      kind: 'text',
      text: line,
      align: style.align ?? 'left',
      size,
      bold: style.bold ?? false,
    }))
  }
  return {
    columns,
    say,
    text,
    /** A word that must be seen: both languages beside each other where they fit, else below each other. */
    loud: (content: Translated): readonly PrintLine[] => {
      const style = { align: 'center', size: 'large', bold: true } as const
      if (columnsOf(say(content)) * 2 <= columns) return text(say(content), style)
      return languages.flatMap((language) => text(content[language], style))
    },
    /** A sentence: each language on lines of its own. */
    sentence: (content: Translated, bold = false): readonly PrintLine[] =>
      [...new Set(languages.map((language) => content[language]))].flatMap((each) =>
        text(each, { align: 'center', bold }),
      ),
    pair: (label: Translated, value: string): readonly PrintLine[] =>
      besides(say(label), value, columns).map((line) => ({
        kind: 'text',
        text: line,
        align: 'left',
        size: 'normal',
        bold: false,
      })),
  }
}

const RULE: PrintLine = { kind: 'rule' }
const BLANK: PrintLine = { kind: 'blank' }

function heading({ say, text, sentence }: Writer, place: SlipPlace): readonly PrintLine[] {
  const where = [place.branch, `${say(SLIP_TEXTS.till)} ${place.till}`]
  return [
    ...text(place.name, { align: 'center', size: 'large', bold: true }),
    ...text(where.filter((part) => part !== '').join('  '), { align: 'center' }),
    ...(place.realMoney ? [] : sentence(SLIP_TEXTS.notReal, true)),
    RULE,
  ]
}

function sale(slip: SaleSlip, options: LayoutOptions): readonly PrintLine[] {
  const writer = writerFor(options)
  const { say, text, loud, sentence, pair } = writer
  const large = { align: 'center', size: 'large', bold: true } as const
  const named = (label: Translated, value: string | null): readonly PrintLine[] =>
    value === null ? [] : pair(label, value)
  const method = `${say(SLIP_TEXTS.wechat)} - ${say(SLIP_TEXTS.quickPay)}`
  return [
    ...heading(writer, slip.place),
    ...loud(OUTCOME_WORDS[slip.outcome]),
    ...(slip.outcome === 'pending' ? sentence(SLIP_TEXTS.notProof, true) : []),
    ...(options.mark === 'original' ? [] : loud(SLIP_TEXTS.copy)),
    ...(options.mark === 'maybe-copy' ? sentence(SLIP_TEXTS.maybePrinted) : []),
    BLANK,
    ...text(`${slip.amount.currency} ${digitsOf(slip.amount)}`, large),
    BLANK,
    ...named(
      SLIP_TEXTS.payerPaid,
      slip.payerPaid && `${slip.payerPaid.currency} ${digitsOf(slip.payerPaid)}`,
    ),
    ...named(SLIP_TEXTS.method, method),
    ...named(SLIP_TEXTS.time, timeWithZone(slip)),
    ...named(SLIP_TEXTS.cashier, slip.cashier),
    ...named(SLIP_TEXTS.shift, slip.shift),
    ...named(SLIP_TEXTS.transaction, slip.transactionId),
    ...named(SLIP_TEXTS.order, slip.outTradeNo),
    BLANK,
    { kind: 'scannable', data: slip.outTradeNo },
    BLANK,
  ]
}

function shift(slip: ShiftSlip, options: LayoutOptions): readonly PrintLine[] {
  const writer = writerFor(options)
  const { say, text, loud, sentence, pair } = writer
  return [
    ...heading(writer, slip.place),
    ...loud(slip.title),
    ...(options.mark === 'original' ? [] : loud(SLIP_TEXTS.copy)),
    ...(options.mark === 'maybe-copy' ? sentence(SLIP_TEXTS.maybePrinted) : []),
    ...slip.lines.flatMap(({ label, value }) =>
      value === null ? [BLANK, ...text(say(label), { bold: true })] : pair(label, value),
    ),
    BLANK,
  ]
}

function refund(slip: RefundSlip, options: LayoutOptions): readonly PrintLine[] {
  const writer = writerFor(options)
  const { say, text, loud, sentence, pair } = writer
  const named = (label: Translated, value: string | null): readonly PrintLine[] =>
    value === null || value === '' ? [] : pair(label, value)
  const money = ({ minor, currency }: SlipAmount): string =>
    `${currency} ${digitsOf({ minor, currency })}`
  return [
    ...heading(writer, slip.place),
    ...loud(REFUND_WORDS[slip.outcome]),
    ...(slip.outcome === 'pending' ? sentence(SLIP_TEXTS.notProof, true) : []),
    ...(options.mark === 'original' ? [] : loud(SLIP_TEXTS.copy)),
    ...(options.mark === 'maybe-copy' ? sentence(SLIP_TEXTS.maybePrinted) : []),
    BLANK,
    ...text(money(slip.amount), { align: 'center', size: 'large', bold: true }),
    ...(slip.outcome === 'accepted' ? sentence(SLIP_TEXTS.onItsWay) : []),
    BLANK,
    ...named(SLIP_TEXTS.salePaid, money(slip.paid)),
    ...named(SLIP_TEXTS.method, say(SLIP_TEXTS.wechat)),
    ...named(SLIP_TEXTS.time, timeWithZone(slip)),
    ...named(SLIP_TEXTS.reason, slip.reason),
    ...named(SLIP_TEXTS.cashier, slip.cashier),
    ...named(SLIP_TEXTS.approvedBy, slip.approvedBy),
    ...named(SLIP_TEXTS.shift, slip.shift),
    ...named(SLIP_TEXTS.refundNumber, slip.outRefundNo),
    ...named(SLIP_TEXTS.refundId, slip.refundId),
    ...named(SLIP_TEXTS.order, slip.outTradeNo),
    BLANK,
    { kind: 'scannable', data: slip.outTradeNo },
    BLANK,
  ]
}

function drawer(slip: DrawerSlip, options: LayoutOptions): readonly PrintLine[] {
  const writer = writerFor(options)
  const { loud, pair } = writer
  return [
    ...heading(writer, slip.place),
    ...loud(SLIP_TEXTS.drawerTitle),
    BLANK,
    ...pair(SLIP_TEXTS.time, timeWithZone(slip)),
    ...(slip.cashier === null ? [] : pair(SLIP_TEXTS.cashier, slip.cashier)),
    ...pair(SLIP_TEXTS.reason, slip.reason),
    BLANK,
  ]
}

function test(slip: TestSlip, options: LayoutOptions): readonly PrintLine[] {
  const writer = writerFor(options)
  const { columns, text, loud, sentence, pair } = writer
  const ruler = '1234567890'.repeat(5).slice(0, columns)
  return [
    ...heading(writer, slip.place),
    ...loud(SLIP_TEXTS.testTitle),
    ...pair(SLIP_TEXTS.time, timeWithZone(slip)),
    BLANK,
    ...sentence(SLIP_TEXTS.testWide),
    ...text(ruler),
    ...text('微信支付 付款码 餘額 國際 ABC abc 0123 $'),
    BLANK,
    ...sentence(SLIP_TEXTS.testScan),
    ...text(TEST_CODE, { align: 'center' }),
    { kind: 'scannable', data: TEST_CODE },
    BLANK,
    { kind: 'qr', data: TEST_CODE },
    BLANK,
  ]
}

/** Digits after the point of any currency; WeChat may name one that shops cannot price in. */
function digitsOf({ minor, currency }: SlipAmount): string {
  if (isCurrency(currency)) return majorDigits({ minor, currency })
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`
}

/** "2026-11-26 17:10:58 UTC+08:00" */
export function timeWithZone(at: { readonly atMs: number; readonly zoneMinutes: number }): string {
  const local = new Date(at.atMs + at.zoneMinutes * 60_000).toISOString()
  const minutes = Math.abs(at.zoneMinutes)
  const two = (part: number): string => String(part).padStart(2, '0')
  const zone = `${at.zoneMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  return `${local.slice(0, 10)} ${local.slice(11, 19)} UTC${zone}`
}

/** Whether a line fits the paper: for tests of texts and of widths. */
export const fits = (line: PrintLine, paper: Paper): boolean =>
  line.kind !== 'text' ||
  columnsOf(line.text) * (line.size === 'large' ? 2 : 1) <= PAPERS[paper].columns
