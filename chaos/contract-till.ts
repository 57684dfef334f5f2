import { setTimeout as delay } from 'node:timers/promises'
import type { Payment } from '../app/contract/rest-payments.ts'
import type { ControlClient } from '../simulator/control-client.ts'
import {
  askPayment,
  type EnrolledDevice,
  readStream,
  type SignedRequest,
} from './contract-client.ts'
import type { Random } from './random.ts'
import type { TillLine } from './till-log.ts'

/** What an integrator's till works with. */
export interface ContractTillParts {
  readonly name: string
  /** Where its requests go; every one may meet another node, or a fault. */
  readonly url: string
  readonly device: EnrolledDevice
  readonly control: ControlClient
  /** Payers who come to this till. */
  readonly payers: readonly [string, ...string[]]
  readonly random: Random
  readonly log: (line: TillLine) => void
  readonly keepCode: (code: string) => void
}

const ASK_MS = 7_000
const WAIT_SECONDS = 3
const PAUSE_MS = [50, 400] as const
const THINK_MS = [500, 3_500] as const
/** After this the cashier serves the next customer; the order is watched on. */
const PATIENCE_MS = 12_000
const ATTEMPTS_MAX = 3

/** Answers after which the same request may be sent again. A request that a proxy doubled is `replayed` for one of the two. */
const AGAIN: readonly string[] = ['unavailable', 'broken', 'replayed']

/** A till as an integrator writes it from the contract alone: it starts, waits, listens, stops, and never gives up on an order. */
export class ContractTill {
  readonly #parts: ContractTillParts
  readonly #known = new Map<string, Payment>()
  readonly #asked: string[] = []
  readonly #stopped = new Set<string>()
  readonly #watching = new Set<Promise<void>>()

  constructor(parts: ContractTillParts) {
    this.#parts = parts
  }

