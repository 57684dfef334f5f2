import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { isGzipFile } from './bill-file.ts'

/**
 * SHA-1 of a bill's text, unpacked where it came packed, in hexadecimal: what WeChat signs of a statement. Null when it cannot be
 * unpacked.
 */
export async function plainSha1(file: string): Promise<string | null> {
  const hash = createHash('sha1')
  const unpack = (await isGzipFile(file)) ? createGunzip() : new PassThrough()
  try {
    await pipeline(createReadStream(file), unpack, async (bytes: AsyncIterable<Buffer>) => {
      for await (const chunk of bytes) hash.update(chunk)
    })
  } catch (error) {
    // Only what the file holds can be at fault here; a disk that fails is this machine's trouble.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      return null
    throw error
  }
  return hash.digest('hex')
}
