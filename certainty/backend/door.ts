import type { BackendHttp } from '../../adapters/backend/client.ts'
import { paymentDocument } from '../../app/contract/rest-payments.ts'
import { money } from '../../app/money.ts'
import type { HttpAnswer } from '../../app/wechat/http.ts'
import { REST_CALLS } from '../../app/contract/rest-calls.ts'
import type { PaymentRow } from '../../backend/payment-rows.ts'
import type { PaymentService } from '../../backend/payment-service.ts'
import type { RefundService } from '../../backend/refund-service.ts'
import type { ProcessLife } from '../world/process-life.ts'
import type { Stage } from '../world/stage.ts'
import type { MemoryRefunds } from './memory-refunds.ts'
import type { MemoryPayments } from './memory-store.ts'
import { answerRefundCall } from './refund-door.ts'
import { type Asked, problem, type Reply } from './reply.ts'
import type { NodeMachine } from './node-machine.ts'

/** What the tills' door to the backend is made of. */
export interface DoorParts {
  readonly stage: Stage
  readonly nodes: readonly NodeMachine[]
  readonly payments: MemoryPayments
  readonly refunds: MemoryRefunds | null
  /** Share of requests to the backend that the line loses, doubles or cuts. */
  readonly trouble: () => number
}

const MERCHANT = 'merchant'
/** A start is held this long for its result, and looked at this often. */
const START_WAIT_MS = 2_000
const LOOK_EVERY_MS = 400

const document = (row: PaymentRow): Reply => ({ status: 200, body: paymentDocument(row) })

const BROKEN: HttpAnswer = { kind: 'no-answer', cause: 'broken', detail: '' }
const SILENCE: HttpAnswer = { kind: 'no-answer', cause: 'timeout', detail: '' }
const UNREACHABLE: HttpAnswer = { kind: 'not-sent', cause: 'unreachable', detail: '' }

/** A load balancer that sends each request to any node, over a line that breaks now and then. */
export class Door {
  readonly #parts: DoorParts
  #requests = 0

  constructor(parts: DoorParts) {
    this.#parts = parts
  }

  /** The port of one life of one till. */
  httpOf(life: ProcessLife, tillId: string, online: () => boolean): BackendHttp {
    return {
      send: async (request) => {
        if (!life.step()) return new Promise(() => undefined)
        const answer = await life.hear(this.#send(request, tillId, online))
        return life.step() ? answer : new Promise(() => undefined)
      },
    }
  }

  async #send(request: Asked, tillId: string, online: () => boolean): Promise<HttpAnswer> {
    this.#requests += 1
    const label = `door ${this.#requests}`
    const chance = (what: string): number => this.#parts.stage.chanceOf(`${label} ${what}`)
    if (!online()) {
      const refused = chance('offline') < 0.6
      await this.#wait(refused ? 20 : request.timeoutMs)
      return refused ? UNREACHABLE : SILENCE
    }
    const answer = this.#travel(request, tillId, chance)
    const patience = this.#wait(request.timeoutMs).then(() => SILENCE)
    const heard = await Promise.race([answer, patience])
    return online() ? heard : patience
  }

  async #travel(
    request: Asked,
    tillId: string,
    chance: (what: string) => number,
  ): Promise<HttpAnswer> {
    const troubled = chance('trouble') < this.#parts.trouble()
    const kind = troubled ? Math.floor(chance('kind') * 5) : -1
    const never = new Promise<HttpAnswer>(() => undefined)
    await this.#wait(2 + Math.floor(chance('up') * 60))
    if (kind === 0) return never
    // Held up on its way, perhaps for longer than anybody waits.
    if (kind === 1) await this.#wait(chance('late') * 60_000)
    if (kind === 2) void this.#serve(request, tillId, chance('other node'))
    const reply = await this.#serve(request, tillId, chance('node'))
    if (reply === null) return BROKEN
    await this.#wait(2 + Math.floor(chance('down') * 60))
    if (kind === 3) return never
    if (kind === 4) return BROKEN
    const body = new TextEncoder().encode(JSON.stringify(reply.body))
    return { kind: 'answered', status: reply.status, body }
  }

  /** Null: the node is dead, or dies meanwhile. */
  async #serve(request: Asked, tillId: string, pick: number): Promise<Reply | null> {
    const { nodes, stage } = this.#parts
    const node = nodes[Math.floor(pick * nodes.length)]?.service ?? null
    if (node === null) return null
    const { service, refunds, life } = node
    let stopLooking = (): void => undefined
    const died = new Promise<null>((resolve) => {
      const look = (): void => {
        if (life.alive()) stopLooking = stage.time.after(1_000, look)
        else resolve(null)
      }
      look()
    })
    // A process that stands still reads no request.
    const served = life
      .hear(Promise.resolve())
      .then(() => this.#handle({ service, refunds }, request, tillId))
      .catch(() => problem('broken'))
    return Promise.race([life.hear(served), died]).finally(() => stopLooking())
  }

  async #handle(
    { service, refunds }: { service: PaymentService; refunds: RefundService | null },
    request: Asked,
    tillId: string,
  ): Promise<Reply> {
    const path = new URL(request.url).pathname.split('/').slice(2)
    const [what, id = '', wish] = path
    const key = { merchantId: MERCHANT, id }
    if (what === 'refunds' || wish === 'refunds') {
      const { payments, refunds: store, stage } = this.#parts
      if (refunds === null || store === null) return problem('not-found')
      return answerRefundCall({ refunds, store, payments, time: stage.time }, { key, wish, tillId, request }) // prettier-ignore
    }
    if (request.method === 'GET') return this.#read(key, tillId)
    if (wish === 'stop') {
      const ask = REST_CALLS.stopPayment.body.parse(JSON.parse(request.body))
      const amount = money(ask.amountMinor, ask.currency)
      if (!amount.ok) return problem('bad-request')
      const outcome = await service.stop({ ...key, tillId, amount: amount.value })
      if (outcome.kind === 'stopped') return document(outcome.row)
      return problem(outcome.kind === 'differs' ? 'payment-differs' : 'not-found')
    }
    return this.#start(service, request.body, tillId)
  }

  async #start(service: PaymentService, body: string, tillId: string): Promise<Reply> {
    const ask = REST_CALLS.startPayment.body.parse(JSON.parse(body))
    const amount = money(ask.amountMinor, ask.currency)
    if (!amount.ok) return problem('bad-request')
    const { id, description, note, paymentCode } = ask
    const key = { merchantId: MERCHANT, id }
    const outcome = await service.start({
      ...key,
      tillId,
      fingerprint: Buffer.from(JSON.stringify([ask.amountMinor, paymentCode])),
      sale: { amount: amount.value, description, note },
      paymentCode,
    })
    if (outcome.kind === 'differs') return problem('payment-differs')
    if (outcome.kind === 'operator-refused') return problem('operator-refused')
    let { row } = outcome
    const untilMs = this.#parts.stage.time.nowMs() + START_WAIT_MS
    while (row.state.kind === 'submitting' && this.#parts.stage.time.nowMs() < untilMs) {
      await this.#wait(LOOK_EVERY_MS)
      row = this.#parts.payments.peek(key) ?? row
    }
    return document(row)
  }

  #read(key: { merchantId: string; id: string }, tillId: string): Reply {
    const row = this.#parts.payments.peek(key)
    return row === null || row.tillId !== tillId ? problem('not-found') : document(row)
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#parts.stage.time.after(ms, resolve))
  }
}
