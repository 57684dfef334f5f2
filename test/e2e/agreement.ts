import type { Shop } from './shop.ts'
import { expect } from './shop.ts'

/** What the last line of the screen log about an order must say, by the state of the order in WeChat's books. */
const SAID: { readonly [state: string]: readonly string[] } = {
  SUCCESS: ['paid'],
  REVOKED: ['stopped'],
  CLOSED: ['stopped'],
  REFUND: ['stopped'],
}

/**
 * Compares what the cashier was told with WeChat's books, once both are quiet: every order that holds
 * money was called paid, no other was, and no sale was charged twice. Reads the screen log and the
 * books, nothing of the app.
 */
export const expectAgreement = (shop: Shop): Promise<void> =>
  // A verdict is written down after it was painted, a moment after it can be seen.
  expect(() => compare(shop)).toPass({ timeout: 5_000 })

async function compare(shop: Shop): Promise<void> {
  const log = shop.screenLog()
  const { orders } = await shop.simulator.control.books()
  const lastSaid = new Map(
    log.flatMap((line) => (line.outTradeNo === null ? [] : [[line.outTradeNo, line]])),
  )
  for (const order of orders) {
    const line = lastSaid.get(order.outTradeNo)
    expect(line, `the cashier was told nothing of ${order.outTradeNo}`).toBeDefined()
    expect(SAID[order.state] ?? ['not-charged', 'stopped'], order.outTradeNo).toContain(
      line?.screen,
    )
    expect(line?.amountMinor).toBe(order.totalFee)
  }
  const known = new Set(orders.map((order) => order.outTradeNo))
  for (const [outTradeNo, line] of lastSaid) {
    if (!known.has(outTradeNo))
      expect(['not-charged', 'stopped'], outTradeNo).toContain(line.screen)
  }
  const paidSales = orders
    .filter((order) => order.state === 'SUCCESS')
    .map((order) => lastSaid.get(order.outTradeNo)?.saleId)
  expect(new Set(paidSales).size, 'a sale was charged twice').toBe(paidSales.length)
}
