import { fail, type Result, succeed } from '../result.ts'
import type { Clock, EpochMs } from '../ports.ts'
import type { BillFetchProblem, BillProblem } from './bill-problem.ts'
import { billReadyAt, type Day, dayOf, latestBillDay, plusDays } from './day.ts'
import type { BillToMatch, Engine, EngineHooks } from './engine.ts'
import type { OurBooks } from './our-record.ts'
import { retryAfterMs } from './retry.ts'
import type { DayReport, DayState, DaySummary } from './report.ts'
import type { Rules } from './rules.ts'

/** What work is done, and how far it is. */
export interface WorkProgress {
  readonly day: Day
  readonly phase: 'fetching' | 'reading-bill' | 'reading-books' | 'matching' | 'saving'
  readonly done: number
  readonly total: number | null
}

/** Where bills come from and where they are kept. */
export interface Bills {
  readonly fetch: (
    day: Day,
    onBytes: (bytes: number) => void,
  ) => Promise<Result<BillToMatch, BillFetchProblem>>
  /** A bill that is kept, by its hash; null when it is gone. */
  readonly find: (day: Day, sha256: string) => string | null | Promise<string | null>
}

/** What reconciliation works with. */
export interface ServiceParts {
  readonly engine: Engine
  readonly bills: Bills
  readonly books: OurBooks
  readonly rules: Rules
  readonly clock: Clock
  /** Fetches due days by itself. */
  readonly automatic: boolean
  /** The first day that can have sales; null: there are none yet. */
  readonly firstDay: () => Promise<Day | null>
  /** Null: the work has ended. */
  readonly onProgress: (progress: WorkProgress | null) => void
  readonly onChanged: (day: Day) => void
  readonly onTrouble: (what: string, error: unknown) => void
}

/** Whether somebody may ask for a day's bill: one of a day that is not over is never whole. */
export const mayBeAsked = (day: Day, nowMs: EpochMs): boolean =>
  nowMs >= billReadyAt(day) || day < dayOf(nowMs)

/** WeChat keeps bills for three months. */
const DAYS_BACK_MAX = 90
/** Soon after the start, when the till has better things to do, and then now and again. */
const FIRST_LOOK_MS = 60_000
const LOOK_EVERY_MS = 300_000

/** How far a day came. */
type Reached = 'compared' | 'failed' | 'cancelled'

/** Fetches and reconciles days, one at a time: those that somebody asks for, and by itself those that are due. */
export class ReconciliationService {
  readonly #parts: ServiceParts
  #cancelled = false
  #closed = false
  #working: Promise<void> | null = null
  #progress: WorkProgress | null = null
  #nextLookAtMs: EpochMs | null = null
  #stopTimer = (): void => undefined
  /** Stops waiting for a download. */
  #letGo = (): void => undefined

  constructor(parts: ServiceParts) {
    this.#parts = parts
    if (parts.automatic) this.#lookAfter(FIRST_LOOK_MS)
  }

  progress(): WorkProgress | null {
    return this.#progress
  }

