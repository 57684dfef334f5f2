import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { BILL_PIECES_MAX } from '../../app/contract/rest-bills.ts'
import type { Clock } from '../../app/ports.ts'
import type { Day } from '../../app/reconciliation/day.ts'
import { isGzipFile } from '../reconciliation/bill-file.ts'
import { piecesOf } from '../reconciliation/bill-pieces.ts'
import type { BackendAnswer, BackendClient } from './client.ts'

type Taken = { readonly status: 'done' }
type Refusal = Exclude<BackendAnswer<Taken>, { readonly kind: 'answered' }>

/** What became of a bill that was brought to the backend. */
export type Brought =
  | { readonly kind: 'taken' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'refused'; readonly answer: Refusal }

/** What bringing a bill works with. */
export interface BringParts {
  readonly client: BackendClient
  readonly clock: Clock
  /** In whose name. */
  readonly operator: string
  /** Told how much of the file's pieces has come. */
  readonly onBytes: (bytes: number) => void
}

/** A piece is a megabyte, and lines to a shop may be slow. */
const TIMEOUT_MS = 60_000
const PAUSE_MS = 2_000
const TRIES_MAX = 15

/**
 * Brings a bill that lies in a file to the merchant's backend, which compares the day with it. A bill that the backend has already is not sent again; a
 * piece that may have been lost is. Rejects when the file cannot be read.
 */
export async function bringBill(parts: BringParts, day: Day, file: string): Promise<Brought> {
  const { sha256, bytes } = await digestOf(file)
  const packed = !(await isGzipFile(file))
  const { client, operator } = parts
  const params = { day, sha256 }
  const takeIn = async (): Promise<Brought> => {
    const body = { operator, bytes, packed }
    const answer = await client.call('takeInBill', { params, body, timeoutMs: TIMEOUT_MS })
    return answer.kind === 'answered' ? { kind: 'taken' } : { kind: 'refused', answer }
  }
  const known = await takeIn()
  if (known.kind !== 'refused' || !isProblem(known.answer, 'bill-incomplete')) return known
  let seq = 0
  let sent = 0
  for await (const piece of piecesOf(file, packed)) {
    seq += 1
    if (seq > BILL_PIECES_MAX) return { kind: 'too-large' }
    const body = { operator, data: piece.toString('base64') }
    const wish = { params: { ...params, seq: String(seq) }, body, timeoutMs: TIMEOUT_MS }
    const answer = await patiently(parts.clock, () => client.call('sendBillPiece', wish))
    if (answer.kind !== 'answered') return { kind: 'refused', answer }
    sent += piece.length
    parts.onBytes(sent)
  }
  return takeIn()
}

const isProblem = (answer: Refusal, code: string): boolean =>
  answer.kind === 'problem' && answer.code === code

/** Again after a pause, where that may help: the same piece twice is one piece. */
async function patiently(
  clock: Clock,
  send: () => Promise<BackendAnswer<Taken>>,
): Promise<BackendAnswer<Taken>> {
  for (let left = TRIES_MAX; ; left -= 1) {
    const answer = await send()
    if (answer.kind === 'answered' || left === 0) return answer
    const final = answer.kind === 'problem' && !/^(too-many-requests|unavailable|broken)$/.test(answer.code) // prettier-ignore
    if (final) return answer
    await new Promise<void>((resolve) => clock.after(PAUSE_MS, resolve))
  }
}

async function digestOf(
  file: string,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  // A stream without an encoding gives buffers.
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { sha256: hash.digest('hex'), bytes }
}
