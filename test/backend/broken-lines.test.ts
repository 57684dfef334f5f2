import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, inTransaction, openDatabase } from '../../backend/database.ts'
import { openWatchedLine } from '../../backend/silent-lines.ts'
import { type Link, openLink } from '../../chaos/link.ts'
import { createRandom } from '../../chaos/random.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

let database: TestDatabase
let link: Link
let sql: Database

beforeAll(async () => {
  database = await openTestDatabase()
  link = await openLink('postgres', createRandom('broken lines'))
  const url = new URL(database.url)
  link.lead(Number(url.port))
  url.port = String(link.port)
  sql = openDatabase({ url: url.href, connections: 1 })
}, 30_000)
afterAll(async () => {
  await sql.end({ timeout: 1 })
  link.close()
  await database.close()
})

it.each(['close', 'sever'] as const)(
  'a transaction whose line ends (%s) is rejected, and the next one works',
  async (outage) => {
    const broken = inTransaction(sql, async (transaction) => {
      await transaction`select 1`
      const slow = transaction`select pg_sleep(5)`.execute()
      link.strike(outage, 0)
      await slow
    })
    await expect(broken).rejects.toThrow(/CONNECTION|ECONNRESET|EPIPE/)
    const next = inTransaction(sql, (transaction) => transaction`select 7 as n`)
    expect(await next).toEqual([{ n: 7 }])
  },
)

it('a statement that PostgreSQL refuses ends its transaction alone', async () => {
  const refused = inTransaction(sql, (transaction) => transaction`select 1 / 0`)
  await expect(refused).rejects.toThrow('division by zero')
  expect(await sql`select 7 as n`).toEqual([{ n: 7 }])
})

it('a line on which nothing passes any more is dropped', async () => {
  const deaf = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(deaf, 'listening')
  const address = deaf.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const line = openWatchedLine({ host: ['127.0.0.1'], port: [address.port] }, 100)
  line.write('select')
  await once(line, 'close')
  expect(line.destroyed).toBe(true)
  deaf.close()
})
