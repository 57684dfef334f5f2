import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EndedSum } from '../../adapters/journal-sums.ts'
import { openJournal, type SqliteJournal } from '../../adapters/sqlite-journal.ts'
import { openRefunds, type SqliteRefunds } from '../../adapters/sqlite-refunds.ts'
import { configurationSchema, type Configuration } from '../../app/contract/configuration.ts'
import type { PlainAct } from '../../app/people/allow.ts'
import type { RefundJournalEvent } from '../../app/refund/journal.ts'
import type { RefundState } from '../../app/refund/state.ts'
import { fail, succeed } from '../../app/result.ts'
import type { Unresolved } from '../../app/shift/figures.ts'
import type { SaleView } from '../../app/till/view.ts'
import { createShiftKeeping, type ShiftKeeping } from '../../main/shifts.ts'
import type { Station } from '../../main/station.ts'
import { aRefund } from '../support/builders.ts'
import { events, states } from '../refund/samples.ts'
import { entriesOf, type Sold } from '../support/sold.ts'

let folder: string
let journal: SqliteJournal
let refunds: SqliteRefunds
let shifts: ShiftKeeping
let configuration: Configuration
let current: Pick<SaleView, 'screen'> | null
/** What the second count is changed by, to see what a disagreement does. */
let miscount: (sums: readonly EndedSum[]) => readonly EndedSum[]
/** Undecided attempts as the second count has them; null: as they are. */
let undecided: readonly Unresolved[] | null
/** What is in the log of acts. */
let acts: PlainAct[]
/** Whether a PIN is wanted. */
let approving: boolean

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keeping-'))
  const opened = await openJournal(join(folder, 'journal.db'), 'shop')
  if (!opened.ok) throw new Error(opened.error.kind)
  journal = opened.value
  configuration = configurationSchema.parse({ timeZone: 'Asia/Shanghai' })
  current = null
  miscount = (sums) => sums
  undecided = null
  acts = []
  approving = false
  const kept = await openRefunds(join(folder, 'refunds.db'), 'shop')
  if (!kept.ok) throw new Error(kept.error.kind)
  refunds = kept.value
  shifts = start()
})
afterEach(() => {
  shifts.close()
  journal.close()
  refunds.close()
  rmSync(folder, { recursive: true, force: true })
})

function start(): ShiftKeeping {
  const station = {
    journal,
    folder,
    counting: {
      tip: journal.tip,
      attempts: journal.attempts,
      ended: (part: Parameters<SqliteJournal['ended']>[0]) => miscount(journal.ended(part)),
      unresolved: () => undecided ?? journal.unresolved(),
    },
    refundBook: refunds,
    till: { view: () => ({ current }) },
  }
  return createShiftKeeping({
    configuration: () => configuration,
    // The shifts ask a station for nothing else.
    station: () => station as unknown as Station,
    place: () => ({ name: 'Corner Tea', branch: '', till: '3', realMoney: true }),
    cashier: () => null,
    allow: async (_act, approval) =>
      approving && approval === null ? fail({ kind: 'approval-needed' }) : succeed(null),
    note: (act) => void acts.push(act),
    onChange: () => undefined,
    onTrouble: () => undefined,
  })
}

let number = 0
async function sell(ends: Sold['ends'] = 'paid'): Promise<void> {
  number += 1
  const outTradeNo = `2025112100000000000000${String(number).padStart(10, '0')}`
  const sold = { saleId: `sale-${number}`, outTradeNo, minor: 1_000, startedAtMs: 1_000, ends }
  for (const entry of entriesOf({ ...sold, transactionId: '42' })) await journal.append(entry)
}

const open = () => shifts.handlers.openShift({ floatMinor: 10_000, by: 'Chen' })
const close = () => shifts.handlers.closeShift({ countedMinor: null, by: 'Chen', approval: null })
const paidIn = (found: Awaited<ReturnType<typeof close>>): number | null =>
  found.ok ? found.value.report.figures.outcomes.paid.count : null

