import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openJournal } from '../../adapters/sqlite-journal.ts'
import type { JournalEntry } from '../../app/payment/journal.ts'
import { chinaDateTime } from '../../app/wechat/china-time.ts'
import type { Shop } from '../../test/e2e/shop.ts'
import { entriesOf } from '../../test/support/sold.ts'
import type { Figures } from './figures.ts'
import { appLatency } from './latency.ts'
import { DAY, isHere, makeDay, saleAt } from './reconcile/make-day.ts'

/** Where files need no disk, so that a day's sales are not as many waits for one. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** Puts a day's sales into a till's journal, as the till itself would have written them. The till must be closed. */
async function sellDay(shop: Shop, rows: number): Promise<void> {
  const { appId, mchId } = shop.simulator.ready.merchant
  const folder = mkdtempSync(path.join(memory, 'bench-day-'))
  try {
    const books = JSON.stringify(['off', appId, mchId, ''])
    const opened = await openJournal(path.join(folder, 'journal.db'), books)
    if (!opened.ok) throw new Error(opened.error.kind)
    for (let index = 0; index < rows; index += 1) {
      if (!isHere(index)) continue
      for (const entry of entriesAt(index, rows)) await opened.value.append(entry)
      await opened.value.move(`s${index}`, 'left')
    }
    opened.value.close()
    cpSync(folder, shop.dataDir, { recursive: true })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function entriesAt(index: number, rows: number): readonly JournalEntry[] {
  const { orderNumber: outTradeNo, minor, atMs, transactionId } = saleAt(index, rows)
  const sold = { saleId: `s${index}`, outTradeNo, minor, transactionId, startedAtMs: atMs - 1_000, ends: 'paid' } as const // prettier-ignore
  return entriesOf(sold).map(({ state, ...entry }) =>
    state.kind === 'paid'
      ? {
          ...entry,
          state: { ...state, payment: { ...state.payment, timeEnd: chinaDateTime(atMs) } },
        }
      : { ...entry, state },
  )
}

interface Working {
  readonly progress: { readonly phase: string } | null
}

/** What the page calls of main for this; the bridge is in the window by that name. */
const call = (
  shop: Shop,
  name: 'reconciliationCalendar' | 'importBill' | 'cancelReconciliation',
  ask: unknown,
): Promise<unknown> => shop.page().evaluate(`till.calls.${name}(${JSON.stringify(ask)})`)

/** What part of a comparison is under way; null: none. */
async function phase(shop: Shop): Promise<string | null> {
  const answer = await call(shop, 'reconciliationCalendar', { from: DAY, to: DAY })
  // The contract's own answer.
  const { ok, value } = answer as { readonly ok: boolean; readonly value: Working }
  if (!ok) throw new Error(JSON.stringify(answer))
  return value.progress?.phase ?? null
}

/**
 * Scan to submit while a day of so many sales is compared with its bill, again and again, and before and after that without: a machine
 * changes. Scans that met the end of a comparison do not count.
 */
export async function besideReconciliation(
  shop: Shop,
  { rows, runs }: { readonly rows: number; readonly runs: number },
): Promise<readonly [before: Figures, beside: Figures, after: Figures]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-bill-'))
  try {
    makeDay(folder, rows, shop.simulator.ready.merchant.mchId)
    await sellDay(shop, rows)
    await shop.open()
    const before = await appLatency(shop, runs)
    await shop.app().evaluate(
      ({ dialog }, bill) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [bill] })
      },
      path.join(folder, 'bill.gz'),
    )
    const met: Record<string, number> = {}
    const beside = await appLatency(shop, runs, {
      async beforeScan() {
        if ((await phase(shop)) === null) await call(shop, 'importBill', { day: DAY })
      },
      async counts() {
        const now = await phase(shop)
        if (now !== null) met[now] = (met[now] ?? 0) + 1
        return now !== null
      },
    })
    console.log(`scans that met each part of a comparison: ${JSON.stringify(met)}`)
    await call(shop, 'cancelReconciliation', null)
    const after = await appLatency(shop, runs)
    return [
      { ...before, name: 'scan → submit, before' },
      { ...beside, name: `scan → submit beside ${rows} rows` },
      { ...after, name: 'scan → submit, after' },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
