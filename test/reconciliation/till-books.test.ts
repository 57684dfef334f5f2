import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tillBooks } from '../../adapters/reconciliation/till-books.ts'
import { openJournal, type SqliteJournal } from '../../adapters/sqlite-journal.ts'
import type { PaymentState } from '../../app/payment/state.ts'
import { startOf } from '../../app/reconciliation/day.ts'
import type { OurRecord } from '../../app/reconciliation/our-record.ts'
import type { RefundState } from '../../app/refund/state.ts'
import { aRefund, aSale, anAttempt } from '../support/builders.ts'
import { payment } from '../payment/samples.ts'
import { DAY, DAY_MS } from './played-day.ts'

let folder: string
let journal: SqliteJournal

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'till-books-'))
  const opened = await openJournal(path.join(folder, 'journal.db'), 'shop')
  if (!opened.ok) throw new Error(opened.error.kind)
  journal = opened.value
})
afterEach(() => {
  journal.close()
  rmSync(folder, { recursive: true, force: true })
})

const START = startOf(DAY)

/** An attempt of a sale; it ends as `end` says, or stays submitting. */
async function attemptAt(saleId: string, number: string, atMs: number, end?: 'paid' | 'refused') {
  const sale = aSale({ saleId })
  const attempt = anAttempt({ outTradeNo: number, submittedAtMs: atMs })
  const submitting: PaymentState = { kind: 'submitting', sale, attempt, age: 'new', stopPressed: false } // prettier-ignore
  await journal.append({
    saleId,
    atMs,
    event: { type: 'code-scanned', outTradeNo: number, atMs },
    state: submitting,
  })
  if (end === undefined) return
  const refusal = { kind: 'error-code', code: 'NOTENOUGH', description: '' } as const
  const state: PaymentState =
    end === 'paid'
      ? { kind: 'paid', sale, attempt, payment: { ...payment, timeEnd: '20260314120005' } }
      : { kind: 'not-charged', sale, attempt, refusal }
  await journal.append({ saleId, atMs: atMs + 1, event: { type: 'query-due' }, state })
}

let breaths = 0

const books = (refunds: readonly RefundState[] = []) =>
  tillBooks({
    journal,
    refunds: {
      refundsIn: ({ fromMs, toMs }) =>
        refunds.filter(({ refund: { requestedAtMs: at } }) => at >= fromMs && at < toMs),
      refundsOf: (numbers) => refunds.filter(({ refund }) => numbers.includes(refund.outTradeNo)),
    },
    till: 'T1',
    breathe() {
      breaths += 1
      return Promise.resolve()
    },
  })

async function readAll(refunds: readonly RefundState[] = []): Promise<readonly OurRecord[]> {
  const all: OurRecord[] = []
  for await (const block of books(refunds).read({ fromMs: START, toMs: START + DAY_MS }))
    all.push(...block)
  return all
}

describe('the books of a till', () => {
  it('have every attempt of a day, each as it stands or stood when the sale went on', async () => {
    await attemptAt('a', 'A1', START + 5, 'refused')
    await attemptAt('a', 'A2', START + 50, 'paid')
    await attemptAt('b', 'B1', START + 70)
    expect(await readAll()).toMatchObject([
      { orderNumber: 'A1', saleId: 'a', state: 'not-charged', paidAtMs: null, transactionId: '' },
      {
        orderNumber: 'A2',
        saleId: 'a',
        state: 'paid',
        submittedAtMs: START + 50,
        paidAtMs: Date.parse('2026-03-14T12:00:05+08:00'),
        transactionId: payment.transactionId,
        amount: { minor: 1280, currency: 'CNY' },
        till: 'T1',
        cashier: null,
      },
      { orderNumber: 'B1', state: 'open' },
    ])
  })

  it('are read by their time, whatever the clock did, and none twice', async () => {
    const numbers = Array.from({ length: 220 }, (_, index) => `N${index}`)
    // A clock that was set back: later entries carry earlier times, and many carry the same.
    for (const [index, number] of numbers.entries())
      await attemptAt(number, number, START + ((index * 7) % 20) * 1_000, 'paid')
    await attemptAt('before', 'before', START - 1, 'paid')
    await attemptAt('after', 'after', START + DAY_MS, 'paid')
    breaths = 0
    const all = await readAll()
    expect(all.map(({ orderNumber }) => orderNumber).toSorted()).toEqual(numbers.toSorted())
    expect(breaths).toBe(9)
  })

  it('find an order however old, and its refunds', async () => {
    await attemptAt('old', 'OLD', START - 30 * DAY_MS, 'paid')
    const refunds: RefundState[] = [
      { kind: 'submitting', refund: aRefund({ outTradeNo: 'OLD', requestedAtMs: START + 9 }) },
    ]
    expect(await books(refunds).find(['OLD', 'NONE'])).toMatchObject([
      { kind: 'payment', orderNumber: 'OLD', state: 'paid' },
      { kind: 'refund', orderNumber: 'OLD', state: 'open', amount: { minor: 888 } },
    ])
    expect(await readAll(refunds)).toMatchObject([{ kind: 'refund', requestedAtMs: START + 9 }])
  })
})
