import type { PaymentState } from '../../app/payment/state.ts'
import type { Timing } from '../../app/payment/timing.ts'
import type { RefundGateway, RefundWish } from '../../app/refund/gateway.ts'
import type { SavedRefund } from '../../app/refund/journal.ts'
import { RefundDesk } from '../../app/refund/refund-desk.ts'
import { holdsMoney } from '../../app/refund/refundable.ts'
import { refundTimingFor } from '../../app/refund/timing.ts'
import { succeed } from '../../app/result.ts'
import type { RefundAsked, RefundLine } from '../checks/evidence.ts'
import { type DiskRefunds, openDiskRefunds } from './disk-refunds.ts'
import type { DiskJournal } from './disk-journal.ts'
import type { Disk } from './disk.ts'
import { seededRandom } from './draws.ts'
import type { DurableNews } from './durable-log.ts'
import type { ProcessLife } from './process-life.ts'
import type { VirtualTime } from './virtual-time.ts'

/** What one life of a till's refunds is made from. */
export interface RefundCounterParts {
  readonly till: number
  readonly name: string
  readonly seed: number
  readonly life: ProcessLife
  readonly time: VirtualTime
  readonly disk: Disk
  readonly payments: DiskJournal
  readonly gateway: RefundGateway
  readonly timing: Timing
  readonly onPaint: (line: RefundLine, saved: SavedRefund) => void
  readonly onAsked: (asked: RefundAsked) => void
  readonly onDoubted: (outRefundNo: string) => void
  readonly onDurable: (news: DurableNews) => void
}

/** From the message to the paint. */
const PAINT_MS = 16
/** How long a manager's PIN takes to be checked, at most. */
const PIN_MS = 400

/** The till's own refund desk, on a disk that may fail, with somebody who asks for refunds. One life of one process. */
export class RefundCounter {
  readonly #parts: RefundCounterParts
  readonly #journal: DiskRefunds
  readonly #desk: RefundDesk
  readonly #painted = new Map<string, string>()
  #paintDue = false
  #asked = 0

  constructor(parts: RefundCounterParts) {
    this.#parts = parts
    const { life, disk, payments, gateway, timing, seed, name } = parts
    this.#journal = openDiskRefunds(disk, life, parts.onDurable)
    this.#desk = new RefundDesk({
      gateway,
      journal: this.#journal,
      clock: life.clock,
      monotonicMs: life.monotonicMs,
      random: seededRandom(`${seed} refunds of ${name}`),
      timing: refundTimingFor(timing),
      sale: payments.sale,
      saleOfOrder: (outTradeNo) =>
        payments.saved().find(({ state }) => orderOf(state) === outTradeNo)?.state ?? null,
      onView: () => this.#paintSoon(),
    })
    if (this.#journal.unsettled().length > 0) this.#paintSoon()
  }

  /** Somebody asks for a share of what is left of a sale that is paid, the latest being number 0. Above 1 is more than that. */
  ask({ sale: place, share }: { readonly sale: number; readonly share: number }): void {
    const { payments, life, time, till, onAsked } = this.#parts
    const paid = payments.saved().filter(({ state }) => holdsMoney(state))
    const state = paid[place % Math.max(1, paid.length)]?.state
    if (state === undefined) return
    const { saleId } = state.sale
    const refundable = this.#desk.refundable(saleId)
    const left = refundable.kind === 'refundable' ? refundable.leftMinor : state.sale.amount.minor
    const amountMinor = Math.max(1, Math.floor(left * share))
    const outTradeNo = orderOf(state) ?? ''
    const asked = { atMs: time.nowMs(), till, outTradeNo, amountMinor, started: null as boolean | null } // prettier-ignore
    onAsked(asked)
    this.#asked += 1
    const pinMs = (this.#asked * 137) % PIN_MS
    const approved = (): Promise<void> =>
      new Promise((resolve) => void life.clock.after(pinMs, resolve))
    void this.#desk
      .start<never>({ saleId, amountMinor, reason: '' }, async () => {
        await approved()
        return succeed({ askedBy: null, approvedBy: null })
      })
      .then((started) => {
        if (!life.step()) return
        // A disk that says "failed" may have kept the wish: nobody is told that it has not.
        if (started.ok) asked.started = true
        else if (started.error.kind !== 'journal-broken') asked.started = false
      })
  }

  /** Presses a key at the oldest refund that is open. */
  press(wish: RefundWish | 'ask-again'): void {
    const outRefundNo = this.#journal.unsettled()[0]?.state.refund.outRefundNo
    if (outRefundNo === undefined) return
    if (wish === 'ask-again') this.#desk.askAgain(outRefundNo)
    else this.#desk.wish(outRefundNo, wish)
  }

  /** The bill lacks a refund, or somebody believes that it does. */
  resend(place: number): void {
    const all = this.#journal.all()
    const saved = all[place % Math.max(1, all.length)]
    if (saved === undefined) return
    this.#parts.onDoubted(saved.state.refund.outRefundNo)
    void this.#desk.resend(saved.state.refund.outRefundNo).catch(() => undefined)
  }

  /** Somebody looks at the refunds of every sale. */
  lookAtAll(): void {
    if (this.#parts.life.alive()) for (const saved of this.#journal.all()) this.#line(saved)
  }

  close(): void {
    this.#desk.close()
  }

  #paintSoon(): void {
    const { life } = this.#parts
    if (!life.step() || this.#paintDue) return
    this.#paintDue = true
    life.clock.after(PAINT_MS, () => {
      this.#paintDue = false
      const open = new Set(this.#desk.view().open.map(({ outRefundNo }) => outRefundNo))
      for (const saved of this.#journal.all()) {
        const { outRefundNo } = saved.state.refund
        // What has just left the list of the open ones is still looked at.
        if (open.has(outRefundNo) || this.#painted.has(outRefundNo)) this.#line(saved)
      }
    })
  }

  #line(saved: SavedRefund): void {
    const { till, time, onPaint } = this.#parts
    const { state } = saved
    const { outRefundNo, outTradeNo, amount } = state.refund
    const problem = state.kind === 'needs-attention' ? state.problem : null
    const says = `${state.kind} ${problem}`
    if (this.#painted.get(outRefundNo) === says) return
    this.#painted.set(outRefundNo, says)
    const line: RefundLine = {
      atMs: time.nowMs(),
      till,
      outRefundNo,
      outTradeNo,
      amountMinor: amount.minor,
      state: state.kind,
      problem,
    }
    onPaint(line, saved)
  }
}

const orderOf = (state: PaymentState): string | null =>
  'attempt' in state ? state.attempt.outTradeNo : null
