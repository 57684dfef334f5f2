import { type BrowserWindow, dialog } from 'electron'
import { systemClock } from '../adapters/system-clock.ts'
import type { Configuration } from '../app/contract/configuration.ts'
import type { Notices } from '../app/contract/contract.ts'
import type {
  DifferenceView,
  NoReconciliation,
  ReconciliationCalls,
  ReconciliationNotices,
} from '../app/contract/reconciliation.ts'
import type { Approver } from '../app/reconciliation/remedy.ts'
import type { StoredDifference } from '../app/reconciliation/report.ts'
import { offeredRemedies, refundStandsOf, takeRemedy } from '../app/reconciliation/take-remedy.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import { type ExportFault, exportTo } from './exporting-day.ts'
import type { OpenReconciliation } from './open-reconciliation.ts'
import type { Station } from './station.ts'
import type { TakerAsk, TakerFault } from './who-takes.ts'

/** What reconciliation needs of the rest of main. */
export interface ReconcilingParts {
  readonly configuration: () => Configuration
  /** Null while the till cannot sell. */
  readonly station: () => Station | null
  readonly window: () => BrowserWindow | null
  readonly tell: <N extends keyof ReconciliationNotices>(name: N, value: Notices[N]) => void // prettier-ignore
  /** Who takes a remedy: who is signed in, or whoever proves to be a manager where money may leave. */
  readonly whoTakes: (ask: TakerAsk) => Promise<Result<Approver, TakerFault>>
  /** Who is at the till; null where nobody signs in. */
  readonly signedIn: () => Approver | null
  /** Whoever is at the till may reconcile. */
  readonly mayNow: () => boolean
  readonly onTrouble: (text: string) => void
}

type ReconciliationHandlers = {
  readonly [K in keyof ReconciliationCalls]: (
    ask: ReconciliationCalls[K]['ask'],
  ) => Promise<Result<ReconciliationCalls[K]['value'], ReconciliationCalls[K]['error']>>
}

/** The manager's comparison of days with WeChat's bills. No payment waits for anything here. */
export interface Reconciling {
  /** Takes up the station that was just opened. */
  readonly open: () => void
  /** Ends the work under way and the process that does it. */
  readonly close: () => Promise<void>
  readonly handlers: ReconciliationHandlers
}

/** By then the till is at rest; what is loaded and started for it would only be in the way before. */
const OPEN_AFTER_MS = 30_000

/** Starts with nothing open, and opens what there is when it is first asked for, or by itself when the till is at rest. */
export function createReconciling(parts: ReconcilingParts): Reconciling {
  let opening: Promise<OpenReconciliation> | null = null
  let stopTimer = (): void => undefined
  const ensure = (): Promise<OpenReconciliation> | null => {
    const station = parts.station()
    const wechat = station?.wechatBooks ?? null
    if (station === null || wechat === null) return null
    opening ??= import('./open-reconciliation.ts')
      .then(({ openReconciliation }) => openReconciliation(parts, station, wechat))
      .catch((error: unknown) => {
        opening = null
        throw error
      })
    return opening
  }
  const report = (error: unknown): void =>
    parts.onTrouble(error instanceof Error ? error.message : String(error))
  /** A file that cannot be read, or a process that died: said, and tried anew by the next call. */
  const using: Using = async (run) => {
    if (!parts.mayNow()) return fail({ kind: 'not-allowed' })
    const ensured = ensure()
    if (ensured === null) {
      const because = parts.configuration().mode === 'merchant-backend' ? 'backend' : 'not-set-up'
      return fail({ kind: 'not-available', because })
    }
    try {
      return await run(await ensured)
    } catch (error) {
      report(error)
      return fail({ kind: 'not-available', because: 'store-broken' })
    }
  }
  return {
    open() {
      if (!parts.configuration().reconciliation.automatic) return
      stopTimer()
      stopTimer = systemClock.after(OPEN_AFTER_MS, () => void ensure()?.catch(report))
    },
    async close() {
      stopTimer()
      const closing = opening
      opening = null
      const closed = closing?.then((opened) => opened.close())
      await closed?.catch(report)
    },
    handlers: handlersOf(
      parts,
      using,
      () => void opening?.then(({ service }) => service.cancel(), report),
    ),
  }
}

type Using = <T, E>(
  run: (opened: OpenReconciliation) => Promise<Result<T, E>>,
) => Promise<Result<T, E | NoReconciliation>>

function handlersOf(
  parts: ReconcilingParts,
  using: Using,
  cancel: () => void,
): ReconciliationHandlers {
  const viewOf = ({ ways }: OpenReconciliation, difference: StoredDifference): DifferenceView => ({
    difference,
    remedies: offeredRemedies(difference, ways),
    refundStands: refundStandsOf(difference, ways),
  })
  return {
    reconciliationCalendar: ({ from, to }) =>
      using(async ({ service }) =>
        succeed({
          days: await service.days(from, to),
          latest: service.latest(),
          progress: service.progress(),
          nextFetchAtMs: service.nextLookAtMs(),
        }),
      ),
    reconciliationDay: ({ day }) => using(async ({ service }) => succeed(await service.day(day))),
    reconciliationLines: ({ day, filter, page }) =>
      using(async ({ engine }) => succeed(await engine.store.lines(day, filter, page))),
    reconciliationDifference: ({ id }) =>
      using(async (opened) => {
        const difference = await opened.engine.store.difference(id)
        if (difference === null) return fail({ kind: 'no-such-difference' } as const)
        return succeed(viewOf(opened, difference))
      }),
    reconcileDay: ({ day }) => using(async ({ service }) => service.begin(day)),
    importBill: ({ day }) =>
      using(async ({ service, keeper }): Promise<Result<null, ImportFault>> => {
        const file = await chooseBill(parts.window())
        if (file === null) return fail({ kind: 'nothing-chosen' })
        const begun = service.begin(day, await keeper.adopt(day, file))
        // A file that is there is always due.
        return begun.ok ? begun : fail({ kind: 'busy' })
      }),
    exportDay: (ask) =>
      using(({ engine }): Promise<Result<{ readonly file: string }, ExportFault>> =>
        exportTo(parts.window(), engine, ask),
      ),
    async cancelReconciliation() {
      cancel()
      return succeed(null)
    },
    takeRemedy: ({ id, remedy, approval }) =>
      using(async (opened) => {
        const taken = await takeRemedy(
          {
            store: opened.engine.store,
            ways: opened.ways,
            nowMs: systemClock.nowMs,
            whoTakes: (kind, { orderNumber, refundNumber }) =>
              parts.whoTakes({ kind, claim: approval, subject: refundNumber ?? orderNumber }),
          },
          id,
          remedy,
        )
        if (!taken.ok) return taken
        parts.tell('reconciliationChanged', { day: taken.value.day })
        return succeed(viewOf(opened, taken.value))
      }),
  }
}

type ImportFault = { readonly kind: 'busy' } | { readonly kind: 'nothing-chosen' }

async function chooseBill(window: BrowserWindow | null): Promise<string | null> {
  const wish = {
    properties: ['openFile' as const],
    filters: [{ name: 'CSV', extensions: ['csv', 'txt', 'gz', 'bill'] }],
  }
  const chosen = await (window === null
    ? dialog.showOpenDialog(wish)
    : dialog.showOpenDialog(window, wish))
  return chosen.filePaths[0] ?? null
}
