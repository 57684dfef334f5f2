import type { Clock, Gateway, NoAnswer } from '../ports.ts'
import { assertNever } from '../result.ts'
import type { Command, PaymentEvent } from './event.ts'
import { beginSale, step } from './flow.ts'
import { forJournal, type Journal, type JournalEvent } from './journal.ts'
import { isOpen, type PaymentState, type Sale } from './state.ts'
import type { Timing } from './timing.ts'

/** What the runner works with. */
export interface PaymentsParts {
  readonly gateway: Gateway
  readonly journal: Journal
  readonly clock: Clock
  readonly timing: Timing
  /** Told of each new state, after it is durable and before its work starts. */
  readonly onChange: (state: PaymentState) => void
  /** The journal works no more (true), or again (false). Until it does, nothing moves. */
  readonly onJournalBroken: (broken: boolean) => void
}

/** Runs the payment flow of any number of sales, each one event at a time, in order. */
export interface Payments {
  /** Starts a sale. Rejects when it could not be made durable; then there is no sale. */
  readonly start: (sale: Sale) => Promise<PaymentState>
  /** Takes sales up again that the journal holds; unfinished ones are resolved from here on. */
  readonly resume: (states: readonly PaymentState[]) => void
  /**
   * Gives an event to a sale. Resolves with the sale's state once it is durable. Rejects only a
   * `code-scanned` that could not be made durable: nothing was sent and the sale is as before.
   */
  readonly send: (saleId: string, event: PaymentEvent) => Promise<PaymentState>
  readonly state: (saleId: string) => PaymentState | undefined
  /** Lets go of a sale in which nothing is open any more. */
  readonly forget: (saleId: string) => void
  /** Stops all timers. Calls under way end by themselves; the next start takes up what they leave. */
  readonly close: () => void
}

/** A gateway that throws has a bug, but its request may have left all the same: the result is unknown. */
const noAnswer = (error: unknown): NoAnswer => ({
  kind: 'no-answer',
  cause: 'broken',
  detail: error instanceof Error ? error.name : 'unknown error',
})

/** Pause between two tries to write an entry that must not be lost. */
const JOURNAL_RETRY_MS = 1_000

interface Running {
  state: PaymentState
  tail: Promise<unknown>
  cancelPause: () => void
  cancelAge: () => void
  /** Milliseconds by which the attempt is surely older than the age that it last reached: a broken journal held that news up. */
  heldUpMs: number
}

const running = (state: PaymentState): Running => ({
  state,
  tail: Promise.resolve(),
  cancelPause: () => undefined,
  cancelAge: () => undefined,
  heldUpMs: 0,
})

/** The one shell around the flow: take one event, step, append to the journal, then act. */
export const runPayments = (parts: PaymentsParts): Payments => new PaymentRunner(parts)

class PaymentRunner implements Payments {
  readonly #parts: PaymentsParts
  readonly #sales = new Map<string, Running>()
  #closed = false

  constructor(parts: PaymentsParts) {
    this.#parts = parts
  }

  async start(sale: Sale): Promise<PaymentState> {
    const state = beginSale(sale)
    await this.#appendOnce({ type: 'sale-started' }, state)
    this.#sales.set(sale.saleId, running(state))
    this.#parts.onChange(state)
    return state
  }

  resume(states: readonly PaymentState[]): void {
    for (const state of states) {
      const sale = running(state)
      this.#sales.set(state.sale.saleId, sale)
      if (!isOpen(state)) continue
      const elapsedMs = this.#parts.clock.nowMs() - state.attempt.submittedAtMs
      this.#follow(sale, { type: 'restarted', elapsedMs, clock: 'wall' })
    }
  }

