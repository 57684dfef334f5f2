import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Payment, StartPayment } from '../../app/contract/rest-payments.ts'
import type { Refund } from '../../app/contract/rest-refunds.ts'
import { changeMerchant, createStore, createTill } from '../../backend/directory.ts'
import { createEnrolmentCode } from '../../backend/enrolment.ts'
import { changeOperator, createOperator, setPin } from '../../backend/operators.ts'
import { type NodeProcess, startNodeProcess } from './node-process.ts'
import { type RefundAsk, refundClient } from './refund-client.ts'
import { demoMerchant, openRig, type Rig } from './rig.ts'
import { type EnrolledTill, enrolTill, problemOf, tillClient } from './till-client.ts'

const [PIN, WRONG, CASHIERS_PIN] = ['246810', '246811', '135791']

let rig: Rig
let node: NodeProcess
let second: NodeProcess
let till: EnrolledTill
let client: ReturnType<typeof refundClient>
let manager: string
let cashier: string
let number = 0

const newId = (kind: string): string => `${kind}${Date.now()}${++number}`

const payment = (sentinel: string, parts: Partial<StartPayment> = {}): StartPayment => ({
  id: newId('ORDER'),
  amountMinor: 1280,
  currency: 'CNY',
  description: 'Demo Store-Tea',
  note: '',
  paymentCode: `1000${sentinel}${String(number).padStart(11, '0')}`,
  ...parts,
})

async function anotherTill(storeId: string): Promise<EnrolledTill> {
  const { sql } = rig.database
  const tillId = await createTill(sql, { storeId, name: 'Another' })
  return enrolTill(node.url, await createEnrolmentCode(sql, rig.masterKey, tillId))
}

/** A payment as it ends; a busy machine may answer its start before that. */
async function settled(asked: StartPayment): Promise<Payment> {
  const till1 = tillClient(till, node.url)
  await till1.start(asked)
  return till1.until(asked.id, ({ final }) => final)
}
async function paid(parts: Partial<StartPayment> = {}): Promise<Payment> {
  const ended = await settled(payment('000', parts))
  if (ended.status !== 'paid') throw new Error(`not paid: ${JSON.stringify(ended)}`)
  return ended
}

const wanted = (parts: Partial<RefundAsk> = {}): RefundAsk => ({
  id: newId('R'),
  amountMinor: 1280,
  approval: { operator: manager, pin: PIN },
  ...parts,
})

const codeOf = async (answer: Promise<Response>): Promise<string> =>
  (await problemOf(await answer)).code

async function setRules(rules: {
  readonly operatorRequired?: boolean
  readonly refundApprovalAboveMinor?: number
}): Promise<void> {
  const { settings, secrets } = demoMerchant(rig.simulator)
  const change = { id: rig.merchantId, settings: { ...settings, ...rules }, secrets }
  await changeMerchant(rig.database.sql, rig.masterKey, change)
}

beforeAll(async () => {
  rig = await openRig()
  await rig.simulator.control.changeSettings({ refundSettlesAfterMs: 100 })
  ;[node, second] = await Promise.all([startNodeProcess(rig), startNodeProcess(rig)])
  const { sql } = rig.database
  till = await enrolTill(node.url, await createEnrolmentCode(sql, rig.masterKey, rig.tillId))
  client = refundClient(till, node.url)
  const { merchantId } = rig
  const make = (name: string, role: 'manager' | 'cashier', pin: string) =>
    createOperator(sql, rig.masterKey, { merchantId, name, role, pin })
  manager = await make('Mei', 'manager', PIN)
  cashier = await make('Chen', 'cashier', CASHIERS_PIN)
})
beforeEach(async () => {
  await setPin(rig.database.sql, rig.masterKey, manager, PIN)
})
afterAll(async () => {
  await Promise.all([node.stop(), second.stop()])
  await rig.close()
})

