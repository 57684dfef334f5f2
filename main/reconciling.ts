import { type BrowserWindow, dialog } from 'electron'
import type { AdoptFault, ReconciliationDesk } from '../adapters/reconciliation/desk.ts'
import { systemClock } from '../adapters/system-clock.ts'
import type { Configuration } from '../app/contract/configuration.ts'
import type { Notices } from '../app/contract/contract.ts'
import type {
  NoReconciliation,
  ReconciliationCalls,
  ReconciliationNotices,
} from '../app/contract/reconciliation.ts'
import type { Approver } from '../app/reconciliation/remedy.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import { exportTo } from './exporting-day.ts'
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
  let opening: Promise<ReconciliationDesk> | null = null
  let stopTimer = (): void => undefined
  const ensure = (): Promise<ReconciliationDesk> | null => {
    const station = parts.station()
    if (station === null) return null
    opening ??=
      openDesk(parts, station)?.catch((error: unknown) => {
        opening = null
        throw error
      }) ?? null
    return opening
  }
  const report = (error: unknown): void =>
    parts.onTrouble(error instanceof Error ? error.message : String(error))
  /** A file that cannot be read, or a process that died: said, and tried anew by the next call. */
  const using: Using = async (run) => {
    if (!parts.mayNow()) return fail({ kind: 'not-allowed' })
    const ensured = ensure()
    if (ensured === null) return fail({ kind: 'not-available', because: 'not-set-up' })
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
    handlers: handlersOf(parts, using, () => void opening?.then((desk) => desk.cancel(), report)),
  }
}

type Using = <T, E>(
  run: (desk: ReconciliationDesk) => Promise<Result<T, E>>,
) => Promise<Result<T, E | NoReconciliation>>

function handlersOf(
  parts: ReconcilingParts,
  using: Using,
  cancel: () => void,
): ReconciliationHandlers {
  return {
    reconciliationCalendar: (ask) => using((desk) => desk.calendar(ask)),
    reconciliationDay: (ask) => using((desk) => desk.day(ask)),
    reconciliationLines: (ask) => using((desk) => desk.lines(ask)),
    reconciliationDifference: (ask) => using((desk) => desk.difference(ask)),
    reconcileDay: (ask) => using((desk) => desk.reconcile(ask)),
    importBill: ({ day }) =>
      using(async ({ adopt }): Promise<Result<null, ImportFault>> => {
        const file = await chooseBill(parts.window())
        return file === null ? fail({ kind: 'nothing-chosen' }) : adopt(day, file)
      }),
    exportDay: (ask) => using((desk) => exportTo(parts.window(), desk, ask)),
    async cancelReconciliation() {
      cancel()
      return succeed(null)
    },
    takeRemedy: (ask) => using((desk) => desk.takeRemedy(ask)),
  }
}

/** Where the books are: with WeChat's bills at this till, or with the merchant's backend. Null: nowhere yet. */
function openDesk(parts: ReconcilingParts, station: Station): Promise<ReconciliationDesk> | null {
  const { wechatBooks, openBackendDesk } = station
  if (wechatBooks !== null) {
    return import('./open-reconciliation.ts').then(({ openReconciliation }) =>
      openReconciliation(parts, station, wechatBooks),
    )
  }
  return (
    openBackendDesk?.({
      signedIn: parts.signedIn,
      onProgress: (progress) => parts.tell('reconciliationProgress', progress),
      onChanged: (day) => parts.tell('reconciliationChanged', { day }),
    }) ?? null
  )
}

type ImportFault = AdoptFault | { readonly kind: 'nothing-chosen' }

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
