import { readCells } from './bill-columns.ts'
import type { BillFileProblem, TotalName } from './bill-problem.ts'
import { exactSum, readLargeUnits, UNITS_PER_MAJOR } from './decimal.ts'

/** What one row adds, in hundred-thousandths of a major unit. Currencies are added up alike: the bill does so too. */
export interface RowUnits {
  readonly order: number
  readonly settlement: number
  readonly refund: number
  readonly askedRefund: number
  readonly couponRefund: number
  readonly fee: number
}

/** Adds up rows, and compares the result with what the bill says of itself. */
export interface BillSums {
  readonly add: (row: RowUnits) => void
  readonly rows: () => number
  /** Null: the bill's last two lines say the same. */
  readonly check: (header: string, values: string, line: number) => BillFileProblem | null
}

/** Names of the last two lines, old and new. Names that are not here are not compared. */
const TOTALS: Readonly<Record<string, TotalName>> = {
  总交易单数: 'rows',
  订单总金额: 'order',
  总交易额: 'order',
  应结订单总金额: 'settlement',
  退款总金额: 'refund',
  总退款金额: 'refund',
  申请退款总金额: 'asked-refund',
  充值券退款总金额: 'coupon-refund',
  总代金券或立减优惠退款金额: 'coupon-refund',
  手续费总金额: 'fee',
}

/** Fees are written exactly in the rows and to the cent in the sum, which may be off by one for it. */
const FEE_TOLERANCE_UNITS = BigInt(UNITS_PER_MAJOR / 100)

/** Nothing counted yet. */
export function createBillSums(): BillSums {
  const sums = {
    order: exactSum(),
    settlement: exactSum(),
    refund: exactSum(),
    'asked-refund': exactSum(),
    'coupon-refund': exactSum(),
    fee: exactSum(),
  }
  let rows = 0
  const counted = (total: TotalName): bigint =>
    total === 'rows' ? BigInt(rows) * BigInt(UNITS_PER_MAJOR) : sums[total].total()
  return {
    add(row) {
      rows += 1
      sums.order.add(row.order)
      sums.settlement.add(row.settlement)
      sums.refund.add(row.refund)
      sums['asked-refund'].add(row.askedRefund)
      sums['coupon-refund'].add(row.couponRefund)
      sums.fee.add(row.fee)
    },
    rows: () => rows,
    check(header, values, line) {
      const names = header.split(',').map((name) => TOTALS[name.trim()])
      const cells = readCells(values)
      if (cells === null || cells.length !== names.length) return { kind: 'row-malformed', line }
      if (!names.includes('rows')) return { kind: 'columns-missing', columns: ['总交易单数'] }
      for (const [index, total] of names.entries()) {
        if (total === undefined) continue
        const said = readLargeUnits(cells[index] ?? '')
        if (said === null) return { kind: 'cell-malformed', line, column: header.split(',')[index] ?? '' } // prettier-ignore
        const apart = said - counted(total)
        const allowed = total === 'fee' ? FEE_TOLERANCE_UNITS : 0n
        if (apart > allowed || -apart > allowed)
          return {
            kind: 'totals-differ',
            total,
            said: String(said),
            counted: String(counted(total)),
          }
      }
      return null
    },
  }
}
