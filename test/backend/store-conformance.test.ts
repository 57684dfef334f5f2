import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beginSale } from '../../app/payment/flow.ts'
import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import { createMerchant, createStore, createTill } from '../../backend/directory.ts'
import { newMasterKey, readMasterKey } from '../../backend/master-key.ts'
import { migrate } from '../../backend/migrate.ts'
import { changeBy } from '../../backend/payment-change.ts'
import type { DueRow, PaymentRow, RowChange } from '../../backend/payment-rows.ts'
import type { PaymentStore } from '../../backend/payment-store.ts'
import { postgresStore } from '../../backend/postgres-store.ts'
import { type Connection, MemoryPayments } from '../../certainty/backend/memory-store.ts'
import { anAmount } from '../support/builders.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

/** A store under test; the merchant and the till are there already. */
interface Subject {
  readonly merchantId: string
  readonly tillId: string
  readonly store: PaymentStore
  /** The same payments over another connection. */
  readonly second: PaymentStore
}

let database: TestDatabase
let postgres: Subject

beforeAll(async () => {
  database = await openTestDatabase()
  const { sql } = database
  await migrate(sql)
  const masterKey = readMasterKey(newMasterKey())
  const merchantId = await createMerchant(sql, masterKey, {
    name: 'Demo',
    settings: { appId: 'wx', mchId: '1', hosts: [], authorityPem: '' } as never, // never used here
    secrets: { apiKey: '', certificatePem: '', certificateKeyPem: '' },
  })
  const storeId = await createStore(sql, { merchantId, name: 'Store' })
  const tillId = await createTill(sql, { storeId, name: 'Till' })
  const store = postgresStore(sql)
  // A pool takes a connection for each transaction.
  postgres = { merchantId, tillId, store, second: store }
})
afterAll(() => database.close())

const atOnce: Connection = {
  begin: async () => undefined,
  think: async () => undefined,
  commit: async () => undefined,
}

function memory(): Subject {
  const payments = new MemoryPayments(() => Date.now())
  return {
    merchantId: 'merchant',
    tillId: 'till',
    store: payments.storeOf(atOnce),
    second: payments.storeOf({ ...atOnce }),
  }
}

let made = 0

