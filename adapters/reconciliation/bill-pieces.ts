import { createReadStream } from 'node:fs'
import { createGzip } from 'node:zlib'

/** A piece is a message of twice its size on its way to PostgreSQL, whose text form of bytes is hexadecimal. */
const PIECE_BYTES = 1_048_576

/** A file's bytes in pieces of one size, packed first where it is plain. */
export async function* piecesOf(file: string, plain: boolean): AsyncGenerator<Buffer> {
  const raw = createReadStream(file, { highWaterMark: PIECE_BYTES })
  const bytes: AsyncIterable<Buffer> = plain ? raw.pipe(createGzip()) : raw
  let chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of bytes) {
      chunks.push(chunk)
      size += chunk.length
      if (size < PIECE_BYTES) continue
      yield Buffer.concat(chunks)
      chunks = []
      size = 0
    }
    if (size > 0) yield Buffer.concat(chunks)
  } finally {
    raw.destroy()
  }
}
