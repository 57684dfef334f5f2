import { existsSync } from 'node:fs'
import path from 'node:path'
import type { ShiftBook, ShiftsUnusable } from '../adapters/sqlite-shifts.ts'
import type { Configuration } from '../app/contract/configuration.ts'
import type { Handlers } from '../app/contract/contract.ts'
import type { NoShift, ShiftCalls, ShiftFault, ShiftState } from '../app/contract/shifts.ts'
import type { AllowFault, PlainAct } from '../app/people/allow.ts'
import type { Act } from '../app/people/person.ts'
import type { PinClaim } from '../app/people/prove.ts'
import type { Currency } from '../app/money.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import type { SlipPlace } from '../app/receipt/slip.ts'
import { countAsks, makeReport, type ReportFacts } from '../app/shift/make-report.ts'
import type { ShiftRecord } from '../app/shift/record.ts'
import {
  shiftNumberAt,
  shiftsOf,
  type ClosedShift,
  type InShift,
  type OpenShift,
  type Shifts,
} from '../app/shift/shifts.ts'
import { zoneOf } from '../app/zone.ts'
import { type ShiftCount, startCount } from './count-shift.ts'
import type { Station } from './station.ts'

/** What shifts need of the rest of main. */
export interface ShiftKeepingParts {
  readonly configuration: () => Configuration
  /** Null while the till cannot sell. */
  readonly station: () => Station | null
  /** Where slips of this till come from. */
  readonly place: () => SlipPlace
  /** Whose name is signed in; null where nobody's is. */
  readonly cashier: () => string | null
  /** Whether it may be done now, with this approval. */
  readonly allow: (act: Act, approval: PinClaim | null) => Promise<Result<null, AllowFault>>
  /** Writes into the log of acts what is about to be done. */
  readonly note: (act: PlainAct) => void
  readonly onChange: (state: ShiftState) => void
  readonly onTrouble: (text: string) => void
}

type Kept = 'readShift' | 'openShift' | 'moveCash' | 'closeShift' | 'readReport'

/** The till's shifts. A shift is a range of the journal: no payment knows of it, and nothing here is in a payment's way. */
export interface ShiftKeeping {
  /** Whether a sale may be started: where the set-up wants an open shift, only then. */
  readonly maySell: () => Promise<boolean>
  /** A closed shift; the one that is open as an X for null. */
  readonly report: (number: number | null) => Promise<ShiftFound>
  /** The shift in which something happened, as slips name it; null: none was open, or nobody keeps shifts here. */
  readonly nameAt: (at: InShift) => Promise<string | null>
  readonly handlers: Pick<Handlers, Kept>
  readonly close: () => void
}

/** A report, or why there is none. */
export type ShiftFound = Answer<'readReport'>

type Failed<E> = { readonly ok: false; readonly error: E }

type Answer<K extends keyof ShiftCalls> = Result<ShiftCalls[K]['value'], ShiftCalls[K]['error']>

/** Nothing is opened before somebody asks. */
export const createShiftKeeping = (parts: ShiftKeepingParts): ShiftKeeping => new Keeper(parts)

/** What every act on a shift works with. */
interface At {
  readonly station: Station
  readonly book: ShiftBook
  readonly shifts: Shifts
}

class Keeper implements ShiftKeeping {
  readonly #parts: ShiftKeepingParts
  #book: Promise<Result<ShiftBook, ShiftsUnusable>> | null = null
  /** What the records of the open book say; null after one was added. */
  #said: Shifts | null = null
  readonly handlers: ShiftKeeping['handlers']

  constructor(parts: ShiftKeepingParts) {
    this.#parts = parts
    this.handlers = {
      readShift: async () => this.#withBook((at) => succeed(this.#state(at))),
      openShift: async (ask) => this.#withBook((at) => this.#open(at, ask)),
      moveCash: async (ask) => {
        const allowed = await parts.allow('open-drawer', ask.approval)
        return allowed.ok ? this.#withBook((at) => this.#move(at, ask)) : allowed
      },
      closeShift: (ask) => this.#close(ask),
      readReport: ({ number }) => this.report(number),
    }
  }