describe.each([
  ['PostgreSQL', () => postgres],
  ['the store of the simulation', memory],
] as const)('%s', (_, open) => {
  let subject: Subject
  let id: string
  const claim = { node: 'node-a', claimMs: 60_000 }
  const key = () => ({ merchantId: subject.merchantId, id })

  beforeEach(() => {
    subject = open()
    id = `ORDER${Date.now()}${(made += 1)}`
  })

  function newPayment(fingerprint = 'words') {
    const begun = beginSale({
      saleId: id,
      amount: anAmount(),
      description: 'Tea',
      note: '',
      startedAtMs: 0,
    })
    const event = { type: 'code-scanned', outTradeNo: id, atMs: 0, paymentCode: '1' } as const
    const change = changeBy(DEFAULT_TIMING, begun, event)
    if (change === null) throw new Error('a sale takes a code')
    const { tillId } = subject
    return { ...key(), tillId, fingerprint: Buffer.from(fingerprint), change }
  }
  const start = async (): Promise<PaymentRow> => {
    const row = await subject.store.insert(newPayment(), claim)
    if (row === null) throw new Error('no row')
    return row
  }
  const changeOf = (row: PaymentRow, event: Parameters<typeof changeBy>[2]): RowChange => {
    const change = changeBy(DEFAULT_TIMING, row.state, event)
    if (change === null) throw new Error('the event means nothing')
    return { row, change, claimMs: 60_000 }
  }
  const silence = {
    type: 'submit-answered',
    submission: 'first',
    answer: { kind: 'no-answer', cause: 'timeout', detail: '' },
  } as const
  /** The payment of this test among those that are due. */
  async function due(node = 'node-b', change?: (row: DueRow) => RowChange) {
    let seen: DueRow | null = null
    await subject.store.advanceDue(node, 100, (row) => {
      if (row.id !== id) return []
      seen = row
      return change === undefined ? [] : [change(row)]
    })
    return seen as DueRow | null
  }

  it('takes an id once, and says when it was', async () => {
    const before = Date.now() - 1_000
    const row = await start()
    expect(row).toMatchObject({ ...key(), version: 1, fence: 1, state: { kind: 'submitting' } })
    expect(row.state.sale.startedAtMs).toBeGreaterThan(before)
    expect(row.state).toMatchObject({ attempt: { submittedAtMs: row.state.sale.startedAtMs } })
    expect(await subject.store.insert(newPayment('other words'), claim)).toBeNull()
    expect(
      await subject.store.insertClosed({ ...newPayment(), amount: anAmount() }, 'n'),
    ).toBeNull()
    expect((await subject.store.readFingerprint(key()))?.toString()).toBe('words')
    expect(await subject.store.read({ ...key(), id: `${id}x` })).toBeNull()
  })

  it('closes an id, so that no payment of it is taken any more', async () => {
    const closed = { ...key(), tillId: subject.tillId, amount: anAmount() }
    const row = await subject.store.insertClosed(closed, 'node-a')
    expect(row).toMatchObject({ version: 1, fence: 0, state: { proof: 'never-arrived' } })
    expect(await subject.store.insert(newPayment(), claim)).toBeNull()
    expect(await due()).toBeNull()
  })

  it('writes a change once: a row that is not as it was read stays as it is', async () => {
    const row = await start()
    const change = changeOf(row, silence)
    const [changed] = await subject.store.write('node-a', [change])
    expect(changed).toMatchObject({ version: 2, fence: 2, state: { kind: 'confirming' } })
    expect(await subject.store.write('node-a', [change])).toEqual([])
    const stale = { ...change, row: { ...row, version: 2 } }
    expect(await subject.store.write('node-a', [stale])).toEqual([])
    expect(await subject.store.read(key())).toEqual(changed)
  })

  it('knows by its fence whether a call is the latest', async () => {
    const row = await start()
    await subject.store.write('node-a', [changeOf(row, silence)])
    expect(await subject.store.readFenced(key(), 1)).toBeNull()
    expect(await subject.store.readFenced(key(), 2)).toMatchObject({ version: 2 })
  })

  it('wakes nobody while a claim is good, and everybody when its node is gone', async () => {
    await start()
    await subject.store.beat('node-a')
    expect(await due()).toBeNull()
    await subject.store.releaseClaimsOfTheDead(60_000)
    expect(await due()).toBeNull()
    // Silent for longer than no time at all.
    await new Promise((resolve) => setTimeout(resolve, 5))
    await subject.store.releaseClaimsOfTheDead(1)
    expect(await due()).toMatchObject({ claimOver: true, claimedBy: 'node-a', waitOver: false })
    await subject.store.beat('node-a')
    await subject.store.leave('node-a')
    expect(await due()).toMatchObject({ claimOver: true })
  })

  it('wakes for a pause, and forgets it when a call begins', async () => {
    const row = await start()
    const [asked] = await subject.store.write('node-a', [changeOf(row, silence)])
    if (asked === undefined) throw new Error('not written')
    const unknown = {
      type: 'query-answered',
      answer: { kind: 'no-answer', cause: 'timeout', detail: '' },
    } as const
    const pause = changeOf(asked, unknown)
    const wait = { event: 'query-due', delayMs: 0 } as const
    await subject.store.write('node-a', [{ ...pause, change: { ...pause.change, wait } }])
    const seen = await due('node-b', (found) => changeOf(found, { type: 'query-due' }))
    expect(seen).toMatchObject({ claimedBy: null, waitEvent: 'query-due', waitOver: true })
    expect(seen?.lateMs).toBeGreaterThanOrEqual(0)
    expect(await due()).toBeNull()
    expect(await subject.store.read(key())).toMatchObject({ fence: 3, state: { call: 'query' } })
  })

  it('counts ages from the submit', async () => {
    const row = await start()
    const aged = changeOf(row, { type: 'stop-pressed' })
    const age = { age: 'revocable', afterMs: 0 } as const
    await subject.store.write('node-a', [{ ...aged, change: { ...aged.change, age } }])
    expect(await due()).toMatchObject({ nextAge: 'revocable', ageReached: true, claimOver: false })
  })

  it('lets two lookers have different rows at the same time', async () => {
    await start()
    await subject.store.leave('node-a')
    let inner: DueRow | null = null
    const both = subject.second.advanceDue('node-b', 100, (row) =>
      row.id === id ? [changeOf(row, { type: 'restarted', elapsedMs: 0, clock: 'wall' })] : [],
    )
    const other = due('node-c').then((seen) => (inner = seen))
    const [first] = await Promise.all([both, other])
    const won = first.rows.filter((row) => row.id === id).length
    // Whoever came second left it out, or found it with its new claim.
    expect(won + (inner === null ? 0 : 1)).toBeGreaterThanOrEqual(1)
    expect(await subject.store.read(key())).toMatchObject({ version: 2, fence: 2 })
  })
})
