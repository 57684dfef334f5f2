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

interface Bucket {
  readonly file: string
  texts: string[]
  size: number
  descriptor: number | null
}

/** Spills into files of a folder of its own under `parent`. Nothing of it outlives `close`. */
export const openFileSpill =
  (parent: string): OpenSpill =>
  (count) => {
    const folder = mkdtempSync(path.join(parent, 'spill-'))
    const buckets = Array.from({ length: count }, (_, index): Bucket => {
      return { file: path.join(folder, String(index)), texts: [], size: 0, descriptor: null }
    })
    return Promise.resolve(spillIn(folder, buckets))
  }

function write(bucket: Bucket): void {
  if (bucket.texts.length === 0) return
  bucket.descriptor ??= openSync(bucket.file, 'w', 0o600)
  writeSync(bucket.descriptor, `${bucket.texts.join('\n')}\n`)
  bucket.texts = []
  bucket.size = 0
}

function read(bucket: Bucket): readonly string[] {
  const { texts, descriptor } = bucket
  bucket.texts = []
  bucket.size = 0
  // A small day never touches the disk.
  if (descriptor === null) return texts
  closeSync(descriptor)
  bucket.descriptor = null
  const written = readFileSync(bucket.file, 'utf8')
  unlinkSync(bucket.file)
  const lines = written.split('\n')
  lines.pop()
  return texts.length === 0 ? lines : [...lines, ...texts]
}

const spillIn = (folder: string, buckets: readonly Bucket[]): Spill => ({
  put(index, text) {
    const bucket = buckets[index]
    if (bucket === undefined) throw new Error(`no bucket ${index}`)
    bucket.texts.push(text)
    bucket.size += text.length
    if (bucket.size >= PIECE_BYTES) write(bucket)
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
