import type { PaymentEvent } from '../app/payment/event.ts'
import { beginSale } from '../app/payment/flow.ts'
import { forJournal } from '../app/payment/journal.ts'
import { isOpen, type Sale } from '../app/payment/state.ts'
import type { Timing } from '../app/payment/timing.ts'
import type { Clock, Gateway, NoAnswer } from '../app/ports.ts'
import { assertNever } from '../app/result.ts'
import { type Call, type Change, changeBy } from './payment-change.ts'
import type { ClosedId, DueRow, PaymentKey, PaymentRow, RowChange } from './payment-rows.ts'
import type { PaymentStore } from './payment-store.ts'

/** What the service works with. */
export interface PaymentServiceParts {
  readonly store: PaymentStore
  /** This node's name; never used again by another start. */
  readonly node: string
  readonly gatewayOf: (merchantId: string) => Promise<Gateway>
  readonly timing: Timing
  /** Longer than any call of a gateway takes. */
  readonly callMsMax: number
  readonly clock: Clock
  /** Runs on evenly while the machine sleeps or the process is stopped; for measuring only. */
  readonly monotonicMs: () => number
  readonly paces: Paces
  /** Told of each state that this node made durable. */
  readonly onChange: (row: PaymentRow) => void
  readonly onTrouble: (what: string, error: unknown) => void
  /** `claim`: a payment was taken over because its node was gone. `answer`: one came after somebody had taken over. */
  readonly onLost?: (what: 'claim' | 'answer') => void
}

/** How often a node looks. Milliseconds. */
export interface Paces {
  readonly lookEveryMs: number
  readonly beatEveryMs: number
  /** A node that was silent for this long loses its claims. */
  readonly deadAfterMs: number
}

export const DEFAULT_PACES: Paces = { lookEveryMs: 200, beatEveryMs: 1_000, deadAfterMs: 5_000 }

/** A payment to start; `paymentCode` is never stored. */
export interface StartRequest extends PaymentKey {
  readonly tillId: string
  /** Absent: nobody was named. */
  readonly operatorId?: string | undefined
  readonly fingerprint: Buffer
  readonly sale: Omit<Sale, 'saleId' | 'startedAtMs'>
  readonly paymentCode: string
}

export type StartOutcome =
  | { readonly kind: 'started' | 'known'; readonly row: PaymentRow }
  /** That order number belongs to a payment that was asked for in other words. */
  | { readonly kind: 'differs' }
  /** The merchant does not know the operator, or requires one. Nothing was begun. */
  | { readonly kind: 'operator-refused' }

export type StopOutcome =
  | { readonly kind: 'stopped'; readonly row: PaymentRow }
  /** Another till's payment. */
  | { readonly kind: 'of-others' }
  | { readonly kind: 'differs' }

/** A claim outlives its call by this much, so that no second call begins while the first may be under way. */
const CLAIM_MARGIN_MS = 5_000
/** A node that was stopped between its intent and its submit for longer than this does not send it any more. */
const SUBMIT_DELAY_MAX_MS = 5_000
const DUE_AT_ONCE = 100
/**
 * Queries and revokes under way at once, of one node. More due ones stay where they are, for whichever node has room: in a
 * queue of this one their claims would run out. At 100 ms a call this is 2,500 a second, more than a node can do.
 */
export const CALLS_AT_ONCE = 256
/** Room that is worth another look while more is due: rows are cheaper together. */
const ROOM_MIN = 32
const RETRY_MS = 500
/** A payment looked at later than this starts over with a question: its timers say nothing any more. */
const LATE_MS = 5_000
/** Somebody else changed the row each time; no payment has that many writers. */
const CHANGES_MAX = 50

const noAnswer = (error: unknown): NoAnswer => ({
  kind: 'no-answer',
  cause: 'broken',
  detail: error instanceof Error ? error.name : 'unknown error',
})

/** Runs payments whose truth is in a store that any number of nodes share. */
export class PaymentService {
  readonly #parts: PaymentServiceParts
  readonly #claimMs: number
  readonly #underWay = new Set<Promise<void>>()
  /** Of those, the queries and revokes. A submit is never held up, and holds up no question. */
  #asking = 0
  #onRoom = (): void => undefined
  #closed = false
  #loops: readonly Promise<void>[] = []
  #wakers = new Set<() => void>()

  constructor(parts: PaymentServiceParts) {
    this.#parts = parts
    this.#claimMs = parts.callMsMax + CLAIM_MARGIN_MS
  }

