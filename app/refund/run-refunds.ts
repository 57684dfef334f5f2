import type { Clock, NoAnswer } from '../ports.ts'
import { assertNever } from '../result.ts'
import type { RefundCommand, RefundEvent } from './event.ts'
import { beginRefund, stepRefund } from './flow.ts'
import type { RefundGateway, RefundWish } from './gateway.ts'
import type { RefundFacts, RefundJournal, RefundJournalEvent, SavedRefund } from './journal.ts'
import { isSettled, type Refund, type RefundState } from './state.ts'
import type { RefundTiming } from './timing.ts'

/** What the runner works with. */
export interface RefundsParts {
  readonly gateway: RefundGateway
  readonly journal: Pick<RefundJournal, 'append'>
  readonly clock: Clock
  /** Runs evenly and never back; for measuring only. */
  readonly monotonicMs: () => number
  readonly timing: RefundTiming
  /** Told of each new state, after it is durable. */
  readonly onChange: (saved: SavedRefund) => void
}

/** Runs refunds, each one event at a time, in order: journal first, then the calls. */
export interface Refunds {
  /** Starts a refund. Rejects when it could not be made durable; then there is none. */
  readonly start: (refund: Refund, facts: RefundFacts) => Promise<void>
  /** Takes up refunds that the journal holds and nothing has settled. */
  readonly resume: (saved: readonly SavedRefund[]) => void
  /** Ask now instead of after the pause. */
  readonly askAgain: (outRefundNo: string) => void
  readonly wish: (outRefundNo: string, wish: RefundWish) => void
  /** Takes a refund up again that WeChat's bill lacks, settled or not. Resolves when that is durable. */
  readonly resend: (saved: SavedRefund) => Promise<void>
  /** Stops all timers. Calls under way end by themselves; the next start takes up what they leave. */
  readonly close: () => void
}

/** Pause between two tries to write an entry that must not be lost. */
const JOURNAL_RETRY_MS = 1_000

const noAnswer = (error: unknown): NoAnswer => ({
  kind: 'no-answer',
  cause: 'broken',
  detail: error instanceof Error ? error.name : 'unknown error',
})

interface Running {
  readonly facts: RefundFacts
  state: RefundState
  tail: Promise<unknown>
  cancelPause: () => void
  /** When the latest request of this refund may have left, by the process's own clock. */
  sentAtMs: number
}

/** The one shell around the refunds' flow at a till. */
export const runRefunds = (parts: RefundsParts): Refunds => new RefundRunner(parts)

class RefundRunner implements Refunds {
  readonly #parts: RefundsParts
  readonly #refunds = new Map<string, Running>()
  #closed = false

  constructor(parts: RefundsParts) {
    this.#parts = parts
  }

  async start(refund: Refund, facts: RefundFacts): Promise<void> {
    const { state, commands } = beginRefund(refund)
    await this.#append({ type: 'refund-requested', facts }, state)
    const running = this.#take({ facts, state })
    this.#act(running, commands)
    this.#parts.onChange({ facts, state })
  }

  resume(saved: readonly SavedRefund[]): void {
    for (const one of saved) {
      if (isSettled(one.state)) continue
      this.#send(this.#take(one), { type: 'restarted' })
    }
  }

  askAgain(outRefundNo: string): void {
    const running = this.#refunds.get(outRefundNo)
    if (running !== undefined) this.#send(running, { type: 'ask-again-pressed' })
  }

  wish(outRefundNo: string, wish: RefundWish): void {
    const running = this.#refunds.get(outRefundNo)
    if (running === undefined) return
    const { gateway } = this.#parts
    const type = `${wish}-pressed` as const
    if (gateway.wish === undefined) return this.#send(running, { type })
    // It runs there; here it is only asked about.
    const ask = (): void => this.#send(running, { type: 'ask-again-pressed' })
    void gateway.wish(running.state.refund, wish).then(ask, ask)
  }

  async resend(saved: SavedRefund): Promise<void> {
    const running = this.#refunds.get(saved.state.refund.outRefundNo) ?? this.#take(saved)
    this.#send(running, { type: 'resend-pressed', askedBy: saved.facts.askedBy?.name ?? null })
    await running.tail
  }

  close(): void {
    this.#closed = true
    for (const running of this.#refunds.values()) running.cancelPause()
  }

  /** Requests of an earlier run ended with it: time since then counts from here. */
  #take({ facts, state }: SavedRefund): Running {
    const running: Running = {
      facts,
      state,
      tail: Promise.resolve(),
      cancelPause: () => undefined,
      sentAtMs: this.#parts.monotonicMs(),
    }
    this.#refunds.set(state.refund.outRefundNo, running)
    return running
  }

  #send(running: Running, event: RefundEvent): void {
    if (this.#closed) return
    running.tail = running.tail.then(() => this.#handle(running, event))
  }

  async #handle(running: Running, event: RefundEvent): Promise<void> {
    const next = stepRefund(this.#parts.timing, running.state, event)
    if (next.state === running.state && next.commands.length === 0) return
    if (!(await this.#appendSurely(event, next.state))) return
    running.state = next.state
    if (isSettled(next.state)) {
      running.cancelPause()
      this.#refunds.delete(next.state.refund.outRefundNo)
    }
    // Whoever closed this may have closed the journal with it; the next start reads it anew.
    if (this.#closed) return
    this.#act(running, next.commands)
    this.#parts.onChange({ facts: running.facts, state: next.state })
  }

  #append(event: RefundJournalEvent, state: RefundState): Promise<void> {
    const { journal, clock } = this.#parts
    const { outRefundNo } = state.refund
    return journal.append({ outRefundNo, atMs: clock.nowMs(), event, state })
  }

  /** Writes what already happened in the world, until it is written. False: closed meanwhile; the next start learns it anew. */
  async #appendSurely(event: RefundEvent, state: RefundState): Promise<boolean> {
    for (;;) {
      if (this.#closed) return false
      try {
        await this.#append(event, state)
        return true
      } catch {
        await new Promise<void>((resolve) => this.#parts.clock.after(JOURNAL_RETRY_MS, resolve))
      }
    }
  }

  #act(running: Running, commands: readonly RefundCommand[]): void {
    for (const command of commands) this.#do(running, command)
  }

  #do(running: Running, command: RefundCommand): void {
    const { gateway, monotonicMs, clock } = this.#parts
    running.cancelPause()
    switch (command.type) {
      case 'refund':
        running.sentAtMs = monotonicMs()
        void gateway
          .refund(command.order)
          .catch(noAnswer)
          .then((answer) => this.#send(running, { type: 'refund-answered', answer }))
        return
      case 'query': {
        const sentAgoMs = monotonicMs() - running.sentAtMs
        void gateway
          .queryRefund(command.order)
          .catch(noAnswer)
          .then((answer) => this.#send(running, { type: 'query-answered', answer, sentAgoMs }))
        return
      }
      case 'wait-for-query':
      case 'wait-for-send': {
        const type = command.type === 'wait-for-query' ? 'query-due' : 'send-due'
        const due = (): void => this.#send(running, { type })
        running.cancelPause = clock.after(command.delayMs, due)
        return
      }
      default:
        assertNever(command)
    }
  }
}
