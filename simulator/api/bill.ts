/** Download bill: `/pay/downloadbill`. Plain text without XML or signature; errors come as XML. */
import { gzipSync } from 'node:zlib'
import type { Fields } from '../../app/wechat/xml.ts'
import { type Outcome, unsigned } from '../errors.ts'
import type { World } from '../world.ts'
import { isDate, whenThere } from './bill-day.ts'
import { BILL_COLUMNS, type BillKind, type BillRow, billRows } from './bill-rows.ts'

/** A way in which one day's bill disagrees with the books; made by tests of reconciliation. */
export interface BillEdit {
  /** yyyyMMdd */
  readonly date: string
  /** Merchant order numbers whose rows are left out. */
  readonly drop?: readonly string[] | undefined
  /** Refund numbers whose rows are left out. */
  readonly dropRefunds?: readonly string[] | undefined
  /** Cells, named by column, that are overwritten in the rows of an order, or only in its row of that state. */
  readonly alter?:
    readonly { outTradeNo: string; state?: string | undefined; cells: BillRow }[] | undefined
  /** Rows that no order stands for. */
  readonly add?: readonly BillRow[] | undefined
  /** The file is no bill that can be used. */
  readonly spoil?: Spoiling | undefined
}

/** What is wrong with a file as a whole. */
export const SPOILINGS = [
  'cut-off',
  'sums',
  'merchant',
  'day',
  'cells',
  'page',
  'encoding',
] as const

export type Spoiling = (typeof SPOILINGS)[number]

const failed = (message: string, code: string): Outcome => unsigned(message, [['error_code', code]])

const KINDS: Readonly<Record<string, BillKind>> = {
  '': 'ALL',
  ALL: 'ALL',
  SUCCESS: 'SUCCESS',
  REFUND: 'REFUND',
  // Refunds of recharged coupons: the same table, of which this WeChat Pay never has any rows.
  RECHARGE_REFUND: 'REFUND',
}

const KEPT_DAYS = 92

function notThere(world: World, date: string): Outcome | null {
  if (!isDate(date)) return failed('invalid bill_date', '20001')
  switch (whenThere(world, date, KEPT_DAYS)) {
    case 'too-old':
      return failed('invalid bill_date', '20001')
    case 'not-over':
      return failed('No Bill Exist', '20002')
    case 'creating':
      return failed('Bill Creating', '20002')
    case 'there':
      return null
  }
}

export function bill(world: World, fields: Fields, edits: readonly BillEdit[] = []): Outcome {
  const date = fields.get('bill_date') ?? ''
  const type = fields.get('bill_type') ?? ''
  const packing = fields.get('tar_type') ?? ''
  if (date === '') return failed('missing parameter', '20001')
  const kind = KINDS[type]
  if (kind === undefined) return failed('invalid bill_type', '20001')
  if (packing !== '' && packing !== 'GZIP') return failed('invalid tar_type', '20001')
  const missing = notThere(world, date)
  if (missing) return missing
  const states = STATES[type === '' ? 'ALL' : type] ?? []
  const all = dayRows(world, { date, subMchId: fields.get('sub_mch_id') ?? '' }, edits)
  const rows = all.filter((row) => states.includes(row['交易状态'] ?? ''))
  if (rows.length === 0) return failed('No Bill Exist', '20002')
  const text = spoil(`\uFEFF${table(BILL_COLUMNS[kind], rows, SUMMED)}`, spoilingOf(edits, date))
  return { kind: 'file', body: packing === 'GZIP' ? gzipSync(text) : text }
}

/** The rows of a day, as the edits have them. */
export const dayRows = (
  world: World,
  { date, subMchId }: { readonly date: string; readonly subMchId: string },
  edits: readonly BillEdit[],
): readonly BillRow[] => edited(billRows(world, date, subMchId), date, edits)

/** What is to be wrong with a day's file; undefined: nothing. */
export const spoilingOf = (edits: readonly BillEdit[], date: string): Spoiling | undefined =>
  edits.find((edit) => edit.date === date && edit.spoil !== undefined)?.spoil

