import { assertNever, fail, type Result, succeed } from '../result.ts'
import { orderNumberIn } from './bill-columns.ts'
import { BillLines } from './bill-lines.ts'
import type { BillFileProblem } from './bill-problem.ts'
import { createRowReader, type RowReader } from './bill-reader.ts'
import type { BillRow } from './bill-row.ts'
import { type BillSums, createBillSums } from './bill-sums.ts'
import {
  findChargedTwice,
  markOf,
  readNearOnes,
  twinKeyOf,
  UnplacedCharges,
  writeCharge,
} from './charged-twice.ts'
import { type Day, dayOf, endOf, startOf } from './day.ts'
import type { MatchContext } from './match-context.ts'
import { matchOrder } from './match-order.ts'
import type { OurBooks, OurPayment, OurRecord, OurRefund } from './our-record.ts'
import type { DayTotals } from './report.ts'
import { READ_AROUND_MS, type Rules } from './rules.ts'
import {
  bucketOf,
  bucketsFor,
  hashOf,
  inPart,
  type OpenSpill,
  partsOf,
  type Spill,
} from './spill.ts'
import type { DayWriter, Elsewhere } from './store.ts'
import { createTotals, type TotalsBuilder } from './totals.ts'

/** How far a reconciliation is. */
export interface MatchProgress {
  readonly phase: 'reading-bill' | 'reading-books' | 'matching'
  /** Lines, records or rows so far. */
  readonly done: number
  /** Null: not known yet. */
  readonly total: number | null
}

/** What a day is reconciled with. */
export interface ReconcileParts {
  readonly day: Day
  readonly rules: Rules
  /** The bill's lines, in blocks. Null: WeChat says that nothing was sold. */
  readonly bill: AsyncIterable<Result<readonly string[], BillFileProblem>> | null
  /** What the bill would list if it had any rows; what it does list is told by its columns. Absent: all. */
  readonly covers?: 'payments' | 'refunds' | undefined
  /** About how many rows it has; only memory and speed depend on it. */
  readonly rowsExpected: number
  readonly books: OurBooks
  readonly openSpill: OpenSpill
  readonly writer: Pick<DayWriter, 'line' | 'difference' | 'elsewhere'>
  readonly nextBillSeen: boolean
  /** Rows of other days' bills that are about this day of ours. */
  readonly elsewhere: readonly Elsewhere[]
  readonly onProgress: (progress: MatchProgress) => void
  readonly isCancelled: () => boolean
}

/** Why a day was not reconciled. What the writer was given by then does not count. */
export type ReconcileFault = BillFileProblem | { readonly kind: 'cancelled' }

/**
 * Reconciles a day: puts bill and books aside by order number, then compares order by order. Memory is bounded by the
 * buckets, not by the day. The bill is trusted only when all of it was read and its own sums fit.
 */
export async function reconcileDay(
  parts: ReconcileParts,
): Promise<Result<DayTotals, ReconcileFault>> {
  const buckets = bucketsFor(parts.rowsExpected)
  const spills: Spill[] = []
  const open = async (): Promise<Spill> => {
    const spill = await parts.openSpill(buckets)
    spills.push(spill)
    return spill
  }
  try {
    const run = new Run(parts, {
      buckets,
      bill: await open(),
      ours: await open(),
      charges: await open(),
    })
    return await run.reconcile()
  } finally {
    for (const spill of spills) await spill.close()
  }
}

interface Spills {
  readonly buckets: number
  readonly bill: Spill
  readonly ours: Spill
  readonly charges: Spill
}

/** Order numbers that are looked up at once. */
const FIND_MAX = 200

type Outcome = ReconcileFault | null

class Run {
  readonly #parts: ReconcileParts
  readonly #spills: Spills
  readonly #sums: BillSums = createBillSums()
  readonly #totals: TotalsBuilder = createTotals()
  readonly #unplaced = new UnplacedCharges()
  #context: MatchContext
  #reader: RowReader | null = null
  #rows = 0
  #rowsOfOthers = 0

  constructor(parts: ReconcileParts, spills: Spills) {
    this.#parts = parts
    this.#spills = spills
    const { day, rules, nextBillSeen, elsewhere } = parts
    const known = new Set(elsewhere.map(keyOfElsewhere))
    const isElsewhere: MatchContext['isElsewhere'] = (one) => known.has(keyOfElsewhere(one))
    this.#context = { day, rules, covers: parts.covers ?? 'all', nextBillSeen, isElsewhere }
  }

