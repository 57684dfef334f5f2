import { type Day, dayOf, plusDays, readDay, startOf } from '../../app/reconciliation/day.ts'
import {
  CLASSES,
  type Difference,
  GRAVITY,
  type Reason,
} from '../../app/reconciliation/difference.ts'
import type { DayReport, DayState, DaySummary, DayTotals, ReportLine, StoredDifference, Sums } from '../../app/reconciliation/report.ts' // prettier-ignore
import type { LineFilter, LinePage, PageWish } from '../../app/reconciliation/store.ts'

/** Days of the preview, counted from the one on which it is looked at. */
export const TODAY: Day = dayOf(Date.now())
export const OPEN_DAY: Day = plusDays(TODAY, -1)
export const SETTLED_DAY: Day = plusDays(TODAY, -2)
export const FAILED_DAY: Day = plusDays(TODAY, -3)
export const MISSING_DAY: Day = plusDays(TODAY, -5)
/** The shop opened then: nobody misses the bills of the days before. */
const FIRST_DAY: Day = plusDays(TODAY, -20)

const CASHIERS = ['陈丽', '王强', 'Mei Lin'] as const
const TILLS = ['1', '2', '3', '人民路店 4'] as const

/** One of each class but matched, the gravest first. */
const DIFFERENT = GRAVITY

const REASONS: { readonly [C in Difference['class']]: readonly Reason[] } = {
  'charged-twice': ['same-sale', 'same-payer'],
  'paid-there-only': ['here-open'],
  'unknown-here': [],
  'revoked-there': ['here-paid'],
  'absent-there': ['not-in-next-bill'],
  'refund-absent-there': ['refund-open-here'],
  'refund-unknown-here': [],
  'refund-differs': ['refund-bounced', 'refund-amount'],
  'amount-differs': ['less-there', 'other-transaction'],
  'currency-or-time': ['whole-hours-apart'],
  'fee-differs': ['rate-not-agreed'],
  'next-bill': ['payment-expected'],
  discounted: [],
}

const isRefund = (name: ReportLine['class']): boolean => name.startsWith('refund')
const onlyThere = (name: ReportLine['class']): boolean => /unknown-here/.test(name)
const onlyHere = (name: ReportLine['class']): boolean => /absent-there|next-bill/.test(name)

const explains = (name: ReportLine['class']): boolean =>
  name === 'next-bill' || name === 'discounted'

const digitsOf = (number: number, length: number): string => String(number).padStart(length, '0')

/** A line made of its number alone, so that a million of them take no room. */
function lineAt(day: Day, index: number): ReportLine {
  const name = DIFFERENT[index] ?? 'matched'
  const minor = 680 + ((index * 7_919) % 24_000)
  const orderNumber = `${day}1034${digitsOf(index, 7)}174029583`
  const refundNumber = isRefund(name) ? `RF-${orderNumber}` : null
  return {
    orderNumber,
    refundNumber,
    atMs: startOf(day) + 28_800_000 + ((index * 4_999) % 50_000_000),
    till: onlyThere(name) ? '' : (TILLS[index % TILLS.length] ?? ''),
    cashier: onlyThere(name) ? null : (CASHIERS[index % CASHIERS.length] ?? null),
    currency: 'CNY',
    oursMinor: onlyThere(name) ? null : minor,
    theirsMinor: onlyHere(name) ? null : name === 'amount-differs' ? minor - 100 : minor,
    oursState: onlyThere(name)
      ? null
      : isRefund(name)
        ? 'accepted'
        : name === 'paid-there-only'
          ? 'open'
          : 'paid',
    theirsState: onlyHere(name) ? null : name === 'revoked-there' ? 'REVOKED' : 'SUCCESS',
    class: name,
    differences: name === 'matched' ? [] : [`${day}:${index}`],
    ...(name !== 'matched' && { standing: explains(name) ? 'explained' : 'open' }),
  }
}

