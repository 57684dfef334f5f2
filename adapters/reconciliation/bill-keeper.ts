import { createHash } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { open, stat } from 'node:fs/promises'
import path from 'node:path'
import type { BillFetchProblem } from '../../app/reconciliation/bill-problem.ts'
import type { Day } from '../../app/reconciliation/day.ts'
import type { BillFacts } from '../../app/reconciliation/report.ts'
import { fail, type Result, succeed } from '../../app/result.ts'
import type { EpochMs } from '../../app/ports.ts'
import type { BillAnswer, BillRequest, BillSink } from '../../app/wechat/bill.ts'
import { plainSha1 } from './bill-digest.ts'

/** A bill that lies in a file, as it came. `file` null: WeChat says that nothing was sold. */
export interface KeptBill {
  readonly file: string | null
  readonly facts: Omit<BillFacts, 'rows'>
  /** What a list lists that has no rows, and so no columns to tell it by; absent: all. */
  readonly covers?: 'payments' | 'refunds'
}

/** Keeps bills as they came, each under its day and its hash: nothing is overwritten, and the same bill is kept once. */
export interface BillKeeper {
  /** Downloads a day's bill. `onBytes` is told how much has come. */
  readonly fetch: (
    day: Day,
    wish: FetchWish,
    onBytes: (bytes: number) => void,
  ) => Promise<Result<KeptBill, BillFetchProblem>>
  /** Takes in a file that somebody downloaded. */
  readonly adopt: (day: Day, file: string) => Promise<KeptBill>
  /** The bill of that hash; null when it is not there any more. */
  readonly find: (day: Day, sha256: string) => string | null
}

/** WeChat's bill call. */
export type Download = (request: BillRequest, sink: BillSink) => Promise<BillAnswer>

/** Which bill, and how. */
export interface FetchWish extends Omit<BillRequest, 'date'> {
  readonly download: Download
}

const PIECE_BYTES = 1_048_576

export function createBillKeeper(folder: string, nowMs: () => EpochMs): BillKeeper {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // What an earlier run did not finish is no bill.
  for (const name of readdirSync(folder)) if (name.endsWith('.part')) rmSync(path.join(folder, name)) // prettier-ignore
  let parts = 0
  const begin = (): Part => {
    parts += 1
    return openPart(path.join(folder, `${parts}.part`))
  }
  const keep = (
    day: Day,
    part: Part,
    source: BillFacts['source'],
  ): KeptBill & { readonly file: string } => {
    const { sha256, bytes } = part.end()
    const file = path.join(folder, nameOf(day, sha256))
    renameSync(part.path, file)
    return { file, facts: { sha256, bytes, fetchedAtMs: nowMs(), source } }
  }
  return {
    async fetch(day, { download, type, gzip }, onBytes) {
      const part = begin()
      const sink: BillSink = (chunk) => onBytes(part.add(chunk))
      const answer = await download({ date: day, type, gzip }, sink).catch(
        (error: unknown): BillAnswer => ({
          kind: 'no-answer',
          cause: 'broken',
          detail: String(error),
        }),
      )
      if (answer.kind === 'bill') {
        const kept = keep(day, part, 'wechat')
        const signed = answer.plainSha1
        if (signed === undefined || (await plainSha1(kept.file)) === signed) return succeed(kept)
        rmSync(kept.file)
        return fail({ kind: 'try-again', detail: 'it is not what WeChat has signed' })
      }
      const { sha256, bytes } = part.end()
      rmSync(part.path)
      if (answer.kind === 'refused' && answer.reason === 'none') {
        const facts = { sha256, bytes, fetchedAtMs: nowMs(), source: 'none' as const }
        return succeed({ file: null, facts, ...coversOf(type) })
      }
      return fail(problemOf(answer))
    },
    async adopt(day, file) {
      const part = begin()
      const handle = await open(file)
      try {
        for await (const chunk of handle.createReadStream({ highWaterMark: PIECE_BYTES }))
          part.add(chunk as Uint8Array) // A stream without an encoding gives buffers.
      } catch (error) {
        part.end()
        rmSync(part.path)
        throw error
      }
      return keep(day, part, 'file')
    },
    find(day, sha256) {
      const name = nameOf(day, sha256)
      return readdirSync(folder).includes(name) ? path.join(folder, name) : null
    },
  }
}

const coversOf = (type: BillRequest['type']): Pick<KeptBill, 'covers'> => {
  if (type === 'SUCCESS') return { covers: 'payments' }
  return type === 'REFUND' || type === 'RECHARGE_REFUND' ? { covers: 'refunds' } : {}
}

const nameOf = (day: Day, sha256: string): string => `${day}-${sha256}.bill`

/** Bytes of a bill, for the number of rows to expect: packed rows take some 90 bytes, plain ones 350. */
export const rowsIn = async (file: string): Promise<number> =>
  Math.ceil((await stat(file)).size / 90)

interface Part {
  readonly path: string
  /** Bytes so far. */
  readonly add: (chunk: Uint8Array) => number
  readonly end: () => { readonly sha256: string; readonly bytes: number }
}

function openPart(file: string): Part {
  const descriptor = openSync(file, 'w', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  return {
    path: file,
    add(chunk) {
      hash.update(chunk)
      for (let at = 0; at < chunk.length;) at += writeSync(descriptor, chunk, at)
      bytes += chunk.length
      return bytes
    },
    end() {
      fsyncSync(descriptor)
      closeSync(descriptor)
      return { sha256: hash.digest('hex'), bytes }
    },
  }
}

function problemOf(answer: Exclude<BillAnswer, { readonly kind: 'bill' }>): BillFetchProblem {
  if (answer.kind === 'no-answer')
    return { kind: 'try-again', detail: `${answer.cause}: ${answer.detail}` }
  const detail = `${answer.code} ${answer.detail}`.trim()
  switch (answer.reason) {
    case 'not-ready':
      return { kind: 'not-ready' }
    case 'try-again':
      return { kind: 'try-again', detail }
    case 'none':
      throw new Error('a day without sales is no problem')
    case 'not-allowed':
    case 'bad-request':
    case 'unrecognised':
      return { kind: answer.reason, detail }
  }
}
