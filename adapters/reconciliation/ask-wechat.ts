import { isCurrency, money } from '../../app/money.ts'
import type { Order, QueryAnswer } from '../../app/ports.ts'
import type { Difference } from '../../app/reconciliation/difference.ts'
import type { RemedyFault } from '../../app/reconciliation/remedy.ts'
import type { WechatSaid } from '../../app/reconciliation/take-remedy.ts'
import { fail, type Result, succeed } from '../../app/result.ts'
import type { WechatGateway } from '../../app/wechat/gateway.ts'

/** What is asked. */
export interface AskedWechat {
  readonly gateway: Pick<WechatGateway, 'query' | 'queryRefund'>
}

const said = (state: string, detail = ''): Result<WechatSaid, RemedyFault> =>
  succeed({ state, detail })

const silent = (detail: string): Result<WechatSaid, RemedyFault> =>
  fail({ kind: 'no-answer', detail })

/** Asks WeChat where the order, or the refund, of a difference stands. Changes nothing there. */
export function askWechat(
  { gateway }: AskedWechat,
  difference: Difference,
): Promise<Result<WechatSaid, RemedyFault>> {
  return difference.refundNumber === null
    ? askOrder(gateway, difference)
    : askRefund(gateway, difference.refundNumber)
}

async function askOrder(
  gateway: Pick<WechatGateway, 'query'>,
  { orderNumber, amount, theirs }: Difference,
): Promise<Result<WechatSaid, RemedyFault>> {
  // An answer is compared with what WeChat's own bill says, where there is a bill: the question is not whether it fits ours.
  const { minor, currency } = theirs.find(({ kind }) => kind === 'payment')?.price ?? amount
  const priced = isCurrency(currency) ? money(minor, currency) : null
  if (priced === null || !priced.ok) return fail({ kind: 'not-possible-here' })
  const order: Order = { outTradeNo: orderNumber, amount: priced.value, description: '', note: '' }
  return heard(await gateway.query(order))
}

function heard(answer: QueryAnswer): Result<WechatSaid, RemedyFault> {
  switch (answer.kind) {
    case 'paid':
      return said('SUCCESS', answer.payment.transactionId)
    case 'order':
      return said(answer.tradeState, answer.description)
    case 'error':
      return said(answer.code, answer.description)
    case 'no-answer':
      return silent(`${answer.cause}: ${answer.detail}`)
    default:
      return silent(answer.kind)
  }
}

async function askRefund(
  gateway: Pick<WechatGateway, 'queryRefund'>,
  refundNumber: string,
): Promise<Result<WechatSaid, RemedyFault>> {
  const answer = await gateway.queryRefund({ by: 'refund-number', outRefundNo: refundNumber })
  switch (answer.kind) {
    case 'refunds': {
      const one = answer.refunds.refunds.find(({ outRefundNo }) => outRefundNo === refundNumber)
      return one === undefined ? silent('without the refund') : said(one.status, one.receiver)
    }
    case 'error':
      return said(answer.code, answer.description)
    case 'no-answer':
      return silent(`${answer.cause}: ${answer.detail}`)
  }
}
