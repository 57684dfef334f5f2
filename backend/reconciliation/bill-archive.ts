import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { isGzipFile } from '../../adapters/reconciliation/bill-file.ts'
import { piecesOf } from '../../adapters/reconciliation/bill-pieces.ts'
import type { Day } from '../../app/reconciliation/day.ts'
import type { BillToMatch } from '../../app/reconciliation/engine.ts'
import { type Database, inTransaction } from '../database.ts'

/** Bills of one merchant, in PostgreSQL: each as it came, under its day and hash. */
export interface BillArchive {
  /** Keeps a bill that lies in a file; the same bill once. */
  readonly keep: (day: Day, bill: BillToMatch) => Promise<void>
  /** Puts a kept bill into a file of `folder`, as it came; null when there is none of that hash. */
  readonly fetch: (day: Day, sha256: string, folder: string) => Promise<string | null>
  /** A kept bill that somebody brought, in a file of `folder`; null when there is none of that hash. */
  readonly brought: (day: Day, sha256: string, folder: string) => Promise<BillToMatch | null>
}

export function billArchive(sql: Database, merchantId: string): BillArchive {
  const archive: BillArchive = {
    async keep(day, { file, facts: { sha256, bytes } }) {
      if (file === null) return
      const key = sql`merchant_id = ${merchantId} and day = ${day} and sha256 = ${sha256}`
      const known = await sql`select 1 from reconciliation_bill where ${key}`
      if (known.length > 0) return
      const plain = !(await isGzipFile(file))
      await inTransaction(sql, async (transaction) => {
        let seq = 0
        // Whoever keeps the same bill at this moment waits here, and then finds it kept.
        const made = await transaction`
          insert into reconciliation_bill (merchant_id, day, sha256, bytes, packed)
          values (${merchantId}, ${day}, ${sha256}, ${bytes}, ${plain})
          on conflict do nothing returning 1`
        if (made.length === 0) return
        for await (const data of piecesOf(file, plain)) {
          seq += 1
          await transaction`
            insert into reconciliation_bill_piece (merchant_id, day, sha256, seq, data)
            values (${merchantId}, ${day}, ${sha256}, ${seq}, ${data})`
        }
      })
    },
    async fetch(day, sha256, folder) {
      const [bill] = await sql<{ packed: boolean }[]>`select packed from reconciliation_bill
        where merchant_id = ${merchantId} and day = ${day} and sha256 = ${sha256}`
      if (bill === undefined) return null
      const file = path.join(folder, `${day}-${sha256}.kept`)
      const hash = createHash('sha256')
      async function* hashed(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
        for await (const chunk of bytes) {
          hash.update(chunk)
          yield chunk
        }
      }
      const pieces = Readable.from(readPieces(sql, { merchantId, day, sha256 }))
      const unpack = bill.packed ? createGunzip() : new PassThrough()
      await pipeline(pieces, unpack, hashed, createWriteStream(file, { mode: 0o600 }))
      if (hash.digest('hex') === sha256) return file
      await rm(file)
      throw new Error(`the bill of ${day} is not what its hash says`)
    },
    async brought(day, sha256, folder) {
      const [facts] = await sql<{ bytes: number; keptAtMs: number }[]>`
        select bytes::float8, (extract(epoch from kept_at) * 1000)::float8 as "keptAtMs"
        from reconciliation_bill
        where merchant_id = ${merchantId} and day = ${day} and sha256 = ${sha256}`
      const file = await archive.fetch(day, sha256, folder)
      if (facts === undefined || file === null) return null
      const fetchedAtMs = Math.round(facts.keptAtMs)
      return { file, facts: { sha256, bytes: facts.bytes, fetchedAtMs, source: 'file' } }
    },
  }
  return archive
}

interface BillKey {
  readonly merchantId: string
  readonly day: Day
  readonly sha256: string
}

async function* readPieces(
  sql: Database,
  { merchantId, day, sha256 }: BillKey,
): AsyncGenerator<Buffer> {
  for (let seq = 1; ; seq += 1) {
    const [piece] = await sql<{ data: Buffer }[]>`select data from reconciliation_bill_piece
      where merchant_id = ${merchantId} and day = ${day} and sha256 = ${sha256} and seq = ${seq}`
    if (piece === undefined) return
    yield piece.data
  }
}
