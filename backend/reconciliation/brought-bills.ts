import { createHash } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { isZlibError } from '../../adapters/reconciliation/bill-file.ts'
import type { Day } from '../../app/reconciliation/day.ts'
import { type Database, inTransaction, type Statements } from '../database.ts'

/** A bill that a manager brings as a file: whose, of which day, and the hash of the file as it came from WeChat. */
export interface BroughtBill {
  readonly merchantId: string
  readonly day: Day
  readonly sha256: string
}

/** What the file was. */
export interface FileFacts {
  readonly bytes: number
  /** It came plain: its pieces are those of the file in gzip. */
  readonly packed: boolean
}

const keyOf = (sql: Statements, { merchantId, day, sha256 }: BroughtBill) =>
  sql`merchant_id = ${merchantId} and day = ${day} and sha256 = ${sha256}`

/** Puts a piece to the others of its bill. A merchant brings one bill at a time: what was left of another goes. */
export async function addPiece(
  sql: Database,
  bill: BroughtBill,
  piece: { readonly seq: number; readonly data: Buffer },
): Promise<void> {
  const { merchantId, day, sha256 } = bill
  if (piece.seq === 1) {
    await sql`delete from reconciliation_upload
      where merchant_id = ${merchantId} and not (${keyOf(sql, bill)})`
  }
  await sql`insert into reconciliation_upload (merchant_id, day, sha256, seq, data)
    values (${merchantId}, ${day}, ${sha256}, ${piece.seq}, ${piece.data})
    on conflict (merchant_id, day, sha256, seq) do update set data = excluded.data`
}

/** What had come is not the file. */
class NotTheFile extends Error {}

/** Keeps a bill whose pieces have come. False: none is there, or they are not what the hash says; then they are gone. */
export async function keepBrought(
  sql: Database,
  bill: BroughtBill,
  facts: FileFacts,
): Promise<boolean> {
  const { merchantId, day, sha256 } = bill
  try {
    await inTransaction(sql, async (transaction) => {
      // Whoever keeps the same bill at this moment waits here, and then finds it kept.
      const made = await transaction`
        insert into reconciliation_bill (merchant_id, day, sha256, bytes, packed)
        values (${merchantId}, ${day}, ${sha256}, ${facts.bytes}, ${facts.packed})
        on conflict do nothing returning 1`
      if (made.length === 0) return
      await movePieces(transaction, bill)
      // Read where nobody else can change them any more.
      if (!(await isWhole(transaction, bill, facts))) throw new NotTheFile()
    })
    return true
  } catch (error) {
    if (!(error instanceof NotTheFile)) throw error
    await sql`delete from reconciliation_upload where ${keyOf(sql, bill)}`
    return false
  }
}

/** One after the other: all at once they are a statement of minutes. */
async function movePieces(transaction: Statements, bill: BroughtBill): Promise<void> {
  for (let seq = 1; ; seq += 1) {
    const moved = await transaction`
      with gone as (
        delete from reconciliation_upload where ${keyOf(transaction, bill)} and seq = ${seq}
        returning merchant_id, day, sha256, seq, data)
      insert into reconciliation_bill_piece (merchant_id, day, sha256, seq, data)
      select merchant_id, day, sha256, seq, data from gone returning 1`
    if (moved.length === 0) return
  }
}

/** Whether the pieces are the file of that hash and length. What unpacks to more is read no further. */
async function isWhole(
  sql: Statements,
  bill: BroughtBill,
  { bytes, packed }: FileFacts,
): Promise<boolean> {
  const hash = createHash('sha256')
  let size = 0
  try {
    await pipeline(
      Readable.from(piecesOf(sql, bill)),
      packed ? createGunzip() : new PassThrough(),
      async (source: AsyncIterable<Buffer>) => {
        for await (const chunk of source) {
          size += chunk.length
          if (size > bytes) throw new NotTheFile()
          hash.update(chunk)
        }
      },
    )
  } catch (error) {
    // What cannot be unpacked is not the file; anything else is a fault of ours.
    if (error instanceof NotTheFile || isZlibError(error)) return false
    throw error
  }
  return size === bytes && hash.digest('hex') === bill.sha256
}

async function* piecesOf(sql: Statements, bill: BroughtBill): AsyncGenerator<Buffer> {
  for (let seq = 1; ; seq += 1) {
    const [piece] = await sql<{ data: Buffer }[]>`select data from reconciliation_bill_piece
      where ${keyOf(sql, bill)} and seq = ${seq}`
    if (piece === undefined) return
    yield piece.data
  }
}