/** A page of a day's lines; narrowed to differences or a number, they are looked through one by one. */
export function linesOf(day: Day, count: number, filter: LineFilter, page: PageWish): LinePage {
  const bare = Object.keys(filter).length === 0
  const fits = (line: ReportLine): boolean =>
    (filter.classes?.includes(line.class) ?? true) &&
    (filter.openOnly !== true || line.standing === 'open') &&
    (filter.till === undefined || line.till === filter.till) &&
    (filter.cashier === undefined || (line.cashier ?? '') === filter.cashier) &&
    (filter.text === undefined || line.orderNumber.includes(filter.text))
  if (!bare) {
    const all = Array.from({ length: Math.min(count, 2_000) }, (_, at) => lineAt(day, at)).filter(fits) // prettier-ignore
    return { lines: all.slice(page.offset, page.offset + page.limit), total: all.length }
  }
  const length = Math.max(0, Math.min(page.limit, count - page.offset))
  return { lines: Array.from({ length }, (_, at) => lineAt(day, page.offset + at)), total: count }
}

const sums = (payments: number, paidMinor: number, refunds: number): Sums => ({
  payments,
  paidMinor,
  refunds,
  refundedMinor: refunds * 4_250,
})

/** What matching makes of such a day. */
function totalsOf(lines: number): DayTotals {
  const paid = lines * 12_450
  const hour = (at: number): number => Math.round((paid / 14) * (1 + Math.sin(at * 1.7) * 0.6))
  const part = (name: string, share: number, gap: number) => ({
    name,
    currency: 'CNY',
    ours: sums(0, Math.round(share), 0),
    theirs: sums(0, Math.round(share + gap), 0),
  })
  return {
    currencies: [
      {
        currency: 'CNY',
        ours: sums(lines - 6, paid, 12),
        theirs: sums(lines - 5, paid + 23_180, 13),
        settledMinor: paid + 22_680,
        feeUnits: Math.round(paid * 6),
      },
    ],
    breakdown: [
      ...Array.from({ length: 14 }, (_, at) => ({ by: 'hour' as const, ...part(digitsOf(at + 8, 2), hour(at), at === 5 ? 23_180 : 0) })), // prettier-ignore
      ...TILLS.map((name, at) => ({ by: 'till' as const, ...part(name, (paid * (5 - at)) / 14, 0) })), // prettier-ignore
      { by: 'till', ...part('', 0, 23_180) },
      ...CASHIERS.map((name, at) => ({ by: 'cashier' as const, ...part(name, (paid * (4 - at)) / 9, 0) })), // prettier-ignore
      { by: 'cashier', ...part('', 0, 23_180) },
    ],
    // Every class of the list is given its number right here.
    classes: Object.fromEntries(
      CLASSES.map((name) => [name, name === 'matched' ? lines - DIFFERENT.length : name === 'bill-unusable' ? 0 : 1]), // prettier-ignore
    ) as DayTotals['classes'],
    states: { paid: lines - 40, 'not-charged': 22, revoked: 15, open: 3 },
    lines,
  }
}

const TRANSACTION = '4200002847202511215530918274'
const BILL_HASH = '9f2c4e61b07d3a85e1f69b20c47d58ae33c10b9f7e6452d8a0f1c3b5d7e90412'

const at = (day: Day, hours: number): number => startOf(plusDays(day, 1)) + hours * 3_600_000

function stateOf(day: Day): DayState {
  if (day >= TODAY) return { kind: 'not-due' }
  if (day === OPEN_DAY) return { kind: 'reconciled', atMs: at(day, 10.1), open: 11, explained: 2, resolved: 0 } // prettier-ignore
  if (day === MISSING_DAY) return { kind: 'missing' }
  if (day === FAILED_DAY) {
    const problem = { kind: 'totals-differ', total: 'order', said: '128450.00', counted: '128322.00' } as const // prettier-ignore
    return { kind: 'failed', problem, atMs: at(day, 10.2), nextTryAtMs: at(day, 12) }
  }
  const open = Number(day.slice(6)) % 9 === 0 ? 2 : 0
  return { kind: 'reconciled', atMs: at(day, 10.1), open, explained: 3, resolved: 1 }
}

/** Every day of a span, from the first sale on. */
export function daysOf(from: Day, to: Day): readonly DaySummary[] {
  const days: DaySummary[] = []
  for (let day = from < FIRST_DAY ? FIRST_DAY : from; day <= to; day = plusDays(day, 1))
    days.push({ day, state: stateOf(day) })
  return days
}

