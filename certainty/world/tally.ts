import type { Plan } from './plan.ts'
import type { Run } from './run-world.ts'

type Counts = Readonly<Record<string, number>>

/** What was run, in numbers. */
export interface Figures {
  readonly worlds: number
  /** Worlds that were run twice and were the same. */
  readonly twice: number
  readonly events: number
  readonly virtualMs: number
  readonly orders: number
  /** Refunds in WeChat's books. */
  readonly refunds: number
  /** How often each fault really struck. */
  readonly faults: Counts
  /** What the screens said of the orders in the end. */
  readonly screens: Counts
  /** The same of refunds. */
  readonly refundScreens: Counts
  readonly cpuSeconds: number
  readonly seconds: number
  readonly failedSeeds: readonly number[]
}

export const NO_FIGURES: Figures = {
  worlds: 0,
  twice: 0,
  events: 0,
  virtualMs: 0,
  orders: 0,
  refunds: 0,
  faults: {},
  screens: {},
  refundScreens: {},
  cpuSeconds: 0,
  seconds: 0,
  failedSeeds: [],
}

/** Counts what is run. */
export class Tally {
  twice = 0
  readonly failedSeeds: number[] = []
  #worlds = 0
  #events = 0
  #virtualMs = 0
  #orders = 0
  #refunds = 0
  readonly #faults = new Map<string, number>()
  readonly #screens = new Map<string, number>()
  readonly #refundScreens = new Map<string, number>()
  readonly #startedMs = performance.now()
  readonly #cpuAtStart = process.cpuUsage()

  add(plan: Plan, { evidence, events, virtualMs, struck }: Run): void {
    this.#worlds += 1
    this.#events += events
    this.#virtualMs += virtualMs
    this.#orders += evidence.orders.length
    this.#refunds += evidence.refunds.length
    for (const name of struck) count(this.#faults, name)
    for (const { act } of plan.actions) {
      if (!['sell', 'scan', 'press', 'refund', 'refund-press'].includes(act.kind))
        count(this.#faults, act.kind)
    }
    const last = new Map(evidence.screen.map((line) => [line.outTradeNo, line.screen]))
    for (const [outTradeNo, screen] of last) if (outTradeNo !== null) count(this.#screens, screen)
    const lastOf = new Map(evidence.refundLines.map((line) => [line.outRefundNo, line]))
    for (const { problem, state } of lastOf.values()) count(this.#refundScreens, problem ?? state)
  }

  figures(): Figures {
    const { user, system } = process.cpuUsage(this.#cpuAtStart)
    return {
      worlds: this.#worlds,
      twice: this.twice,
      events: this.#events,
      virtualMs: this.#virtualMs,
      orders: this.#orders,
      refunds: this.#refunds,
      faults: Object.fromEntries(this.#faults),
      screens: Object.fromEntries(this.#screens),
      refundScreens: Object.fromEntries(this.#refundScreens),
      cpuSeconds: (user + system) / 1_000_000,
      seconds: (performance.now() - this.#startedMs) / 1_000,
      failedSeeds: this.failedSeeds,
    }
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function sumOf(a: Counts, b: Counts): Counts {
  const sum = { ...a }
  for (const [name, more] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + more
  return sum
}

/** The figures of two runs together. */
export const together = (a: Figures, b: Figures): Figures => ({
  worlds: a.worlds + b.worlds,
  twice: a.twice + b.twice,
  events: a.events + b.events,
  virtualMs: a.virtualMs + b.virtualMs,
  orders: a.orders + b.orders,
  refunds: a.refunds + b.refunds,
  faults: sumOf(a.faults, b.faults),
  screens: sumOf(a.screens, b.screens),
  refundScreens: sumOf(a.refundScreens, b.refundScreens),
  cpuSeconds: a.cpuSeconds + b.cpuSeconds,
  seconds: a.seconds + b.seconds,
  failedSeeds: [...a.failedSeeds, ...b.failedSeeds],
})

/** Counts by name, the largest first. */
export const ranked = (counts: Counts): readonly (readonly [string, number])[] =>
  Object.entries(counts).toSorted(([, a], [, b]) => b - a)

/** The figures as a person reads them. */
export function reportOf(figures: Figures): string {
  const { worlds, events, orders, refunds, twice, seconds, cpuSeconds, failedSeeds } = figures
  const hours = figures.virtualMs / 3_600_000
  const list = (counts: Counts): string =>
    ranked(counts)
      .map(([name, times]) => `${name} ${times}`)
      .join(', ')
  return [
    `${worlds} worlds, ${failedSeeds.length} broke a promise; ${twice} run twice, the same each time`,
    `${events} events, ${orders} orders and ${refunds} refunds at WeChat, ${hours.toFixed(1)} virtual hours`,
    `${(worlds / cpuSeconds).toFixed(0)} worlds a CPU-second, ${(worlds / seconds).toFixed(0)} a second`,
    `faults that struck: ${list(figures.faults)}`,
    `orders ended: ${list(figures.screens)}`,
    `refunds ended: ${list(figures.refundScreens)}`,
  ].join('\n')
}
