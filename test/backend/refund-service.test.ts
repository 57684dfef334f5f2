import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RefundEvent } from '../../app/refund/event.ts'
import { beginRefund, stepRefund } from '../../app/refund/flow.ts'
import type { RefundGateway } from '../../app/refund/gateway.ts'
import { isSettled, type RefundState } from '../../app/refund/state.ts'
import type { RefundJournalEvent } from '../../backend/refund-change.ts'
import type { RefundRow } from '../../backend/refund-rows.ts'
import type { RefundService } from '../../backend/refund-service.ts'
import { QUICK_REFUNDS, type RefundRig, refundRig } from './refund-rig.ts'
import { openRig, type Rig } from './rig.ts'

let rig: Rig
let refunds: RefundRig
let node: RefundService
let number = 0

const newId = (kind: string): string => `${kind}${Date.now()}${++number}`
const isOver = ({ state }: RefundRow): boolean => isSettled(state)

beforeAll(async () => {
  rig = await openRig()
  await rig.simulator.control.changeSettings({ refundSettlesAfterMs: 100 })
  refunds = refundRig(rig)
  node = refunds.node()
})
afterAll(async () => {
  await refunds.close()
  await rig.close()
})

/** A payment of 12.80 that is paid. */
async function paid(): Promise<string> {
  const id = newId('ORDER')
  const service = await rig.node()
  await service.start(rig.request(id, `1000000${String(++number).padStart(11, '0')}`))
  await rig.when(id, ({ state }) => state.kind === 'paid')
  await service.close()
  return id
}

const start = (paymentId: string, id: string, minor: number, at = node) =>
  at.start(refunds.request(paymentId, id, minor))

/** What of a payment went back, by our books and by WeChat's, once everything under way has arrived. */
async function returned(paymentId: string) {
  const rows = await rig.database.sql<{ sum: number; open: number }[]>`
    select coalesce(sum(amount_minor) filter (where state->>'kind' = 'refunded'), 0)::int as sum,
      count(*) filter (where state->>'kind' not in ('refunded', 'refused'))::int as open
    from refund where payment_id = ${paymentId}`
  const { returned: books } = await rig.simulator.control.order(paymentId)
  return { ours: rows[0]?.sum, open: rows[0]?.open, books }
}