  async reconcile(): Promise<Result<DayTotals, ReconcileFault>> {
    const lines = new BillLines()
    const fault =
      (await this.#readBill(lines)) ??
      (await this.#readBooks()) ??
      (await this.#match()) ??
      this.#checkEnd(lines) ??
      (await this.#findTwice())
    if (fault !== null) return fail(fault)
    const { covers } = this.#context
    return succeed({
      ...this.#totals.totals(),
      ...(covers === 'all' ? {} : { covers }),
      ...(this.#rowsOfOthers === 0 ? {} : { rowsOfOthers: this.#rowsOfOthers }),
    })
  }

  async #readBill(lines: BillLines): Promise<Outcome> {
    const { bill, onProgress, isCancelled } = this.#parts
    if (bill === null) return null
    for await (const block of bill) {
      if (isCancelled()) return { kind: 'cancelled' }
      if (!block.ok) return block.error
      for (const text of block.value) {
        const problem = this.#putAside(lines, text)
        if (problem !== null) return problem
      }
      onProgress({ phase: 'reading-bill', done: this.#rows, total: null })
    }
    const end = lines.end()
    return end.ok ? null : end.error
  }

  #columns: Parameters<typeof createRowReader>[0] | null = null

  #putAside(lines: BillLines, text: string): BillFileProblem | null {
    const part = lines.take(text)
    if (!part.ok) return part.error
    if (part.value === null) return null
    switch (part.value.kind) {
      case 'header':
        this.#columns = part.value.columns
        this.#context = { ...this.#context, covers: part.value.columns.covers }
        this.#reader = createRowReader(part.value.columns, this.#sums)
        return null
      case 'row': {
        const { line } = part.value
        // A row that is too short to have a number is judged later: the file may have been cut off there.
        const number = (this.#columns && orderNumberIn(text, this.#columns)) ?? ''
        this.#put(this.#spills.bill, number, `${line}\t${text}`)
        this.#rows += 1
        return null
      }
      default:
        return assertNever(part.value)
    }
  }

  async #readBooks(): Promise<Outcome> {
    const { day, books, onProgress, isCancelled } = this.#parts
    const { ours } = this.#spills
    const span = { fromMs: startOf(day) - READ_AROUND_MS, toMs: endOf(day) + READ_AROUND_MS }
    let done = 0
    for await (const block of books.read(span)) {
      if (isCancelled()) return { kind: 'cancelled' }
      for (const record of block) this.#put(ours, record.orderNumber, JSON.stringify(record))
      done += block.length
      onProgress({ phase: 'reading-books', done, total: null })
    }
    return null
  }

  async #match(): Promise<Outcome> {
    const { onProgress, isCancelled } = this.#parts
    const { buckets } = this.#spills
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      if (isCancelled()) return { kind: 'cancelled' }
      const problem = await this.#matchBucket(bucket)
      if (problem !== null) return problem
      onProgress({ phase: 'matching', done: bucket + 1, total: buckets })
    }
    return null
  }

  #put(spill: Spill, key: string, text: string): void {
    const { buckets } = this.#spills
    const hash = hashOf(key)
    spill.put(bucketOf(hash, buckets), inPart(hash, buckets, text))
  }

  async #matchBucket(bucket: number): Promise<BillFileProblem | null> {
    const { bill, ours } = this.#spills
    const rows = partsOf(await bill.take(bucket))
    const records = partsOf(await ours.take(bucket))
    for (const [part, texts] of rows.entries()) {
      const orders = new Map<string, Order>()
      const problem = this.#fill(orders, texts, records[part] ?? [])
      if (problem !== null) return problem
      await this.#findMissing(orders)
      for (const [orderNumber, order] of orders) await this.#matchOne(orderNumber, order)
    }
    return null
  }

  /** Reads both sides of a part of a bucket. */
  #fill(
    orders: Map<string, Order>,
    rows: readonly string[],
    records: readonly string[],
  ): BillFileProblem | null {
    for (const text of rows) {
      const tab = text.indexOf('\t')
      const row = this.#reader?.(text.slice(tab + 1), Number(text.slice(1, tab)))
      if (row === undefined) throw new Error('rows without a header')
      if (!row.ok) return row.error
      const problem = this.#misplaced(row.value)
      if (problem !== null) return problem
      orderIn(orders, row.value.orderNumber).rows.push(row.value)
    }
    for (const text of records) {
      // Written by #readBooks above.
      take(orders, JSON.parse(text.slice(1)) as OurRecord)
    }
    return null
  }

