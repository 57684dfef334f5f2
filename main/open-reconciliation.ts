import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { askWechat } from '../adapters/reconciliation/ask-wechat.ts'
import { createBillKeeper } from '../adapters/reconciliation/bill-keeper.ts'
import type { ReconciliationDesk } from '../adapters/reconciliation/desk.ts'
import { lateEngine } from '../adapters/reconciliation/late-engine.ts'
import { tillBooks } from '../adapters/reconciliation/till-books.ts'
import { systemClock } from '../adapters/system-clock.ts'
import type { DifferenceView, ReconciliationCalls } from '../app/contract/reconciliation.ts'
import { dayOf } from '../app/reconciliation/day.ts'
import type { Difference } from '../app/reconciliation/difference.ts'
import type { Engine } from '../app/reconciliation/engine.ts'
import { DEFAULT_RULES } from '../app/reconciliation/rules.ts'
import { ReconciliationService } from '../app/reconciliation/service.ts'
import type { StoredDifference } from '../app/reconciliation/report.ts'
import {
  offeredRemedies,
  refundStandsOf,
  type RemedyWays,
  takeRemedy,
} from '../app/reconciliation/take-remedy.ts'
import { fail, succeed } from '../app/result.ts'
import { type ForkedEngine, forkReconciliation } from './fork-reconciliation.ts'
import type { ReconcilingParts } from './reconciling.ts'
import { refundWays } from './refund-ways.ts'
import type { Station } from './station.ts'
import type { WechatBooks } from './wechat-books.ts'

/** Wires service, books, bills and the process that matches; that process starts when it is first needed. */
export function openReconciliation(
  parts: ReconcilingParts,
  station: Station,
  wechat: WechatBooks,
): ReconciliationDesk {
  const { reconciliation, shop } = parts.configuration()
  const folder = path.join(station.folder, 'reconciliation')
  const keeper = createBillKeeper(path.join(folder, 'bills'), systemClock.nowMs)
  let forked: ForkedEngine | null = null
  const engine = lateEngine(async () => {
    forked = forkReconciliation(folder, (code) => {
      forked = null
      engine.forget()
      if (code !== 0) parts.onTrouble(`its process ended with ${code}`)
    })
    return forked.engine
  })
  const { gateway, mchId, subMchId, device } = wechat
  const { agreedRatePpm, tills, bill, packed } = reconciliation
  const ownDevice = tills === 'this' ? device : ''
  const service = new ReconciliationService({
    engine,
    bills: {
      fetch: (day, onBytes) =>
        keeper.fetch(day, { download: gateway.downloadBill, type: bill, gzip: packed }, onBytes),
      find: (day, sha256) => keeper.find(day, sha256),
    },
    books: tillBooks({
      journal: station.orders,
      refunds: station.refunds,
      till: shop.till,
      breathe: () => setImmediate(),
    }),
    rules: { ...DEFAULT_RULES, mchId, subMchId, ownDevice, agreedRatePpm },
    clock: systemClock,
    automatic: reconciliation.automatic,
    firstDay: async () => {
      const atMs = station.orders.firstOrderAtMs()
      return atMs === null ? null : dayOf(atMs)
    },
    onProgress: (progress) => parts.tell('reconciliationProgress', progress),
    onChanged: (day) => parts.tell('reconciliationChanged', { day }),
    onTrouble: (what, error) =>
      parts.onTrouble(`${what}: ${error instanceof Error ? error.message : String(error)}`),
  })
  const ways = {
    query: (one: Difference) => askWechat(wechat, one),
    ...refundWays(station.refunding, parts.signedIn),
  }
  return {
    ...reading(service, engine.store, ways),
    async adopt(day, file) {
      const begun = service.begin(day, await keeper.adopt(day, file))
      // A file that is there is always due.
      return begun.ok ? begun : fail({ kind: 'busy' })
    },
    cancel: () => service.cancel(),
    takeRemedy: (ask) => take(parts, { store: engine.store, ways }, ask),
    exportDay: async (wish) =>
      (await engine.exportDay(wish)) ? succeed(null) : fail({ kind: 'not-reconciled' }),
    async close() {
      await service.close()
      forked?.end()
    },
  }
}

/** What remedies are taken with. */
interface RemedyTools {
  readonly store: Engine['store']
  readonly ways: RemedyWays
}

const viewOf = (ways: RemedyWays, difference: StoredDifference): DifferenceView => ({
  difference,
  remedies: offeredRemedies(difference, ways),
  refundStands: refundStandsOf(difference, ways),
})

const reading = (
  service: ReconciliationService,
  store: Engine['store'],
  ways: RemedyWays,
): Pick<
  ReconciliationDesk,
  'calendar' | 'day' | 'lines' | 'difference' | 'differences' | 'reconcile'
> => ({
  calendar: async ({ from, to }) =>
    succeed({
      days: await service.days(from, to),
      latest: service.latest(),
      progress: service.progress(),
      nextFetchAtMs: service.nextLookAtMs(),
    }),
  day: async ({ day }) => succeed(await service.day(day)),
  lines: async ({ day, filter, page }) => succeed(await store.lines(day, filter, page)),
  async difference({ id }) {
    const difference = await store.difference(id)
    return difference === null
      ? fail({ kind: 'no-such-difference' })
      : succeed(viewOf(ways, difference))
  },
  differences: async (day, limit) => succeed(await store.differences(day, { offset: 0, limit })),
  reconcile: ({ day }) => Promise.resolve(service.begin(day)),
})

async function take(
  parts: ReconcilingParts,
  { store, ways }: RemedyTools,
  { id, remedy, approval }: ReconciliationCalls['takeRemedy']['ask'],
): ReturnType<ReconciliationDesk['takeRemedy']> {
  const taken = await takeRemedy(
    {
      store,
      ways,
      nowMs: systemClock.nowMs,
      whoTakes: (kind, { orderNumber, refundNumber }) =>
        parts.whoTakes({ kind, claim: approval, subject: refundNumber ?? orderNumber }),
    },
    id,
    remedy,
  )
  if (!taken.ok) return taken
  parts.tell('reconciliationChanged', { day: taken.value.day })
  return succeed(viewOf(ways, taken.value))
}
