/**
 * Closes shifts of 5,000 payments as the till does, both counts and the durable record included, against a bare SQL sum over the same
 * rows in the same run. Run by `npm run bench:shift [-- --payments N --runs N]`; fails when a Z takes longer than it may.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openJournal, type SqliteJournal } from '../adapters/sqlite-journal.ts'
import { openSqlite } from '../adapters/sqlite.ts'
import { configurationSchema } from '../app/contract/configuration.ts'
import { succeed } from '../app/result.ts'
import { createShiftKeeping } from '../main/shifts.ts'
import type { Station } from '../main/station.ts'
import { entriesOf } from '../test/support/sold.ts'
import { type Figures, HEADING, median, row, verdict } from './bench/figures.ts'
import { soldAt } from './bench/sold-for-years.ts'

/** A Z may take so long. */
const MOST_MS = 1_000

const { values } = parseArgs({
  options: {
    payments: { type: 'string', default: '5000' },
    runs: { type: 'string', default: '5' },
  },
})
const payments = Number(values.payments)
const runs = Number(values.runs)
const folder = mkdtempSync(path.join(tmpdir(), 'bench-shift-'))

async function sell(journal: SqliteJournal, from: number): Promise<void> {
  for (let at = from; at < from + payments; at += 1) {
    for (const entry of entriesOf(soldAt(at))) await journal.append(entry)
  }
}

/** What the shifts ask of a till, with nobody at the counter. */
const stationOf = (journal: SqliteJournal): Station => {
  const till = { view: () => ({ current: null }) }
  // The shifts ask a station for nothing else.
  return { counting: journal, refundBook: null, folder, till } as unknown as Station
}

/** What came of it, and the milliseconds by the wall and of the processor: on a busy machine only the second says much of the program. */
async function timed<T>(act: () => Promise<T>): Promise<readonly [T, number, number]> {
  const [startMs, before] = [performance.now(), process.cpuUsage()]
  const done = await act()
  const ms = performance.now() - startMs
  const { user, system } = process.cpuUsage(before)
  return [done, ms, (user + system) / 1_000]
}

/** Adds up the paid amounts of the last shift, and nothing else. */
async function bareSums(file: string, entries: number): Promise<Figures> {
  const db = await openSqlite(file)
  const sum = db.prepare(
    `select count(*), sum(state ->> '$.sale.amount.minor') from entry
     where seq > (select max(seq) - ? from entry) and state ->> '$.kind' = 'paid'`,
  )
  const taken: number[] = []
  for (let run = 0; run < 2 * runs; run += 1) {
    const startMs = performance.now()
    sum.get(entries)
    taken.push(performance.now() - startMs)
  }
  db.close()
  return { name: 'bare SQL sum of the paid amounts', unit: 'ms', runs: taken }
}

try {
  const file = path.join(folder, 'journal.db')
  const opened = await openJournal(file, 'bench')
  if (!opened.ok) throw new Error(opened.error.kind)
  const journal = opened.value
  const configuration = configurationSchema.parse({ timeZone: 'Asia/Shanghai' })
  const station = stationOf(journal)
  const shifts = createShiftKeeping({
    configuration: () => configuration,
    station: () => station,
    place: () => ({ name: 'Corner Tea', branch: '', till: '3', realMoney: true }),
    cashier: () => null,
    allow: async () => succeed(null),
    note: () => undefined,
    onChange: () => undefined,
    onTrouble: (text) => console.error(text),
  })
  const xs: number[] = []
  const zs: number[] = []
  const busy: number[] = []
  for (let run = 0; run < runs; run += 1) {
    await shifts.handlers.openShift({ floatMinor: 0, by: '' })
    await sell(journal, run * payments)
    const [x, xMs] = await timed(() => shifts.handlers.readReport({ number: null }))
    const [z, zMs, zBusyMs] = await timed(() =>
      shifts.handlers.closeShift({ countedMinor: null, approval: null, by: '' }),
    )
    if (!x.ok || !z.ok) throw new Error(`no report: ${z.ok ? '' : z.error.kind}`)
    xs.push(xMs)
    zs.push(zMs)
    busy.push(zBusyMs)
  }
  shifts.close()
  journal.close()
  const bare = await bareSums(file, payments * 3)
  const z: Figures = { name: `Z over ${payments} payments, durable`, unit: 'ms', runs: zs }
  const x: Figures = { name: `X over ${payments} payments`, unit: 'ms', runs: xs }
  const work: Figures = { name: 'the same Z, processor time', unit: 'ms', runs: busy }
  console.log([HEADING, ...[bare, z, work, x].map(row)].join('\n'))
  const worst = Math.max(...zs)
  console.log(verdict('slowest Z, in ms', worst, MOST_MS))
  console.log(`Z / bare: ${(median(zs) / median(bare.runs)).toFixed(1)}`)
  if (worst > MOST_MS) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
