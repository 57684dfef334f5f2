/** One piece of the bench in a process of its own: the last line it writes says how long it took and how much memory. */
import { createReadStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { readBillFile } from '../../../adapters/reconciliation/bill-file.ts'
import { openFileSpill } from '../../../adapters/reconciliation/file-spill.ts'
import { openReconciliation } from '../../../adapters/reconciliation/sqlite-store.ts'
import type { OurBooks, OurRecord } from '../../../app/reconciliation/our-record.ts'
import { reconcileDay } from '../../../app/reconciliation/reconcile.ts'
import { DEFAULT_RULES } from '../../../app/reconciliation/rules.ts'
import type { DayWriter } from '../../../app/reconciliation/store.ts'
import { DAY, DAY_MCH_ID } from './make-day.ts'
import { printFigures } from './print-figures.ts'

const [task = '', folder = '', rowsText = ''] = process.argv.slice(2)
const rows = Number(rowsText)
const billFile = path.join(folder, 'bill.gz')
const salesFile = path.join(folder, 'sales.jsonl')

const books: OurBooks = {
  async *read() {
    let block: OurRecord[] = []
    for await (const line of createInterface({ input: createReadStream(salesFile) })) {
      // Written by make-day.
      block.push(JSON.parse(line) as OurRecord)
      if (block.length < 500) continue
      yield block
      block = []
    }
    yield block
  },
  find: () => Promise.resolve([]),
}

async function match(writer: Pick<DayWriter, 'line' | 'difference' | 'elsewhere'>) {
  const spills = path.join(folder, 'spills')
  mkdirSync(spills, { recursive: true })
  const totals = await reconcileDay({
    day: DAY,
    rules: { ...DEFAULT_RULES, mchId: DAY_MCH_ID, agreedRatePpm: 6_000 },
    bill: readBillFile(billFile),
    rowsExpected: rows,
    books,
    openSpill: openFileSpill(spills),
    writer,
    nextBillSeen: true,
    elsewhere: [],
    onProgress: () => undefined,
    isCancelled: () => false,
  })
  if (!totals.ok) throw new Error(JSON.stringify(totals.error))
  return totals.value
}

const nothing = (): undefined => undefined

const TASKS: Readonly<Record<string, () => Promise<string>>> = {
  async match() {
    const { classes } = await match({ line: nothing, difference: nothing, elsewhere: nothing })
    return `${classes.matched} matched, ${classes['unknown-here']} unknown, ${classes['absent-there']} absent`
  },
  async 'match-and-keep'() {
    const store = await openReconciliation(path.join(folder, `kept-${process.pid}.db`))
    const writer = await store.write(DAY)
    const totals = await match(writer)
    const facts = { sha256: '', bytes: 0, rows, fetchedAtMs: 0, source: 'wechat' } as const
    await writer.commit(totals, facts, 0)
    const { total } = await store.lines(DAY, {}, { offset: 0, limit: 1 })
    store.close()
    return `${total} lines kept`
  },
  async duckdb() {
    const { DuckDBInstance } = await import('@duckdb/node-api')
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const join = `
      with bill as (
        select ltrim(cells[7], '\`') as number, ltrim(cells[10], '\`') as state,
          cast(round(cast(ltrim(cells[25], '\`') as decimal(18, 5)) * 100) as bigint) as minor
        from (select string_split(line, ',\`') as cells from read_csv('${billFile}', delim = '\\0', quote = '',
          escape = '', header = false, columns = {'line': 'varchar'}, compression = 'gzip', auto_detect = false, max_line_size = 65536)
          where line like '\`20%')),
      ours as (
        select orderNumber as number, amount.minor as minor, state from read_json('${salesFile}',
          format = 'newline_delimited', columns = {orderNumber: 'varchar', state: 'varchar', amount: 'struct(minor bigint)'}))
      select count(*) filter (where b.number is not null and o.number is not null and b.minor = o.minor) as matched,
        count(*) filter (where o.number is null) as unknown, count(*) filter (where b.number is null) as absent
      from bill b full outer join ours o using (number)`
    const reader = await connection.runAndReadAll(join)
    const [found] = reader.getRows()
    return `${String(found?.[0])} matched, ${String(found?.[1])} unknown, ${String(found?.[2])} absent`
  },
  async split() {
    let cells = 0
    const lines = createInterface({ input: createReadStream(billFile).pipe(createGunzip()) })
    for await (const line of lines) cells += line.split(',`').length
    return `${cells} cells`
  },
}

const run = TASKS[task]
if (run === undefined) throw new Error(`no task ${task}`)
await printFigures(run)
