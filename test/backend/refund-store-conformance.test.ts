import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beginRefund } from '../../app/refund/flow.ts'
import { refundTimingFor } from '../../app/refund/timing.ts'
import { beginSale } from '../../app/payment/flow.ts'
import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import { createMerchant, createStore, createTill } from '../../backend/directory.ts'
import { newMasterKey, readMasterKey } from '../../backend/master-key.ts'
import { migrate } from '../../backend/migrate.ts'
import { changeBy } from '../../backend/payment-change.ts'
import type { PaymentStore } from '../../backend/payment-store.ts'
import { postgresStore } from '../../backend/postgres-store.ts'
import { changeByRequest, refundChangeBy } from '../../backend/refund-change.ts'
import type { NewRefund, RefundRow, RefundRowChange } from '../../backend/refund-rows.ts'
import { postgresRefundStore, type RefundStore } from '../../backend/refund-store.ts'
import { MemoryRefunds } from '../../certainty/backend/memory-refunds.ts'
import { type Connection, MemoryPayments } from '../../certainty/backend/memory-store.ts'
import { anAmount } from '../support/builders.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

/** Stores under test; the merchant and the till are there already. */
interface Subject {
  readonly merchantId: string
  readonly tillId: string
  readonly payments: PaymentStore
  readonly refunds: RefundStore
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
  const refunds = postgresRefundStore(sql)
  postgres = { merchantId, tillId, payments: postgresStore(sql), refunds }
})
afterAll(() => database.close())

const atOnce: Connection = {
  begin: async () => undefined,
  think: async () => undefined,
  commit: async () => undefined,
}

function memory(): Subject {
  const payments = new MemoryPayments(() => Date.now())
  const refunds = new MemoryRefunds(payments, () => Date.now())
  return {
    merchantId: 'merchant',
    tillId: 'till',
    payments: payments.storeOf(atOnce),
    refunds: refunds.storeOf(atOnce),
  }
}

const TIMING = refundTimingFor(DEFAULT_TIMING)
const claim = { node: 'node-a', claimMs: 60_000 }
let made = 0

