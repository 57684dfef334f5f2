import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import type { OpenSpill, Spill } from '../../app/reconciliation/spill.ts'

/** Texts are written in pieces of this size, one for each bucket: 256 buckets take 8 MiB at most. */
const PIECE_BYTES = 32_768

/** A text longer than this is written alone. */
const TEXT_CHARS_MAX = PIECE_BYTES / 4

/** The texts wait as bytes: as strings each would keep the block alive that it was read in, and be moved by every collection. */
interface Bucket {
  readonly file: string
  piece: Buffer | null
  used: number
  descriptor: number | null
}

/** Spills into files of a folder of its own under `parent`. Nothing of it outlives `close`. */
export const openFileSpill =
  (parent: string): OpenSpill =>
  (count) => {
    const folder = mkdtempSync(path.join(parent, 'spill-'))
    const buckets = Array.from({ length: count }, (_, index): Bucket => {
      return { file: path.join(folder, String(index)), piece: null, used: 0, descriptor: null }
    })
    return Promise.resolve(spillIn(folder, buckets))
  }

const NEW_LINE = 0x0a

function put(bucket: Bucket, text: string): void {
  // No character takes more than three bytes for each of its units.
  if (bucket.used + text.length * 3 + 1 > PIECE_BYTES) write(bucket)
  if (text.length > TEXT_CHARS_MAX) return writeAlone(bucket, text)
  bucket.piece ??= Buffer.allocUnsafeSlow(PIECE_BYTES)
  const end = bucket.used + bucket.piece.write(text, bucket.used)
  bucket.piece[end] = NEW_LINE
  bucket.used = end + 1
}

function write(bucket: Bucket): void {
  if (bucket.piece === null || bucket.used === 0) return
  writeAll(bucket, bucket.piece.subarray(0, bucket.used))
  bucket.used = 0
}

function writeAlone(bucket: Bucket, text: string): void {
  write(bucket)
  writeAll(bucket, Buffer.from(`${text}\n`))
}

function writeAll(bucket: Bucket, bytes: Buffer): void {
  bucket.descriptor ??= openSync(bucket.file, 'w', 0o600)
  for (let at = 0; at < bytes.length;) at += writeSync(bucket.descriptor, bytes, at)
}

function read(bucket: Bucket): readonly string[] {
  const { piece, used, descriptor } = bucket
  const rest = piece === null ? '' : piece.toString('utf8', 0, used)
  bucket.piece = null
  bucket.used = 0
  // A small day never touches the disk.
  if (descriptor === null) return linesOf(rest)
  closeSync(descriptor)
  bucket.descriptor = null
  const written = readFileSync(bucket.file, 'utf8')
  unlinkSync(bucket.file)
  return linesOf(written + rest)
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n')
  lines.pop()
  return lines
}

const spillIn = (folder: string, buckets: readonly Bucket[]): Spill => ({
  put(index, text) {
    const bucket = buckets[index]
    if (bucket === undefined) throw new Error(`no bucket ${index}`)
    put(bucket, text)
  },
  take(index) {
    const bucket = buckets[index]
    return Promise.resolve(bucket === undefined ? [] : read(bucket))
  },
  close() {
    for (const { descriptor } of buckets) if (descriptor !== null) closeSync(descriptor)
    rmSync(folder, { recursive: true, force: true })
    return Promise.resolve()
  },
})
