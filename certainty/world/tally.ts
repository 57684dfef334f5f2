import type { Plan } from './plan.ts'
import type { Run } from './run-world.ts'

/** Counts what was run, for reports. */
export class Tally {
  worlds = 0
  /** Worlds that were run twice and were the same. */
  twice = 0
  events = 0
  virtualMs = 0
  orders = 0
  readonly faults = new Map<string, number>()
  readonly screens = new Map<string, number>()
  readonly #startedMs = performance.now()
  readonly #cpuAtStart = process.cpuUsage()

  add(plan: Plan, { evidence, events, virtualMs, struck }: Run): void {
    this.worlds += 1
    this.events += events
    this.virtualMs += virtualMs
    this.orders += evidence.orders.length
    for (const name of struck) this.#count(this.faults, name)
    for (const { act } of plan.actions) {
      if (!['sell', 'scan', 'press'].includes(act.kind)) this.#count(this.faults, act.kind)
    }
    const last = new Map(evidence.screen.map((line) => [line.outTradeNo, line.screen]))
    for (const [outTradeNo, screen] of last)
      if (outTradeNo !== null) this.#count(this.screens, screen)
  }

  report(failures: number): string {
    const { user, system } = process.cpuUsage(this.#cpuAtStart)
    const cpuSeconds = (user + system) / 1_000_000
    const seconds = (performance.now() - this.#startedMs) / 1_000
    const hours = this.virtualMs / 3_600_000
    const list = (counts: ReadonlyMap<string, number>): string =>
      [...counts]
        .toSorted(([, a], [, b]) => b - a)
        .map(([name, count]) => `${name} ${count}`)
        .join(', ')
    return [
      `${this.worlds} worlds, ${failures} broke a promise; ${this.twice} run twice, the same each time`,
      `${this.events} events, ${this.orders} orders at WeChat, ${hours.toFixed(1)} virtual hours`,
      `${(this.worlds / cpuSeconds).toFixed(0)} worlds a CPU-second, ${(this.worlds / seconds).toFixed(0)} a second`,
      `faults that struck: ${list(this.faults)}`,
      `orders ended: ${list(this.screens)}`,
    ].join('\n')
  }

  #count(counts: Map<string, number>, name: string): void {
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
}