/** A file that is no bill, or another one. */
export function spoil(text: string, spoiling: Spoiling | undefined): Buffer {
  switch (spoiling) {
    case undefined:
      return Buffer.from(text, 'utf8')
    case 'cut-off':
      return Buffer.from(text.slice(0, Math.floor(text.length / 2)), 'utf8')
    case 'sums':
      return Buffer.from(text.replace(/`(\d+),`([^\n]*\n)$/, '`1$1,`$2'), 'utf8')
    case 'merchant':
      return Buffer.from(text.replace(/^(`[^\n]*?,`[^\n]*?,`)\d+/m, '$11234567890'), 'utf8')
    case 'day':
      return Buffer.from(text.replace(/^`20\d\d(?=[^\n]*`SUCCESS,`)/m, '`2001'), 'utf8')
    case 'cells':
      return Buffer.from(text.replace(/^(`[^,]*),`/m, '$1'), 'utf8')
    case 'page':
      return Buffer.from('<html><body><h1>502 Bad Gateway</h1></body></html>', 'utf8')
    case 'encoding':
      return Buffer.concat([Buffer.from(text, 'utf8'), Buffer.from([0xff, 0xfe])])
  }
}

const STATES: Readonly<Record<string, readonly string[]>> = {
  ALL: ['SUCCESS', 'REFUND', 'REVOKED'],
  SUCCESS: ['SUCCESS'],
  REFUND: ['REFUND', 'REVOKED'],
  RECHARGE_REFUND: [],
}

function edited(
  rows: readonly BillRow[],
  date: string,
  edits: readonly BillEdit[],
): readonly BillRow[] {
  const today = edits.filter((edit) => edit.date === date)
  const dropped = new Set(today.flatMap(({ drop }) => drop ?? []))
  const refundsDropped = new Set(today.flatMap(({ dropRefunds }) => dropRefunds ?? []))
  const altered = today.flatMap(({ alter }) => alter ?? [])
  const cellsOf = (row: BillRow): readonly BillRow[] =>
    altered
      .filter(({ outTradeNo }) => outTradeNo === row['商户订单号'])
      .filter(({ state }) => state === undefined || state === row['交易状态'])
      .map(({ cells }) => cells)
  return [
    ...rows
      .filter((row) => !dropped.has(row['商户订单号'] ?? ''))
      .filter((row) => !refundsDropped.has(row['商户退款单号'] ?? ''))
      .map((row) => Object.assign({}, row, ...cellsOf(row)) as BillRow), // still texts by column
    ...today.flatMap(({ add }) => add ?? []),
  ]
}

const SUMMARY = [
  '总交易单数', '应结订单总金额', '退款总金额', '充值券退款总金额', '手续费总金额', '订单总金额', '申请退款总金额',
] // prettier-ignore

/** Cells have no quoting: each begins with a backtick, and goods names may contain commas. */
const line = (cells: readonly string[]): string => cells.map((cell) => `\`${cell}`).join(',')

/** The columns that a bill's last line adds up, in its order. */
const SUMMED = ['应结订单金额', '退款金额', '充值券退款金额', '手续费', '订单金额', '申请退款金额']

/** A bill's text: its columns, its rows, and the sums of six columns. */
export function table(
  columns: readonly string[],
  rows: readonly BillRow[],
  summed: readonly string[],
): string {
  const sum = (column: string): string => {
    const unit = 10 ** 5
    const total = rows.reduce((all, row) => all + Math.round(Number(row[column] ?? 0) * unit), 0)
    return (total / unit).toFixed(2)
  }
  const totals = [String(rows.length), ...summed.map(sum)]
  const lines = [
    columns.join(','),
    ...rows.map((row) => line(columns.map((column) => row[column] ?? ''))),
    SUMMARY.join(','),
    line(totals),
  ]
  return lines.map((text) => `${text}\r\n`).join('')
}
