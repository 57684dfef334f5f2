/** Nobody learns, finds, changes or disturbs what is another merchant's or another store's: every call is tried. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nextKeyTextToSign } from '../../app/contract/rest-signing.ts'
import { operatorsSchema } from '../../app/contract/rest-operators.ts'
import { ordersSchema } from '../../app/contract/rest-orders.ts'
import { refundsSchema } from '../../app/contract/rest-refunds.ts'
import { REST_CALLS, type RestCallName } from '../../app/contract/rest-calls.ts'
import type { Payment, StartPayment } from '../../app/contract/rest-payments.ts'
import { createMerchant, createStore, createTill } from '../../backend/directory.ts'
import { createEnrolmentCode } from '../../backend/enrolment.ts'
import { createOperator } from '../../backend/operators.ts'
import { type NodeProcess, startNodeProcess } from './node-process.ts'
import { demoMerchant, openRig, type Rig } from './rig.ts'
import { ask, type EnrolledTill, enrolTill, problemOf, tillClient } from './till-client.ts'

const PIN = '246810'

/** A till with an operator, and what it made. */
interface Shop {
  readonly till: EnrolledTill
  readonly merchantId: string
  readonly storeId: string
  readonly manager: string
}

/** What is the first shop's and nobody else's. */
interface Things {
  readonly paid: Payment
  readonly open: Payment
  readonly refund: string
}

let rig: Rig
let node: NodeProcess
let owner: Shop
let others: Readonly<Record<'another store' | 'another merchant', Shop>>
let things: Things
let number = 0

const OURS = 'the owner’s own note'

const payment = (sentinel: string, note: string): StartPayment => ({
  id: `ISOLATED${Date.now()}${++number}`,
  amountMinor: 1280,
  currency: 'CNY',
  description: 'Demo Store-Tea',
  note,
  paymentCode: `1000${sentinel}${String(number).padStart(11, '0')}`,
})

async function openShop(merchantId: string): Promise<Shop> {
  const { sql } = rig.database
  const storeId = await createStore(sql, { merchantId, name: 'A store' })
  const tillId = await createTill(sql, { storeId, name: 'A till' })
  const till = await enrolTill(node.url, await createEnrolmentCode(sql, rig.masterKey, tillId))
  const person = { merchantId, name: 'A manager', role: 'manager', pin: PIN } as const
  return { till, merchantId, storeId, manager: await createOperator(sql, rig.masterKey, person) }
}