describe.each([
  ['PostgreSQL', () => postgres],
  ['the store of the simulation', memory],
] as const)('%s', (_, open) => {
  let subject: Subject
  let paymentId: string

  beforeEach(async () => {
    subject = open()
    paymentId = `ORDER${Date.now()}${(made += 1)}`
  })

  /** The payment, paid unless it is to be left open. */
  async function pay(paid = true): Promise<void> {
    const { merchantId, tillId, payments } = subject
    const sale = { saleId: paymentId, amount: anAmount(1_000), description: '', note: '', startedAtMs: 0 } // prettier-ignore
    const event = { type: 'code-scanned', outTradeNo: paymentId, atMs: 0, paymentCode: '1' } as const // prettier-ignore
    const change = changeBy(DEFAULT_TIMING, beginSale(sale), event)
    if (change === null) throw new Error('a sale takes a code')
    const fingerprint = Buffer.from('words')
    const payment = { merchantId, id: paymentId, tillId, fingerprint, change }
    const row = await payments.insert(payment, claim)
    if (row === null) throw new Error('no row')
    if (!paid) return
    const answer = {
      kind: 'paid',
      payment: {
        transactionId: '42',
        timeEnd: '20260520120000',
        cash: null,
        coupons: null,
        bankType: '',
        payer: '',
      },
    } as never // prettier-ignore -- only its kind counts here
    const done = changeBy(DEFAULT_TIMING, row.state, { type: 'submit-answered', submission: 'first', answer }) // prettier-ignore
    if (done === null) throw new Error('an answer means something')
    const rows = await payments.write('node-a', [{ row, change: done, claimMs: 0 }])
    expect(rows[0]?.state.kind).toBe('paid')
  }

  function newRefund(id: string, minor: number): NewRefund {
    const { merchantId, tillId } = subject
    const order = { outRefundNo: id, outTradeNo: paymentId, total: anAmount(1_000) }
    const refund = { ...order, amount: anAmount(minor), reason: '', requestedAtMs: 0 }
    const fingerprint = Buffer.from(`refund ${minor}`)
    const change = changeByRequest(refund)
    expect(change.state).toEqual(beginRefund(refund).state)
    return { merchantId, id, paymentId, tillId, operatorId: null, approvedBy: null, fingerprint, change } // prettier-ignore
  }
  const insert = (id: string, minor: number): ReturnType<RefundStore['insert']> =>
    subject.refunds.insert(newRefund(id, minor), claim)
  async function start(id: string, minor: number): Promise<RefundRow> {
    const row = await insert(id, minor)
    if (row === null || typeof row === 'string') throw new Error(`no row: ${row}`)
    return row
  }
  const changeOf = (
    row: RefundRow,
    event: Parameters<typeof refundChangeBy>[2],
  ): RefundRowChange => {
    const change = refundChangeBy(TIMING, row.state, event)
    if (change === null) throw new Error('the event means nothing')
    return { row, change, claimMs: 60_000 }
  }
  const refusal = { kind: 'error', code: 'TRADE_OVERDUE', description: '' } as const

  it('takes a number once, says when it was, and keeps its words', async () => {
    await pay()
    const id = `R1-${paymentId}`
    const before = Date.now() - 1_000
    const row = await start(id, 400)
    expect(row).toMatchObject({
      id,
      paymentId,
      version: 1,
      fence: 1,
      state: { kind: 'submitting' },
    })
    expect(row.state.refund.requestedAtMs).toBeGreaterThan(before)
    expect(await insert(id, 400)).toBeNull()
    expect((await subject.refunds.readFingerprint(row))?.toString()).toBe('refund 400')
    expect(await subject.refunds.read(row)).toMatchObject({ version: 1 })
    expect(await subject.refunds.read({ ...row, id: `${id}x` })).toBeNull()
  })

  it('gives back no more than was paid, undecided refunds counted, refused ones not', async () => {
    await pay(false)
    expect(await insert(`R1-${paymentId}`, 1)).toBe('not-refundable')
    subject = open()
    paymentId = `${paymentId}x`
    await pay()
    const first = await start(`R1-${paymentId}`, 700)
    expect(await insert(`R2-${paymentId}`, 301)).toBe('refund-exceeds')
    await start(`R3-${paymentId}`, 300)
    expect(await insert(`R4-${paymentId}`, 1)).toBe('refund-exceeds')
    const refused = changeOf(first, { type: 'refund-answered', answer: refusal })
    expect(await subject.refunds.write('node-a', [refused])).toHaveLength(1)
    expect(await start(`R5-${paymentId}`, 700)).toMatchObject({ version: 1 })
  })

  it('writes a change once: a row that is not as it was read stays as it is', async () => {
    await pay()
    const row = await start(`R1-${paymentId}`, 400)
    const silence = { kind: 'no-answer', cause: 'timeout', detail: '' } as const
    const doubt = changeOf(row, { type: 'refund-answered', answer: silence })
    const [asking] = await subject.refunds.write('node-a', [doubt])
    expect(asking).toMatchObject({ version: 2, fence: 2, state: { kind: 'confirming' } })
    expect(await subject.refunds.write('node-b', [doubt])).toEqual([])
    expect(await subject.refunds.read(row)).toMatchObject({ version: 2 })
  })

  it('hands out what a silent node had begun, and what has waited long enough', async () => {
    await pay()
    const id = `R1-${paymentId}`
    await start(id, 400)
    const look = async (): Promise<readonly string[]> => {
      const seen: string[] = []
      await subject.refunds.advanceDue('node-b', 1_000, (row) => {
        if (row.id === id) seen.push(row.claimOver ? 'claim over' : String(row.waitEvent))
        return changeOf(row, { type: 'restarted' })
      })
      return seen
    }
    expect(await look()).toEqual([])
    await subject.payments.leave('node-a')
    expect(await look()).toEqual(['claim over'])
    expect(await subject.refunds.read({ merchantId: subject.merchantId, id })).toMatchObject({
      version: 2,
      fence: 2,
      state: { kind: 'confirming', call: 'query', doubtful: true },
    })
  })

  it('keeps the end of a refund', async () => {
    await pay()
    const row = await start(`R1-${paymentId}`, 400)
    const refused = changeOf(row, { type: 'refund-answered', answer: refusal })
    const [ended] = await subject.refunds.write('node-a', [refused])
    if (ended === undefined) throw new Error('not written')
    const again = { ...changeOf(row, { type: 'restarted' }), row: ended }
    await expect(subject.refunds.write('node-a', [again])).rejects.toThrow('keeps')
  })
})
