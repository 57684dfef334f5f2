import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import type { PaymentRow } from '../../backend/payment-rows.ts'
import { PaymentService } from '../../backend/payment-service.ts'
import type { RefundGateway } from '../../app/refund/gateway.ts'
import { refundTimingFor } from '../../app/refund/timing.ts'
import { refundGatewayOf } from '../../app/wechat/refund-gateway.ts'
import { RefundService } from '../../backend/refund-service.ts'
import { type ProcessLife, startLife } from '../world/process-life.ts'
import type { Stage } from '../world/stage.ts'
import { wechatGatewayOf } from '../world/store-till.ts'
import type { MemoryRefunds } from './memory-refunds.ts'
import type { Connection, MemoryPayments } from './memory-store.ts'

/** As `createGateways` reckons it for one host: connection and the longest call. */
const CALL_MS_MAX = 3_000 + 10_000

/** What a machine with a backend node on it is made from. */
export interface NodeMachineParts {
  readonly stage: Stage
  readonly number: number
  readonly payments: MemoryPayments
  /** Null: nobody refunds in this world. */
  readonly refunds: MemoryRefunds | null
  /** Whether the process dies at its n-th step. */
  readonly diesAt: (step: number) => boolean
  /** Share of statements whose connection breaks, before or after they took effect. */
  readonly trouble: () => number
  readonly onChange: (row: PaymentRow) => void
}

/** A node of the merchant's backend: the real service on a store in memory. */
export class NodeMachine {
  readonly #parts: NodeMachineParts
  #steps = 0
  #lives = 0
  #backAfterMs = 3_000
  #statements = 0
  #life: ProcessLife | null = null
  #service: PaymentService | null = null
  #refunds: RefundService | null = null
  #connections = new Set<Connection>()

  constructor(parts: NodeMachineParts) {
    this.#parts = parts
  }

  /** The service, while the process runs. */
  get service(): {
    readonly service: PaymentService
    readonly refunds: RefundService | null
    readonly life: ProcessLife
  } | null {
    const [service, refunds, life] = [this.#service, this.#refunds, this.#life]
    return service !== null && life?.alive() === true ? { service, refunds, life } : null
  }

  start(): void {
    if (this.#life?.alive() === true) return
    const { stage, number, payments, diesAt, onChange } = this.#parts
    this.#lives += 1
    const name = `node ${number} life ${this.#lives}`
    stage.note(`${name} starts`)
    const life = startLife({
      time: stage.time,
      machine: { clockAheadMs: 0 },
      steps: {
        next: () => {
          this.#steps += 1
          return diesAt(this.#steps) ? 'die' : 'go-on'
        },
      },
      onDeath: () => this.#died(),
    })
    this.#life = life
    const http = stage.network.httpOf(life, name, () => true)
    const gateway = wechatGatewayOf(stage, life, name, http)
    const service = new PaymentService({
      store: payments.storeOf(this.#connection(life)),
      node: name,
      gatewayOf: async () => gateway,
      timing: DEFAULT_TIMING,
      callMsMax: CALL_MS_MAX,
      clock: life.clock,
      monotonicMs: life.monotonicMs,
      // Looks less often than in production: fewer events, the same order of things.
      paces: { lookEveryMs: 1_000, beatEveryMs: 2_000, deadAfterMs: 6_000 },
      onChange: (row) => life.alive() && onChange(row),
      onTrouble: (what, error) =>
        stage.leftovers.push({ where: 'the log', text: what + String(error) }),
    })
    this.#service = service
    this.#refunds = this.#refundService(life, name, refundGatewayOf(gateway))
    this.#refunds?.open()
    void service.open().catch(() => life.kill())
  }

  #refundService(life: ProcessLife, name: string, gateway: RefundGateway): RefundService | null {
    const { stage, refunds } = this.#parts
    if (refunds === null) return null
    return new RefundService({
      store: refunds.storeOf(this.#connection(life)),
      node: name,
      gatewayOf: async () => gateway,
      timing: refundTimingFor(DEFAULT_TIMING),
      callMsMax: CALL_MS_MAX,
      clock: life.clock,
      monotonicMs: life.monotonicMs,
      lookEveryMs: 1_000,
      onChange: () => undefined,
      onTrouble: (what, error) =>
        stage.leftovers.push({ where: 'the log', text: what + String(error) }),
    })
  }

  crash(backAfterMs: number): void {
    this.#backAfterMs = backAfterMs
    this.#life?.kill()
  }

  pause(forMs: number): void {
    this.#life?.pause(forMs)
  }

  #died(): void {
    const { stage, number, payments, refunds } = this.#parts
    stage.note(`node ${number} dies`)
    for (const connection of this.#connections) {
      payments.drop(connection)
      refunds?.drop(connection)
    }
    this.#connections.clear()
    this.#service = null
    this.#refunds = null
    stage.time.after(this.#backAfterMs, () => this.start())
  }

  /** Each statement takes a moment, may be the last thing that the process does, and may lose its connection. */
  #connection(life: ProcessLife): Connection {
    const { stage, number, trouble } = this.#parts
    const wait = (label: string): Promise<void> => {
      const ms = Math.floor(stage.chanceOf(`node ${number} ${label}`) * 4)
      return new Promise((resolve) => void life.clock.after(ms, resolve))
    }
    const halt = (): Promise<void> => new Promise(() => undefined)
    const travel = async (label: string): Promise<void> => {
      if (!life.step()) return halt()
      this.#statements += 1
      const own = `${label} ${this.#statements}`
      await wait(own)
      if (!life.step()) return halt()
      const share = trouble()
      if (share > 0 && stage.chanceOf(`node ${number} breaks ${own}`) < share) {
        throw new Error('connection terminated')
      }
    }
    const connection: Connection = {
      begin: () => travel('begin'),
      think: () => travel('think'),
      commit: () => travel('commit'),
    }
    this.#connections.add(connection)
    return connection
  }
}