  /** The latest day whose bill may be there. */
  latest(): Day {
    return latestBillDay(this.#parts.clock.nowMs())
  }

  /** When a due day is fetched by itself; null: nothing is due, or it is switched off. */
  nextLookAtMs(): EpochMs | null {
    return this.#nextLookAtMs
  }

  /** The days of a span, as `daysOfSpan` lists them. */
  async days(from: Day, to: Day): Promise<readonly DaySummary[]> {
    const { engine, firstDay } = this.#parts
    const [stored, first] = [await engine.store.days(from, to), await firstDay()]
    return daysOfSpan({ from, to }, stored, { first, latest: this.latest() })
  }

  async day(day: Day): Promise<DayReport> {
    return (
      (await this.#parts.engine.store.day(day)) ?? { day, state: this.#untried(day), report: null }
    )
  }

  /** Begins to fetch and reconcile a day. `file` is a bill that is there already. */
  begin(
    day: Day,
    given: BillToMatch | null = null,
  ): Result<null, { readonly kind: 'busy' } | { readonly kind: 'not-due' }> {
    const { clock } = this.#parts
    if (this.#working !== null) return fail({ kind: 'busy' })
    // One that was downloaded is judged by what it holds.
    if (given === null && !mayBeAsked(day, clock.nowMs())) return fail({ kind: 'not-due' })
    this.#work(async () => {
      await this.#fetchAndReconcile(day, given)
    })
    return succeed(null)
  }

  /** Ends the work under way; what was known of the day before stays. */
  cancel(): void {
    this.#cancelled = true
    this.#letGo()
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#working !== null) await this.#working
  }

  /** Looks for a due day now and works on it. Resolves when that is done. */
  async look(): Promise<void> {
    if (this.#working !== null || this.#closed) return
    this.#work(async () => {
      for (let day = await this.#due(); day !== null && !this.#cancelled; day = await this.#due())
        if (!(await this.#fetchAndReconcile(day, null))) break
    })
    await this.idle()
  }

  /** Ends in order. */
  async close(): Promise<void> {
    this.#closed = true
    this.cancel()
    this.#stopTimer()
    await this.idle()
  }

  #untried(day: Day): DayState {
    return untried(day, this.latest())
  }

  #lookAfter(delayMs: number): void {
    if (this.#closed) return
    const { clock, onTrouble } = this.#parts
    this.#nextLookAtMs = clock.nowMs() + delayMs
    this.#stopTimer = clock.after(delayMs, () => {
      this.#nextLookAtMs = null
      this.look()
        .catch((error: unknown) => onTrouble('look', error))
        .finally(() => this.#lookAfter(LOOK_EVERY_MS))
    })
  }

  #work(run: () => Promise<void>): void {
    this.#cancelled = false
    this.#working = run()
      .catch((error: unknown) => this.#parts.onTrouble('reconcile', error))
      .finally(() => {
        this.#working = null
        this.#tell(null)
      })
  }

  #tell(progress: WorkProgress | null): void {
    this.#progress = progress
    this.#parts.onProgress(progress)
  }