describe('a refund', () => {
  it('is accepted at once, arrives, and is told on the stream of its till', async () => {
    const { id } = await paid()
    const ending = new AbortController()
    const ask = wanted({ reason: 'Cold tea', operator: cashier })
    const heard: Refund[] = []
    const listening = (async () => {
      // On the node that does not work on it.
      for await (const refund of refundClient(till, second.url).events(ending.signal)) {
        if (refund.id === ask.id) heard.push(refund)
        if (refund.id === ask.id && refund.final) return
      }
    })()
    const started = await client.start(id, ask)
    expect(started).toMatchObject({
      id: ask.id,
      paymentId: id,
      amountMinor: 1280,
      reason: 'Cold tea',
      operator: cashier,
      approvedBy: manager,
    })
    const arrived = await client.until(ask.id, ({ final }) => final)
    expect(arrived).toMatchObject({ status: 'refunded', till: rig.tillId })
    const { refunds } = await rig.simulator.control.books()
    const book = refunds.find(({ outRefundNo }) => outRefundNo === ask.id)
    expect(book).toMatchObject({ refundFee: 1280, status: 'SUCCESS', description: 'Cold tea' })
    expect(arrived.evidence?.refundId).toBe(book?.refundId)
    await listening
    ending.abort()
    expect(heard.at(-1)).toEqual(arrived)
    expect(await client.refundsOf(id)).toEqual({
      refunds: [arrived],
      refundedMinor: 1280,
      refundableMinor: 0,
    })
  })

  it('is the same for the same request, and refused for another of that id', async () => {
    const { id } = await paid()
    const ask = wanted({ amountMinor: 500 })
    const answers = await Promise.all([client.start(id, ask), client.start(id, ask)])
    expect(answers.map((answer) => answer.id)).toEqual([ask.id, ask.id])
    const other = await paid()
    const others: readonly (readonly [string, Partial<RefundAsk>])[] = [
      [id, { amountMinor: 501 }],
      [id, { reason: 'another' }],
      [other.id, {}],
    ]
    for (const [of, parts] of others) {
      expect(await codeOf(client.tryStart(of, { ...ask, ...parts }))).toBe('refund-differs')
    }
    await client.until(ask.id, ({ final }) => final)
    expect((await rig.simulator.control.order(id)).returned).toBe(500)
    expect((await client.refundsOf(id)).refundableMinor).toBe(780)
    expect(await codeOf(client.tryStart(id, wanted({ amountMinor: 781 })))).toBe('refund-exceeds')
  })

  it('is made at another till of the store, and at none of another store', async () => {
    const { id } = await paid()
    const same = refundClient(await anotherTill(rig.storeId), node.url)
    const elsewhere = await createStore(rig.database.sql, {
      merchantId: rig.merchantId,
      name: 'Elsewhere',
    })
    const far = refundClient(await anotherTill(elsewhere), node.url)
    expect(await codeOf(far.tryStart(id, wanted()))).toBe('not-found')
    const ask = wanted()
    await same.start(id, ask)
    expect((await client.until(ask.id, ({ final }) => final)).status).toBe('refunded')
  })

  it('of a payment that took nothing is refused, and costs no try', async () => {
    const { id } = await settled(payment('007'))
    const approval = { operator: manager, pin: WRONG }
    expect(await codeOf(client.tryStart(id, wanted({ approval })))).toBe('not-refundable')
    expect(await codeOf(client.tryStart('NOBODYS', wanted()))).toBe('not-found')
  })

  it('that lacks funds is sent again or given up by a person', async () => {
    const { id } = await paid()
    const when = { operation: 'refund', outTradeNo: id } as const
    await rig.simulator.control.addFault({ preset: 'refund-no-funds', when, times: 2 })
    const ask = wanted()
    await client.start(id, ask)
    const low = await client.until(ask.id, ({ problem }) => problem !== null)
    expect(low).toMatchObject({ status: 'needs-attention', problem: 'funds-low' })
    await client.wish(ask.id, 'send-again')
    await client.until(ask.id, ({ problem }) => problem === 'funds-low')
    const given = await client.wish(ask.id, 'give-up')
    expect(given).toMatchObject({ status: 'refused', refusal: { code: 'NOTENOUGH' } })
    const again = wanted()
    await client.start(id, again)
    expect((await client.until(again.id, ({ final }) => final)).status).toBe('refunded')
  })

  it('whose node is killed while its request is under way is made once', async () => {
    const { control } = rig.simulator
    const { id } = await paid()
    const slow = await control.addFault({
      preset: 'answered-late',
      when: { operation: 'refund', outTradeNo: id },
    })
    const doomed = await startNodeProcess(rig)
    const ask = wanted({ amountMinor: 888 })
    const cut = refundClient(till, doomed.url)
      .start(id, ask)
      .catch(() => 'cut')
    await control.waitForRequests({ operation: 'refund', outTradeNo: id })
    await doomed.kill()
    expect(await cut).toBe('cut')
    await control.removeFault(slow.id).catch(() => undefined)
    const ended = await client.until(ask.id, ({ final }) => final)
    expect(ended.status).toBe('refunded')
    const sent = await control.requests({ operation: 'refund', outTradeNo: id })
    expect(new Set(sent.map(({ outRefundNo }) => outRefundNo))).toEqual(new Set([ask.id]))
    expect((await control.order(id)).returned).toBe(888)
    const nodes = await rig.database.sql`
      select distinct node from refund_event where refund_id = ${ask.id}`
    // The one that was killed, and whichever of the others took each step.
    expect(nodes.length).toBeGreaterThan(1)
    // A program starts in it.
  }, 60_000)
})

