import { isCurrency, majorDigits, money } from '../../app/money.ts'
import type { QueryAnswer } from '../../app/ports.ts'
import type { BillAmount } from '../../app/reconciliation/bill-row.ts'
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
  { orderNumber, amount, theirs, ours }: Difference,
): Promise<Result<WechatSaid, RemedyFault>> {
  const ask = async (one: BillAmount): Promise<QueryAnswer | null> => {
    const { minor, currency } = one
    const priced = isCurrency(currency) ? money(minor, currency) : null
    if (priced === null || !priced.ok) return null
    return gateway.query({
      outTradeNo: orderNumber,
      amount: priced.value,
      description: '',
      note: '',
    })
  }
  // An answer is compared with what WeChat's own bill says, where there is a bill: the question is not whether it fits ours.
  const billed = theirs.find(({ kind }) => kind === 'payment')?.price ?? amount
  const answer = await ask(billed)
  if (answer === null) return fail({ kind: 'not-possible-here' })
  const booked = ours.payment?.amount
  if (booked === undefined || isSame(booked, billed)) return heard(answer)
  // Where the two sides differ, which of them WeChat itself holds with is what the manager asks.
  if (answer.kind === 'paid') return heard(answer, billed)
  if (answer.kind !== 'no-answer' || answer.cause !== 'mismatch') return heard(answer)
  const again = await ask(booked)
  return again?.kind === 'paid' ? heard(again, booked) : heard(answer)
}

const isSame = (one: BillAmount, other: BillAmount): boolean =>
  one.minor === other.minor && one.currency === other.currency

const amountText = ({ minor, currency }: BillAmount): string =>
  isCurrency(currency) ? `${majorDigits({ minor, currency })} ${currency}` : ''

/** `paid`: the amount that the answer was found to be about, where the two sides do not have the same. */
function heard(answer: QueryAnswer, paid?: BillAmount): Result<WechatSaid, RemedyFault> {
  switch (answer.kind) {
    case 'paid': {
      const { transactionId } = answer.payment
      return said('SUCCESS', paid === undefined ? transactionId : `${amountText(paid)} · ${transactionId}`) // prettier-ignore
    }
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