/** A day with so many lines. */
export function dayReport(day: Day, lines: number): DayReport {
  const state = stateOf(day)
  if (state.kind !== 'reconciled') return { day, state, report: null }
  const bill = {
    sha256: BILL_HASH,
    bytes: lines * 310,
    rows: lines - 5,
    fetchedAtMs: at(day, 10.1),
    source: 'wechat',
  } as const
  const totals = totalsOf(lines)
  // What an earlier day expected in the next bill has come with that.
  const classes = { ...totals.classes, 'next-bill': day === OPEN_DAY ? 1 : 0 }
  return { day, state, report: { ...totals, classes, bill } }
}

function oursOf(line: ReportLine): Difference['ours'] {
  if (onlyThere(line.class)) return { payment: null, refund: null }
  const { orderNumber, till, cashier, atMs, currency } = line
  const open = line.class === 'paid-there-only'
  const amount = { minor: line.oursMinor ?? 0, currency }
  return {
    payment: {
      kind: 'payment',
      orderNumber,
      saleId: 's',
      till,
      cashier,
      amount,
      submittedAtMs: atMs - 2_300,
      state: open ? 'open' : 'paid',
      paidAtMs: open ? null : atMs,
      transactionId: open ? '' : TRANSACTION,
    },
    refund: isRefund(line.class)
      ? {
          kind: 'refund',
          refundNumber: line.refundNumber ?? '',
          orderNumber,
          till,
          cashier,
          amount,
          requestedAtMs: atMs + 600_000,
          state: 'accepted',
        }
      : null,
  }
}

function theirsOf(line: ReportLine): Difference['theirs'] {
  if (onlyHere(line.class)) return []
  const refund = isRefund(line.class)
  const there = { minor: line.theirsMinor ?? 0, currency: line.currency }
  const price = refund ? { ...there, minor: 0 } : there
  return [
    {
      line: 412,
      kind: refund ? 'refund' : line.class === 'revoked-there' ? 'revoke' : 'payment',
      atMs: line.atMs,
      appId: 'wx8888888888888888',
      mchId: '1900000109',
      subMchId: '',
      device: line.till,
      transactionId: TRANSACTION,
      orderNumber: line.orderNumber,
      tradeType: 'MICROPAY',
      bank: 'CMB_DEBIT',
      price,
      settlement: price,
      couponMinor: line.class === 'discounted' ? 300 : 0,
      feeUnits: there.minor * 6,
      ratePpm: 6_000,
      refund: refund
        ? {
            refundNumber: line.refundNumber ?? '',
            refundId: '50000000382019052709732678859',
            asked: there,
            settled: there,
            status: 'CHANGE',
          }
        : null,
    },
  ]
}

const MEI_LIN = { id: 'mei', name: 'Mei Lin' }

const donesOf = (day: Day): StoredDifference['remedies'] => [
  {
    remedy: { kind: 'query' },
    outcome: { kind: 'wechat-said', state: 'NOTPAY', detail: '' },
    by: MEI_LIN,
    atMs: at(day, 10.5),
  },
  {
    remedy: { kind: 'note', note: '已问过收银员：顾客付了现金，却按了微信支付。' },
    outcome: { kind: 'written-down' },
    by: MEI_LIN,
    atMs: at(day, 10.7),
  },
]

/** The difference of such an id, or null. */
export function differenceOf(id: string): StoredDifference | null {
  const [dayText = '', number = ''] = id.split(':')
  const day = readDay(dayText)
  const name = DIFFERENT[Number(number)]
  if (day === null || name === undefined) return null
  const line = lineAt(day, Number(number))
  const amount = { minor: line.oursMinor ?? line.theirsMinor ?? 0, currency: line.currency }
  const refund = isRefund(name)
  return {
    id,
    day,
    class: name,
    topic: refund ? 'refund' : name === 'charged-twice' ? 'twice' : 'payment',
    reasons: REASONS[name],
    orderNumber: line.orderNumber,
    refundNumber: line.refundNumber,
    otherOrderNumber: name === 'charged-twice' ? `${day}10340000998174029583` : null,
    amount,
    till: line.till,
    cashier: line.cashier,
    atMs: line.atMs,
    ours: oursOf(line),
    theirs: theirsOf(line),
    expectedFeeUnits: name === 'fee-differs' ? amount.minor * 5 : null,
    state: explains(name)
      ? { kind: 'explained', because: 'itself', atMs: line.atMs }
      : { kind: 'open' },
    remedies: name === 'absent-there' ? donesOf(day) : [],
    foundAtMs: at(day, 10.1),
  }
}
