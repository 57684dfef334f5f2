import type { Clock, NoAnswer } from '../app/ports.ts'
import type { RefundEvent } from '../app/refund/event.ts'
import type { RefundGateway } from '../app/refund/gateway.ts'
import type { Refund } from '../app/refund/state.ts'
import type { RefundTiming } from '../app/refund/timing.ts'
import { Loops } from './loops.ts'
import {
  changeByRequest,
  type RefundCall,
  type RefundChange,
  refundChangeBy,
} from './refund-change.ts'
import type {
  DueRefund,
  NewRefund,
  RefundFault,
  RefundKey,
  RefundRow,
  RefundRowChange,
} from './refund-rows.ts'
import type { RefundStore } from './refund-store.ts'

/** What the service works with. The node's beats are the payment service's. */
export interface RefundServiceParts {
  readonly store: RefundStore
  readonly node: string
  readonly gatewayOf: (merchantId: string) => Promise<RefundGateway>
  readonly timing: RefundTiming
  /** Longer than any call of a gateway takes. */
  readonly callMsMax: number
  readonly clock: Clock
  /** Runs on evenly while the machine sleeps or the process is stopped; for measuring only. */
  readonly monotonicMs: () => number
  readonly lookEveryMs: number
  /** Told of each state that this node made durable. */
  readonly onChange: (row: RefundRow) => void
  readonly onTrouble: (what: string, error: unknown) => void
}

/** A refund to start. */
export interface RefundRequest extends Omit<NewRefund, 'change'> {
  readonly refund: Omit<Refund, 'requestedAtMs'>
}

export type RefundOutcome =
  | { readonly kind: 'started' | 'known'; readonly row: RefundRow }
  /** That number belongs to a refund that was asked for in other words. */
  | { readonly kind: 'differs' }
  /** The payment does not hold it. */
  | { readonly kind: 'refused'; readonly fault: RefundFault }

/** A person's wish. */
export type RefundWish = 'ask-again-pressed' | 'send-again-pressed' | 'give-up-pressed'

/** A claim outlives its call by this much, so that no second call begins while the first may be under way. */
const CLAIM_MARGIN_MS = 5_000
/** A request that was held up in this node for longer is not sent any more: others may believe that it never will be. */
const SEND_DELAY_MAX_MS = 5_000
const DUE_AT_ONCE = 100
const RETRY_MS = 500
/** Somebody else changed the row each time; no refund has that many writers. */
const CHANGES_MAX = 50

const noAnswer = (error: unknown): NoAnswer => ({
  kind: 'no-answer',
  cause: 'broken',
  detail: error instanceof Error ? error.name : 'unknown error',
})

/** Runs refunds whose truth is in PostgreSQL; any number of nodes may run the same ones. */
export class RefundService {
  readonly #parts: RefundServiceParts
  readonly #claimMs: number
  readonly #loops: Loops

  constructor(parts: RefundServiceParts) {
    this.#parts = parts
    this.#claimMs = parts.callMsMax + CLAIM_MARGIN_MS
    this.#loops = new Loops(parts.clock, parts.onTrouble)
  }

  /** Begins to look for refunds at which somebody has to look. */
  open(): void {
    this.#loops.repeat('look at refunds', this.#parts.lookEveryMs, () => this.#look())
  }

  /** The refund that the same request started before. Null: there is none of that number. */
  async known(
    request: RefundKey & { readonly fingerprint: Buffer },
  ): Promise<RefundOutcome | null> {
    const { store } = this.#parts
    const [row, fingerprint] = await Promise.all([
      store.read(request),
      store.readFingerprint(request),
    ])
    if (row === null || fingerprint === null) return null
    return fingerprint.equals(request.fingerprint) ? { kind: 'known', row } : { kind: 'differs' }
  }

