import { fail, type Result, succeed } from '../result.ts'
import type { BillAmount, BillRefund, BillRow } from './bill-row.ts'
import { type ColumnName, type Columns, readCells } from './bill-columns.ts'
import type { BillFileProblem } from './bill-problem.ts'
import type { BillSums } from './bill-sums.ts'
import { readBillTime } from './day.ts'
import { minorOf, readRatePpm, readUnits } from './decimal.ts'

/** Turns one line into a row, and adds it to the sums. */
export type RowReader = (text: string, line: number) => Result<BillRow, BillFileProblem>

/** A cell that is not what its column holds; caught where the row began, so that columns can be read one by one. */
class Malformed extends Error {
  readonly column: ColumnName
  constructor(column: ColumnName) {
    super(column)
    this.column = column
  }
}

const KINDS: Readonly<Record<string, BillRow['kind']>> = {
  SUCCESS: 'payment',
  REFUND: 'refund',
  REVOKED: 'revoke',
}

/** Numbers and ids that a row does not have are written as `0`. */
const idOf = (text: string): string => (text === '0' ? '' : text)

/** The reader of a bill with these columns. Order, number and presence of the other columns do not matter. */
export function createRowReader(columns: Columns, sums: BillSums): RowReader {
  const { at, count, names } = columns
  return (text, line) => {
    const cells = readCells(text)
    if (cells === null || cells.length !== count) return fail({ kind: 'row-malformed', line })
    try {
      return succeed(rowOf(cells, { at, line, sums }))
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      return fail({ kind: 'cell-malformed', line, column: names[at[error.column]] ?? '' })
    }
  }
}

interface RowParts {
  readonly at: Columns['at']
  readonly line: number
  readonly sums: BillSums
}

function rowOf(cells: readonly string[], { at, line, sums }: RowParts): BillRow {
  const text = (name: ColumnName): string => cells[at[name]] ?? ''
  const units = (name: ColumnName): number => {
    const value = readUnits(text(name))
    if (value === null) throw new Malformed(name)
    return value
  }
  const amount = (name: ColumnName, value: number, currency: string): BillAmount => {
    const minor = minorOf(value, currency)
    if (minor === null) throw new Malformed(name)
    return { minor, currency }
  }
  const kind = KINDS[text('state')]
  if (kind === undefined) throw new Malformed('state')
  const atMs = readBillTime(text('time'))
  if (atMs === null) throw new Malformed('time')
  const orderNumber = text('orderNumber')
  if (orderNumber === '') throw new Malformed('orderNumber')
  const currency = text('currency')
  const price = units('price')
  const settlement = units('settlement')
  const feeUnits = units('fee')
  const asked = units('asked')
  const settled = units('settledRefund')
  sums.add({ order: price, settlement, refund: settled, askedRefund: asked, couponRefund: units('couponRefund'), fee: feeUnits }) // prettier-ignore
  const refund: BillRefund | null =
    kind === 'payment'
      ? null
      : {
          refundNumber: idOf(text('refundNumber')),
          refundId: idOf(text('refundId')),
          asked: amount('asked', asked, currency),
          settled: amount('settledRefund', settled, text('settledRefundCurrency') || currency),
          status: text('refundStatus'),
        }
  return {
    line,
    kind,
    atMs,
    appId: text('appId'),
    mchId: text('mchId'),
    subMchId: idOf(text('subMchId')),
    device: text('device'),
    transactionId: text('transactionId'),
    orderNumber,
    payer: text('payer'),
    tradeType: text('tradeType'),
    bank: text('bank'),
    // Statements repeat the order's amounts on rows that give money back; here such a row has none.
    price: amount('price', kind === 'payment' ? price : 0, currency),
    settlement: amount(
      'settlement',
      kind === 'payment' ? settlement : 0,
      text('settlementCurrency') || currency,
    ),
    couponMinor: kind === 'payment' ? amount('coupon', units('coupon'), currency).minor : 0,
    feeUnits,
    ratePpm: readRatePpm(text('rate')),
    refund,
  }
}
