import { renameSync } from 'node:fs'
import type { PrintJob, PrintQueue } from '../app/receipt/print-queue.ts'
import { isSlip } from '../app/receipt/slip-shape.ts'
import { exactly, oneOf, text, wholeNumber, type Shape } from '../app/shape.ts'
import { openSqlite, type Sqlite } from './sqlite.ts'

/** What was printed is remembered this long, so that a later print is marked as a copy. */
const REMEMBERED_MS = 400 * 86_400_000

const SCHEMA = `
  pragma journal_mode = wal; pragma synchronous = full;
  pragma fullfsync = on; pragma checkpoint_fullfsync = on;
  create table if not exists print (
    id integer primary key,
    key text not null unique,
    slip text not null,
    copy integer not null,
    at_ms integer not null,
    begun integer not null default 0,
    state text not null default 'waiting' check (state in ('waiting', 'printed', 'discarded'))
  ) strict;
  create index if not exists print_waiting on print (id) where state = 'waiting';`

const isJobRow = exactly({
  id: wholeNumber(),
  key: text(),
  slip: text(),
  copy: wholeNumber(),
  at_ms: wholeNumber(),
  begun: wholeNumber(),
})
const isStateRow = exactly({ state: oneOf('waiting', 'printed', 'discarded') })
const isCountRow = exactly({ count: wholeNumber() })

/** Only this file writes the database: what is not as it was written is damage, and throws. */
function read<T>(shape: Shape<T>, value: unknown): T {
  if (!shape(value)) throw new Error('the print queue holds what was never written')
  return value
}

function jobOf(row: unknown): PrintJob {
  const { slip, copy, at_ms: atMs, ...rest } = read(isJobRow, row)
  return { ...rest, slip: read(isSlip, JSON.parse(slip)), copy: copy === 1, atMs }
}

/**
 * Opens the file of slips to be printed, or makes it. A damaged file is put aside: nothing in it is about money. Rejects
 * when no file can be had; afterwards its functions throw only when the disk fails.
 */
export async function openPrintQueue(path: string, nowMs: number): Promise<PrintQueue> {
  try {
    return await openFile(path, nowMs)
  } catch (error) {
    if (!/not a database|malformed|corrupt/i.test(String(error))) throw error
    renameSync(path, `${path}.broken-${nowMs}`)
    return openFile(path, nowMs)
  }
}

async function openFile(path: string, nowMs: number): Promise<PrintQueue> {
  const db = await openSqlite(path)
  try {
    db.exec(SCHEMA)
    const old = db.prepare("delete from print where state <> 'waiting' and at_ms < ?")
    old.run(nowMs - REMEMBERED_MS)
    return queueIn(db)
  } catch (error) {
    db.close()
    throw error
  }
}

function queueIn(db: Sqlite): PrintQueue {
  const state = db.prepare('select state from print where key = ?')
  const add = db.prepare(
    `insert into print (key, slip, copy, at_ms) values (?, ?, ?, ?)
     on conflict (key) do update set slip = excluded.slip, state = 'waiting'`,
  )
  const next = db.prepare(
    `select id, key, slip, copy, at_ms, begun from print where state = 'waiting' order by id limit 1`,
  )
  const begin = db.prepare('update print set begun = begun + ? where id = ?')
  const finish = db.prepare("update print set state = 'printed' where id = ?")
  const count = db.prepare("select count(*) as count from print where state = 'waiting'")
  const discard = db.prepare("update print set state = 'discarded' where state = 'waiting'")
  const waiting = (): number => read(isCountRow, count.get()).count
  return {
    known: (key) => {
      const row = state.get(key)
      return row === undefined ? 'unknown' : read(isStateRow, row).state
    },
    add: ({ key, slip, copy, atMs }) =>
      void add.run(key, JSON.stringify(slip), copy ? 1 : 0, Math.round(atMs)),
    next: () => {
      const row = next.get()
      return row === undefined ? null : jobOf(row)
    },
    begin: (id) => void begin.run(1, id),
    putBack: (id, sent) => {
      if (!sent) begin.run(-1, id)
    },
    finish: (id) => void finish.run(id),
    waiting,
    discard: () => {
      const before = waiting()
      discard.run()
      return before
    },
    close: () => db.close(),
  }
}
