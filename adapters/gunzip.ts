import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { Gunzip } from '../app/wechat/http.ts'

const unpack = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.gunzip)

/** Unpacks gzip off the main thread and stops at the limit. */
export const gunzip: Gunzip = async (body, bytesMax) => {
  try {
    return { kind: 'unpacked', body: await unpack(body, { maxOutputLength: bytesMax }) }
  } catch (error) {
    const tooLarge = error instanceof RangeError
    return { kind: tooLarge ? 'too-large' : 'broken' }
  }
}
