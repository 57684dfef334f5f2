import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Fields } from './xml.ts'

/** How requests are signed; answers come back signed the same way. */
export type SignType = 'MD5' | 'HMAC-SHA256'

/**
 * The V2 signature over all fields but `sign` and empty ones: sorted by name, joined as they are, with the key at the end
 * (pay.weixin.qq.com/wiki/doc/api/wxpay/en/pay/chapter2_2.shtml).
 */
export function signFields(
  fields: Iterable<readonly [string, string | number]>,
  key: string,
  signType: SignType,
): string {
  const pairs = [...fields].filter(([name, value]) => name !== 'sign' && value !== '')
  // By code unit, which for the ASCII names of the API is byte order: upper case, then `_`, then lower case.
  pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const text = `${pairs.map(([name, value]) => `${name}=${value}`).join('&')}&key=${key}`
  const hash = signType === 'MD5' ? createHash('md5') : createHmac('sha256', key)
  return hash.update(text, 'utf8').digest('hex').toUpperCase()
}

/**
 * Whether a received message carries the right signature over everything in it, fields nobody here knows included.
 * Compares in constant time; a missing `sign` is a wrong one.
 */
export function verifySign(fields: Fields, key: string, signType: SignType): boolean {
  const encoder = new TextEncoder()
  const expected = encoder.encode(signFields(fields, key, signType))
  const received = encoder.encode(fields.get('sign') ?? '')
  return expected.length === received.length && timingSafeEqual(expected, received)
}
