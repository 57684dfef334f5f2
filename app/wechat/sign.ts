import { createHmac, hash, timingSafeEqual } from 'node:crypto'
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
  const values = new Map(fields)
  let text = ''
  // By code unit, which for the ASCII names of the API is byte order: upper case, then `_`, then lower case.
  for (const name of [...values.keys()].sort()) {
    const value = values.get(name) ?? ''
    if (name !== 'sign' && value !== '') text += `${name}=${value}&`
  }
  // The published example without a field begins with the joining sign all the same.
  text = `${text === '' ? '&' : text}key=${key}`
  const digest =
    signType === 'MD5' ? hash('md5', text) : createHmac('sha256', key).update(text).digest('hex')
  return digest.toUpperCase()
}

const encoder = new TextEncoder()

/**
 * Whether a received message carries the right signature over everything in it, fields nobody here knows included.
 * Compares in constant time; a missing `sign` is a wrong one.
 */
export function verifySign(fields: Fields, key: string, signType: SignType): boolean {
  const expected = encoder.encode(signFields(fields, key, signType))
  const received = encoder.encode(fields.get('sign') ?? '')
  return expected.length === received.length && timingSafeEqual(expected, received)
}
