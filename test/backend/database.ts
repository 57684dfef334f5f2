import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Database, openDatabase } from '../../backend/database.ts'
import { startEmbeddedPostgres } from '../../backend/embedded-postgres.ts'

/** A real PostgreSQL with an empty database, for one test file. */
export interface TestDatabase {
  readonly url: string
  readonly pid: number
  readonly sql: Database
  readonly close: () => Promise<void>
}

/** Starts PostgreSQL on a fresh folder. */
export async function openTestDatabase(): Promise<TestDatabase> {
  // Readable for the user that PostgreSQL runs as when the tests are root.
  const folder = mkdtempSync(path.join(tmpdir(), 'quick-pay-pg-'))
  const server = await startEmbeddedPostgres(folder)
  const sql = openDatabase({ url: server.url, connections: 4 })
  return {
    url: server.url,
    pid: server.pid,
    sql,
    async close() {
      await sql.end()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
