import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { QUERY_CODES, REVOKE_CODES } from '../app/payment/code-table-order.ts'
import { REFUND_CODES, REFUND_QUERY_CODES } from '../app/payment/code-table-refund.ts'
import { SUBMIT_CODES } from '../app/payment/code-table-submit.ts'
import type { PaymentState } from '../app/payment/state.ts'
import type { CallReport } from '../app/wechat/call.ts'
import type { Database } from './database.ts'
import { LIMIT_NAMES, type LimitName } from './limits.ts'
import { isFinal } from './payment-change.ts'
import { openReconciliationMetrics } from './reconciliation/reconciliation-metrics.ts'

/** A request that was answered. */
export interface AnsweredRequest {
  /** The path as the contract has it, or `unknown`. */
  readonly route: string
  readonly method: string
  readonly status: number
  readonly tookMs: number
}

/** What a node tells those who watch it. Labels come from fixed lists only; what is not measured is not there. */
export interface Metrics {
  readonly contentType: string
  readonly text: () => Promise<string>
  readonly onRequest: (request: AnsweredRequest) => void
  readonly onRefused: (limit: LimitName) => void
  readonly onStream: (change: 1 | -1) => void
  readonly onPayment: (row: { readonly version: number; readonly state: PaymentState }) => void
  readonly onLost: (what: 'claim' | 'answer') => void
  readonly onCall: (report: CallReport) => void
  readonly onStatement: (statement: string, waitedMs: number, tookMs: number) => void
}

const KNOWN_CODES: ReadonlySet<string> = new Set(
  [SUBMIT_CODES, QUERY_CODES, REVOKE_CODES, REFUND_CODES, REFUND_QUERY_CODES].flatMap((table) => [
    ...table.keys(),
  ]),
)

const FAST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export function createMetrics(sql: Database): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const lookAtPayments = openPaymentMetrics(registry, sql)
  const lookAtRefunds = openRefundMetrics(registry, sql)
  const lookAtDays = openReconciliationMetrics(registry, sql)
  const { onPayment, onLost } = paymentMetrics(registry)
  const requests = new Histogram({
    name: 'quick_pay_http_request_seconds',
    help: 'Requests by route and status; those that wait for news include the wait',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: FAST_SECONDS,
    registers,
  })
  const refused = new Counter({
    name: 'quick_pay_too_many_requests_total',
    help: 'Requests refused by a rate limit',
    labelNames: ['limit'] as const,
    registers,
  })
  for (const limit of LIMIT_NAMES) refused.inc({ limit }, 0)
  const streams = new Gauge({
    name: 'quick_pay_event_streams',
    help: 'Tills that listen to events of this node',
    registers,
  })
  const { onCall } = callMetrics(registry)
  const { onStatement } = statementMetrics(registry)
  return {
    contentType: registry.contentType,
    async text() {
      await Promise.all([lookAtPayments(), lookAtRefunds(), lookAtDays()])
      return registry.metrics()
    },
    onRequest: ({ route, method, status, tookMs }) =>
      requests.observe({ route, method, status }, tookMs / 1_000),
    onRefused: (limit) => refused.inc({ limit }),
    onStream: (change) => streams.inc(change),
    onPayment,
    onLost,
    onCall,
    onStatement,
  }
}

function paymentMetrics(registry: Registry): Pick<Metrics, 'onPayment' | 'onLost'> {
  const registers = [registry]
  const started = new Counter({
    name: 'quick_pay_payments_started_total',
    help: 'Payments that this node made durable and submitted',
    registers,
  })
  const ended = new Counter({
    name: 'quick_pay_payments_ended_total',
    help: 'Payments to which this node wrote their final state',
    labelNames: ['state'] as const,
    registers,
  })
  for (const state of ['paid', 'not-charged', 'revoked']) ended.inc({ state }, 0)
  const lost = new Counter({
    name: 'quick_pay_claims_lost_total',
    help: 'claim: taken over because its node was gone. answer: came after somebody had taken over',
    labelNames: ['what'] as const,
    registers,
  })
  for (const what of ['claim', 'answer']) lost.inc({ what }, 0)
  return {
    onPayment({ version, state }) {
      if (version === 1) started.inc()
      if (isFinal(state)) ended.inc({ state: state.kind })
    },
    onLost: (what) => lost.inc({ what }),
  }
}

