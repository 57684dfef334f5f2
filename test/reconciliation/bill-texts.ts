/** Bills as text, made by tests: header lines as WeChat writes them, and rows named by column. */

const COMMON =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额'
const REFUND = '微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态'

export const HEADERS = {
  ALL: `${COMMON},${REFUND},商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注`,
  SUCCESS: `${COMMON},商品名称,商户数据包,手续费,费率,订单金额,费率备注`,
  REFUND: `${COMMON},退款申请时间,退款成功时间,${REFUND},商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注`,
  OLD: '交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,总金额,代金券或立减优惠金额,微信退款单号,商户退款单号,退款金额,代金券或立减优惠退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率',
  STATEMENT:
    '交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,充值券币种,充值券金额,优惠券币种,优惠券金额,微信退款单号,商户退款单号,退款类型,退款状态,商品名称,商户数据包,手续费,费率,标价币种,订单金额(标价币种),用户支付币种,用户支付金额,结算币种,应结订单金额,支付汇率,退款汇率,申请退款金额,用户退款币种,用户退款金额,退款结算币种,退款应结订单金额,充值券退款金额,优惠券退款金额',
} as const

const SUMS =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'

/** A payment of 0.03 as the official example has it; what is given replaces cells. */
export const aRow = (cells: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  交易时间: '2019-02-19 01:52:32',
  公众账号ID: 'wx2421b1c4370ec43b',
  商户号: '10000100',
  特约商户号: '0',
  设备号: 'POS-1',
  微信订单号: '4200000000201902190000000001',
  商户订单号: 'D1',
  用户标识: 'oPayer',
  交易类型: 'MICROPAY',
  交易状态: 'SUCCESS',
  付款银行: 'CFT',
  货币种类: 'CNY',
  应结订单金额: '0.03',
  代金券金额: '0.00',
  微信退款单号: '0',
  商户退款单号: '0',
  退款金额: '0.00',
  充值券退款金额: '0.00',
  商品名称: 'Tea, green`leaf',
  手续费: '0.00018',
  费率: '0.60%',
  订单金额: '0.03',
  申请退款金额: '0.00',
  ...cells,
})

const cell = (text: string): string => `\`${text}`

const sum = (rows: readonly Record<string, string>[], column: string): string => {
  const total = rows.reduce((all, row) => all + Math.round(Number(row[column] ?? 0) * 100_000), 0)
  return (total / 100_000).toFixed(2)
}

/** The whole text, with sums that fit unless others are given. */
export function aBill(
  rows: readonly Record<string, string>[],
  {
    header = HEADERS.ALL,
    sums,
    end = '\r\n',
  }: { header?: string; sums?: string; end?: string } = {},
): string {
  const lines = rows.map((row) => header.split(',').map((name) => cell(row[name] ?? '')).join(',')) // prettier-ignore
  const totals = [
    `${rows.length}.0`,
    ...['应结订单金额', '退款金额', '充值券退款金额', '手续费', '订单金额', '申请退款金额'].map(
      (column) => sum(rows, column),
    ),
  ]
  const last = sums ?? `${SUMS}${end}${totals.map(cell).join(',')}`
  return `\uFEFF${[header, ...lines, last].join(end)}${end}`
}