  /** Begins to look for payments at which somebody has to look. */
  async open(): Promise<void> {
    const { store, node, paces } = this.#parts
    await store.beat(node)
    this.#loops = [
      this.#repeat('look', paces.lookEveryMs, () => this.#look()),
      this.#repeat('beat', paces.beatEveryMs, async () => {
        await store.beat(node)
        await store.releaseClaimsOfTheDead(paces.deadAfterMs)
      }),
    ]
  }

  /** Starts a payment, or finds the one that the same request started before. */
  async start(request: StartRequest): Promise<StartOutcome> {
    const { store, node, timing, monotonicMs } = this.#parts
    const { sale, paymentCode, ...key } = request
    // The database puts its own time in: see insertPayment.
    const begun = beginSale({ ...sale, saleId: key.id, startedAtMs: 0 })
    const event = { type: 'code-scanned', outTradeNo: key.id, atMs: 0, paymentCode } as const
    const change = changeBy(timing, begun, event)
    if (change?.call?.type !== 'submit') throw new Error('a new sale takes a code')
    const askedMs = monotonicMs()
    const row = await store.insert({ ...key, change }, { node, claimMs: this.#claimMs })
    if (row === null) return this.#known(request)
    this.#parts.onChange(row)
    this.#begin(row, change.call, askedMs)
    return { kind: 'started', row }
  }

  /** Stops a payment; closes its id if none has arrived, so that none ever will. */
  async stop(asked: ClosedId): Promise<StopOutcome> {
    const { store, node, onChange } = this.#parts
    const closed = await store.insertClosed(asked, node)
    if (closed !== null) {
      onChange(closed)
      return { kind: 'stopped', row: closed }
    }
    const row = await store.read(asked)
    const { minor, currency } = asked.amount
    const amount = row?.state.sale.amount
    const own = row?.tillId === asked.tillId
    if (row === null || !own) return { kind: 'of-others' }
    if (amount?.minor !== minor || amount.currency !== currency) return { kind: 'differs' }
    return { kind: 'stopped', row: (await this.send(asked, { type: 'stop-pressed' })) ?? row }
  }

  /** Gives a person's wish to a payment, whichever node works on it. Null: no such payment. */
  async send(
    key: PaymentKey,
    event: Extract<PaymentEvent, { readonly type: 'stop-pressed' | 'ask-again-pressed' }>,
  ): Promise<PaymentRow | null> {
    for (let tries = 0; tries < CHANGES_MAX; tries += 1) {
      const row = await this.#parts.store.read(key)
      if (row === null) return null
      const change = isOpen(row.state) ? changeBy(this.#parts.timing, row.state, event) : null
      if (change === null) return row
      const [changed] = await this.#write([{ row, change, claimMs: this.#claimMs }])
      if (changed !== undefined) return changed
    }
    throw new Error('the payment changes too fast')
  }

  /** Ends in order: nothing new is looked at, calls under way are finished and written down. */
  async close(): Promise<void> {
    this.#closed = true
    for (const wake of this.#wakers) wake()
    await Promise.all(this.#loops)
    // An answer may ask for the next call at once; no pause is waited for any more, so this ends.
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
    // Only a courtesy: without it the others miss this node a little later.
    const { store, node, onTrouble } = this.#parts
    await store.leave(node).catch((error: unknown) => onTrouble('leave', error))
  }

  async #known(request: StartRequest): Promise<StartOutcome> {
    const [row, fingerprint] = await Promise.all([
      this.#parts.store.read(request),
      this.#parts.store.readFingerprint(request),
    ])
    // Payments never vanish: so there was none, and the operator kept it from being made.
    if (row === null || fingerprint === null) return { kind: 'operator-refused' }
    const same = row.tillId === request.tillId && fingerprint.equals(request.fingerprint)
    return same ? { kind: 'known', row } : { kind: 'differs' }
  }

  /** Takes every payment a step further whose time has come, as far as there is room for calls. */
  async #look(): Promise<void> {
    for (;;) {
      const { store, node, paces } = this.#parts
      const limit = Math.min(DUE_AT_ONCE, this.#room())
      if (limit <= 0) return
      const decide = (row: DueRow): readonly RowChange[] => this.#changeOfDue(row)
      const { due, changes, rows } = await store.advanceDue(node, limit, decide)
      this.#act(changes, rows)
      if (this.#closed || due < limit) return
      if (this.#room() < ROOM_MIN)
        await this.#pause(paces.lookEveryMs, (wake) => (this.#onRoom = wake))
    }
  }

  #room(): number {
    return CALLS_AT_ONCE - this.#asking
  }

  #changeOfDue(row: DueRow): readonly RowChange[] {
    const { timing, onLost } = this.#parts
    if (row.claimOver) onLost?.('claim')
    const event = eventOfDue(row)
    const change =
      changeBy(timing, row.state, event) ??
      staleTimer(row, event) ??
      // An event that means nothing would leave the row due for ever: asking again always means something.
      changeBy(timing, row.state, restartedAt(row))
    return change === null ? [] : [{ row, change, claimMs: this.#claimMs }]
  }

  async #write(changes: readonly RowChange[]): Promise<readonly PaymentRow[]> {
    const rows = await this.#parts.store.write(this.#parts.node, changes)
    this.#act(changes, rows)
    return rows
  }

  /** Does what durable changes ask for, then tells of them. */
  #act(changes: readonly RowChange[], rows: readonly PaymentRow[]): void {
    const askedMs = this.#parts.monotonicMs()
    for (const row of rows) {
      const made = changes.find(
        ({ row: { merchantId, id } }) => merchantId === row.merchantId && id === row.id,
      )
      if (made?.change.call) this.#begin(row, made.change.call, askedMs)
      this.#parts.onChange(row)
    }
  }

  #begin(row: PaymentRow, call: Call, askedMs: number): void {
    const asks = call.type === 'submit' ? 0 : 1
    this.#asking += asks
    const work = this.#call(row, call, askedMs)
      .catch((error: unknown) => this.#parts.onTrouble('call', error))
      .finally(() => {
        this.#underWay.delete(work)
        this.#asking -= asks
        if (this.#room() >= ROOM_MIN) this.#onRoom()
      })
    this.#underWay.add(work)
  }

  async #call(claimed: PaymentRow, call: Call, askedMs: number): Promise<void> {
    const event = await this.#answerOf(claimed, call, askedMs)
    let row: PaymentRow | null = claimed
    for (;;) {
      try {
        // Without the right fence this answer is somebody else's past, and the row stays as it is.
        row ??= await this.#parts.store.readFenced(claimed, claimed.fence)
        if (row === null) {
          this.#parts.onLost?.('answer')
          return
        }
        const change = changeBy(this.#parts.timing, row.state, event)
        if (change === null) return
        const [changed] = await this.#write([{ row, change, claimMs: this.#claimMs }])
        if (changed !== undefined) return
      } catch (error) {
        this.#parts.onTrouble('write', error)
        if (this.#closed) return
        await this.#pause(RETRY_MS)
      }
      row = null
    }
  }

  async #answerOf(row: PaymentRow, call: Call, askedMs: number): Promise<PaymentEvent> {
    const { gatewayOf, monotonicMs, onTrouble } = this.#parts
    const gateway = await gatewayOf(row.merchantId).catch((error: unknown) => {
      onTrouble('merchant', error)
      return null
    })
    switch (call.type) {
      case 'submit': {
        const submission = 'first'
        const late = monotonicMs() - askedMs > SUBMIT_DELAY_MAX_MS
        if (gateway === null || late) {
          const cause = late ? 'unreachable' : 'configuration'
          const detail = late ? 'the node was held up' : 'the merchant’s settings cannot be used'
          return {
            type: 'submit-answered',
            answer: { kind: 'not-sent', cause, detail },
            submission,
          }
        }
        const answer = await gateway.submit(call.order, call.paymentCode).catch(noAnswer)
        return { type: 'submit-answered', answer, submission }
      }
      case 'query':
        return {
          type: 'query-answered',
          answer: (await gateway?.query(call.order).catch(noAnswer)) ?? noAnswer(null),
        }
      case 'revoke':
        return {
          type: 'revoke-answered',
          answer: (await gateway?.revoke(call.order).catch(noAnswer)) ?? noAnswer(null),
        }
      default:
        return assertNever(call)
    }
  }

  async #repeat(what: string, everyMs: number, work: () => Promise<unknown>): Promise<void> {
    while (!this.#closed) {
      await work().catch((error: unknown) => this.#parts.onTrouble(what, error))
      if (!this.#closed) await this.#pause(everyMs)
    }
  }

  /** Ends early when the service does, or when whoever was given `wake` calls it. */
  #pause(delayMs: number, give?: (wake: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel()
        this.#wakers.delete(wake)
        resolve()
      }
      const cancel = this.#parts.clock.after(delayMs, wake)
      this.#wakers.add(wake)
      give?.(wake)
    })
  }
}

/** Takes a timer off a row whose call is under way: that call's answer decides what comes next. */
function staleTimer(row: DueRow, event: PaymentEvent): Change | null {
  if (row.claimedBy === null || row.claimOver || event.type === 'restarted') return null
  const { state } = row
  const age = event.type === 'age-reached' ? null : 'keep'
  const wait = age === 'keep' ? null : 'keep'
  return { event: forJournal(event), state, call: null, endsCall: false, wait, age }
}

/** Everything that was under way is lost. PostgreSQL measured the time, which all nodes share. */
const restartedAt = ({ elapsedMs }: DueRow): Extract<PaymentEvent, { type: 'restarted' }> => ({
  type: 'restarted',
  elapsedMs,
  clock: 'steady',
})

/** What has happened to a payment at which somebody has to look. */
function eventOfDue(row: DueRow): PaymentEvent {
  const restarted = restartedAt(row)
  // A call whose claim ended without an answer: its node is gone, and nobody will ever hear the answer.
  if (row.claimOver) return restarted
  if (row.claimedBy === null && row.lateMs > LATE_MS) return restarted
  if (row.ageReached && row.nextAge !== null) return { type: 'age-reached', age: row.nextAge }
  return row.waitOver && row.waitEvent !== null ? { type: row.waitEvent } : restarted
}