describe('a refund', () => {
  it('gives back part after part, and never more than was paid', async () => {
    const payment = await paid()
    for (const minor of [300, 500, 480]) {
      const id = newId('R')
      expect(await start(payment, id, minor)).toMatchObject({ kind: 'started' })
      const { state } = await refunds.when(id, isOver)
      expect(state).toMatchObject({ kind: 'refunded', refund: { amount: { minor } } })
    }
    const over = await start(payment, newId('R'), 1)
    expect(over).toEqual({ kind: 'refused', fault: 'refund-exceeds' })
    expect(await returned(payment)).toEqual({ ours: 1280, open: 0, books: 1280 })
    expect(await refunds.sent(payment)).toHaveLength(3)
  })

  it.each([
    ['answer is lost', 'refund-lost-after', 1],
    ['request is lost', 'refund-lost-before', 2],
    ['answer is SYSTEMERROR', 'error:SYSTEMERROR', 2],
    ['answer is SYSTEMERROR although it was made', 'system-error-charged', 2],
    ['answer is BIZERR_NEED_RETRY', 'refund-busy', 2],
    ['answer is FREQUENCY_LIMITED', 'error:FREQUENCY_LIMITED', 2],
    ['answer is forged', 'forged', 1],
    ['answer is cut short', 'truncated', 1],
    ['answer is about another order', 'other-order', 1],
    ['connection is reset', 'reset-after', 1],
  ])('whose %s is made once, under its own number', async (_what, preset, sends) => {
    const payment = await paid()
    const id = newId('R')
    const when = { operation: 'refund', outTradeNo: payment } as const
    await rig.simulator.control.addFault({ preset, when })
    await start(payment, id, 888)
    const { state } = await refunds.when(id, isOver)
    expect(state.kind).toBe('refunded')
    const sent = await refunds.sent(payment)
    expect(new Set(sent)).toEqual(new Set([id]))
    expect(sent).toHaveLength(sends)
    expect(await returned(payment)).toEqual({ ours: 888, open: 0, books: 888 })
  })

  it.each(['TRADE_OVERDUE', 'USER_ACCOUNT_ABNORMAL', 'PARAM_ERROR'])(
    'that WeChat refuses with %s leaves its amount for another',
    async (code) => {
      const payment = await paid()
      const when = { operation: 'refund', outTradeNo: payment } as const
      await rig.simulator.control.addFault({ preset: `error:${code}`, when })
      const refusedId = newId('R')
      await start(payment, refusedId, 1280)
      const { state } = await refunds.when(refusedId, isOver)
      expect(state).toMatchObject({ kind: 'refused', refusal: { kind: 'error-code', code } })
      const id = newId('R')
      expect(await start(payment, id, 1280)).toMatchObject({ kind: 'started' })
      await refunds.when(id, isOver)
      expect(await returned(payment)).toEqual({ ours: 1280, open: 0, books: 1280 })
    },
  )

  it('that the account cannot pay holds its amount until a person sends it again', async () => {
    const payment = await paid()
    const when = { operation: 'refund', outTradeNo: payment } as const
    await rig.simulator.control.addFault({ preset: 'refund-no-funds', when })
    const id = newId('R')
    await start(payment, id, 1280)
    const { state } = await refunds.when(id, (row) => row.state.kind === 'needs-attention')
    expect(state).toMatchObject({ problem: 'funds-low' })
    expect(await start(payment, newId('R'), 1)).toMatchObject({ fault: 'refund-exceeds' })
    await node.send({ merchantId: rig.merchantId, id }, 'send-again-pressed')
    expect((await refunds.when(id, isOver)).state.kind).toBe('refunded')
    expect(await refunds.sent(payment)).toEqual([id, id])
    expect(await returned(payment)).toEqual({ ours: 1280, open: 0, books: 1280 })
  })

  it('that nobody can send because the merchant’s keys are unusable is refused', async () => {
    const payment = await paid()
    const broken = refundRig({
      ...rig,
      gateways: { ...rig.gateways, of: () => Promise.reject(new Error('unusable')) },
    })
    const id = newId('R')
    await start(payment, id, 100, broken.node())
    const { state } = await refunds.when(id, isOver)
    expect(state).toMatchObject({ kind: 'refused', refusal: { cause: 'configuration' } })
    await broken.close()
  })

  it('leaves a journal from which its state can be made again', async () => {
    const payment = await paid()
    const when = { operation: 'refund', outTradeNo: payment } as const
    await rig.simulator.control.addFault({ preset: 'refund-busy', when })
    const id = newId('R')
    await start(payment, id, 888)
    const { state } = await refunds.when(id, isOver)
    const journal = await rig.database.sql<{ event: RefundJournalEvent }[]>`
      select event from refund_event where refund_id = ${id} order by version`
    const [first, ...rest] = journal.map(({ event }) => event)
    if (first?.type !== 'refund-requested') throw new Error('no request')
    const begun: RefundState = beginRefund(first.refund).state
    const again = rest.reduce(
      // Only the first event is a request.
      (was, event) => stepRefund(QUICK_REFUNDS, was, event as RefundEvent).state,
      begun,
    )
    expect(again).toEqual(state)
  })
})

describe('refunds at the same moment', () => {
  it('never take more than was paid, however many tills and nodes', async () => {
    const payment = await paid()
    const others = [refunds.node(), refunds.node()]
    const nodes = [node, ...others]
    const ids = Array.from({ length: 9 }, () => newId('R'))
    const outcomes = await Promise.all(
      ids.map((id, n) => start(payment, id, 400, nodes[n % nodes.length])),
    )
    const kinds = outcomes.map((outcome) => ('fault' in outcome ? outcome.fault : outcome.kind))
    expect(kinds.filter((kind) => kind === 'started')).toHaveLength(3)
    expect(kinds.filter((kind) => kind === 'refund-exceeds')).toHaveLength(6)
    const made = ids.filter((_, n) => kinds[n] === 'started')
    await Promise.all(made.map((id) => refunds.when(id, isOver)))
    expect(await returned(payment)).toEqual({ ours: 1200, open: 0, books: 1200 })
    // Later tests say which node takes over.
    await Promise.all(others.map((other) => other.close()))
  })

  it('of one number are one refund, and another’s words are refused', async () => {
    const payment = await paid()
    const id = newId('R')
    const outcomes = await Promise.all([1, 2, 3].map(() => start(payment, id, 1280)))
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['known', 'known', 'started'])
    expect(await start(payment, id, 1279)).toEqual({ kind: 'differs' })
    await refunds.when(id, isOver)
    expect(await refunds.sent(payment)).toEqual([id])
  })
})