  /** The latest day that is due; null: all is done, or it is not time to try again. */
  async #due(): Promise<Day | null> {
    const { engine, clock, firstDay } = this.#parts
    const first = await firstDay()
    const latest = this.latest()
    if (first === null || first > latest) return null
    const earliest = plusDays(latest, 1 - DAYS_BACK_MAX)
    const from = first > earliest ? first : earliest
    const known = new Map((await engine.store.days(from, latest)).map((one) => [one.day, one.state])) // prettier-ignore
    for (let day = latest; day >= from; day = plusDays(day, -1)) {
      const state = known.get(day)
      if (state === undefined || state.kind === 'missing') return day
      if (state.kind !== 'failed') continue
      if (state.nextTryAtMs !== null && state.nextTryAtMs <= clock.nowMs()) return day
    }
    return null
  }

  /** False: cancelled. */
  async #fetchAndReconcile(day: Day, given: BillToMatch | null): Promise<boolean> {
    const reached = await this.#orSay(day, async () => {
      const bill = given === null ? await this.#fetch(day) : succeed(given)
      if (bill === null || this.#cancelled) return 'cancelled'
      if (!bill.ok) return this.#failed(day, bill.error)
      return this.#reconcile(day, bill.value)
    })
    if (reached === 'compared') {
      const before = plusDays(day, -1)
      await this.#orSay(before, () => this.#again(before))
    }
    return reached !== 'cancelled'
  }

  /** What breaks off would leave the day as if nobody had tried. Where that cannot be written down either, it is only reported. */
  async #orSay(day: Day, work: () => Promise<Reached>): Promise<Reached> {
    try {
      return await work()
    } catch (error) {
      this.#parts.onTrouble('compare', error)
      return this.#cancelled ? 'cancelled' : this.#failed(day, { kind: 'not-compared' })
    }
  }

  /** Null: cancelled. A download may take minutes, and nobody waits for one that is not wanted any more. */
  async #fetch(day: Day): Promise<Result<BillToMatch, BillFetchProblem> | null> {
    if (this.#cancelled) return null
    let wanted = true
    const tell = (done: number): void => {
      if (wanted) this.#tell({ day, phase: 'fetching', done, total: null })
    }
    const cancelled = new Promise<null>((resolve) => {
      this.#letGo = () => resolve(null)
    })
    tell(0)
    const fetching = this.#parts.bills.fetch(day, tell)
    try {
      return await Promise.race([fetching, cancelled])
    } finally {
      wanted = false
      // What becomes of it then is nobody's business: what it may still bring is only kept.
      fetching.catch(() => undefined)
    }
  }

  async #failed(day: Day, problem: BillProblem): Promise<'failed'> {
    const { engine, clock, onChanged } = this.#parts
    const atMs = clock.nowMs()
    const wait = retryAfterMs(problem, atMs - billReadyAt(day))
    await engine.store.failed(day, { problem, atMs, nextTryAtMs: wait === null ? null : atMs + wait }) // prettier-ignore
    onChanged(day)
    return 'failed'
  }

  async #reconcile(day: Day, bill: BillToMatch): Promise<Reached> {
    const { engine, rules, clock, onChanged } = this.#parts
    const next = await engine.store.day(plusDays(day, 1))
    const nextBillSeen = next !== null && next.report !== null
    const known = (await engine.store.day(day))?.report?.bill
    // The same bill again is not news: the report keeps the time at which it first came.
    const same = known !== undefined && known.sha256 === bill.facts.sha256
    const facts = same ? known : bill.facts
    const work = { day, bill: { ...bill, facts }, rules, nextBillSeen, atMs: clock.nowMs() }
    const done = await engine.reconcile(work, this.#hooks(day))
    if (!done.ok) {
      if (done.error.kind === 'cancelled') return 'cancelled'
      return this.#failed(day, done.error)
    }
    onChanged(day)
    return 'compared'
  }

  /** What a day expected in the next bill is decided now that this is there: the day is compared once more. */
  async #again(day: Day): Promise<Reached> {
    const before = await this.#parts.engine.store.day(day)
    if (before === null || before.report === null) return 'compared'
    const { bill, classes, covers } = before.report
    if (classes['next-bill'] === 0) return 'compared'
    const file = bill.source === 'none' ? null : await this.#parts.bills.find(day, bill.sha256)
    // Without its file the day stays as it is: what it expects is still said to be expected.
    if (file === null && bill.source !== 'none') return 'compared'
    return this.#reconcile(day, { file, facts: bill, ...(covers === undefined ? {} : { covers }) })
  }

  #hooks(day: Day): EngineHooks {
    return {
      books: this.#parts.books,
      onProgress: (progress) =>
        this.#tell(
          progress.phase === 'saving'
            ? { day, phase: 'saving', done: 0, total: null }
            : { day, ...progress },
        ),
      isCancelled: () => this.#cancelled,
    }
  }
}

/** Days that are listed at once: a year and a bit. */
const SPAN_MAX = 400

const untried = (day: Day, latest: Day): DayState =>
  day <= latest ? { kind: 'missing' } : { kind: 'not-due' }

/**
 * Every day of a span. Days that nobody has tried are due, or not yet; those from before `first`, when nothing was sold yet, are left
 * out, as nobody misses their bills. Null: nothing was sold at all.
 */
export function daysOfSpan(
  { from, to }: { readonly from: Day; readonly to: Day },
  stored: readonly DaySummary[],
  { first, latest }: { readonly first: Day | null; readonly latest: Day },
): readonly DaySummary[] {
  const known = new Map(stored.map((one) => [one.day, one.state]))
  const days: DaySummary[] = []
  let left = SPAN_MAX
  for (let day = from; day <= to && left > 0; day = plusDays(day, 1), left -= 1) {
    const state = known.get(day) ?? untried(day, latest)
    const missed = first !== null && day >= first
    if (state.kind !== 'missing' || known.has(day) || missed) days.push({ day, state })
  }
  return days
}