const post = (shop: Shop, path: string, body?: object): Promise<Response> =>
  ask(shop.till, node.url + path, {
    method: 'POST',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
const get = (shop: Shop, path: string): Promise<Response> => ask(shop.till, node.url + path)
const refundOf = (shop: Shop, id: string) => ({
  id,
  amountMinor: 100,
  approval: { operator: shop.manager, pin: PIN },
})

beforeAll(async () => {
  rig = await openRig()
  node = await startNodeProcess(rig)
  // An account of its own at a WeChat Pay that nobody answers at: the simulator knows one merchant only.
  const demo = demoMerchant(rig.simulator)
  const settings = { ...demo.settings, hosts: ['https://127.0.0.1:1'] }
  const { sql } = rig.database
  const merchantId = await createMerchant(sql, rig.masterKey, { ...demo, settings })
  owner = await openShop(rig.merchantId)
  others = {
    'another store': await openShop(rig.merchantId),
    'another merchant': await openShop(merchantId),
  }
  const client = tillClient(owner.till, node.url)
  const { id } = await client.start(payment('000', OURS))
  const paid = await client.until(id, ({ final }) => final)
  const open = await client.start(payment('004', OURS))
  const refund = `R${Date.now()}`
  const made = await post(owner, `/v1/payments/${paid.id}/refunds`, refundOf(owner, refund))
  if (!made.ok) throw new Error('no refund')
  things = { paid, open, refund }
})
afterAll(async () => {
  await node.stop()
  await rig.close()
})

/** The answer must be what a shop gets that asks about something that nobody has. */
async function isLikeNothing(asked: (id: string) => Promise<Response>, id: string): Promise<void> {
  const [theirs, nobodys] = await Promise.all([asked(id), asked('NOBODYS')])
  expect(theirs.status).toBe(nobodys.status)
  const [one, other] = await Promise.all([problemOf(theirs), problemOf(nobodys)])
  expect({ ...one, serverTimeMs: 0 }).toEqual({ ...other, serverTimeMs: 0 })
  expect(one.code).toBe('not-found')
}

const DAY = '20260314'

/** What is refused to whoever names the owner's manager, who never signed in at the stranger's device. */
async function refusesTheOwnersManager(shop: Shop, path: string, body?: object): Promise<void> {
  const whole = `/v1/reconciliation${path}`
  const operator = owner.manager
  const answer =
    body === undefined
      ? await get(shop, `${whole}operator=${operator}`)
      : await post(shop, whole, { operator, ...body })
  const text = await answer.text()
  // Of another store of the same merchant they are the manager too.
  const refused = shop.merchantId !== owner.merchantId
  expect(text.includes('"operator-refused"')).toBe(refused)
  expect(text).not.toContain(OURS)
}

/** As the stranger's own manager, who stands there. */
async function asManager(shop: Shop, path: string): Promise<Response> {
  await post(shop, `/v1/operators/${shop.manager}/sign-in`, { pin: PIN })
  return get(shop, `/v1/reconciliation${path}operator=${shop.manager}`)
}

type Case = (stranger: Shop, kind: keyof typeof others) => Promise<void>

/** What each call must not do for a stranger. A new call does not compile until it is listed. */
const CASES: { readonly [K in RestCallName]: Case } = {
  async enrol(stranger) {
    const { sql } = rig.database
    const tillId = await createTill(sql, { storeId: stranger.storeId, name: 'Another' })
    const code = await createEnrolmentCode(sql, rig.masterKey, tillId)
    const { device } = await enrolTill(node.url, code)
    expect([device.merchant.id, device.store.id, device.till.id]).toEqual([
      stranger.merchantId,
      stranger.storeId,
      tillId,
    ])
  },
  async device(stranger) {
    const answer = JSON.stringify(await (await get(stranger, '/v1/device')).json())
    expect(answer).toContain(stranger.merchantId)
    expect(answer).not.toContain(owner.till.device.till.id)
  },
  async changeKey(stranger) {
    // A key that was proven for another device is no proof: the device that asks is the only one that can be meant.
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const { x = '' } = publicKey.export({ format: 'jwk' })
    const text = Buffer.from(nextKeyTextToSign(owner.till.device.deviceId, x))
    const signature = sign(null, text, privateKey).toString('base64url')
    const answer = await post(stranger, '/v1/device/key', { publicKey: x, signature })
    expect((await problemOf(answer)).code).toBe('key-refused')
  },
  async startPayment(stranger, kind) {
    const same = { ...payment('007', 'a stranger’s'), id: things.open.id }
    const started = await post(stranger, '/v1/payments', same)
    // Order numbers are the merchant's: its other store is told that the number is taken, and nothing else.
    if (kind === 'another store') expect((await problemOf(started)).code).toBe('payment-differs')
    else expect(await started.json()).toMatchObject({ id: same.id, note: same.note })
  },
  payment: (stranger) => isLikeNothing((id) => get(stranger, `/v1/payments/${id}`), things.paid.id),
  async stopPayment(stranger, kind) {
    const wish = { amountMinor: 1280, currency: 'CNY' }
    const stopped = await post(stranger, `/v1/payments/${things.open.id}/stop`, wish)
    if (kind === 'another store') expect((await problemOf(stopped)).code).toBe('not-found')
    // Their own payment of that number, of the case above.
    else expect(await stopped.json()).toMatchObject({ note: 'a stranger’s' })
  },
  async askAgain(stranger, kind) {
    const path = (id: string): string => `/v1/payments/${id}/ask-again`
    if (kind === 'another store')
      return isLikeNothing((id) => post(stranger, path(id)), things.open.id)
    return isLikeNothing((id) => post(stranger, path(id)), things.paid.id)
  },
  async findOrders(stranger) {
    const searches = [
      '',
      `?digits=${things.paid.id.slice(-8)}`,
      `?digits=${things.paid.id}`,
      `?transactionId=${things.paid.evidence?.transactionId}`,
      '?amountMinor=1280',
      '?status=paid',
    ]
    for (const search of searches) {
      const found = ordersSchema.parse(await (await get(stranger, `/v1/payments${search}`)).json())
      expect(found.orders.map(({ till }) => till.id)).not.toContain(owner.till.device.till.id)
      expect(JSON.stringify(found)).not.toContain(OURS)
    }
  },
  startRefund: (stranger) =>
    isLikeNothing(
      (id) => post(stranger, `/v1/payments/${id}/refunds`, refundOf(stranger, `R${++number}`)),
      things.paid.id,
    ),
  refunds: (stranger) =>
    isLikeNothing((id) => get(stranger, `/v1/payments/${id}/refunds`), things.paid.id),
  refund: (stranger) => isLikeNothing((id) => get(stranger, `/v1/refunds/${id}`), things.refund),
  askRefundAgain: (stranger) =>
    isLikeNothing((id) => post(stranger, `/v1/refunds/${id}/ask-again`), things.refund),
  sendRefundAgain: (stranger) =>
    isLikeNothing((id) => post(stranger, `/v1/refunds/${id}/send-again`), things.refund),
  giveUpRefund: (stranger) =>
    isLikeNothing((id) => post(stranger, `/v1/refunds/${id}/give-up`), things.refund),
  async operators(stranger, kind) {
    const listed = operatorsSchema.parse(await (await get(stranger, '/v1/operators')).json())
    const ids = listed.operators.map(({ id }) => id)
    // Operators are the merchant's, whichever store they work in.
    expect(ids.includes(owner.manager)).toBe(kind === 'another store')
    expect(ids).toContain(stranger.manager)
  },
  async signIn(stranger, kind) {
    const signedIn = await post(stranger, `/v1/operators/${owner.manager}/sign-in`, { pin: PIN })
    if (kind === 'another store') expect(signedIn.status).toBe(200)
    else expect((await problemOf(signedIn)).code).toBe('approval-refused')
  },
  async reconciliationCalendar(stranger) {
    await refusesTheOwnersManager(stranger, `/days?from=${DAY}&to=${DAY}&`)
    const answer = await asManager(stranger, `/days?from=${DAY}&to=${DAY}&`)
    // Nothing is missing before anything was sold.
    expect(await answer.json()).toMatchObject({ days: [] })
  },
  async reconciliationDay(stranger, kind) {
    await refusesTheOwnersManager(stranger, `/days/${DAY}?`)
    const answer = await asManager(stranger, `/days/${DAY}?`)
    expect(await answer.json()).toMatchObject({ report: null })
    // A merchant's books are those of all its stores; its other store's manager is its manager.
    expect(kind === 'another store').toBe(stranger.merchantId === owner.merchantId)
  },
  async reconciliationLines(stranger) {
    await refusesTheOwnersManager(stranger, `/days/${DAY}/lines?`)
    const answer = await asManager(stranger, `/days/${DAY}/lines?`)
    expect(await answer.json()).toEqual({ lines: [], total: 0 })
  },
  exportReconciliation: (stranger) =>
    refusesTheOwnersManager(stranger, `/days/${DAY}/export?format=csv&language=en&`),
  startReconciliation: (stranger) => refusesTheOwnersManager(stranger, `/days/${DAY}/start`, {}),
  sendBillPiece: (stranger) =>
    refusesTheOwnersManager(stranger, `/days/${DAY}/bills/${'0'.repeat(64)}/pieces/1`, {
      data: 'YWJj',
    }),
  takeInBill: (stranger) =>
    refusesTheOwnersManager(stranger, `/days/${DAY}/bills/${'0'.repeat(64)}`, {
      bytes: 1,
      packed: false,
    }),
  cancelReconciliation: (stranger) => refusesTheOwnersManager(stranger, '/cancel', {}),
  reconciliationDifferences: (stranger) =>
    refusesTheOwnersManager(stranger, `/days/${DAY}/differences?`),
  async reconciliationDifference(stranger) {
    await refusesTheOwnersManager(stranger, `/differences/${DAY}:payment:X?`)
    const answer = await asManager(stranger, `/differences/${DAY}:payment:X?`)
    expect((await problemOf(answer)).code).toBe('not-found')
  },
  takeRemedy: (stranger) =>
    refusesTheOwnersManager(stranger, `/differences/${DAY}:payment:X/remedies`, {
      remedy: { kind: 'note', note: '' },
    }),
  async events(stranger) {
    const ending = new AbortController()
    const heard: string[] = []
    const theirs = payment('000', 'a stranger’s')
    let started = false
    for await (const event of tillClient(stranger.till, node.url).events(ending.signal)) {
      heard.push(event.note)
      if (!started) {
        // Had anything of the owner's come over this line, it would have come before their own.
        started = true
        await tillClient(owner.till, node.url).start(payment('000', OURS))
        await tillClient(stranger.till, node.url).start(theirs)
      }
      if (event.id === theirs.id && event.final) break
    }
    ending.abort()
    expect(heard).not.toContain(OURS)
  },
  async live() {
    expect(await (await fetch(`${node.url}/livez`)).json()).toEqual({ status: 'ok' })
  },
  async ready() {
    expect(await (await fetch(`${node.url}/readyz`)).json()).toEqual({ status: 'ok' })
  },
}

it('every call has its case', () => {
  expect(Object.keys(CASES)).toEqual(Object.keys(REST_CALLS))
})

describe.each(['another store', 'another merchant'] as const)('for %s', (kind) => {
  beforeAll(async () => {
    // Something of their own, so that lists and streams have something to show.
    await tillClient(others[kind].till, node.url).start(payment('000', 'a stranger’s'))
  })

  it.each(Object.entries(CASES))(
    '%s shows and moves nothing of the owner’s',
    async (_name, run) => {
      expect.hasAssertions()
      await run(others[kind], kind)
    },
  )
})

it('all of the owner’s is as the owner left it', async () => {
  const client = tillClient(owner.till, node.url)
  expect(await client.get(things.paid.id)).toEqual(things.paid)
  const open = await client.until(things.open.id, ({ final }) => final)
  expect(open).toMatchObject({ status: 'revoked', cause: 'gave-up', note: OURS })
  const { refunds, refundedMinor } = refundsSchema.parse(
    await (await get(owner, `/v1/payments/${things.paid.id}/refunds`)).json(),
  )
  expect([refunds.map(({ id }) => id), refundedMinor]).toEqual([[things.refund], 100])
  const journal = await rig.database.sql<{ type: string }[]>`
    select event->>'type' as type from refund_event where refund_id = ${things.refund}`
  expect(journal.map(({ type }) => type).filter((type) => type.endsWith('pressed'))).toEqual([])
})