describe('WeChat’s limits', () => {
  it('of fifty refunds and of a year are kept before anything is sent', async () => {
    const { sql } = rig.database
    const payment = await paid()
    const first = newId('R')
    await start(payment, first, 1)
    await refunds.when(first, isOver)
    // As if fifty had been made: the rows are real, only their requests were not sent one by one.
    await sql`insert into refund (merchant_id, id, payment_id, till_id, fingerprint, amount_minor,
        state, version, fence)
      select merchant_id, id || n, payment_id, till_id, fingerprint, amount_minor, state, 1, 1
      from refund, generate_series(2, 50) n where id = ${first}`
    expect(await start(payment, newId('R'), 1)).toMatchObject({ fault: 'refund-limit' })
    const old = await paid()
    await sql`update payment set submitted_at = now() - interval '366 days' where id = ${old}`
    expect(await start(old, newId('R'), 1)).toMatchObject({ fault: 'refund-too-old' })
    expect(await refunds.sent(old)).toEqual([])
  })

  it('are the database’s own rule: no statement gets around it', async () => {
    const { sql } = rig.database
    const payment = await paid()
    const id = newId('R')
    await start(payment, id, 1280)
    await refunds.when(id, isOver)
    const change = sql`update refund set amount_minor = 1 where id = ${id}`
    await expect(change).rejects.toThrow('keeps what it was made for')
    const another = sql`insert into refund (merchant_id, id, payment_id, till_id, fingerprint,
        amount_minor, state, version, fence)
      select merchant_id, 'another', payment_id, till_id, fingerprint, 1, state, 1, 1
      from refund where id = ${id}`
    await expect(another).rejects.toThrow('more than was paid')
    await expect(sql`delete from refund_event`).rejects.toThrow('append-only')
  })

  it('a payment that took no money gives none back', async () => {
    const id = newId('ORDER')
    const service = await rig.node()
    await service.start(rig.request(id, `1000007${String(++number).padStart(11, '0')}`))
    await rig.when(id, ({ state }) => state.kind === 'not-charged')
    expect(await start(id, newId('R'), 1)).toMatchObject({ fault: 'not-refundable' })
    await service.close()
  })
})

/** A line to WeChat whose first answer to a refund is not heard before the test says so. */
function stallingLine() {
  let hear = (): void => undefined
  let tell = (): void => undefined
  const heard = new Promise<void>((resolve) => (hear = resolve))
  const answered = new Promise<void>((resolve) => (tell = resolve))
  const through = (gateway: RefundGateway): RefundGateway => ({
    ...gateway,
    async refund(order) {
      const answer = await gateway.refund(order)
      tell()
      await heard
      return answer
    },
  })
  return { through, answered, hear }
}

it('the answer to a call whose node was taken for dead is not heard: the refund belongs to another call', async () => {
  const payment = await paid()
  await node.close()
  const [one, two] = [stallingLine(), stallingLine()]
  const slow = refunds.node(one.through)
  const id = newId('R')
  const when = { operation: 'refund', outTradeNo: payment } as const
  await rig.simulator.control.addFault({ preset: 'refund-no-funds', when })
  await start(payment, id, 888, slow)
  await one.answered
  const other = refunds.node(two.through)
  // As if the slow one's beats had stopped. Its own eyes are closed too, or it would take over from itself.
  const closing = slow.close()
  await rig.database.sql`update refund set claimed_until = now() where id = ${id}`
  await two.answered
  const journal = () => rig.database.sql`
    select version, event, node from refund_event where refund_id = ${id} order by version`
  const before = await journal()
  one.hear()
  await closing
  const after = await journal()
  // Before anything can fail: nodes that wait for an answer cannot be closed.
  two.hear()
  expect(after).toEqual(before)
  const { state } = await refunds.when(id, isOver)
  expect(state.kind).toBe('refunded')
  expect(await refunds.sent(payment)).toEqual([id, id])
  expect(await returned(payment)).toEqual({ ours: 888, open: 0, books: 888 })
  await other.close()
})
