import path from 'node:path'
import type { ShiftBook, ShiftsUnusable } from '../adapters/sqlite-shifts.ts'
import type { Configuration } from '../app/contract/configuration.ts'
import type { Handlers } from '../app/contract/contract.ts'
import type { ShiftCalls, ShiftFault, ShiftState } from '../app/contract/shifts.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import type { SlipPlace } from '../app/receipt/slip.ts'
import { firstDifference } from '../app/shift/figures.ts'
import { createFold } from '../app/shift/fold.ts'
import { countAsk, makeReport, type ReportFacts } from '../app/shift/make-report.ts'
import type { ShiftRecord } from '../app/shift/record.ts'
import { shiftsOf, type ClosedShift, type OpenShift, type Shifts } from '../app/shift/shifts.ts'
import { zoneOf } from '../app/zone.ts'
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
  readonly handlers: Pick<Handlers, Kept>
  readonly close: () => void
}

/** A report, or why there is none. */
export type ShiftFound = Answer<'readReport'>

/** Entries that an X takes between two turns of everything else. */
const ENTRIES_IN_A_TURN = 500

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
      moveCash: async (ask) => this.#withBook((at) => this.#move(at, ask)),
      closeShift: async (ask) => this.#withBook((at) => this.#close(at, ask)),
      readReport: ({ number }) => this.report(number),
    }
  }

  async maySell(): Promise<boolean> {
    if (!this.#parts.configuration().shift.required) return true
    const open = await this.#withBook(({ shifts }) => succeed(shifts.open))
    return open.ok && open.value !== null
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
      openShiftBook(path.join(station.folder, 'shifts.db')),
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
    const { seq } = at.station.journal.tip()
    const opening = { atMs, by: this.#who(by), floatMinor, seq }
    const carried = at.shifts.counted === null ? at.station.unresolved() : []
    this.#add(at, { kind: 'opened', opening, carried }, atMs)
    return succeed(this.#state(at))
  }

  /** Who is signed in counts; a name that was typed only where nobody can sign in. */
  readonly #who = (typed: string): string | null => {
    const name = this.#parts.cashier() ?? typed.trim()
    return name === '' ? null : name
  }

  #move(at: At, ask: ShiftCalls['moveCash']['ask']): Answer<'moveCash'> {
    if (at.shifts.open === null) return fail({ kind: 'no-shift' })
    const atMs = Date.now()
    const movement = { atMs, minor: ask.minor, reason: ask.reason.trim(), by: this.#who(ask.by) }
    this.#add(at, { kind: 'cash', movement }, atMs)
    return succeed(this.#state(at))
  }

  #facts(kind: 'x' | 'z', at: At, more: Pick<ReportFacts, 'by' | 'countedMinor'>): ReportFacts {
    const { currency, timeZone } = this.#parts.configuration()
    const { hash } = at.station.journal.tip()
    return {
      ...more,
      kind,
      place: this.#parts.place(),
      currency,
      atMs: Date.now(),
      zone: zoneOf(timeZone),
      journalHash: Buffer.from(hash).toString('hex'),
    }
  }

  /** Counts while everything else goes on: what is sold meanwhile comes after the X. */
  async #x({ station, shifts, ...at }: At, open: OpenShift): Promise<ShiftFound> {
    const facts = this.#facts('x', { station, shifts, ...at }, { by: null, countedMinor: null })
    const ask = countAsk(shifts, open, { toSeq: station.journal.tip().seq, ...facts })
    const fold = createFold(ask)
    for (let after = ask.fromSeq; after < ask.toSeq; after += ENTRIES_IN_A_TURN) {
      const range = { after, upTo: ask.toSeq, max: ENTRIES_IN_A_TURN }
      for (const entry of station.journal.entries(range)) fold.take(entry)
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
    const report = makeReport(shifts, open, { ask, figures: fold.figures(), facts })
    return succeed({ report, hash: null })
  }

  /** In one turn, so that nothing is sold between the two counts and the record. */
  #close(at: At, { countedMinor, by }: ShiftCalls['closeShift']['ask']): Answer<'closeShift'> {
    const { station, shifts } = at
    const { open } = shifts
    if (open === null) return fail({ kind: 'no-shift' })
    const current = station.till.view().current?.screen.kind ?? null
    if (current !== null && !OVER.has(current)) return fail({ kind: 'sale-at-counter' })
    const facts = this.#facts('z', at, { by: this.#who(by), countedMinor })
    const ask = countAsk(shifts, open, { toSeq: station.journal.tip().seq, ...facts })
    const fold = createFold(ask)
    const range = { after: ask.fromSeq, upTo: ask.toSeq, max: ask.toSeq - ask.fromSeq }
    for (const entry of station.journal.entries(range)) fold.take(entry)
    const figures = fold.figures()
    const difference = firstDifference(figures, station.sums(ask))
    if (difference !== null) {
      this.#parts.onTrouble(`the two counts of a shift disagree: ${difference}`)
      return fail({ kind: 'counts-disagree', at: difference })
    }
    const refuses = this.#parts.configuration().shift.unresolved === 'refuse'
    if (refuses && figures.unresolved.length > 0) {
      return fail({ kind: 'unresolved', count: figures.unresolved.length })
    }
    const report = makeReport(shifts, open, { ask, figures, facts })
    const hash = this.#add(at, { kind: 'closed', report }, facts.atMs)
    return succeed({ report, hash })
  }
}

/** Screens of a sale that nothing more is owed for. */
const OVER: ReadonlySet<string> = new Set(['paid', 'abandoned', 'stopped', 'not-charged'])