describe('a manager’s approval', () => {
  it('is needed for every refund, unless the merchant says otherwise', async () => {
    const { id } = await paid()
    const bare = (amountMinor: number): RefundAsk => ({ id: newId('R'), amountMinor })
    expect(await codeOf(client.tryStart(id, bare(1)))).toBe('approval-needed')
    await setRules({ refundApprovalAboveMinor: 100 })
    expect((await client.start(id, bare(100))).approvedBy).toBeNull()
    expect(await codeOf(client.tryStart(id, bare(101)))).toBe('approval-needed')
    await setRules({})
  })

  it('is needed whatever the limit for a payment that should have been revoked', async () => {
    const { id } = await paid()
    // As the flow leaves a payment that was found paid when it was too old to revoke.
    await rig.database.sql`update payment set version = version + 1, state = state - 'payment' ||
      '{"kind":"needs-attention","problem":"refund-needed","tries":1,"age":"irrevocable",
        "cause":"gave-up","call":"none","revokes":1,"accepted":false,"moneySeen":true}'
      where id = ${id}`
    await setRules({ refundApprovalAboveMinor: 100_000 })
    const { approval: _, ...bare } = wanted()
    expect(await codeOf(client.tryStart(id, bare))).toBe('approval-needed')
    expect((await client.refundsOf(id)).refundableMinor).toBe(1280)
    expect(await codeOf(client.tryStart(id, wanted({ amountMinor: 1279 })))).toBe(
      'refund-whole-only',
    )
    const ask = wanted()
    await client.start(id, ask)
    expect(await client.until(ask.id, ({ final }) => final)).toMatchObject({
      status: 'refunded',
      refusal: null,
    })
    // WeChat's own word ends the payment, too.
    const own = tillClient(till, node.url)
    await own.askAgain(id)
    const ended = await own.until(id, ({ final }) => final)
    expect(ended).toMatchObject({ status: 'revoked', proof: 'returned' })
    await setRules({})
  })

  it('is a manager’s, with the right PIN, and of somebody who still works here', async () => {
    const { sql } = rig.database
    const { id } = await paid()
    const tried = (operator: string, pin: string): Promise<string> =>
      codeOf(client.tryStart(id, wanted({ approval: { operator, pin } })))
    expect(await tried(manager, WRONG)).toBe('approval-refused')
    expect(await tried(cashier, CASHIERS_PIN)).toBe('approval-refused')
    expect(await tried('nobody', PIN)).toBe('approval-refused')
    await changeOperator(sql, manager, { active: false })
    expect(await tried(manager, PIN)).toBe('approval-refused')
    await changeOperator(sql, manager, { active: true })
    expect((await client.refundsOf(id)).refunds).toEqual([])
    expect((await rig.simulator.control.order(id)).seen.refund).toBeUndefined()
  })

  it('is locked by five wrong PINs, on every node and at the same moment too', async () => {
    const { id } = await paid()
    const approval = { operator: manager, pin: WRONG }
    const nodes = [client, refundClient(till, second.url)]
    const codes = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        codeOf((nodes[n % 2] ?? client).tryStart(id, wanted({ approval }))),
      ),
    )
    expect(codes.filter((code) => code === 'approval-refused')).toHaveLength(5)
    expect(codes.filter((code) => code === 'approval-locked')).toHaveLength(3)
    expect(await codeOf(client.tryStart(id, wanted()))).toBe('approval-locked')
    const { sql } = rig.database
    await sql`update operator set locked_until = now() where id = ${manager}`
    expect((await client.start(id, wanted())).approvedBy).toBe(manager)
  })

  it('is in the refund’s journal, and its PIN nowhere', async () => {
    const { id } = await paid()
    const ask = wanted({ operator: cashier })
    await client.start(id, ask)
    const [row] = await rig.database.sql<{ event: object; all: string }[]>`
      select event, (select string_agg(r::text, '') from refund r) ||
        (select string_agg(e::text, '') from refund_event e) ||
        (select string_agg(o::text || encode(pin, 'escape'), '') from operator o) as all
      from refund_event where refund_id = ${ask.id} and version = 1`
    expect(row?.event).toMatchObject({ operator: cashier, approvedBy: manager })
    expect(row?.all).toContain(manager)
    for (const text of [row?.all, node.log(), second.log()]) expect(text).not.toContain(PIN)
  })
})

