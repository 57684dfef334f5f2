import type { Logger } from 'pino'
import { systemClock } from '../adapters/system-clock.ts'
import { refundTimingFor } from '../app/refund/timing.ts'
import { refundGatewayOf } from '../app/wechat/refund-gateway.ts'
import { forgetNonces } from './authentication.ts'
import { type Changes, openChanges } from './changes.ts'
import { type Database, openDatabase } from './database.ts'
import { newId } from './directory.ts'
import { createGateways, type Gateways } from './gateways.ts'
import { type MasterKey } from './master-key.ts'
import { createClaimRuling } from './operators.ts'
import type { parseOptions } from './options.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { serveMetrics } from './metrics-server.ts'
import { PaymentService } from './payment-service.ts'
import { Reconciler } from './reconciliation/reconciler.ts'
import { openWorkerEngine } from './reconciliation/worker-engine.ts'
import { RefundService } from './refund-service.ts'
import { postgresRefundStore } from './refund-store.ts'
import { postgresStore } from './postgres-store.ts'
import { createServer } from './server.ts'

export interface NodeParts {
  readonly databaseUrl: string
  readonly masterKey: MasterKey
  readonly log: Logger
  readonly options: Pick<
    ReturnType<typeof parseOptions>,
    'host' | 'port' | 'timing' | 'paces' | 'limits' | 'metrics' | 'trustedProxies'
  >
  /** Other ways to WeChat than the merchants' own. */
  readonly gateways?: Gateways
}

/** One node that serves and works. */
export interface Node {
  readonly id: string
  readonly url: string
  /** Where its metrics are; null when nobody asked for them. */
  readonly metricsUrl: string | null
  /** Takes nothing new, finishes what it is at, and hands the rest over. */
  readonly drain: () => Promise<void>
}

const FORGET_EVERY_MS = 60_000

interface Inside extends Pick<NodeParts, 'log' | 'options'> {
  readonly sql: Database
  readonly id: string
  readonly gateways: Gateways
  readonly changes: Changes
  readonly metrics: Metrics
}

/** What works on payments and on refunds. */
function createServices(inside: Inside) {
  const { sql, id, gateways, changes, metrics, log, options } = inside
  const { timing, paces } = options
  const both = {
    node: id,
    callMsMax: gateways.callMsMax,
    clock: systemClock,
    monotonicMs: () => performance.now(),
    onTrouble: (what: string, error: unknown): void =>
      log.error({ node: id, what, error: String(error) }, 'trouble'),
  }
  const service = new PaymentService({
    ...both,
    store: postgresStore(sql, metrics.onStatement),
    gatewayOf: gateways.of,
    timing,
    paces,
    onChange(row) {
      changes.tell(row)
      metrics.onPayment(row)
    },
    onLost: metrics.onLost,
  })
  const refunds = new RefundService({
    ...both,
    store: postgresRefundStore(sql),
    gatewayOf: async (merchantId) => refundGatewayOf(await gateways.of(merchantId)),
    timing: refundTimingFor(timing),
    lookEveryMs: paces.lookEveryMs,
    onChange: changes.tellRefund,
  })
  return { service, refunds }
}

/** Starts a node on a database that is up to date. */
export async function startNode(parts: NodeParts): Promise<Node> {
  const { databaseUrl, masterKey, log, options } = parts
  const { timing } = options
  const id = newId('node')
  const sql = openDatabase({ url: databaseUrl, connections: 20 })
  const quick = openDatabase({ url: databaseUrl, connections: 5, durable: false })
  const changes = await openChanges({
    sql,
    openListener: () => openDatabase({ url: databaseUrl, connections: 1 }),
    clock: systemClock,
  })
  const metrics = createMetrics(sql)
  const gateways = parts.gateways ?? openGateways({ id, sql, masterKey, log, timing, metrics })
  const { service, refunds } = createServices({ sql, id, gateways, changes, metrics, log, options })
  const draining = new AbortController()
  const { signal } = draining
  const server = createServer({
    sql,
    quick,
    masterKey,
    service,
    refunds,
    gateways,
    rulingOn: createClaimRuling(sql),
    changes,
    clock: systemClock,
    log,
    metrics,
    limits: options.limits,
    trustedProxies: options.trustedProxies,
    draining: signal,
  })
  const reconciler = new Reconciler({
    sql,
    node: id,
    gateways,
    clock: systemClock,
    openMatching: (wish) => openWorkerEngine({ databaseUrl, ...wish }),
    onTrouble: (what, error) => log.error({ node: id, what, error: String(error) }, 'trouble'),
  })
  await service.open()
  refunds.open()
  reconciler.open()
  const url = await server.listen({ host: options.host, port: options.port })
  const watched = options.metrics === null ? null : await serveMetrics(metrics, options.metrics)
  const forget = setInterval(() => {
    forgetNonces(quick).catch((error: unknown) => log.warn({ error: String(error) }, 'nonces'))
  }, FORGET_EVERY_MS)
  return {
    id,
    url,
    metricsUrl: watched?.url ?? null,
    async drain() {
      draining.abort()
      clearInterval(forget)
      await server.close()
      await reconciler.close()
      await refunds.close()
      await service.close()
      await changes.close()
      // Last but the pools, so that the end is seen too.
      await watched?.close()
      gateways.close()
      await Promise.all([sql.end({ timeout: 5 }), quick.end({ timeout: 5 })])
    },
  }
}

interface GatewayParts {
  readonly id: string
  readonly sql: Database
  readonly masterKey: MasterKey
  readonly log: Logger
  readonly timing: NodeParts['options']['timing']
  readonly metrics: Metrics
}

/** The merchants' own ways to WeChat, each call seen by the log and the metrics. */
const openGateways = ({ id, sql, masterKey, log, timing, metrics }: GatewayParts): Gateways =>
  createGateways({
    sql,
    masterKey,
    timeouts: {
      connectMs: timing.connectTimeoutMs,
      submitMs: timing.submitTimeoutMs,
      queryMs: timing.queryTimeoutMs,
      revokeMs: timing.revokeTimeoutMs,
    },
    onCall(merchantId, call) {
      metrics.onCall(call)
      log.info({ node: id, merchantId, call }, 'call')
    },
  })
