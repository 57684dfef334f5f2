import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Database, inTransaction } from './database.ts'

const FOLDER = path.join(import.meta.dirname, 'migrations')

/** Any number, as long as every node takes the same. */
const LOCK = 7_238_415

interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
}

const readMigrations = (): readonly Migration[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => ({
      number: Number(name.slice(0, 3)),
      name,
      sql: readFileSync(path.join(FOLDER, name), 'utf8'),
    }))

/** Whether nothing is missing, so that a node which starts on a database that is in use need not wait for any lock. */
export async function isUpToDate(sql: Database): Promise<boolean> {
  const [table] = await sql`select 1 from pg_class where oid = to_regclass('migration')`
  if (table === undefined) return false
  const rows = await sql<{ number: number }[]>`select number from migration`
  const done = new Set(rows.map(({ number }) => number))
  const known = readMigrations().map(({ number }) => number)
  return done.size === known.length && known.every((number) => done.has(number))
}

/** Why this program may not work with the database as it is. Null: it may. */
export async function findSchemaProblem(database: Database): Promise<string | null> {
  const rows = await database<{ number: number }[]>`select number from migration`
  const done = new Set(rows.map(({ number }) => number))
  const known = readMigrations()
  if (known.some(({ number }) => !done.has(number))) return 'the database is older'
  return done.size > known.length ? 'the database is newer' : null
}

/**
 * Brings the database up to what this program needs, all or nothing. Nodes that start together wait for each other. A
 * database from a later program is refused: an older one may not know what its rows mean.
 */
export async function migrate(database: Database): Promise<readonly string[]> {
  const migrations = readMigrations()
  return inTransaction(database, async (sql) => {
    await sql`set local statement_timeout = 0`
    await sql`select pg_advisory_xact_lock(${LOCK})`
    await sql`create table if not exists migration (
      number integer primary key, name text not null, at timestamptz not null default now())`
    const rows = await sql<{ number: number }[]>`select number from migration`
    const done = new Set(rows.map(({ number }) => number))
    const known = new Set(migrations.map(({ number }) => number))
    const foreign = [...done].find((number) => !known.has(number))
    if (foreign !== undefined) throw new Error(`the database is newer: migration ${foreign}`)
    const missing = migrations.filter(({ number }) => !done.has(number))
    for (const { number, name, sql: text } of missing) {
      await sql.unsafe(text)
      await sql`insert into migration (number, name) values (${number}, ${name})`
    }
    return missing.map(({ name }) => name)
  })
}
