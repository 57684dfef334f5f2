import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../backend/database.ts'
import { startEmbeddedPostgres } from '../../backend/embedded-postgres.ts'
import { migrate } from '../../backend/migrate.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

describe('migrations', () => {
  it('run once, however many nodes start together', async () => {
    const nodes = [1, 2, 3].map(() => openDatabase({ url: database.url, connections: 1 }))
    const done = await Promise.all(nodes.map(migrate))
    await Promise.all(nodes.map((node) => node.end()))
    expect(done.flat()).toEqual(readdirSync('backend/migrations').toSorted())
  })

  it('refuse a database that a later program made', async () => {
    await database.sql`insert into migration (number, name) values (999, '999-later.sql')`
    await expect(migrate(database.sql)).rejects.toThrow('newer: migration 999')
    await database.sql`delete from migration where number = 999`
  })

  it('make a journal that nobody can rewrite', async () => {
    await database.sql`insert into payment_event ${database.sql({
      merchant_id: 'm',
      payment_id: 'p',
      version: 1,
      event: database.sql.json({}),
      status: 'paid',
      node: 'n',
    })}`
    await expect(database.sql`update payment_event set status = 'revoked'`).rejects.toThrow(
      'append-only',
    )
    await expect(database.sql`delete from payment_event`).rejects.toThrow('append-only')
    await expect(database.sql`truncate payment_event`).rejects.toThrow('append-only')
  })
})

describe('the embedded PostgreSQL', () => {
  it('is version 18 and durable', async () => {
    const [row] = await database.sql`select current_setting('server_version') as version,
      current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`
    expect(row?.['version']).toMatch(/^18\./)
    expect(row).toMatchObject({ fsync: 'on', commit: 'on' })
  })

  it('finds its data and its password again', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'quick-pay-pg-'))
    const first = await startEmbeddedPostgres(folder)
    const before = openDatabase({ url: first.url, connections: 1 })
    await before`create table kept as select 1 as one`
    await before.end()
    await first.stop()
    const second = await startEmbeddedPostgres(folder)
    const after = openDatabase({ url: second.url, connections: 1 })
    const rows = await after`select one from kept`
    await after.end()
    await second.stop()
    rmSync(folder, { recursive: true, force: true })
    expect([...rows]).toEqual([{ one: 1 }])
  })

  it('is not ended by another start on its folder', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'quick-pay-pg-'))
    const running = await startEmbeddedPostgres(folder)
    await expect(startEmbeddedPostgres(folder)).rejects.toThrow(
      `process ${process.pid} uses ${folder}`,
    )
    const sql = openDatabase({ url: running.url, connections: 1 })
    expect([...(await sql`select 1 as one`)]).toEqual([{ one: 1 }])
    await sql.end()
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  })
})