describe('an operator', () => {
  it('is listed for a till’s sign-in while active, and signs in with the PIN', async () => {
    const { operators } = await client.operators()
    expect(operators).toEqual([
      { id: cashier, name: 'Chen', role: 'cashier' },
      { id: manager, name: 'Mei', role: 'manager' },
    ])
    const signedIn = await client.signIn(cashier, CASHIERS_PIN)
    expect(await signedIn.json()).toEqual({ id: cashier, name: 'Chen', role: 'cashier' })
    expect(await codeOf(client.signIn(cashier, WRONG))).toBe('approval-refused')
  })

  it('who is named must be one, and must be named where the merchant wants it', async () => {
    const { id } = await paid()
    const of = (parts: Partial<RefundAsk>): Promise<string> =>
      codeOf(client.tryStart(id, wanted(parts)))
    expect(await of({ operator: 'nobody' })).toBe('operator-refused')
    await setRules({ operatorRequired: true })
    expect(await of({})).toBe('operator-refused')
    expect((await client.start(id, wanted({ operator: cashier }))).operator).toBe(cashier)
    const { post } = tillClient(till, node.url)
    const pay = (parts: Partial<StartPayment>) =>
      post('/v1/payments', JSON.stringify(payment('000', parts)))
    expect(await codeOf(pay({}))).toBe('operator-refused')
    expect(await codeOf(pay({ operator: 'nobody' }))).toBe('operator-refused')
    const asked = payment('000', { operator: cashier })
    const named = await settled(asked)
    await changeOperator(rig.database.sql, cashier, { active: false })
    expect(await tillClient(till, node.url).start(asked)).toEqual(named)
    expect(await codeOf(pay({ operator: cashier }))).toBe('operator-refused')
    await changeOperator(rig.database.sql, cashier, { active: true })
    expect((await client.find(`?digits=${named.id}`)).orders[0]?.operator).toBe(cashier)
    await setRules({})
  })
})

describe('finding an order', () => {
  it('goes by number, WeChat’s number, amount, status and time', async () => {
    const one = await paid({ amountMinor: 77_001 })
    const other = await settled(payment('007', { amountMinor: 77_002 }))
    const ids = async (query: string): Promise<readonly string[]> =>
      (await client.find(query)).orders.map((order) => order.payment.id)
    expect(await ids(`?digits=${one.id.slice(-9)}`)).toEqual([one.id])
    expect(await ids(`?digits=${one.id.slice(0, -1)}`)).toEqual([])
    expect(await ids('?digits=____')).toEqual([])
    expect(await ids(`?transactionId=${one.evidence?.transactionId}`)).toEqual([one.id])
    expect(await ids('?amountMinor=77002')).toEqual([other.id])
    expect(await ids('?amountMinor=77002&status=paid')).toEqual([])
    expect(await ids('?amountMinor=77002&status=not-charged')).toEqual([other.id])
    const { startedAtMs } = other
    expect(
      await ids(`?amountMinor=77001&fromMs=${one.startedAtMs}&toMs=${startedAtMs + 1}`),
    ).toEqual([one.id])
    expect(await ids(`?amountMinor=77001&toMs=${one.startedAtMs}`)).toEqual([])
    const { sql } = rig.database
    await sql`update payment set submitted_at = now() - interval '32 days' where id = ${one.id}`
    expect(await ids('?amountMinor=77001')).toEqual([])
    expect(await ids('?amountMinor=77001&fromMs=0')).toEqual([one.id])
    expect(await ids(`?transactionId=${one.evidence?.transactionId}`)).toEqual([one.id])
  })

  it('is paged without a gap or a double, at any till of the store', async () => {
    const tills = [till, await anotherTill(rig.storeId)]
    const made: string[] = []
    for (let n = 0; n < 7; n += 1) {
      const at = tillClient(tills[n % 2] ?? till, node.url)
      made.unshift((await at.start(payment('000', { amountMinor: 66_001 }))).id)
    }
    await rig.database
      .sql`update payment set submitted_at = now() where id = any(${made.slice(2, 4)})`
    const found: string[] = []
    let query = '?amountMinor=66001&limit=3'
    for (let pages = 0; pages < 5; pages += 1) {
      const { orders, next } = await client.find(query)
      found.push(...orders.map((order) => order.payment.id))
      if (next === null) break
      query = `?amountMinor=66001&limit=3&cursor=${next}`
    }
    expect(found.toSorted()).toEqual(made.toSorted())
    expect(found.slice(2)).toEqual([...made.slice(0, 2), ...made.slice(4)])
    const wrong = await client.find('?cursor=bm9uZQ').catch((error: unknown) => String(error))
    expect(wrong).toContain('bad-request')
  })

  it('says what of it went back, and where it was made', async () => {
    const { id } = await paid()
    const ask = wanted({ amountMinor: 300 })
    await client.start(id, ask)
    const { orders } = await client.find(`?digits=${id}`)
    expect(orders).toMatchObject([
      { till: { id: rig.tillId, name: 'Till 1' }, operator: null, refundedMinor: 300 },
    ])
    await client.until(ask.id, ({ final }) => final)
  })
})