  send(saleId: string, event: PaymentEvent): Promise<PaymentState> {
    const sale = this.#sales.get(saleId)
    if (sale === undefined) throw new Error(`no such sale: ${saleId}`)
    const done = sale.tail.then(() => this.#handle(sale, event))
    sale.tail = done.catch(() => undefined)
    return done
  }

  state(saleId: string): PaymentState | undefined {
    return this.#sales.get(saleId)?.state
  }

  forget(saleId: string): void {
    const sale = this.#sales.get(saleId)
    if (sale !== undefined && !isOpen(sale.state)) this.#sales.delete(saleId)
  }

  close(): void {
    this.#closed = true
    for (const sale of this.#sales.values()) {
      sale.cancelPause()
      sale.cancelAge()
    }
  }

  async #handle(sale: Running, event: PaymentEvent): Promise<PaymentState> {
    const next = step(this.#parts.timing, sale.state, event)
    if (next.state === sale.state && next.commands.length === 0) return sale.state
    // A scan is not tried again: a code charged minutes later would surprise everybody.
    let waitedMs: number | null = 0
    if (event.type === 'code-scanned') await this.#appendOnce(forJournal(event), next.state)
    else waitedMs = await this.#appendSurely(forJournal(event), next.state)
    if (waitedMs === null) return sale.state
    if (event.type === 'code-scanned') sale.heldUpMs = 0
    sale.state = next.state
    if (!isOpen(next.state)) {
      sale.cancelPause()
      sale.cancelAge()
    }
    // The request goes out before anything else is done with the news: the payer waits for it.
    if (!this.#closed) for (const command of next.commands) this.#act(sale, command, waitedMs)
    this.#parts.onChange(next.state)
    return next.state
  }

  #append(event: JournalEvent, state: PaymentState): Promise<void> {
    const { journal, clock } = this.#parts
    return journal.append({ saleId: state.sale.saleId, atMs: clock.nowMs(), event, state })
  }

  /** Writes what has not happened yet: when it cannot be made durable, it does not happen. */
  async #appendOnce(event: JournalEvent, state: PaymentState): Promise<void> {
    try {
      await this.#append(event, state)
      this.#parts.onJournalBroken(false)
    } catch (error) {
      this.#parts.onJournalBroken(true)
      throw error
    }
  }

  /**
   * Writes what already happened in the world: it cannot be undone, so it is tried until it is written.
   * Resolves with the milliseconds that surely passed with waiting for it, by the process's own clock. Null: this runner was
   * closed meanwhile, and the next start learns it from WeChat instead.
   */
  async #appendSurely(event: JournalEvent, state: PaymentState): Promise<number | null> {
    for (let waitedMs = 0; ; waitedMs += JOURNAL_RETRY_MS) {
      if (this.#closed) return null
      try {
        await this.#appendOnce(event, state)
        return waitedMs
      } catch {
        await new Promise<void>((resolve) => this.#parts.clock.after(JOURNAL_RETRY_MS, resolve))
      }
    }
  }

  /** Takes an event that follows from the runner's own work. */
  #follow(sale: Running, event: PaymentEvent): void {
    if (!this.#closed) void this.send(sale.state.sale.saleId, event)
  }

  /** Does what a command says. The attempt is older by `waitedMs` than when the event came from which the command follows. */
  #act(sale: Running, command: Command, waitedMs: number): void {
    const { gateway } = this.#parts
    switch (command.type) {
      case 'submit':
        return this.#call(sale, gateway.submit(command.order, command.paymentCode), (answer) => ({
          type: 'submit-answered',
          answer,
          submission: 'first',
        }))
      case 'query':
        return this.#call(sale, gateway.query(command.order), (answer) => ({
          type: 'query-answered',
          answer,
        }))
      case 'revoke':
        return this.#call(sale, gateway.revoke(command.order), (answer) => ({
          type: 'revoke-answered',
          answer,
        }))
      case 'wait-for-query':
        return this.#pause(sale, command.delayMs, { type: 'query-due' })
      case 'wait-for-revoke':
        return this.#pause(sale, command.delayMs, { type: 'revoke-due' })
      case 'wait-for-age':
        return this.#waitForAge(sale, command, waitedMs)
      default:
        assertNever(command)
    }
  }

  #waitForAge(
    sale: Running,
    { age, delayMs }: Extract<Command, { readonly type: 'wait-for-age' }>,
    waitedMs: number,
  ): void {
    const passedMs = sale.heldUpMs + waitedMs
    sale.heldUpMs = Math.max(0, passedMs - delayMs)
    sale.cancelAge()
    sale.cancelAge = this.#parts.clock.after(Math.max(0, delayMs - passedMs), () => {
      this.#follow(sale, { type: 'age-reached', age })
    })
  }

  /** Raises the event that a call's answer makes. A pause from before the call means nothing any more. */
  #call<A>(
    sale: Running,
    call: Promise<A>,
    answered: (answer: A | NoAnswer) => PaymentEvent,
  ): void {
    sale.cancelPause()
    void call.catch(noAnswer).then((answer) => this.#follow(sale, answered(answer)))
  }

  #pause(sale: Running, delayMs: number, event: PaymentEvent): void {
    sale.cancelPause()
    sale.cancelPause = this.#parts.clock.after(delayMs, () => this.#follow(sale, event))
  }
}
