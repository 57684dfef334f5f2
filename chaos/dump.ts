import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Database, openDatabase } from '../backend/database.ts'

/** Tables in which no payment code may stand. */
const TABLES = ['payment', 'payment_event', 'merchant', 'node'] as const

/** Writes down what the database says, as plain rows in files, for a checker that knows nothing of the backend. */
export async function dumpDatabase(url: string, folder: string): Promise<void> {
  const sql = openDatabase({ url, connections: 1 })
  const save = (name: string, rows: unknown): void =>
    writeFileSync(path.join(folder, name), JSON.stringify(rows))
  try {
    save('rows.json', await readRows(sql))
    save('events.json', await readEvents(sql))
    for (const table of TABLES) {
      save(`table-${table}.json`, await sql`select to_jsonb(t) as row from ${sql(table)} t`)
    }
  } finally {
    await sql.end()
  }
}

const readRows = (sql: Database): Promise<unknown> => sql`
  select id, till_id, state->>'kind' as status, state->>'problem' as problem,
    (state->'sale'->'amount'->>'minor')::float8 as amount_minor, version,
    (extract(epoch from submitted_at) * 1000)::float8 as submitted_ms,
    (extract(epoch from changed_at) * 1000)::float8 as changed_ms
  from payment`

const readEvents = (sql: Database): Promise<unknown> => sql`
  select payment_id, version, status, event->>'type' as type, node,
    (extract(epoch from at) * 1000)::float8 as at_ms
  from payment_event`

/** Writes down WeChat Pay's books as the simulator's control API gives them. */
export async function dumpBooks(control: string, folder: string): Promise<void> {
  const answer = await fetch(new URL('/books', control))
  writeFileSync(path.join(folder, 'books.json'), await answer.text())
}
