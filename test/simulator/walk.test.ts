/** Random walks without sockets: whatever happens, the books must add up, and a seed must repeat them. */
import { describe, expect, it } from 'vitest'
import { serve, type Service } from '../../simulator/api/serve.ts'
import { createSimulatedClock, type SimulatedClock } from '../../simulator/clock.ts'
import { cashShare } from '../../simulator/charge.ts'
import { closeDialog, enterPassword, mistype } from '../../simulator/dialog.ts'
import { PRESETS } from '../../simulator/faults/presets.ts'
import { createPayer, shownCode, walletOf } from '../../simulator/payers.ts'
import { createRandom } from '../../simulator/random.ts'
import { createService } from '../../simulator/service.ts'
import type { Order } from '../../simulator/model.ts'
import { handClock } from '../support/hand-clock.ts'
import { signatureOf, toXml } from './till.ts'

const STEPS = 400

interface Walk {
  readonly service: Service
  readonly clock: SimulatedClock
  readonly roll: (sides: number) => number
  readonly waiting: Promise<unknown>[]
}

function startWalk(seed: string): Walk {
  const clock = createSimulatedClock({ real: handClock(Date.UTC(2026, 0, 5)), frozen: true })
  const service = createService({ clock, seed, faultRate: 0.1 })
  const random = createRandom(`walk ${seed}`)
  createPayer(service.worlds.real, { id: 'poor', balance: 2_000, whenPoor: 'asked' })
  createPayer(service.worlds.real, { id: 'careful', passwordRule: 'always' })
  createPayer(service.worlds.real, {
    id: 'hasty',
    passwordRule: 'always',
    reaction: 'mistypes-then-pays',
  })
  return { service, clock, waiting: [], roll: (sides) => Number(random.digits(6)) % sides }
}

function call({ service, waiting }: Walk, path: string, message: Record<string, string>): void {
  const { merchant } = service.worlds.real
  const full = { appid: merchant.appId, mch_id: merchant.mchId, nonce_str: 'n', ...message }
  const body = Buffer.from(toXml({ ...full, sign: signatureOf(full, merchant.apiKey) }))
  const request = {
    method: 'POST',
    path,
    headers: {},
    body,
    hasCertificate: true,
    firstByteAtMs: 0,
  }
  waiting.push(serve(service, request))
}

function step(walk: Walk, n: number): void | Promise<void> {
  const { service, clock, roll } = walk
  const world = service.worlds.real
  const payers = [...world.books.payers.values()]
  const payer = payers[roll(payers.length)]
  const out_trade_no = `W${roll(Math.max(1, Math.floor(n / 4)))}`
  const total_fee = String(1 + roll(1_500))
  if (!payer) throw new Error('nobody is there')
  switch (roll(10)) {
    case 0:
    case 1:
    case 2: {
      const { code } = shownCode(world, payer)
      const fee_type = roll(5) === 0 ? 'HKD' : 'CNY'
      const fields = { body: 'b', spbill_create_ip: '::1', total_fee, fee_type }
      return call(walk, '/pay/micropay', {
        ...fields,
        out_trade_no: `W${Math.floor(n / 4)}`,
        auth_code: code,
      })
    }
    case 3:
      return call(walk, '/pay/orderquery', { out_trade_no })
    case 4:
      return call(walk, '/secapi/pay/reverse', { out_trade_no })
    case 5: {
      const order = [...world.books.orders.values()].find((one) => one.outTradeNo === out_trade_no)
      const out_refund_no = `R${roll(STEPS)}`
      const fields = { out_trade_no, out_refund_no, refund_fee: total_fee }
      return call(walk, '/secapi/pay/refund', {
        ...fields,
        total_fee: String(order?.totalFee ?? 1),
      })
    }
    case 6:
      return void enterPassword(world, payer)
    case 7:
      return void (roll(2) === 0 ? mistype(world, payer) : closeDialog(world, payer))
    case 8: {
      const names = [...PRESETS.keys()]
      return void service.faults.add({ preset: names[roll(names.length)] ?? '' })
    }
    default:
      return clock.advance(roll(20_000))
  }
}

async function run(seed: string): Promise<Service> {
  const walk = startWalk(seed)
  for (let n = 0; n < STEPS; n += 1) await step(walk, n)
  await walk.clock.advance(120_000)
  await Promise.all(walk.waiting)
  return walk.service
}

/** What an order must have taken from its payer's wallet, for good. */
function due(order: Order, service: Service): number {
  const refunds = [...service.worlds.real.books.refunds.values()].filter(
    (one) => one.orderKey === order.key,
  )
  const back = refunds.reduce((sum, { refundFee }) => sum + cashShare(order, refundFee), 0)
  return order.state === 'SUCCESS' || order.state === 'REFUND' ? order.cashFee - back : 0
}

describe.each(Array.from({ length: 20 }, (_, n) => `seed-${n}`))('a walk from %s', (seed) => {
  it('leaves books that add up', async () => {
    const service = await run(seed)
    const { books } = service.worlds.real
    const sums = new Map<string, number>()
    for (const { currency, amount } of books.balances())
      sums.set(currency, (sums.get(currency) ?? 0) + amount)
    expect([...sums.values()].every((sum) => sum === 0)).toBe(true)
    for (const payer of books.payers.values())
      expect(books.balance(walletOf(payer.id), payer.currency)).toBeGreaterThanOrEqual(0)
    for (const order of books.orders.values()) {
      const wallet = walletOf(order.payerId)
      const taken = books.movements
        .filter(({ outTradeNo }) => outTradeNo === order.outTradeNo)
        .reduce(
          (sum, { from, to, amount }) =>
            sum + (from === wallet ? amount : 0) - (to === wallet ? amount : 0),
          0,
        )
      expect(taken, `${order.outTradeNo} is ${order.state}`).toBe(due(order, service))
      expect(order.refundedFee).toBeLessThanOrEqual(order.totalFee)
      expect(['USERPAYING', 'NOTPAY', 'ACCEPT'], 'all deadlines are over').not.toContain(
        order.state,
      )
    }
    expect(books.orders.size).toBeGreaterThan(20)
    expect(new Set([...books.orders.values()].map(({ state }) => state)).size).toBeGreaterThan(2)
  })
})

describe('a seed', () => {
  it('repeats a whole walk, record by record', async () => {
    const books = async (): Promise<string> => {
      const { orders, refunds, movements, requests } = (await run('again')).worlds.real.books
      return JSON.stringify([[...orders.values()], [...refunds.values()], movements, requests])
    }
    expect(await books()).toBe(await books())
  })
})
