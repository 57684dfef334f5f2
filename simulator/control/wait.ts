/** Waits for something to be true of the books, so that no test has to sleep. */
import type { Books } from '../books.ts'
import type { Until } from './contract.ts'

/** What was waited for, or null while it is not there. */
export function met({ orders, requests, refunds }: Books, until: Until): unknown {
  if ('order' in until) {
    const { outTradeNo, payerId, totalFee, state } = until.order
    const states = state === undefined || Array.isArray(state) ? state : [state]
    const found = [...orders.values()].find(
      (order) =>
        (outTradeNo === undefined || order.outTradeNo === outTradeNo) &&
        (payerId === undefined || order.payerId === payerId) &&
        (totalFee === undefined || order.totalFee === totalFee) &&
        (states === undefined || states.includes(order.state)),
    )
    return found ?? null
  }
  if ('requests' in until) {
    const { operation, outTradeNo, atLeast = 1, answered = false } = until.requests
    const found = requests.filter(
      (request) =>
        (operation === undefined || request.operation === operation) &&
        (outTradeNo === undefined || request.outTradeNo === outTradeNo) &&
        (!answered || request.answeredAtMs !== null),
    )
    return found.length >= atLeast ? found : null
  }
  if ('dialog' in until) {
    const { payerId } = until.dialog
    const found = [...orders.values()].find(
      (order) => order.dialog !== null && (payerId === undefined || order.payerId === payerId),
    )
    return found ?? null
  }
  const refund = refunds.get(until.refund.outRefundNo)
  const { status } = until.refund
  return refund && (status === undefined || refund.status === status) ? refund : null
}

/** Resolves with what was waited for, or with null when the real time is over. */
export function waitUntil(books: Books, until: Until, timeoutMs: number): Promise<unknown> {
  const now = met(books, until)
  if (now !== null) return Promise.resolve(now)
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(null), timeoutMs)
    // A program that is over must not wait for it.
    timer.unref()
    const stop = books.onChange(() => {
      const found = met(books, until)
      if (found !== null) finish(found)
    })
    const finish = (value: unknown): void => {
      clearTimeout(timer)
      stop()
      resolve(value)
    }
  })
}
