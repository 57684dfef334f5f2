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
import { PaymentService } from './payment-service.ts'
import { RefundService } from './refund-service.ts'
import { postgresStore } from './postgres-store.ts'
import { createServer } from './server.ts'

export interface NodeParts {
  readonly databaseUrl: string
  readonly masterKey: MasterKey
  readonly log: Logger
  readonly options: Pick<ReturnType<typeof parseOptions>, 'host' | 'port' | 'timing' | 'paces'>
}

/** One node that serves and works. */
export interface Node {
  readonly id: string
  readonly url: string
  /** Takes nothing new, finishes what it is at, and hands the rest over. */
  readonly drain: () => Promise<void>
}

const FORGET_EVERY_MS = 60_000

interface Inside extends Pick<NodeParts, 'log' | 'options'> {
  readonly sql: Database
  readonly id: string
  readonly gateways: Gateways
  readonly changes: Changes
}

/** What works on payments and on refunds. */
function createServices({ sql, id, gateways, changes, log, options: { timing, paces } }: Inside) {
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
    store: postgresStore(sql),
    gatewayOf: gateways.of,
    timing,
    paces,
    onChange: changes.tell,
  })
  const refunds = new RefundService({
    ...both,
    sql,
    gatewayOf: async (merchantId) => refundGatewayOf(await gateways.of(merchantId)),
    timing: refundTimingFor(timing),
    lookEveryMs: paces.lookEveryMs,
    onChange: changes.tellRefund,
  })
  return { service, refunds }
}

/** Starts a node on a database that is up to date. */
export async function startNode({
  databaseUrl,
  masterKey,
  log,
  options,
}: NodeParts): Promise<Node> {
  const { timing } = options
  const id = newId('node')
  const sql = openDatabase({ url: databaseUrl, connections: 20 })
  const quick = openDatabase({ url: databaseUrl, connections: 5, durable: false })
  const changes = await openChanges({
    sql,
    openListener: () => openDatabase({ url: databaseUrl, connections: 1 }),
    clock: systemClock,
  })
  const gateways = createGateways({
    sql,
    masterKey,
    timeouts: {
      connectMs: timing.connectTimeoutMs,
      submitMs: timing.submitTimeoutMs,
      queryMs: timing.queryTimeoutMs,
      revokeMs: timing.revokeTimeoutMs,
    },
    onCall: (merchantId, call) => log.info({ node: id, merchantId, call }, 'call'),
  })
  const { service, refunds } = createServices({ sql, id, gateways, changes, log, options })
  const draining = new AbortController()
  const { signal } = draining
  const server = createServer({
    sql,
    quick,
    masterKey,
    service,
    refunds,
    rulingOn: createClaimRuling(sql),
    changes,
    clock: systemClock,
    log,
    draining: signal,
  })
  await service.open()
  refunds.open()
  const url = await server.listen({ host: options.host, port: options.port })
  const forget = setInterval(() => {
    forgetNonces(quick).catch((error: unknown) => log.warn({ error: String(error) }, 'nonces'))
  }, FORGET_EVERY_MS)
  return {
    id,
    url,
    async drain() {
      draining.abort()
      clearInterval(forget)
      await server.close()
      await refunds.close()
      await service.close()
      await changes.close()
      gateways.close()
      await Promise.all([sql.end({ timeout: 5 }), quick.end({ timeout: 5 })])
    },
  }
}