function callMetrics(registry: Registry): Pick<Metrics, 'onCall'> {
  const registers = [registry]
  const calls = new Counter({
    name: 'quick_pay_wechat_calls_total',
    help: 'Calls to WeChat. code: err_code, or why nothing could be believed; "other" for unknown codes',
    labelNames: ['operation', 'outcome', 'code'] as const,
    registers,
  })
  const seconds = new Histogram({
    name: 'quick_pay_wechat_call_seconds',
    help: 'How long WeChat took to answer',
    labelNames: ['operation'] as const,
    buckets: FAST_SECONDS,
    registers,
  })
  return {
    onCall({ operation, outcome, cause, errorCode, startedAtMs, endedAtMs }) {
      const known = errorCode !== null && !KNOWN_CODES.has(errorCode) ? 'other' : errorCode
      calls.inc({ operation, outcome, code: known ?? cause ?? '' })
      seconds.observe({ operation }, Math.max(0, endedAtMs - startedAtMs) / 1_000)
    },
  }
}

function statementMetrics(registry: Registry): Pick<Metrics, 'onStatement'> {
  const registers = [registry]
  const parts = { labelNames: ['statement'] as const, buckets: FAST_SECONDS, registers }
  const waits = new Histogram({
    name: 'quick_pay_statement_wait_seconds',
    help: 'How long the first of what shares a statement waited until it left',
    ...parts,
  })
  const took = new Histogram({
    name: 'quick_pay_statement_seconds',
    help: 'How long PostgreSQL took for statements that requests share',
    ...parts,
  })
  return {
    onStatement(statement, waitedMs, tookMs) {
      waits.observe({ statement }, waitedMs / 1_000)
      took.observe({ statement }, tookMs / 1_000)
    },
  }
}

const OPEN_STATES = ['submitting', 'confirming', 'revoking', 'needs-attention'] as const

interface OpenRow {
  readonly state: string
  readonly count: number
  readonly oldestSeconds: number
}

/** What all nodes share, asked of PostgreSQL when somebody looks; every node says the same. */
function openPaymentMetrics(registry: Registry, sql: Database): () => Promise<void> {
  const registers = [registry]
  const up = new Gauge({
    name: 'quick_pay_database_up',
    help: '1 when PostgreSQL answered this look; the figures of payments are NaN when it did not',
    registers,
  })
  const open = new Gauge({
    name: 'quick_pay_payments_open',
    help: 'Payments that are not final, on all nodes together',
    labelNames: ['state'] as const,
    registers,
  })
  const nodes = new Gauge({
    name: 'quick_pay_nodes',
    help: 'Nodes that say they live',
    registers,
  })
  const oldest = new Gauge({
    name: 'quick_pay_oldest_open_seconds',
    help: 'Age of the oldest payment in each state that is not final, on all nodes; 0: none',
    labelNames: ['state'] as const,
    registers,
  })
  const show = (state: string, row: Pick<OpenRow, 'count' | 'oldestSeconds'>): void => {
    open.set({ state }, row.count)
    oldest.set({ state }, row.oldestSeconds)
  }
  return async () => {
    try {
      const [rows, [alive]] = await Promise.all([readOpen(sql), readNodes(sql)])
      for (const state of OPEN_STATES)
        show(state, rows.find((row) => row.state === state) ?? { count: 0, oldestSeconds: 0 })
      nodes.set(alive?.count ?? 0)
      up.set(1)
    } catch {
      // Not a number is not zero: nobody may read "all is well" out of silence.
      for (const state of OPEN_STATES) show(state, { count: Number.NaN, oldestSeconds: Number.NaN })
      nodes.set(Number.NaN)
      up.set(0)
    }
  }
}

const readOpen = (sql: Database) =>
  sql<OpenRow[]>`
    select state->>'kind' as state, count(*)::int as count,
      extract(epoch from now() - min(submitted_at))::float8 as "oldestSeconds"
    from payment where wake_at is not null group by 1`

const readNodes = (sql: Database) =>
  sql<{ count: number }[]>`select count(*)::int as count from node`

const OPEN_REFUND_STATES = ['submitting', 'confirming', 'accepted', 'needs-attention'] as const

/** As for payments. One that lacks funds waits for a person without being asked about, so due times do not find it. */
function openRefundMetrics(registry: Registry, sql: Database): () => Promise<void> {
  const open = new Gauge({
    name: 'quick_pay_refunds_open',
    help: 'Refunds that are not final, on all nodes together; NaN when PostgreSQL does not answer',
    labelNames: ['state'] as const,
    registers: [registry],
  })
  return async () => {
    const rows = await readOpenRefunds(sql).catch(() => null)
    for (const state of OPEN_REFUND_STATES) {
      const count = rows?.find((row) => row.state === state)?.count ?? 0
      open.set({ state }, rows === null ? Number.NaN : count)
    }
  }
}

const readOpenRefunds = (sql: Database) =>
  sql<Pick<OpenRow, 'state' | 'count'>[]>`
    select state->>'kind' as state, count(*)::int as count from refund
    where state->>'kind' not in ('refunded', 'refused') group by 1`
