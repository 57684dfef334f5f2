import type { ShiftState } from '../../app/contract/shifts.ts'
import { fail, succeed } from '../../app/result.ts'
import type { Totals } from '../../app/shift/figures.ts'
import type { ShiftReport } from '../../app/shift/record.ts'
import type { TillApi } from '../../app/contract/contract.ts'
import { openedAtMs, snapshot } from './sample-views.ts'

const HOUR_MS = 3_600_000
const hash = '9f2c41d07a83be55c6e0f1194d7723aa'

const outcomes: Totals = {
  paid: { count: 212, minor: 1_843_250 },
  returned: { count: 1, minor: 12_800 },
  revoked: { count: 4, minor: 9_990 },
  'not-charged': { count: 9, minor: 41_200 },
}

/** Two cashiers' day, with one sale that nobody knows the end of yet. */
const report: ShiftReport = {
  kind: 'x',
  number: 42,
  place: { ...snapshot.shop, realMoney: true },
  currency: 'CNY',
  opening: {
    atMs: openedAtMs - 6 * HOUR_MS,
    by: '陈美',
    currency: 'CNY',
    floatMinor: 50_000,
    seq: 90_112,
  },
  atMs: openedAtMs,
  by: '陈美',
  zoneMinutes: 480,
  fromSeq: 90_112,
  toSeq: 91_034,
  journalHash: '51b0e2a7c9d84f3310aa',
  previousHash: 'c07d19e4426bb8f7a1d3',
  figures: {
    outcomes,
    byCashier: [
      { cashier: '王伟', outcomes: { ...outcomes, paid: { count: 80, minor: 700_150 } } },
      {
        cashier: '陈美',
        outcomes: {
          paid: { count: 132, minor: 1_143_100 },
          returned: { count: 0, minor: 0 },
          revoked: { count: 0, minor: 0 },
          'not-charged': { count: 0, minor: 0 },
        },
      },
    ],
    byHour: [6, 5, 4, 3, 2, 1].map((hours) => ({
      hourStartMs: Math.floor(openedAtMs / HOUR_MS - hours) * HOUR_MS,
      paid: { count: 30 + hours, minor: 260_000 + hours * 7_130 },
    })),
    withoutShift: { count: 0, minor: 0 },
    others: [],
    unresolved: [
      {
        saleId: 'sample',
        outTradeNo: '2511210342180000174029583614',
        minor: 4_200,
        currency: 'CNY',
        submittedAtMs: openedAtMs - HOUR_MS,
        cashier: '王伟',
      },
    ],
  },
  refunds: {
    fromSeq: 310,
    toSeq: 322,
    journalHash: '7de2061bb34ac08f9c15',
    figures: {
      totals: {
        given: { count: 3, minor: 12_450 },
        undone: { count: 0, minor: 0 },
        refused: { count: 1, minor: 2_600 },
      },
      byCashier: [{ cashier: '陈美', given: { count: 3, minor: 12_450 } }],
      others: [],
      open: [
        {
          outRefundNo: 'R202611261512070000174029583614',
          outTradeNo: '2511210342180000174029583614',
          minor: 1_000,
          currency: 'CNY',
          taken: true,
          askedBy: '陈美',
        },
        {
          outRefundNo: 'R202611261540330000174029583991',
          outTradeNo: '2511210342180000174029583991',
          minor: 250,
          currency: 'CNY',
          taken: false,
          askedBy: '陈美',
        },
      ],
    },
  },
  drawer: {
    floatMinor: 50_000,
    movements: [{ atMs: openedAtMs - HOUR_MS, minor: -20_000, reason: '送银行', by: '陈美' }],
    expectedMinor: 30_000,
    countedMinor: null,
  },
}

/** Shifts of some days, one of them open. */
export const sampleShifts: ShiftState = {
  open: report.opening,
  number: 42,
  closed: [41, 40, 39].map((number) => ({
    number,
    openedAtMs: openedAtMs - (42 - number) * 24 * HOUR_MS - 8 * HOUR_MS,
    closedAtMs: openedAtMs - (42 - number) * 24 * HOUR_MS,
    paid: { count: 200 + number, minor: 1_700_000 + number * 10_350 },
    currency: 'CNY',
    unresolved: number === 40 ? 1 : 0,
    hash,
  })),
  chain: { kind: 'whole', zs: 41 },
  required: false,
}

/** Calls about shifts, answered from a scene. */
export const scriptedShifts = (shifts: ShiftState) =>
  ({
    readShift: async () => succeed(shifts),
    openShift: async () => succeed(shifts),
    moveCash: async () => succeed(shifts),
    closeShift: async () => fail({ kind: 'unresolved', count: 1 }),
    readReport: async ({ number }) =>
      succeed(
        number === null
          ? { report, hash: null }
          : {
              report: {
                ...report,
                kind: 'z',
                number,
                drawer: { ...report.drawer, countedMinor: 29_500 },
              },
              hash,
            },
      ),
    printReport: async () => succeed({ outcome: 'queued' }),
    exportReport: async () => succeed({ folder: '/home/shop/reports' }),
  }) satisfies Partial<TillApi>