  #misplaced(row: BillRow): BillFileProblem | null {
    const { mchId, subMchId } = this.#parts.rules
    const { line } = row
    if (row.mchId !== mchId || (subMchId !== '' && row.subMchId !== subMchId))
      return { kind: 'wrong-merchant', line }
    // Which time a refund's row shows is not documented.
    if (row.kind !== 'refund' && dayOf(row.atMs) !== this.#context.day)
      return { kind: 'wrong-day', line }
    return null
  }

  /** Looks up what the bill has and our day has not: it may be an order of another day. */
  async #findMissing(orders: Map<string, Order>): Promise<void> {
    const missing = [...orders]
      .filter(([, order]) => lacksOurs(order))
      .map(([orderNumber]) => orderNumber)
    for (let from = 0; from < missing.length; from += FIND_MAX) {
      const found = await this.#parts.books.find(missing.slice(from, from + FIND_MAX))
      for (const record of found) take(orders, record)
    }
  }

  async #matchOne(orderNumber: string, { rows, payment, refunds }: Order): Promise<void> {
    const { writer, rules } = this.#parts
    if (payment === null && refunds === null && isOthers(rows, rules.ownDevice)) {
      this.#rowsOfOthers += rows.length
      return
    }
    const outcome = matchOrder(this.#context, {
      orderNumber,
      rows,
      payment,
      refunds: refunds === null ? [] : [...refunds.values()],
    })
    this.#totals.add(outcome)
    for (const line of outcome.lines) {
      const written = writer.line(line)
      if (written !== undefined) await written
    }
    for (const difference of outcome.differences) await writer.difference(difference)
    for (const one of outcome.elsewhere) await writer.elsewhere(one)
    const { charge } = outcome
    if (charge === null) return
    const key = twinKeyOf(charge)
    if (key === '') return this.#unplaced.add(charge)
    const hash = hashOf(key)
    const mark = markOf(this.#context, charge, hash)
    this.#spills.charges.put(bucketOf(hash, this.#spills.buckets), writeCharge(charge, mark))
  }

  #checkEnd(lines: BillLines): BillFileProblem | null {
    if (this.#parts.bill === null) return null
    const end = lines.end()
    if (!end.ok) return end.error
    const { header, values, line } = end.value
    return this.#sums.check(header, values, line)
  }

  async #findTwice(): Promise<Outcome> {
    const { charges, buckets } = this.#spills
    const named = new Set<string>()
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      if (this.#parts.isCancelled()) return { kind: 'cancelled' }
      const texts = await charges.take(bucket)
      this.#unplaced.look(texts)
      const all = readNearOnes(texts)
      for (const difference of findChargedTwice(this.#context, all)) {
        const later = all.find(({ orderNumber }) => orderNumber === difference.orderNumber)
        this.#totals.addTwice(difference, later)
        named.add(difference.orderNumber)
        await this.#parts.writer.difference(difference)
      }
    }
    for (const { difference, later } of this.#unplaced.find(this.#context, named)) {
      this.#totals.addTwice(difference, later)
      await this.#parts.writer.difference(difference)
    }
    return null
  }
}

interface Order {
  readonly rows: BillRow[]
  /** By number; null: none, as of most orders. */
  refunds: Map<string, OurRefund> | null
  payment: OurPayment | null
}

function orderIn(orders: Map<string, Order>, orderNumber: string): Order {
  const known = orders.get(orderNumber)
  if (known !== undefined) return known
  const made: Order = { rows: [], refunds: null, payment: null }
  orders.set(orderNumber, made)
  return made
}

function take(orders: Map<string, Order>, record: OurRecord): void {
  const order = orderIn(orders, record.orderNumber)
  if (record.kind === 'payment') order.payment = record
  else (order.refunds ??= new Map()).set(record.refundNumber, record)
}

/** Whether the bill has rows of an order whose counterparts are not among the records of our day. */
const lacksOurs = ({ rows, refunds, payment }: Order): boolean =>
  rows.some(({ kind, refund }) =>
    kind === 'refund' ? refunds?.has(refund?.refundNumber ?? '') !== true : payment === null,
  )

/** Whether all rows of an order that we do not have name another till. */
const isOthers = (rows: readonly BillRow[], ownDevice: string): boolean =>
  ownDevice !== '' && rows.every(({ device }) => device !== '' && device !== ownDevice)

const keyOfElsewhere = ({ orderNumber, refundNumber, row }: Omit<Elsewhere, 'ourDay'>): string =>
  [row, orderNumber, refundNumber ?? ''].join('\n')
