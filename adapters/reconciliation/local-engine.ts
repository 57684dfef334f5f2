import type { DayWork, Engine, EngineHooks } from '../../app/reconciliation/engine.ts'
import { reconcileDay, type ReconcileFault } from '../../app/reconciliation/reconcile.ts'
import type { OpenSpill } from '../../app/reconciliation/spill.ts'
import type { EveryLine, ReconciliationStore } from '../../app/reconciliation/store.ts'
import { fail, type Result, succeed } from '../../app/result.ts'
import { readBillFile } from './bill-file.ts'
import { rowsIn } from './bill-keeper.ts'
import { exportDay } from './export-day.ts'

/** Works in this process. */
export const localEngine = (
  store: ReconciliationStore & EveryLine,
  openSpill: OpenSpill,
): Engine => ({
  store,
  exportDay: (wish) => exportDay(store, wish),
  reconcile: (work, hooks) => reconcileFile({ store, openSpill }, work, hooks),
})

interface Tools {
  readonly store: ReconciliationStore & EveryLine
  readonly openSpill: OpenSpill
}

async function reconcileFile(
  { store, openSpill }: Tools,
  { day, bill, rules, nextBillSeen, atMs }: DayWork,
  { books, onProgress, isCancelled }: EngineHooks,
): Promise<Result<null, ReconcileFault>> {
  const { file, facts } = bill
  const elsewhere = await store.elsewhereOf(day)
  const writer = await store.write(day)
  let rows = 0
  try {
    const totals = await reconcileDay({
      day,
      rules,
      bill: file === null ? null : readBillFile(file),
      covers: bill.covers,
      rowsExpected: file === null ? 0 : await rowsIn(file),
      books,
      openSpill,
      writer,
      nextBillSeen,
      elsewhere,
      onProgress(progress) {
        if (progress.phase === 'reading-bill') rows = progress.done
        onProgress(progress)
      },
      isCancelled,
    })
    if (!totals.ok) {
      await writer.abandon()
      return fail(totals.error)
    }
    const before = (await store.day(day))?.report ?? null
    const { covers } = totals.value
    // Differences that this bill cannot speak of would be taken for gone.
    if (covers !== undefined && before !== null && before.covers !== covers) {
      await writer.abandon()
      return fail({ kind: 'part-only' })
    }
    onProgress({ phase: 'saving' })
    await writer.commit(totals.value, { ...facts, rows }, atMs)
    return succeed(null)
  } catch (error) {
    await writer.abandon()
    throw error
  }
}
