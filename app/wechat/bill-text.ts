import type { Result } from '../result.ts'
import { type Fields, readXml, type XmlError } from './xml.ts'

/** A gzip stream begins with these bytes. Errors come as plain XML even when gzip was asked for. */
export const isGzip = (body: Uint8Array): boolean => body[0] === 0x1f && body[1] === 0x8b

const LESS_THAN = 0x3c
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const
const BLANKS: readonly number[] = [0x20, 0x09, 0x0a, 0x0d]

/** Reads the error that came in place of a bill. Null: it is no XML, and so may be a bill. */
export function readRefusal(head: Uint8Array): Result<Fields, XmlError> | null {
  const mark = BYTE_ORDER_MARK.every((byte, index) => head[index] === byte)
  const text = head.subarray(mark ? BYTE_ORDER_MARK.length : 0)
  const first = text.find((byte) => !BLANKS.includes(byte))
  return first === LESS_THAN ? readXml(head) : null
}
