import { afterEach, beforeEach, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openRefunds, type SqliteRefunds } from '../../adapters/sqlite-refunds.ts'
import { openSqlite } from '../../adapters/sqlite.ts'
import { RefundDesk } from '../../app/refund/refund-desk.ts'
import { fail, succeed } from '../../app/result.ts'
import { type LittleBook, littleBook } from './little-book.ts'
import type { PaymentState } from '../../app/payment/state.ts'
import { states as payments } from '../payment/samples.ts'
import { countingRandom } from '../support/counting-random.ts'
import { handClock, settle } from '../support/hand-clock.ts'
import { timing } from './samples.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'refunds-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (): string => path.join(folder, 'refunds.db')

async function open(book: LittleBook, clock = handClock(), sold: PaymentState = payments.paid) {
  const opened = await openRefunds(file(), 'books')
  if (!opened.ok) throw new Error(opened.error.kind)
  const journal: SqliteRefunds = opened.value
  const desk = new RefundDesk({
    gateway: book.gateway,
    journal,
    clock,
    monotonicMs: clock.nowMs,
    random: countingRandom(),
    timing,
    sale: (saleId) => (saleId === 'sale-1' ? sold : null),
    saleOfOrder: (number) => (number === payments.paid.attempt.outTradeNo ? payments.paid : null),
    onView: () => undefined,
  })
  await settle()
  return {
    desk,
    clock,
    journal,
    start: (amountMinor: number) =>
      desk.start({ saleId: 'sale-1', amountMinor, reason: '' }, async () =>
        succeed({ askedBy: null, approvedBy: null }),
      ),
    states: () => journal.ofSale('sale-1').map(({ state }) => state.kind),
    close: () => {
      desk.close()
      journal.close()
    },
  }
}

it('refunds in parts, and never more than the sale, undecided ones included', async () => {
  const book = littleBook()
  const till = await open(book)
  const [first, second, third] = await Promise.all([
    till.start(800),
    till.start(480),
    till.start(1),
  ])
  expect([first.ok, second.ok]).toEqual([true, true])
  expect(third).toMatchObject({ error: { kind: 'not-refundable', why: 'all-refunded' } })
  await settle()
  expect(till.states()).toEqual(['accepted', 'accepted'])
  book.arrive()
  await till.clock.advance(timing.askEveryMs)
  expect(till.states()).toEqual(['refunded', 'refunded'])
  expect(new Set(book.refunds.keys()).size).toBe(2)
  till.close()
})

it('of a payment that is no sale gives back all or nothing', async () => {
  const stuck = { ...payments['needs-attention'], problem: 'refund-needed' } as const
  const till = await open(littleBook(), handClock(), stuck)
  const { minor } = stuck.sale.amount
  expect(await till.start(minor - 1)).toEqual({
    ok: false,
    error: { kind: 'refund-whole-only', leftMinor: minor },
  })
  expect((await till.start(minor)).ok).toBe(true)
  till.close()
})

it('counts the refund of another attempt of the sale for that attempt only', async () => {
  const till = await open(littleBook())
  const { amount } = payments.paid.sale
  const order = { outTradeNo: 'another attempt', total: amount, returned: [] }
  await till.desk.startBilled(order, '', async () => succeed({ askedBy: null, approvedBy: null }))
  expect(till.desk.refundable('sale-1')).toEqual({
    kind: 'refundable',
    leftMinor: amount.minor,
    leastMinor: 1,
  })
  till.close()
})

it('starts nothing that nobody let go ahead', async () => {
  const book = littleBook()
  const till = await open(book)
  const asked = await till.desk.start({ saleId: 'sale-1', amountMinor: 1, reason: '' }, async () =>
    fail({ kind: 'pin-wrong' } as const),
  )
  expect(asked).toMatchObject({ error: { kind: 'pin-wrong' } })
  expect([till.states(), book.seen]).toEqual([[], []])
  till.close()
})

it('whose answer is lost is found by a query, under the same number', async () => {
  const book = littleBook()
  const till = await open(book)
  book.next('done, unheard')
  await till.start(500)
  await settle()
  expect(till.states()).toEqual(['accepted'])
  expect(book.seen).toEqual(['refund 500', 'query'])
  till.close()
})

it('that never arrived is sent again, under the same number', async () => {
  const book = littleBook()
  const till = await open(book)
  book.next('lost')
  await till.start(500)
  await till.clock.advance(timing.askEveryMs * 4)
  expect(till.states()).toEqual(['accepted'])
  expect(book.refunds.size).toBe(1)
  till.close()
})

it.each(['never', 'lost'] as const)(
  'after a kill while it is sent (%s) it is asked about and ends as the book says',
  async (fate) => {
    const book = littleBook()
    const till = await open(book)
    book.next(fate)
    await till.start(500)
    till.close()
    const again = await open(book)
    // What is not decided counts in full.
    expect(again.desk.refundable('sale-1')).toMatchObject({ kind: 'refundable', leftMinor: 780 })
    await again.clock.advance(timing.askEveryMs * 4)
    expect(again.states()).toEqual(['accepted'])
    expect(book.refunds.size).toBe(1)
    book.arrive()
    again.close()
    const later = await open(book)
    expect(later.states()).toEqual(['refunded'])
    later.close()
  },
)

it.each([
  ['a changed entry', `update entry set state = replace(state, '500', '100') where seq = 1`],
  ['a missing entry', 'delete from entry where seq = 2'],
])('refuses a journal with %s', async (_, sql) => {
  const till = await open(littleBook())
  await till.start(500)
  await settle()
  till.close()
  const db = await openSqlite(file())
  db.exec(`pragma foreign_keys = off; ${sql}`)
  db.close()
  expect(await openRefunds(file(), 'books')).toMatchObject({ error: { kind: 'refunds-damaged' } })
})

it('keeps undecided refunds to the books that they are in', async () => {
  const till = await open(littleBook())
  await till.start(500)
  till.close()
  expect(await openRefunds(file(), 'others')).toMatchObject({
    error: { kind: 'refunds-of-others' },
  })
})
