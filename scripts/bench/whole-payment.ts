import { setTimeout } from 'node:timers/promises'
import type { Shop } from '../../test/e2e/shop.ts'
import type { Figures } from './figures.ts'

/** What people need, in milliseconds. Nobody hurries: the point is what the till adds to it. */
export const HUMAN = {
  /** From one key to the next. */
  key: 280,
  /** The payer hears the amount, and holds up the phone with the code open. */
  showCode: 3_500,
  /** The cashier takes the scanner to the phone. */
  aim: 1_200,
  /** The cashier reads the verdict and hands over. */
  readVerdict: 1_000,
} as const

const AMOUNT = '12.80'

/** One payment from its first digit to the empty counter that the next customer meets. */
async function pay(shop: Shop, payer: string): Promise<number> {
  const { keyboard } = shop.page()
  const startMs = performance.now()
  for (const key of AMOUNT) {
    await keyboard.press(key)
    await setTimeout(HUMAN.key)
  }
  await keyboard.press('Enter')
  await shop.sees('ready')
  await setTimeout(HUMAN.showCode)
  const { code } = await shop.simulator.control.refreshCode(payer)
  await setTimeout(HUMAN.aim)
  await shop.scanner.scan(code)
  await shop.sees('paid')
  await setTimeout(HUMAN.readVerdict)
  await keyboard.press('Enter')
  await shop.sees('idle')
  return performance.now() - startMs
}

/** People's own share of such a payment. */
export const humanMs = (): number =>
  AMOUNT.length * HUMAN.key + HUMAN.showCode + HUMAN.aim + HUMAN.readVerdict

/** Whole payments without a password, as up to a few hundred yuan usually are. */
export async function wholePayments(shop: Shop, runs: number): Promise<Figures> {
  const taken: number[] = []
  for (let run = 0; run < runs; run += 1) taken.push(await pay(shop, 'alice'))
  return { name: 'a whole payment, people included', unit: 'ms', runs: taken }
}
