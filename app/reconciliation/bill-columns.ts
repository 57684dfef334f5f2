import { fail, type Result, succeed } from '../result.ts'
import type { BillFileProblem } from './bill-problem.ts'

/**
 * The names that a column has had: the newest first. Bills of 24 columns (older V2), 27 (ALL), 20 (SUCCESS), 29 (REFUND)
 * and the global statement of 38 are told apart by nothing but these (V2 downloadbill and QuickPay chapter 8_6; global V3
 * statements).
 */
const NAMES = {
  time: ['交易时间'],
  appId: ['公众账号ID'],
  mchId: ['商户号'],
  subMchId: ['特约商户号', '子商户号'],
  device: ['设备号'],
  transactionId: ['微信订单号'],
  orderNumber: ['商户订单号'],
  payer: ['用户标识'],
  tradeType: ['交易类型'],
  state: ['交易状态'],
  bank: ['付款银行'],
  currency: ['标价币种', '货币种类'],
  price: ['订单金额(标价币种)', '订单金额', '总金额'],
  settlement: ['应结订单金额', '总金额'],
  settlementCurrency: ['结算币种', '货币种类', '标价币种'],
  coupon: ['优惠券金额', '代金券金额', '代金券或立减优惠金额'],
  refundId: ['微信退款单号'],
  refundNumber: ['商户退款单号'],
  asked: ['申请退款金额', '退款金额'],
  settledRefund: ['退款应结订单金额', '退款金额'],
  settledRefundCurrency: ['退款结算币种', '结算币种', '货币种类', '标价币种'],
  couponRefund: ['充值券退款金额', '代金券或立减优惠退款金额'],
  refundStatus: ['退款状态'],
  fee: ['手续费'],
  rate: ['费率'],
} as const

/** A column, whatever it is called in this bill. */
export type ColumnName = keyof typeof NAMES

/** Without these nothing can be matched. A bill of payments alone has no refund columns. */
const NEEDED: readonly ColumnName[] = [
  'time',
  'mchId',
  'transactionId',
  'orderNumber',
  'state',
  'currency',
  'price',
]

/** What a bill lists: `ALL`, `SUCCESS` or `REFUND` of the download, or the global statement, which has both. */
export type Covers = 'all' | 'payments' | 'refunds'

/** The columns in which the kinds differ (V2 downloadbill): only a list of refunds says when each was asked for. */
function coversOf(names: readonly string[], at: Columns['at']): Covers {
  if (names.includes('退款申请时间')) return 'refunds'
  return at.refundNumber === -1 ? 'payments' : 'all'
}

/** Where each column is in a row; -1: this bill has none. */
export interface Columns {
  readonly at: Readonly<Record<ColumnName, number>>
  /** Cells of a row. */
  readonly count: number
  readonly covers: Covers
  /** As written, for messages and for what is shown of a row. */
  readonly names: readonly string[]
}

/** Names as they are compared: a byte order mark, blanks and wide brackets do not make another name. */
const plain = (name: string): string =>
  name
    .replace(/^\uFEFF/, '')
    .trim()
    .replace('（', '(')
    .replace('）', ')')

/** Reads a bill's first line. */
export function readColumns(header: string): Result<Columns, BillFileProblem> {
  const names = header.split(',').map(plain)
  const find = (name: ColumnName): number => {
    for (const known of NAMES[name]) {
      const at = names.indexOf(known)
      if (at !== -1) return at
    }
    return -1
  }
  // Every name of the table is given an index right here.
  const at = Object.fromEntries(
    Object.keys(NAMES).map((name) => [name, find(name as ColumnName)]),
  ) as Readonly<Record<ColumnName, number>>
  const missing = NEEDED.filter((name) => at[name] === -1).map((name) => NAMES[name][0])
  if (missing.length > 0) return fail({ kind: 'columns-missing', columns: missing })
  return succeed({ at, count: names.length, covers: coversOf(names, at), names })
}

/** The cells of a row. They are not quoted: only comma and backtick together part them. Null: no row. */
export const readCells = (line: string): readonly string[] | null =>
  line.startsWith('`') ? line.slice(1).split(',`') : null

/** The order number of a row, without splitting all of it; null when the row is too short. */
export function orderNumberIn(line: string, { at }: Columns): string | null {
  let from = 0
  for (let column = 0; column < at.orderNumber; column += 1) {
    from = line.indexOf(',`', from)
    if (from === -1) return null
    from += 1
  }
  const to = line.indexOf(',`', from)
  return line.slice(from + 1, to === -1 ? line.length : to)
}