  /** Serves customers until `closing` is aborted, then until every order is final or `until` is over. */
  async serve(closing: AbortSignal, until: AbortSignal): Promise<void> {
    const { name, random } = this.#parts
    void this.#listen(until)
    for (let sale = 1; !closing.aborted; sale += 1) {
      await this.#serveOne(`${name}-${sale}`, until)
      await delay(random.between(...THINK_MS))
    }
    await Promise.all(this.#watching)
    // Once more, from whichever node: what was told as final must still stand.
    for (const orderNo of this.#asked) {
      if (until.aborted) break
      await this.#ask(orderNo, 'reread', { method: 'GET', path: `/v1/payments/${orderNo}` })
    }
  }

  async #serveOne(saleId: string, until: AbortSignal): Promise<void> {
    for (let number = 1; number <= ATTEMPTS_MAX; number += 1) {
      const orderNo = `${saleId}-${number}`
      await this.#attempt(saleId, orderNo, until)
      // A new code is only taken once the last one is proven to have taken nothing.
      const { final = false, status } = this.#known.get(orderNo) ?? {}
      if (!final || status === 'paid' || this.#parts.random.chance(0.4)) return
    }
  }

  /** One order from code to verdict, or as long as the cashier has patience. */
  async #attempt(saleId: string, orderNo: string, until: AbortSignal): Promise<void> {
    const { name, control, payers, random, log, keepCode } = this.#parts
    const amountMinor = random.between(100, 5_000)
    const { code } = await control.refreshCode(random.pick(payers))
    keepCode(code)
    this.#asked.push(orderNo)
    log({ kind: 'asked', till: name, saleId, orderNo, amountMinor })
    const description = 'Chaos-Goods'
    const payment = { id: orderNo, amountMinor, currency: 'CNY', description, note: '' }
    const body = JSON.stringify({ ...payment, paymentCode: code })
    const work = this.#start(orderNo, body, until)
      .then(() => this.#watch(orderNo, until))
      .finally(() => this.#watching.delete(work))
    this.#watching.add(work)
    void this.#wishes(orderNo, amountMinor)
    await Promise.race([work, delay(PATIENCE_MS)])
  }

  /** The same request again until somebody answers: that is what makes a lost answer harmless. */
  async #start(orderNo: string, body: string, until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      const wish = { method: 'POST', path: '/v1/payments', body } as const
      if (await this.#ask(orderNo, 'start', wish)) return
      // A stop that came first has closed the number: its own answer, or the next question, says so.
      if (this.#known.get(orderNo) !== undefined) return
      if (this.#stopped.has(orderNo))
        await this.#ask(orderNo, 'wait', { method: 'GET', path: `/v1/payments/${orderNo}` })
      await this.#pause()
    }
  }

  async #watch(orderNo: string, until: AbortSignal): Promise<void> {
    while (!until.aborted && !this.#isFinal(orderNo)) {
      const after = this.#known.get(orderNo)?.version ?? 0
      const path = `/v1/payments/${orderNo}?wait=${WAIT_SECONDS}&after=${after}`
      if (!(await this.#ask(orderNo, 'wait', { method: 'GET', path }))) await this.#pause()
    }
  }

  /** A cashier in a hurry. Several wishes at once, now and then: they may meet on different nodes. */
  async #wishes(orderNo: string, amountMinor: number): Promise<void> {
    const { random } = this.#parts
    if (random.chance(0.2)) {
      await delay(random.between(0, 3_000))
      await this.#wish(orderNo, 'ask-again', '')
    }
    if (!random.chance(0.3)) return
    await delay(random.between(0, 6_000))
    if (this.#isFinal(orderNo)) return
    this.#stopped.add(orderNo)
    const stop = (): Promise<void> =>
      this.#wish(orderNo, 'stop', JSON.stringify({ amountMinor, currency: 'CNY' }))
    const more = random.chance(0.3) ? [stop(), this.#wish(orderNo, 'ask-again', '')] : []
    await Promise.all([stop(), ...more])
  }

  async #wish(orderNo: string, what: 'stop' | 'ask-again', body: string): Promise<void> {
    const { name, log } = this.#parts
    log({ kind: 'wished', till: name, orderNo, wish: what })
    const path = `/v1/payments/${orderNo}/${what}`
    await this.#ask(orderNo, what, { method: 'POST', path, body })
  }

  async #listen(until: AbortSignal): Promise<void> {
    const { url, device, random } = this.#parts
    const tell = (payment: Payment): void => this.#tell(payment, 'stream')
    while (!until.aborted) {
      // Comes back now and then although nothing broke, as a till does that moved to another network.
      const signal = AbortSignal.any([until, AbortSignal.timeout(random.between(2_000, 20_000))])
      await readStream(url, device, { signal, tell }).catch(() => undefined)
      if (!until.aborted) await this.#pause()
    }
  }

  /** Whether a document came. */
  async #ask(orderNo: string, via: string, wish: Omit<SignedRequest, 'signal'>): Promise<boolean> {
    const { name, url, device, log } = this.#parts
    const signal = AbortSignal.timeout(ASK_MS + (via === 'wait' ? WAIT_SECONDS * 1_000 : 0))
    // News of the order may come while this question, which overtook the start, is answered.
    const knew = this.#known.has(orderNo)
    const got = await askPayment(url, device, { ...wish, signal })
    if (got.kind === 'payment') this.#tell(got.payment, via)
    if (got.kind === 'problem' && !AGAIN.includes(got.code)) {
      // A question may overtake the start that it is about, and so may a stop, which then closes the number.
      const early = got.code === 'not-found' && !knew
      const closed = got.code === 'payment-differs' && this.#stopped.has(orderNo)
      if (!early && !closed)
        log({ kind: 'unexpected', till: name, orderNo, what: `${via}: ${got.code}` })
    }
    return got.kind === 'payment'
  }

  #tell(payment: Payment, via: string): void {
    const { name: till, log } = this.#parts
    const { id: orderNo, version, status, final, problem, amountMinor } = payment
    log({ kind: 'told', till, orderNo, version, status, final, problem, amountMinor, via })
    if ((this.#known.get(orderNo)?.version ?? 0) < version) this.#known.set(orderNo, payment)
  }

  #isFinal(orderNo: string): boolean {
    return this.#known.get(orderNo)?.final === true
  }

  #pause(): Promise<unknown> {
    return delay(this.#parts.random.between(...PAUSE_MS))
  }
}
