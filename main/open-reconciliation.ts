import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { askWechat } from '../adapters/reconciliation/ask-wechat.ts'
import { type BillKeeper, createBillKeeper } from '../adapters/reconciliation/bill-keeper.ts'
import { lateEngine } from '../adapters/reconciliation/late-engine.ts'
import { tillBooks } from '../adapters/reconciliation/till-books.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { dayOf } from '../app/reconciliation/day.ts'
import { DEFAULT_RULES } from '../app/reconciliation/rules.ts'
import { ReconciliationService } from '../app/reconciliation/service.ts'
import type { RemedyWays } from '../app/reconciliation/take-remedy.ts'
import { type ForkedEngine, forkReconciliation } from './fork-reconciliation.ts'
import type { ReconcilingParts } from './reconciling.ts'
import { refundWays } from './refund-ways.ts'
import type { Station } from './station.ts'
import type { WechatBooks } from './wechat-books.ts'

/** Reconciliation at a till that has WeChat's bills. */
export interface OpenReconciliation {
  readonly service: ReconciliationService
  readonly engine: ReturnType<typeof lateEngine>
  readonly keeper: BillKeeper
  readonly ways: RemedyWays
  readonly close: () => Promise<void>
}

/** Wires service, books, bills and the process that matches; that process starts when it is first needed. */
export function openReconciliation(
  parts: ReconcilingParts,
  station: Station,
  wechat: WechatBooks,
): OpenReconciliation {
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
  const { agreedRatePpm, tills } = reconciliation
  const ownDevice = tills === 'this' ? device : ''
  const service = new ReconciliationService({
    engine,
    bills: {
      fetch: (day, onBytes) => keeper.fetch(day, gateway.downloadBill, onBytes),
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
  return {
    service,
    engine,
    keeper,
    ways: {
      query: (one) => askWechat(wechat, one),
      ...refundWays(station.refunding, parts.signedIn),
    },
    async close() {
      await service.close()
      forked?.end()
    },
  }
}
