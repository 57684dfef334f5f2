/** Remedies that give money back, through the till's own refunds, killed between the two files that hear of them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openReconciliation } from '../../adapters/reconciliation/sqlite-store.ts'
import { openRefunds } from '../../adapters/sqlite-refunds.ts'
import { money } from '../../app/money.ts'
import type { PaymentState } from '../../app/payment/state.ts'
import type { Remedy } from '../../app/reconciliation/remedy.ts'
import type { StoredDifference } from '../../app/reconciliation/report.ts'
import {
  offeredRemedies,
  refundStandsOf,
  type RemedyWays,
  takeRemedy,
} from '../../app/reconciliation/take-remedy.ts'
import { RefundDesk } from '../../app/refund/refund-desk.ts'
import { succeed } from '../../app/result.ts'
import { refundWays } from '../../main/refund-ways.ts'
import { states as payments } from '../payment/samples.ts'
import { DAY, playDay, reconcileInto, writeBill } from '../reconciliation/played-day.ts'
import { type LittleBook, littleBook } from '../refund/little-book.ts'
import { timing } from '../refund/samples.ts'
import { countingRandom } from '../support/counting-random.ts'
import { handClock, settle } from '../support/hand-clock.ts'

const MANAGER = { id: 'm1', name: 'Wang' }
const CHEN = { id: 'c1', name: 'Chen' }

const day = playDay('refund ways', {
  orders: 60,
  counts: { 'unknown-here': 1, 'charged-twice': 1, 'refund-absent-there': 1 },
})

let folder: string
let book: LittleBook
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'refund-ways-'))
  book = littleBook()
  const store = await openReconciliation(path.join(folder, 'reconciliation.db'))
  const writer = await store.write(DAY)
  const file = writeBill(day, folder, { day: DAY })
  const { records } = day
  const totals = await reconcileInto(writer, { records, file, folder, day: DAY, nextBillSeen: false, elsewhere: [], rows: 0 }) // prettier-ignore
  if (!totals.ok) throw new Error(totals.error.kind)
  await writer.commit(totals.value, { sha256: '', bytes: 0, rows: 0, fetchedAtMs: 0, source: 'wechat' }, 1) // prettier-ignore
  store.close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A till that has just started on what an earlier one left. */
async function open(saleOfOrder: (outTradeNo: string) => PaymentState | null = () => null) {
  const opened = await openRefunds(path.join(folder, 'refunds.db'), 'books')
  if (!opened.ok) throw new Error(opened.error.kind)
  const journal = opened.value
  const store = await openReconciliation(path.join(folder, 'reconciliation.db'))
  const clock = handClock()
  const desk = new RefundDesk({
    gateway: book.gateway,
    journal,
    clock,
    monotonicMs: clock.nowMs,
    random: countingRandom(),
    timing,
    sale: () => payments.paid,
    saleOfOrder,
    onView: () => undefined,
  })
  await settle()
  const find = async (wanted: string): Promise<StoredDifference> => {
    const all = await store.differences(DAY, { offset: 0, limit: 100 })
    const found = all.find((one) => one.class === wanted)
    if (found === undefined) throw new Error(`no ${wanted}`)
    return found
  }
  const take = (id: string, remedy: Remedy, keeps: Pick<typeof store, 'remedy'> = store) =>
    takeRemedy<never>(
      {
        store: { difference: store.difference, remedy: keeps.remedy },
        ways: {
          query: null,
          ...refundWays({ desk, refund: (number) => journal.refund(number) }, () => CHEN),
        },
        nowMs: () => 7_000,
        whoTakes: async () => succeed(MANAGER),
      },
      id,
      remedy,
    )
  const close = (): void => {
    desk.close()
    journal.close()
    store.close()
  }
  return { desk, journal, clock, find, take, close }
}

const REFUND = { kind: 'refund', reason: 'charged twice' } as const

