import type { Timing } from '../../app/payment/timing.ts'
import { money } from '../../app/money.ts'
import type { Gateway } from '../../app/ports.ts'
import type { RefundGateway, RefundWish } from '../../app/refund/gateway.ts'
import { createTill, type Till } from '../../app/till/till.ts'
import type { SaleView } from '../../app/till/view.ts'
import type { ScreenLine } from '../checks/evidence.ts'
import { seededRandom } from './draws.ts'
import type { Disk } from './disk.ts'
import type { DurableNews } from './durable-log.ts'
import { openDiskJournal } from './disk-journal.ts'
import type { Key } from './plan.ts'
import { type Machine, type ProcessLife, startLife } from './process-life.ts'
import { RefundCounter, type RefundCounterParts } from './refund-counter.ts'
import { createScreenRecorder } from './screen-recorder.ts'
import type { VirtualTime } from './virtual-time.ts'

/** How a till reaches WeChat. */
export interface Way {
  readonly timing: Timing
  /** The till's way out, made anew for each life of its process. */
  readonly gatewayOf: (life: ProcessLife, name: string) => TillGateway
}

/** Payments, and refunds where the world has them. */
export interface TillGateway {
  readonly payments: Gateway
  readonly refunds: RefundGateway
}

/** What a machine with a till on it is made from. */
export interface TillMachineParts {
  readonly number: number
  readonly seed: number
  readonly time: VirtualTime
  readonly machine: Machine
  readonly disk: Disk
  readonly way: Way
  /** Whether the process dies at its n-th step, and what then happens to the machine. */
  readonly deathAt: (step: number) => { backAfterMs: number; clockByMs: number } | null
  readonly onPaint: (line: ScreenLine, sale: SaleView) => void
  readonly onNote: (text: string) => void
  readonly onStart: () => void
  readonly onDurable: (news: DurableNews) => void
  /** The refunds' journal is a file of its own. */
  readonly refundsDisk: Disk
  readonly onRefund: Pick<RefundCounterParts, 'onPaint' | 'onAsked' | 'onDoubted'>
}

/** A machine with a till, and a cashier who presses its keys. */
export class TillMachine {
  readonly #parts: TillMachineParts
  readonly #recorder: ReturnType<typeof createScreenRecorder>
  #steps = 0
  #lives = 0
  #life: ProcessLife | null = null
  #till: Till | null = null
  #refunds: RefundCounter | null = null
  online = true

  constructor(parts: TillMachineParts) {
    this.#parts = parts
    this.#recorder = createScreenRecorder({
      till: parts.number,
      nowMs: parts.time.nowMs,
      onPaint: parts.onPaint,
    })
  }

  set diskFull(full: boolean) {
    this.#parts.disk.full = full
    this.#parts.refundsDisk.full = full
  }

  moveClock(byMs: number): void {
    this.#parts.machine.clockAheadMs += byMs
  }

  /** Starts the till's process, if it does not run. */
  start(): void {
    if (this.#life?.alive() === true) return
    const { seed, number, time, machine, disk, refundsDisk, way, onRefund, onDurable } = this.#parts
    this.#lives += 1
    const name = `till ${number} life ${this.#lives}`
    this.#parts.onStart()
    this.#note(`starts (life ${this.#lives})`)
    let death: { backAfterMs: number; clockByMs: number } | null = null
    const life = startLife({
      time,
      machine,
      steps: {
        next: () => {
          this.#steps += 1
          death = this.#parts.deathAt(this.#steps)
          return death === null ? 'go-on' : 'die'
        },
      },
      onDeath: () => this.#died(death),
    })
    this.#life = life
    const journal = openDiskJournal(disk, life, onDurable)
    const gateway = way.gatewayOf(life, name)
    const till = createTill({
      gateway: gateway.payments,
      journal,
      clock: life.clock,
      random: seededRandom(`${seed} ${name}`),
      timing: way.timing,
      codePrefixes: ['10', '11', '12', '13', '14', '15'],
      description: 'Demo Store',
      fingerprint: (code) => `mark ${seededRandom(`${name} ${code}`).letters(16)}`,
      saved: journal.saved(),
      onView: (view) => this.#recorder.show(life, view),
    })
    if (!life.alive()) return
    this.#till = till
    this.#recorder.show(life, till.view())
    if (!life.alive()) return
    this.#refunds = new RefundCounter({
      till: number,
      name,
      seed,
      life,
      time,
      disk: refundsDisk,
      payments: journal,
      gateway: gateway.refunds,
      timing: way.timing,
      onDurable,
      ...onRefund,
    })
  }

  /** The power goes. */
  crash(backAfterMs: number, clockByMs: number): void {
    const life = this.#life
    if (life?.alive() !== true) return
    life.kill()
    this.#goDark({ backAfterMs, clockByMs })
  }

  sell(minor: number): void {
    const amount = money(minor, 'CNY')
    if (!amount.ok) throw new Error(amount.error.kind)
    void this.#till?.startSale(amount.value, '').catch(() => undefined)
  }

  scan(text: string): void {
    this.#till?.scan(text)
  }

  press(key: Key): void {
    const till = this.#till
    if (till === null) return
    const { current, background } = till.view()
    const saleId = current?.saleId ?? background[0]?.saleId
    if (key === 'park') till.park()
    else if (key === 'next') till.next()
    else if (key === 'acknowledge') till.acknowledge(background.at(-1)?.saleId ?? '')
    else if (saleId !== undefined && key === 'stop') till.stop(saleId)
    // One after the other, those in the waiting list, too.
    else for (const sale of [current, ...background]) if (sale !== null) till.askAgain(sale.saleId)
  }

  refund(wish: { readonly sale: number; readonly share: number }): void {
    this.#refunds?.ask(wish)
  }

  pressRefund(wish: RefundWish | 'ask-again'): void {
    this.#refunds?.press(wish)
  }

  resendRefund(place: number): void {
    this.#refunds?.resend(place)
  }

  /** Somebody looks at every refund of this till. */
  lookAtRefunds(): void {
    this.#refunds?.lookAtAll()
  }

  /** The backend says that there is news of an order. */
  hearNews(outTradeNo: string): void {
    this.#till?.hearNews(outTradeNo)
  }

  /** The next customer stands there: whatever is on the screen is parked or left, and a new sale begins. */
  async serveNext(minor: number): Promise<boolean> {
    const till = this.#till
    const amount = money(minor, 'CNY')
    if (till === null || !amount.ok) return false
    if (!till.park().ok && !till.next().ok) return false
    const started = await till.startSale(amount.value, '').catch(() => null)
    return started?.ok === true && till.view().current?.screen.kind === 'ready'
  }

  #died(death: { backAfterMs: number; clockByMs: number } | null): void {
    if (death !== null) this.#goDark(death)
  }

  #goDark({ backAfterMs, clockByMs }: { backAfterMs: number; clockByMs: number }): void {
    const { disk, refundsDisk, machine, time } = this.#parts
    this.#note(`dies, back after ${backAfterMs} ms, clock by ${clockByMs} ms`)
    this.#till?.close()
    this.#till = null
    this.#refunds?.close()
    this.#refunds = null
    disk.crash()
    refundsDisk.crash()
    machine.clockAheadMs += clockByMs
    time.after(backAfterMs, () => this.start())
  }

  #note(text: string): void {
    this.#parts.onNote(`till ${this.#parts.number} ${text}`)
  }
}