  /** Starts a refund, or finds the one that the same request started before. */
  async start({ refund, ...request }: RefundRequest): Promise<RefundOutcome> {
    const { store, node, monotonicMs } = this.#parts
    const change = changeByRequest({ ...refund, requestedAtMs: 0 })
    const askedMs = monotonicMs()
    const made = await store.insert({ ...request, change }, { node, claimMs: this.#claimMs })
    if (made === null || typeof made === 'string') {
      // The same request, a moment earlier, may be what leaves no room for this one.
      const known = await this.known(request)
      if (known !== null) return known
      if (made === null) throw new Error('a refund has vanished')
      return { kind: 'refused', fault: made }
    }
    this.#act([{ row: made, change, claimMs: this.#claimMs }], [made], askedMs)
    return { kind: 'started', row: made }
  }

  /** Gives a person's wish to a refund, whichever node works on it. Null: no such refund. */
  async send(key: RefundKey, type: RefundWish): Promise<RefundRow | null> {
    for (let tries = 0; tries < CHANGES_MAX; tries += 1) {
      const row = await this.#parts.store.read(key)
      if (row === null) return null
      const change = refundChangeBy(this.#parts.timing, row.state, { type })
      if (change === null) return row
      const changed = await this.#write(row, change)
      if (changed !== undefined) return changed
    }
    throw new Error('the refund changes too fast')
  }

  /** Ends in order: nothing new is looked at, calls under way are finished and written down. */
  close(): Promise<void> {
    return this.#loops.close()
  }

  /** Takes every refund a step further whose time has come. */
  async #look(): Promise<void> {
    for (;;) {
      const { store, node, monotonicMs } = this.#parts
      const askedMs = monotonicMs()
      const done = await store.advanceDue(node, DUE_AT_ONCE, (row) => this.#changeOfDue(row))
      this.#act(done.changes, done.rows, askedMs)
      if (this.#loops.closed || done.due < DUE_AT_ONCE) return
    }
  }

  #changeOfDue(row: DueRefund): RefundRowChange {
    const { timing } = this.#parts
    const restarted = { type: 'restarted' } as const
    // A call whose claim ended without an answer: its node is gone, and nobody will ever hear the answer.
    const event: RefundEvent =
      row.claimOver || row.waitEvent === null ? restarted : { type: row.waitEvent }
    const change =
      refundChangeBy(timing, row.state, event) ??
      // An event that means nothing would leave the row due for ever: asking again always means something.
      refundChangeBy(timing, row.state, restarted)
    if (change === null) throw new Error(`a settled refund is due: ${row.id}`)
    return { row, change, claimMs: this.#claimMs }
  }

  async #write(row: RefundRow, change: RefundChange): Promise<RefundRow | undefined> {
    const { store, node, monotonicMs } = this.#parts
    const changes = [{ row, change, claimMs: this.#claimMs }]
    const askedMs = monotonicMs()
    const rows = await store.write(node, changes)
    this.#act(changes, rows, askedMs)
    return rows[0]
  }

  /** Does what durable changes ask for, then tells of them. */
  #act(changes: readonly RefundRowChange[], rows: readonly RefundRow[], askedMs: number): void {
    for (const row of rows) {
      const made = changes.find(
        ({ row: { merchantId, id } }) => merchantId === row.merchantId && id === row.id,
      )
      const call = made?.change.call
      if (call) this.#loops.begin('refund call', this.#call(row, call, askedMs))
      this.#parts.onChange(row)
    }
  }

  async #call(claimed: RefundRow, call: RefundCall, askedMs: number): Promise<void> {
    const event = await this.#answerOf(claimed, call, askedMs)
    let row: RefundRow | null = claimed
    for (;;) {
      try {
        row ??= await this.#parts.store.read(claimed)
        // Without the right fence this answer is somebody else's past, and the row stays as it is.
        if (row === null || row.fence !== claimed.fence) return
        const change = refundChangeBy(this.#parts.timing, row.state, event)
        if (change === null || (await this.#write(row, change)) !== undefined) return
      } catch (error) {
        this.#parts.onTrouble('write refund', error)
        if (this.#loops.closed) return
        await this.#loops.pause(RETRY_MS)
      }
      row = null
    }
  }

  async #answerOf(row: RefundRow, call: RefundCall, askedMs: number): Promise<RefundEvent> {
    const { gatewayOf, monotonicMs, onTrouble } = this.#parts
    const gateway = await gatewayOf(row.merchantId).catch((error: unknown) => {
      onTrouble('merchant', error)
      return null
    })
    if (call.type === 'query') {
      const answer = (await gateway?.queryRefund(call.order).catch(noAnswer)) ?? noAnswer(null)
      return { type: 'query-answered', answer, sentAgoMs: Math.floor(row.sentAgoMs) }
    }
    const late = monotonicMs() - askedMs > SEND_DELAY_MAX_MS
    if (gateway === null || late) {
      const cause = late ? 'unreachable' : 'configuration'
      const detail = late ? 'the node was held up' : 'the merchant’s settings cannot be used'
      return { type: 'refund-answered', answer: { kind: 'not-sent', cause, detail } }
    }
    return { type: 'refund-answered', answer: await gateway.refund(call.order).catch(noAnswer) }
  }
}
