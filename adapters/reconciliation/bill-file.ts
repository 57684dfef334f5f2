import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { BillFileProblem } from '../../app/reconciliation/bill-problem.ts'
import { fail, type Result, succeed } from '../../app/result.ts'
import { isGzip } from '../../app/wechat/bill-text.ts'

/** Far more than any day has; what is longer is no bill, or one that was made to fill the disk. */
const TEXT_BYTES_MAX = 8 * 1024 ** 3
/** A row has some hundred bytes. */
const LINE_BYTES_MAX = 65_536

const READ_BYTES = 262_144
const NEW_LINE = 0x0a

/** Whether a file is compressed: told by its first bytes, as the name or the wish says nothing. */
export async function isGzipFile(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const start = new Uint8Array(2)
    await handle.read(start, 0, 2, 0)
    return isGzip(start)
  } finally {
    await handle.close()
  }
}

/** The lines of a bill that lies in a file, packed or not, in blocks, without ever holding more than a block. */
export async function* readBillFile(
  file: string,
): AsyncGenerator<Result<readonly string[], BillFileProblem>, void, void> {
  const packed = await isGzipFile(file)
  const raw = createReadStream(file, { highWaterMark: READ_BYTES })
  // Errors of either end the loop below, which is where they are told apart.
  const bytes: AsyncIterable<Buffer> = packed
    ? pipeline(raw, createGunzip({ chunkSize: READ_BYTES }), () => undefined)
    : raw
  let rest: Buffer = Buffer.alloc(0)
  let size = 0
  try {
    for await (const chunk of bytes) {
      size += chunk.length
      const end = chunk.lastIndexOf(NEW_LINE)
      if (size > TEXT_BYTES_MAX || rest.length > LINE_BYTES_MAX)
        return yield fail({ kind: 'too-large' })
      if (end === -1) {
        rest = Buffer.concat([rest, chunk])
        continue
      }
      const whole = Buffer.concat([rest, chunk.subarray(0, end)])
      rest = Buffer.from(chunk.subarray(end + 1))
      if (!isUtf8(whole)) return yield fail({ kind: 'encoding' })
      yield succeed(linesOf(whole))
    }
  } catch (error) {
    // Only unpacking can fail by what the file holds; anything else is this machine's fault, and a bug or a dying disk.
    if (packed && isZlibError(error)) return yield fail({ kind: 'gzip' })
    throw error
  } finally {
    raw.destroy()
  }
  if (rest.length === 0) return
  if (!isUtf8(rest)) return yield fail({ kind: 'encoding' })
  yield succeed(linesOf(rest))
}

/** Bytes that end where a line does, its line end left out. */
function linesOf(bytes: Buffer): readonly string[] {
  const text = bytes.toString('utf8')
  // The last line's carriage return is not followed by a new line any more.
  return (text.endsWith('\r') ? text.slice(0, -1) : text).split(
    text.includes('\r\n') ? '\r\n' : '\n',
  )
}

/** Whether what was to be unpacked is not what gzip makes. */
export const isZlibError = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code.startsWith('Z_')
