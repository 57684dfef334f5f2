import { createBackendClient } from '../../adapters/backend/client.ts'
import { type BackendGateway, createBackendGateway } from '../../adapters/backend/gateway.ts'
import { createBackendRefunds } from '../../adapters/backend/refund-gateway.ts'
import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import type { PaymentRow } from '../../backend/payment-rows.ts'
import type { ProcessLife } from '../world/process-life.ts'
import type { Stage } from '../world/stage.ts'
import type { TillGateway, TillMachine, Way } from '../world/till-machine.ts'
import { Door } from './door.ts'
import { MemoryRefunds } from './memory-refunds.ts'
import { MemoryPayments } from './memory-store.ts'
import { NodeMachine } from './node-machine.ts'

/** The merchant's backend: nodes on one database, and a door for the tills. */
export interface Backend {
  readonly nodes: readonly NodeMachine[]
  /** The way of one till to the backend. */
  readonly wayOf: (number: number, till: () => TillMachine) => Way
}

const TIMEOUTS = { submitMs: 9_000, queryMs: 6_000, stopMs: 10_000 }

/** Notices "look now" come late, twice or not at all. */
const NOTICE_MS = 400

function paymentsOf({ time, leftovers, durable }: Stage): MemoryPayments {
  const onDurable = durable.at('database')
  return new MemoryPayments(time.nowMs, (text, state) => {
    leftovers.push({ where: 'the database', text })
    if (!('attempt' in state)) return
    onDurable({ what: 'payment', number: state.attempt.outTradeNo, state: state.kind })
  })
}

/** Null where nobody refunds: looking for refunds there would only cost time. */
function refundsOf(
  { plan, time, leftovers, durable }: Stage,
  payments: MemoryPayments,
): MemoryRefunds | null {
  if (!plan.actions.some(({ act }) => act.kind === 'refund')) return null
  const onDurable = durable.at('database')
  return new MemoryRefunds(payments, time.nowMs, (text, { kind, refund }) => {
    leftovers.push({ where: 'the database', text })
    onDurable({ what: 'refund', number: refund.outRefundNo, state: kind })
  })
}

/** Opens the backend of a world's plan. */
export function createBackend(stage: Stage): Backend {
  const { plan, time, isCalm, chanceOf, leftovers } = stage
  const { nodes: count, lineTrouble, storeTrouble } = plan.backend
  const payments = paymentsOf(stage)
  const refunds = refundsOf(stage, payments)
  const hearers = new Map<string, (row: PaymentRow) => void>()
  let notices = 0
  const tell = (row: PaymentRow): void => {
    notices += 1
    const copies = isCalm() ? 1 : Math.floor(chanceOf(`notice ${notices}`) * 3)
    for (let copy = 0; copy < copies; copy += 1) {
      const delayMs = chanceOf(`notice ${notices} copy ${copy}`) * NOTICE_MS
      time.after(delayMs, () => hearers.get(row.tillId)?.(row))
    }
  }
  const nodes = Array.from(
    { length: count },
    (_, number) =>
      new NodeMachine({
        stage,
        number,
        payments,
        refunds,
        diesAt: (step) => diesAt(stage, number, step),
        trouble: () => (isCalm() ? 0 : storeTrouble),
        onChange: tell,
      }),
  )
  const door = new Door({
    stage,
    nodes,
    payments,
    refunds,
    trouble: () => (isCalm() ? 0 : lineTrouble),
  })
  return {
    nodes,
    wayOf: (number, till) => ({
      // The id is closed by a stop at any age: see main/way.ts.
      timing: { ...DEFAULT_TIMING, noRevokeBeforeMs: 0 },
      gatewayOf: (life) => gatewayOf(life, number, till),
    }),
  }

  function gatewayOf(life: ProcessLife, number: number, till: () => TillMachine): TillGateway {
    const tillId = `till-${number}`
    const client = createBackendClient({
      http: door.httpOf(life, tillId, () => till().online),
      url: 'https://backend.example',
      device: null,
      clock: life.clock,
      connectTimeoutMs: 3_000,
      onCall: (report) => {
        leftovers.push({ where: 'the log', text: JSON.stringify(report) })
      },
    })
    const gateway: BackendGateway = createBackendGateway({
      client,
      clock: life.clock,
      timeouts: TIMEOUTS,
    })
    hearers.set(tillId, ({ id, version }) => {
      if (!life.alive() || !till().online) return
      gateway.heard(id, version)
      till().hearNews(id)
    })
    const refunds = createBackendRefunds({ client, timeoutMs: TIMEOUTS.stopMs })
    return { payments: gateway, refunds }
  }
}

function diesAt({ plan, isCalm, struck }: Stage, node: number, step: number): boolean {
  if (isCalm()) return false
  const dies = plan.backend.deaths.some((death) => death.node === node && death.step === step)
  if (dies) struck.push('node death at a step')
  return dies
}
