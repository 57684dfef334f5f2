import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  openReconciliation,
  type SqliteReconciliation,
} from '../../adapters/reconciliation/sqlite-store.ts'
import { CLASSES } from '../../app/reconciliation/difference.ts'
import type { Remedy, RemedyKind } from '../../app/reconciliation/remedy.ts'
import { remediesOf } from '../../app/reconciliation/remedy.ts'
import type { StoredDifference } from '../../app/reconciliation/report.ts'
import {
  offeredRemedies,
  type RefundWish,
  type RemedyWays,
  takeRemedy,
} from '../../app/reconciliation/take-remedy.ts'
import { fail, succeed } from '../../app/result.ts'
import { DAY, playDay, reconcileInto, writeBill } from './played-day.ts'

let folder: string
let store: SqliteReconciliation
let refunds: RefundWish[]
let resent: string[]
let pins: RemedyKind[]

const ways: RemedyWays = {
  query: () => Promise.resolve(succeed({ state: 'NOTPAY', detail: '' })),
  refund(wish) {
    refunds.push(wish)
    return Promise.resolve(succeed({ refundNumber: `R${refunds.length}` }))
  },
  resendRefund(number) {
    resent.push(number)
    return Promise.resolve(succeed(null))
  },
}

const BY = { id: 'm1', name: 'Wang' }

const take = (
  id: string,
  remedy: Remedy,
  other: Partial<RemedyWays> = {},
  by = BY as typeof BY | null,
) =>
  takeRemedy(
    {
      store,
      ways: { ...ways, ...other },
      nowMs: () => 7_000,
      whoTakes(kind) {
        pins.push(kind)
        return Promise.resolve(by === null ? fail({ kind: 'pin-wrong' } as const) : succeed(by))
      },
    },
    id,
    remedy,
  )

const day = playDay('remedies taken', {
  orders: 200,
  counts: {
    'unknown-here': 1,
    'charged-twice': 1,
    'absent-there': 1,
    'refund-absent-there': 1,
    'revoked-there': 1,
    'refund-unknown-here': 1,
  },
})

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'remedy-'))
  store = await openReconciliation(path.join(folder, 'reconciliation.db'))
  refunds = []
  resent = []
  pins = []
  const writer = await store.write(DAY)
  const file = writeBill(day, folder, { day: DAY })
  const { records } = day
  const totals = await reconcileInto(writer, { records, file, folder, day: DAY, nextBillSeen: false, elsewhere: [], rows: 0 }) // prettier-ignore
  if (!totals.ok) throw new Error(totals.error.kind)
  await writer.commit(totals.value, { sha256: '', bytes: 0, rows: 0, fetchedAtMs: 0, source: 'wechat' }, 1) // prettier-ignore
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function find(wanted: string): Promise<StoredDifference> {
  const found = (await store.differences(DAY, { offset: 0, limit: 100 })).find(
    (one) => one.class === wanted,
  )
  if (found === undefined) throw new Error(`no ${wanted}`)
  return found
}

describe('a remedy', () => {
  it('that asks WeChat adds to what is known and settles nothing', async () => {
    const { id } = await find('absent-there')
    expect(await take(id, { kind: 'query' })).toMatchObject({
      value: {
        state: { kind: 'open' },
        remedies: [{ outcome: { kind: 'wechat-said', state: 'NOTPAY' }, by: BY, atMs: 7_000 }],
      },
    })
    expect(await take(id, { kind: 'record-loss', note: 'NOTPAY' })).toMatchObject({
      value: { state: { kind: 'resolved' } },
    })
    expect(await take(id, { kind: 'query' })).toMatchObject({ error: { kind: 'not-open' } })
    expect(await take(id, { kind: 'note', note: 'filed' })).toMatchObject({ ok: true })
  })

  it('that refunds gives back what WeChat has of the order, under a number of its own for ever', async () => {
    const found = await find('charged-twice')
    const wish = { kind: 'refund', reason: 'charged twice' } as const
    expect(await take(found.id, wish, {}, null)).toMatchObject({
      error: { kind: 'pin-wrong' },
    })
    expect(refunds).toEqual([])
    // The refund's journal took it, and this program ended before it wrote that down: the same wish again is the same refund.
    const lost = {
      refund: (one: RefundWish) => (refunds.push(one), Promise.reject(new Error('ended'))),
    }
    await expect(take(found.id, wish, lost)).rejects.toThrow('ended')
    expect(await take(found.id, wish)).toMatchObject({
      value: {
        state: { kind: 'resolved', by: { outcome: { refundNumber: 'R2' } } },
      },
    })
    expect(refunds).toHaveLength(2)
    expect(refunds[1]).toEqual(refunds[0])
    expect(refunds[0]).toEqual({
      refundNumber: `RC-${found.orderNumber}`,
      orderNumber: found.orderNumber,
      total: found.amount,
      returned: [],
      amount: found.amount,
      reason: 'charged twice',
      approvedBy: BY,
    })
    expect(await take(found.id, wish)).toMatchObject({ error: { kind: 'not-open' } })
    expect(pins).toEqual(['refund', 'refund', 'refund'])
  })

  it('that is refused by the refunds leaves the difference open', async () => {
    const { id } = await find('unknown-here')
    const refund = () => Promise.resolve(fail({ kind: 'no-answer', detail: 'x' } as const))
    expect(await take(id, { kind: 'refund', reason: '' }, { refund })).toEqual({
      ok: false,
      error: { kind: 'no-answer', detail: 'x' },
    })
    expect(await store.difference(id)).toMatchObject({ state: { kind: 'open' }, remedies: [] })
  })

  it('that sends a refund again keeps its number', async () => {
    const { id, refundNumber } = await find('refund-absent-there')
    expect(await take(id, { kind: 'resend-refund' })).toMatchObject({ ok: true })
    expect(resent).toEqual([refundNumber])
  })

  it('is offered only where it fits and where there is a way', async () => {
    const revoked = await find('revoked-there')
    expect(await take(revoked.id, { kind: 'refund', reason: '' })).toMatchObject({
      error: { kind: 'not-offered' },
    })
    const unknown = await find('unknown-here')
    expect(await take(unknown.id, { kind: 'refund', reason: '' }, { refund: null })).toMatchObject({
      error: { kind: 'not-possible-here' },
    })
    const none: RemedyWays = { query: null, refund: null, resendRefund: null }
    expect(offeredRemedies(unknown, none)).toEqual(['assign', 'note'])
    expect(offeredRemedies(unknown, ways)).toEqual(['assign', 'refund', 'query', 'note'])
    expect(await take('20260314:payment:none', { kind: 'query' })).toMatchObject({
      error: { kind: 'no-such-difference' },
    })
  })

  it('never is a refund of what WeChat has given back', () => {
    for (const name of ['paid-there-only', 'unknown-here'] as const) {
      const offered = remediesOf({ class: name, reasons: ['here-revoked', 'returned-there'] })
      expect(offered[0]).toBe('explain')
      expect(offered).not.toContain('refund')
    }
  })

  it('is there for every class', () => {
    for (const name of CLASSES) {
      if (name === 'matched' || name === 'bill-unusable') continue
      expect(remediesOf({ class: name, reasons: [] })).toContain('note')
    }
  })
})