describe('the till’s shifts', () => {
  it('sells without a shift, unless the set-up wants one', async () => {
    expect(await shifts.maySell()).toBe(true)
    configuration = configurationSchema.parse({ shift: { required: true } })
    expect(await shifts.maySell()).toBe(false)
    await open()
    expect(await shifts.maySell()).toBe(true)
    await close()
    expect(await shifts.maySell()).toBe(false)
  })

  it('numbers Zs without gaps, over restarts, and counts every sale in one of them', async () => {
    await sell()
    expect((await close()).ok).toBe(false)
    await open()
    expect(await open()).toEqual({ ok: false, error: { kind: 'shift-open' } })
    await sell()
    await sell('not-charged')
    expect(paidIn(await close())).toBe(1)
    await sell()
    shifts.close()
    shifts = start()
    await open()
    await sell()
    const second = await close()
    // One was sold while no shift was open.
    expect(paidIn(second)).toBe(2)
    if (!second.ok) throw new Error(second.error.kind)
    expect(second.value.report).toMatchObject({
      number: 2,
      figures: { withoutShift: { count: 1 } },
    })
    const state = await shifts.handlers.readShift(null)
    if (!state.ok) throw new Error(state.error.kind)
    expect(state.value.closed.map((z) => z.number)).toEqual([2, 1])
    expect(second.value.report.previousHash).toBe(state.value.closed[1]?.hash)
    expect(state.value.chain).toEqual({ kind: 'whole', zs: 2 })
  })

  it('shows in an X what a Z would say, and changes nothing by it', async () => {
    await open()
    await sell()
    const x = await shifts.handlers.readReport({ number: null })
    const again = await shifts.handlers.readReport({ number: null })
    const z = await close()
    if (!x.ok || !again.ok || !z.ok) throw new Error('all are there')
    expect(x.value.report.figures).toEqual(z.value.report.figures)
    expect(again.value.report.figures).toEqual(z.value.report.figures)
    expect([x.value.report.kind, x.value.report.number, x.value.hash]).toEqual(['x', 1, null])
    expect(await shifts.handlers.readReport({ number: 1 })).toEqual(z)
    expect(await shifts.handlers.readReport({ number: null })).toEqual({
      ok: false,
      error: { kind: 'no-shift' },
    })
  })

  it('names what is undecided in the Z, or makes none where the set-up says so', async () => {
    await open()
    await sell('undecided')
    configuration = configurationSchema.parse({ shift: { unresolved: 'refuse' } })
    expect(await close()).toEqual({ ok: false, error: { kind: 'unresolved', count: 1 } })
    configuration = configurationSchema.parse({})
    const z = await close()
    if (!z.ok) throw new Error(z.error.kind)
    expect(z.value.report.figures.unresolved).toMatchObject([{ minor: 1_000 }])
  })

  it('makes no Z while a customer is being served', async () => {
    await open()
    current = { screen: { kind: 'charging' } }
    expect(await close()).toEqual({ ok: false, error: { kind: 'sale-at-counter' } })
    current = { screen: { kind: 'paid', transactionId: '42', cash: null } }
    expect((await close()).ok).toBe(true)
  })

  it('makes no Z when the two counts disagree, says where, and stays open', async () => {
    await open()
    await sell()
    miscount = (sums) => sums.map((sum) => ({ ...sum, minor: sum.minor + 1 }))
    expect(await close()).toEqual({ ok: false, error: { kind: 'counts-disagree', at: 'paid' } })
    miscount = (sums) => sums
    undecided = []
    await sell('undecided')
    expect(await close()).toMatchObject({ error: { kind: 'counts-disagree', at: 'unresolved' } })
    undecided = null
    expect(paidIn(await close())).toBe(1)
  })

  it('closes and moves cash only with leave, and writes down who did', async () => {
    await open()
    approving = true
    expect(await close()).toEqual({ ok: false, error: { kind: 'approval-needed' } })
    const move = { minor: -500, reason: ' bank ', by: '' }
    const refused = await shifts.handlers.moveCash({ ...move, approval: null })
    expect(refused).toEqual({ ok: false, error: { kind: 'approval-needed' } })
    const approval = { personId: 'mei', pin: '123456' }
    await shifts.handlers.moveCash({ ...move, approval })
    const closed = await shifts.handlers.closeShift({ countedMinor: null, by: '', approval })
    expect(closed.ok).toBe(true)
    expect(acts).toEqual([
      { type: 'shift-opened', number: 1, floatMinor: 10_000, currency: 'CNY' },
      { type: 'cash-moved', minor: -500, currency: 'CNY', reason: 'bank' },
      { type: 'shift-closed', number: 1 },
    ])
  })

  it('closes once, however often it is asked to at the same time', async () => {
    await open()
    await sell()
    const answers = await Promise.all([close(), close(), close()])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('counts what is sold while it counts', async () => {
    await open()
    await sell()
    const closing = close()
    await sell()
    const z = await closing
    if (!z.ok) throw new Error(z.error.kind)
    await open()
    expect((paidIn(z) ?? NaN) + (paidIn(await close()) ?? NaN)).toBe(2)
  })

  it('keeps the currency that a shift was opened in', async () => {
    await open()
    await sell()
    configuration = configurationSchema.parse({ currency: 'HKD' })
    const z = await close()
    if (!z.ok) throw new Error(z.error.kind)
    expect(z.value.report).toMatchObject({ currency: 'CNY', figures: { others: [] } })
    await sell()
    await open()
    const next = await close()
    if (!next.ok) throw new Error(next.error.kind)
    expect(next.value.report).toMatchObject({
      currency: 'HKD',
      figures: { outcomes: { paid: { count: 0 } }, others: [{ currency: 'CNY' }] },
    })
  })

  it('counts refunds in the shift in which WeChat took them on, and carries the others', async () => {
    const entry = (state: RefundState, event: RefundJournalEvent) =>
      refunds.append({ outRefundNo: state.refund.outRefundNo, atMs: 1, event, state })
    const facts = { saleId: 's', askedBy: { id: 'mei', name: 'Mei' }, approvedBy: null }
    const refund = aRefund()
    await open()
    await entry({ kind: 'submitting', refund }, { type: 'refund-requested', facts })
    const first = await close()
    await open()
    await entry(states.accepted, events['refund-answered'])
    const second = await close()
    await open()
    await entry(states.refunded, events['query-answered'])
    const third = await close()
    const figures = [first, second, third].map((z) =>
      z.ok ? z.value.report.refunds?.figures : null,
    )
    expect(figures.map((one) => one?.totals.given)).toEqual([
      { count: 0, minor: 0 },
      { count: 1, minor: refund.amount.minor },
      { count: 0, minor: 0 },
    ])
    expect(figures.map((one) => one?.open.map(({ taken }) => taken))).toEqual([[false], [true], []])
    expect(figures[1]?.byCashier).toMatchObject([{ cashier: 'Mei', given: { count: 1 } }])
  })
})
