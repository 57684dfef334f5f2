/** The statement of a day outside the mainland: `/v3/global/statements`. The bill's own rows under 38 other columns. */
import type { World } from '../world.ts'
import { type BillEdit, dayRows, spoil, spoilingOf, table } from './bill.ts'
import type { BillRow } from './bill-rows.ts'
import { isDate, whenThere } from './bill-day.ts'

export type StatementOutcome =
  | { readonly kind: 'statement'; readonly bytes: Buffer }
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly code: string
      readonly message: string
    }

const KEPT_DAYS = 180

/** Each column and the bill's that it is made of; a function of the row where it has no equal. */
const COLUMNS: Readonly<Record<string, string | ((row: BillRow) => string)>> = {
  交易时间: '交易时间',
  公众账号ID: '公众账号ID',
  商户号: '商户号',
  子商户号: '特约商户号',
  设备号: '设备号',
  微信订单号: '微信订单号',
  商户订单号: '商户订单号',
  用户标识: '用户标识',
  交易类型: '交易类型',
  交易状态: '交易状态',
  付款银行: '付款银行',
  充值券币种: '货币种类',
  充值券金额: () => '0.00',
  优惠券币种: '货币种类',
  优惠券金额: '代金券金额',
  微信退款单号: '微信退款单号',
  商户退款单号: '商户退款单号',
  退款类型: '退款类型',
  退款状态: '退款状态',
  商品名称: '商品名称',
  商户数据包: '商户数据包',
  手续费: '手续费',
  费率: '费率',
  标价币种: '货币种类',
  '订单金额(标价币种)': '订单金额',
  用户支付币种: '用户支付币种',
  用户支付金额: '用户支付金额',
  结算币种: '货币种类',
  应结订单金额: '应结订单金额',
  支付汇率: '支付汇率',
  退款汇率: () => '',
  申请退款金额: '申请退款金额',
  用户退款币种: '用户支付币种',
  用户退款金额: '用户退款金额',
  退款结算币种: '货币种类',
  退款应结订单金额: '退款金额',
  充值券退款金额: '充值券退款金额',
  优惠券退款金额: () => '0.00',
}

const statementRow = (row: BillRow): BillRow =>
  Object.fromEntries(
    Object.entries(COLUMNS).map(([name, from]) => [
      name,
      typeof from === 'string' ? (row[from] ?? '') : from(row),
    ]),
  )

const refused = (status: number, code: string, message: string): StatementOutcome => ({
  kind: 'refused',
  status,
  code,
  message,
})

export function statement(
  world: World,
  query: URLSearchParams,
  edits: readonly BillEdit[],
): StatementOutcome {
  const date = query.get('date') ?? ''
  const subMchId = query.get('sub_mchid') ?? ''
  const mchId = query.get(query.has('sp_mchid') ? 'sp_mchid' : 'mchid') ?? ''
  if (date === '' || !isDate(date)) return refused(400, 'PARAM_ERROR', 'date')
  if (mchId !== world.merchant.mchId) return refused(403, 'NO_AUTH', '商户无权限')
  switch (whenThere(world, date, KEPT_DAYS)) {
    case 'too-old':
      return refused(400, 'INVALID_REQUEST', 'date')
    case 'not-over':
      return refused(400, 'NO_STATEMENT_EXIST', '账单文件不存在')
    case 'creating':
      return refused(400, 'STATEMENT_CREATING', '账单生成中')
    case 'there':
  }
  const rows = dayRows(world, { date, subMchId }, edits)
  if (rows.length === 0) return refused(400, 'NO_STATEMENT_EXIST', '账单文件不存在')
  const text = `\uFEFF${table(Object.keys(COLUMNS), rows.map(statementRow), SUMMED)}`
  return { kind: 'statement', bytes: spoil(text, spoilingOf(edits, date)) }
}

/** The columns that its last line adds up, in the order of the bill's. */
const SUMMED = [
  '应结订单金额',
  '退款应结订单金额',
  '充值券退款金额',
  '手续费',
  '订单金额(标价币种)',
  '申请退款金额',
] as const