describe('a refund that begins in a difference', () => {
  it.each(['unknown-here', 'charged-twice'])(
    'of %s is made once, although the till ended between its journal and the report',
    async (wanted) => {
      const first = await open()
      const { id, orderNumber, amount } = await first.find(wanted)
      const ends = { remedy: () => Promise.reject(new Error('ended')) }
      await expect(first.take(id, REFUND, ends)).rejects.toThrow('ended')
      first.close()

      const next = await open()
      expect(await next.find(wanted)).toMatchObject({ state: { kind: 'open' }, remedies: [] })
      const taken = await next.take(id, REFUND)
      const [made] = next.journal.ofOrder(orderNumber)
      expect(next.journal.ofOrder(orderNumber)).toHaveLength(1)
      expect(made).toMatchObject({
        facts: { saleId: '', askedBy: CHEN, approvedBy: MANAGER },
        state: { refund: { amount: { ...amount }, total: { ...amount }, reason: REFUND.reason } },
      })
      const refundNumber = made?.state.refund.outRefundNo
      expect(taken).toMatchObject({
        value: {
          state: { kind: 'resolved', by: { by: MANAGER, outcome: { kind: 'refund-started', refundNumber } } }, // prettier-ignore
        },
      })
      await settle()
      expect([...book.refunds.keys()]).toEqual([refundNumber])
      expect(await next.take(id, REFUND)).toMatchObject({ error: { kind: 'not-open' } })
      next.close()
    },
  )

  it('gives back what F10 left of it, and counts for F10 as any other', async () => {
    const charge = payments.paid
    const till = await open(() => charge)
    const { id, orderNumber, amount } = await till.find('charged-twice')
    const sale = { ...charge.sale, amount: aMoney(amount.minor, amount.currency) }
    const state = { ...charge, sale, attempt: { ...charge.attempt, outTradeNo: orderNumber } }
    till.close()
    const again = await open(() => state)
    await again.desk.startBilled<never>(
      // By the merchant platform, all but one hundred of it.
      { outTradeNo: orderNumber, total: sale.amount, returned: [{ outRefundNo: 'P', minor: amount.minor - 100 }] }, // prettier-ignore
      'F10',
      async () => succeed({ askedBy: null, approvedBy: null }),
    )
    await again.take(id, REFUND)
    const parts = again.journal.ofOrder(orderNumber)
    expect(parts.map(({ state: { refund } }) => refund.amount.minor)).toEqual([
      100,
      amount.minor - 100,
    ])
    expect(parts.map(({ facts }) => facts.saleId)).toEqual([sale.saleId, sale.saleId])
    again.close()
  })

  it('that WeChat refuses in the end opens the way to another', async () => {
    const till = await open()
    const { id, orderNumber } = await till.find('unknown-here')
    book.next('refused')
    const taken = await till.take(id, REFUND)
    if (!taken.ok) throw new Error(taken.error.kind)
    await settle()
    const [refused] = till.journal.ofOrder(orderNumber)
    expect(refused?.state.kind).toBe('refused')
    const ways: RemedyWays = { query: null, ...refundWays({ desk: till.desk, refund: (number) => till.journal.refund(number) }, () => null) } // prettier-ignore
    expect(refundStandsOf(taken.value, ways)).toBe('refused')
    expect(offeredRemedies(taken.value, ways)).toContain('refund')
    const again = await till.take(id, REFUND)
    if (!again.ok) throw new Error(again.error.kind)
    await settle()
    expect(till.journal.ofOrder(orderNumber).map(({ state }) => state.kind)).toEqual([
      'refused',
      'accepted',
    ])
    expect(refundStandsOf(again.value, ways)).toBe('accepted')
    expect(await till.take(id, REFUND)).toMatchObject({ error: { kind: 'not-open' } })
    till.close()
  })

  it('is not made when the bill says that all of it went back', async () => {
    const till = await open()
    const total = aMoney(500, 'CNY')
    const made = await till.desk.startBilled<never>(
      { outTradeNo: 'x', total, returned: [{ outRefundNo: 'P', minor: 500 }] },
      '',
      async () => succeed({ askedBy: null, approvedBy: null }),
    )
    expect(made).toMatchObject({ error: { kind: 'not-refundable', why: 'all-refunded' } })
    till.close()
  })

  it('is not possible where the journal of refunds is no good', () => {
    expect(refundWays(null, () => null)).toEqual({ refund: null, resendRefund: null })
  })
})

describe('a refund that the bill lacks', () => {
  it('is asked about, and sent again under its number where WeChat does not know it', async () => {
    const till = await open()
    const { orderNumber } = await till.find('refund-absent-there')
    const begun = await till.desk.startBilled<never>(
      { outTradeNo: orderNumber, total: aMoney(500, 'CNY'), returned: [] },
      '',
      async () => succeed({ askedBy: null, approvedBy: null }),
    )
    if (!begun.ok) throw new Error(begun.error.kind)
    const { outRefundNo } = begun.value.state.refund
    await settle()
    book.arrive()
    await till.clock.advance(timing.askEveryMs)
    expect(till.journal.refund(outRefundNo)?.state.kind).toBe('refunded')
    // WeChat has lost it.
    book.refunds.delete(outRefundNo)
    expect(await till.desk.resend(outRefundNo)).toBe(true)
    expect(till.journal.refund(outRefundNo)?.state.kind).toBe('confirming')
    till.close()

    const next = await open()
    await next.clock.advance(timing.askEveryMs * 4)
    expect(next.journal.refund(outRefundNo)?.state.kind).toBe('refunded')
    expect([...book.refunds.keys()]).toEqual([outRefundNo])
    next.close()
  })

  it('of another till has no way here', async () => {
    const till = await open()
    const { id } = await till.find('refund-absent-there')
    expect(await till.take(id, { kind: 'resend-refund' })).toMatchObject({
      error: { kind: 'not-possible-here' },
    })
    till.close()
  })
})

function aMoney(minor: number, currency: string) {
  const made = money(minor, currency === 'HKD' ? 'HKD' : 'CNY')
  if (!made.ok) throw new Error('no amount')
  return made.value
}