  async maySell(): Promise<boolean> {
    if (!this.#parts.configuration().shift.required) return true
    const open = await this.#withBook(({ shifts }) => succeed(shifts.open))
    return open.ok && open.value !== null
  }

  async nameAt(at: InShift): Promise<string | null> {
    const station = this.#parts.station()
    // A till that keeps no shifts gets no file of them by printing.
    if (station === null || !existsSync(fileOf(station))) return null
    const found = await this.#withBook(({ shifts }) => succeed(shiftNumberAt(shifts, at)))
    return found.ok && found.value !== null ? String(found.value) : null
  }

  async report(number: number | null): Promise<ShiftFound> {
    const found = await this.#withBook((at) => succeed(at))
    if (!found.ok) return found
    const at = found.value
    const { open } = at.shifts
    if (number === null) return open === null ? fail({ kind: 'no-shift' }) : this.#x(at, open)
    const closed = at.shifts.closed.find(({ report }) => report.number === number)
    return closed === undefined ? fail({ kind: 'no-shift' }) : succeed(closed)
  }

  close(): void {
    void this.#book?.then((opened) => {
      if (opened.ok) opened.value.close()
    })
    this.#book = null
    this.#said = null
  }

  /** Opens the book when it is first needed. One that cannot be opened is tried anew at the next ask. */
  async #withBook<R>(act: (at: At) => R): Promise<R | Failed<ShiftFault>> {
    const station = this.#parts.station()
    if (station === null) return fail({ kind: 'no-till' })
    this.#book ??= import('../adapters/sqlite-shifts.ts').then(({ openShiftBook }) =>
      openShiftBook(fileOf(station)),
    )
    const opened = await this.#book
    if (!opened.ok) {
      this.#book = null
      this.#parts.onTrouble(opened.error.detail)
      return opened
    }
    const book = opened.value
    try {
      this.#said ??= shiftsOf(book.records())
      return act({ station, book, shifts: this.#said })
    } catch (error) {
      // A full disk: nothing was written, and whoever asked is told.
      const detail = error instanceof Error ? error.message : 'unknown'
      this.#parts.onTrouble(detail)
      return fail({ kind: 'shifts-unusable', detail })
    }
  }

  #add({ book }: At, record: ShiftRecord, atMs: number): ClosedShift['hash'] {
    this.#said = null
    const { hash } = book.add(record, atMs)
    this.#parts.onChange(this.#stateOf(book))
    return hash
  }

  #state({ book }: At): ShiftState {
    return this.#stateOf(book)
  }

  #stateOf(book: ShiftBook): ShiftState {
    const { closed, open } = shiftsOf(book.records())
    return {
      open: open?.opening ?? null,
      number: (closed.at(-1)?.report.number ?? 0) + 1,
      closed: closed
        .map(({ report, hash }) => ({
          number: report.number,
          openedAtMs: report.opening.atMs,
          closedAtMs: report.atMs,
          paid: report.figures.outcomes.paid,
          currency: report.currency,
          unresolved: report.figures.unresolved.length,
          hash,
        }))
        .toReversed(),
      chain: book.check(),
      required: this.#parts.configuration().shift.required,
    }
  }

  #open(at: At, { floatMinor, by }: ShiftCalls['openShift']['ask']): Answer<'openShift'> {
    if (at.shifts.open !== null) return fail({ kind: 'shift-open' })
    const atMs = Date.now()
    const { currency } = this.#parts.configuration()
    const { counting } = at.station
    const { seq } = counting.tip()
    const opening = { atMs, by: this.#who(by), currency, floatMinor, seq }
    const first = at.shifts.counted === null
    const carried = first ? counting.unresolved() : []
    const refunds = first ? refundsAt(at.station, currency) : null
    const number = (at.shifts.closed.at(-1)?.report.number ?? 0) + 1
    this.#parts.note({ type: 'shift-opened', number, floatMinor, currency })
    this.#add(at, { kind: 'opened', opening, carried, refunds }, atMs)
    return succeed(this.#state(at))
  }

  /** Who is signed in counts; a name that was typed only where nobody can sign in. */
  readonly #who = (typed: string): string | null => {
    const name = this.#parts.cashier() ?? typed.trim()
    return name === '' ? null : name
  }

  #move(at: At, ask: ShiftCalls['moveCash']['ask']): Answer<'moveCash'> {
    const { open } = at.shifts
    if (open === null) return fail({ kind: 'no-shift' })
    const atMs = Date.now()
    const { minor } = ask
    const reason = ask.reason.trim()
    this.#parts.note({ type: 'cash-moved', minor, currency: open.opening.currency, reason })
    this.#add(at, { kind: 'cash', movement: { atMs, minor, reason, by: this.#who(ask.by) } }, atMs)
    return succeed(this.#state(at))
  }

  #facts(
    kind: 'x' | 'z',
    { station }: At,
    more: Pick<ReportFacts, 'by' | 'countedMinor'>,
  ): ReportFacts {
    const { hash } = station.counting.tip()
    return {
      ...more,
      kind,
      place: this.#parts.place(),
      atMs: Date.now(),
      zone: zoneOf(this.#parts.configuration().timeZone),
      journalHash: Buffer.from(hash).toString('hex'),
    }
  }

  /** Begins to count the open shift, and counts while everything else goes on until little is left. */
  async #approach({ station, shifts }: At, open: OpenShift): Promise<ShiftCount> {
    const zone = zoneOf(this.#parts.configuration().timeZone)
    const count = startCount(station, countAsks(shifts, open, { atMs: Date.now(), zone }))
    await count.approach()
    return count
  }

  async #x(at: At, open: OpenShift): Promise<ShiftFound> {
    const count = await this.#approach(at, open)
    return this.#still(at, open, () => {
      const facts = this.#facts('x', at, { by: null, countedMinor: null })
      return succeed({ report: makeReport(at.shifts, open, facts, count.finish()), hash: null })
    })
  }

  /** Goes on in one turn if the shift that was counted is the one that is open still. */
  #still<T, E>(
    { station }: At,
    { opening }: OpenShift,
    act: (now: At, open: OpenShift) => Result<T, E>,
  ): Promise<Result<T, E | ShiftFault | NoShift>> {
    return this.#withBook<Result<T, E | NoShift>>((now) => {
      const { open } = now.shifts
      const same = now.station === station && open?.opening.atMs === opening.atMs
      return same ? act(now, open) : fail({ kind: 'no-shift' })
    })
  }

  async #close(ask: ShiftCalls['closeShift']['ask']): Promise<Answer<'closeShift'>> {
    const found = await this.#withBook((at) => succeed(at))
    if (!found.ok) return found
    const { open } = found.value.shifts
    if (open === null) return fail({ kind: 'no-shift' })
    const allowed = await this.#parts.allow('close-shift', ask.approval)
    if (!allowed.ok) return allowed
    const count = await this.#approach(found.value, open)
    return this.#still(found.value, open, (at, same) => this.#end(at, same, { ...ask, count }))
  }

  /** The last of a count and the record, in one turn: nothing is sold between them. */
  #end(
    at: At,
    open: OpenShift,
    { count, countedMinor, by }: ShiftCalls['closeShift']['ask'] & { readonly count: ShiftCount },
  ): Answer<'closeShift'> {
    const current = at.station.till.view().current?.screen.kind ?? null
    if (current !== null && !OVER.has(current)) return fail({ kind: 'sale-at-counter' })
    const counted = count.finish()
    if (counted.difference !== null) {
      this.#parts.onTrouble(`the two counts of a shift disagree: ${counted.difference}`)
      return fail({ kind: 'counts-disagree', at: counted.difference })
    }
    const refuses = this.#parts.configuration().shift.unresolved === 'refuse'
    const undecided =
      counted.figures.unresolved.length +
      (counted.refunds?.figures.open.filter(({ taken }) => !taken).length ?? 0)
    if (refuses && undecided > 0) return fail({ kind: 'unresolved', count: undecided })
    const facts = this.#facts('z', at, { by: this.#who(by), countedMinor })
    const report = makeReport(at.shifts, open, facts, counted)
    this.#parts.note({ type: 'shift-closed', number: report.number })
    const hash = this.#add(at, { kind: 'closed', report }, facts.atMs)
    return succeed({ report, hash })
  }
}

const fileOf = ({ folder }: Station): string => path.join(folder, 'shifts.db')

/** Where the refunds stand when the first shift is opened; null while their journal is no good. */
function refundsAt(
  { refundBook }: Station,
  currency: Currency,
): Extract<ShiftRecord, { readonly kind: 'opened' }>['refunds'] {
  if (refundBook === null) return null
  const { seq } = refundBook.tip()
  const { open } = refundBook.sums({ fromSeq: seq, toSeq: seq, currency })
  return { seq, carried: open }
}

/** Screens of a sale that nothing more is owed for. */
const OVER: ReadonlySet<string> = new Set(['paid', 'abandoned', 'stopped', 'not-charged'])
