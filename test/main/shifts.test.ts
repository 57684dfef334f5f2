import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal, type SqliteJournal } from '../../adapters/sqlite-journal.ts'
import { configurationSchema, type Configuration } from '../../app/contract/configuration.ts'
import type { SaleView } from '../../app/till/view.ts'
import { createShiftKeeping, type ShiftKeeping } from '../../main/shifts.ts'
import type { Station } from '../../main/station.ts'
import { entriesOf, type Sold } from '../support/sold.ts'

let folder: string
let journal: SqliteJournal
let shifts: ShiftKeeping
let configuration: Configuration
let current: Pick<SaleView, 'screen'> | null
/** What the second count is changed by, to see what a disagreement does. */
let miscount: (sums: ReturnType<SqliteJournal['sums']>) => ReturnType<SqliteJournal['sums']>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keeping-'))
  const opened = await openJournal(join(folder, 'journal.db'), 'shop')
  if (!opened.ok) throw new Error(opened.error.kind)
  journal = opened.value
  configuration = configurationSchema.parse({ timeZone: 'Asia/Shanghai' })
  current = null
  miscount = (sums) => sums
  shifts = start()
})
afterEach(() => {
  shifts.close()
  journal.close()
  rmSync(folder, { recursive: true, force: true })
})

function start(): ShiftKeeping {
  const station = {
    journal,
    folder,
    unresolved: journal.unresolved,
    sums: (ask: Parameters<SqliteJournal['sums']>[0]) => miscount(journal.sums(ask)),
    till: { view: () => ({ current }) },
  }
  return createShiftKeeping({
    configuration: () => configuration,
    // The shifts ask a station for nothing else.
    station: () => station as unknown as Station,
    place: () => ({ name: 'Corner Tea', branch: '', till: '3', realMoney: true }),
    cashier: () => null,
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
const close = () => shifts.handlers.closeShift({ countedMinor: null, by: 'Chen' })
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
    miscount = (sums) => ({ ...sums, outcomes: { ...sums.outcomes, paid: { count: 1, minor: 1 } } })
    expect(await close()).toEqual({ ok: false, error: { kind: 'counts-disagree', at: 'paid' } })
    miscount = (sums) => ({ ...sums, unresolved: [] })
    await sell('undecided')
    expect(await close()).toMatchObject({ error: { kind: 'counts-disagree', at: 'unresolved' } })
    miscount = (sums) => sums
    expect(paidIn(await close())).toBe(1)
  })
})
