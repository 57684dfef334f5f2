import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginSale, step } from '../../app/payment/flow.ts'
import type { PaymentEvent } from '../../app/payment/event.ts'
import type { PaymentState } from '../../app/payment/state.ts'
import type { Gateway } from '../../app/ports.ts'
import { changeMerchant } from '../../backend/directory.ts'
import type { PaymentService } from '../../backend/payment-service.ts'
import { isFinal } from '../../backend/payment-change.ts'
import { demoMerchant, openRig, QUICK, type Rig } from './rig.ts'

let rig: Rig
let node: PaymentService
let number = 0

/** Printed fault codes: docs/simulator.md. */
const code = (sentinel: string): string => `1000${sentinel}${String(++number).padStart(11, '0')}`
const newId = (): string => `ORDER${Date.now()}${++number}`

beforeAll(async () => {
  rig = await openRig()
  node = await rig.node()
})
afterAll(() => rig.close())

const run = async (id: string, paymentCode: string) => {
  await node.start(rig.request(id, paymentCode))
  return rig.when(id, ({ state }) => isFinal(state))
}
const eventsOf = (id: string) =>
  rig.database.sql<{ event: PaymentEvent; status: string; node: string }[]>`
    select event, status, node from payment_event where payment_id = ${id} order by version`

describe('a payment', () => {
  it.each([
    ['000', 'paid'],
    ['007', 'not-charged'],
    ['021', 'revoked'],
    ['031', 'paid'],
    ['004', 'revoked'],
    ['052', 'revoked'],
  ])(
    'with the printed code %s ends %s, as WeChat’s books say',
    async (sentinel, kind) => {
      const id = newId()
      const { state } = await run(id, code(sentinel))
      expect(state.kind).toBe(kind)
      const { charged, returned, seen } = await rig.simulator.control.order(id)
      expect(charged - returned).toBe(kind === 'paid' ? 1280 : 0)
      expect(seen.submit).toBe(1)
    },
    15_000,
  )

  it('is the same when it is asked for again, and refused in other words', async () => {
    const id = newId()
    const request = rig.request(id, code('000'))
    const answers = await Promise.all([node.start(request), node.start(request)])
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['known', 'started'])
    const other = { ...request, fingerprint: rig.masterKey.fingerprint('other') }
    expect(await node.start(other)).toEqual({ kind: 'differs' })
    await rig.when(id, ({ state }) => state.kind === 'paid')
    expect((await rig.simulator.control.order(id)).seen.submit).toBe(1)
  })

  it('is stopped on any node', async () => {
    const other = await rig.node()
    const id = newId()
    await node.start(rig.request(id, code('004')))
    await other.send({ merchantId: rig.merchantId, id }, { type: 'stop-pressed' })
    const { state } = await rig.when(id, (row) => isFinal(row.state))
    expect(state).toMatchObject({ kind: 'revoked', cause: 'stop-pressed' })
    await other.close()
  })

  it('is stopped once although several ask for it at the same instant', async () => {
    const id = newId()
    await node.start(rig.request(id, code('004')))
    const key = { merchantId: rig.merchantId, id }
    const wishes = Array.from({ length: 5 }, () => node.send(key, { type: 'stop-pressed' }))
    await Promise.all(wishes)
    await rig.when(id, (row) => isFinal(row.state))
    const stops = (await eventsOf(id)).filter(({ event }) => event.type === 'stop-pressed')
    expect(stops).toHaveLength(1)
  })

  it('leaves a journal from which its state can be made again, without its code', async () => {
    const id = newId()
    const paymentCode = code('052')
    const { state } = await run(id, paymentCode)
    const events = await eventsOf(id)
    const first = events[0]?.event
    if (first?.type !== 'code-scanned') throw new Error('no scan')
    const sale = { ...state.sale, startedAtMs: first.atMs }
    const again = events.reduce<PaymentState>(
      (was, { event }) =>
        step(QUICK, was, event.type === 'code-scanned' ? { ...event, paymentCode: '' } : event)
          .state,
      beginSale(sale),
    )
    expect(again).toEqual(state)
    const dump = await rig.database.sql<{ all: string }[]>`
      select (select string_agg(p::text, '') from payment p) ||
        (select string_agg(e::text, '') from payment_event e) as all`
    expect(dump[0]?.all).toContain(id)
    expect(dump[0]?.all).not.toContain(paymentCode)
  })

  it('that nobody can send because the merchant’s keys are unusable is not charged', async () => {
    const { sql } = rig.database
    await sql`update merchant set version = version + 1, secrets = '\\x00'`
    const { state } = await run(newId(), code('000'))
    expect(state).toMatchObject({ kind: 'not-charged', refusal: { cause: 'configuration' } })
    const merchant = { id: rig.merchantId, ...demoMerchant(rig.simulator) }
    await changeMerchant(sql, rig.masterKey, merchant)
    const again = await run(newId(), code('000'))
    expect(again.state.kind).toBe('paid')
  })
})

/** A line to WeChat whose first answer to a query is not heard before the test says so. */
function stallingLine() {
  let hear = (): void => undefined
  let tell = (): void => undefined
  const heard = new Promise<void>((resolve) => (hear = resolve))
  const answered = new Promise<void>((resolve) => (tell = resolve))
  let first = true
  const through = (gateway: Gateway): Gateway => ({
    ...gateway,
    async query(order) {
      const answer = await gateway.query(order)
      if (!first) return answer
      first = false
      tell()
      await heard
      return answer
    },
  })
  return { through, answered, hear }
}

describe('a call whose node was taken for dead', () => {
  it('is not heard: the payment belongs to another call by then', async () => {
    await node.close()
    const [one, two] = [stallingLine(), stallingLine()]
    const slow = await rig.node(one.through)
    const id = newId()
    await slow.start(rig.request(id, code('004')))
    await one.answered
    await rig.node(two.through)
    // As if the slow one's beats had stopped. Its own eyes are closed too, or it would take over from itself.
    const closing = slow.close()
    await rig.database.sql`update payment set claimed_until = now() where id = ${id}`
    await two.answered
    const before = await eventsOf(id)
    one.hear()
    await closing
    const after = await eventsOf(id)
    // Before anything can fail: nodes that wait for an answer cannot be closed.
    two.hear()
    expect(after).toEqual(before)
    const { state } = await rig.when(id, (row) => isFinal(row.state))
    expect(state.kind).toBe('revoked')
  })
})
