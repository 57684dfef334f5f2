import { createDecipheriv, createSign, createVerify, type KeyObject } from 'node:crypto'

/** Who asks in V3: the merchant, by the key of its API certificate. */
export interface V3Merchant {
  readonly mchId: string
  /** Serial number of the API certificate, hexadecimal. */
  readonly serial: string
  /** Private key of that certificate, PEM. Secret. */
  readonly keyPem: string
  /** APIv3 key, 32 bytes: opens what WeChat sends encrypted. Secret; another one than V2's. */
  readonly apiV3Key: string
}

const SCHEME = 'WECHATPAY2-SHA256-RSA2048'

/** One request, as far as it is signed. */
export interface V3Request {
  readonly method: 'GET' | 'POST'
  /** Path with query, without the host. */
  readonly path: string
  readonly timestampS: number
  readonly nonce: string
  /** Exactly as sent; empty for GET. */
  readonly body: string
}

/** The five lines that a request is signed over, each with its line end. */
export const requestMessage = ({ method, path, timestampS, nonce, body }: V3Request): string =>
  `${method}\n${path}\n${timestampS}\n${nonce}\n${body}\n`

/** The `Authorization` header of a request: SHA-256 with RSA (PKCS #1 v1.5) over `requestMessage`. */
export function authorize(
  { mchId, serial, keyPem }: Pick<V3Merchant, 'mchId' | 'serial' | 'keyPem'>,
  request: V3Request,
): string {
  const signature = createSign('sha256').update(requestMessage(request)).sign(keyPem, 'base64')
  const { nonce, timestampS } = request
  const parts = Object.entries({
    mchid: mchId,
    nonce_str: nonce,
    timestamp: timestampS,
    serial_no: serial,
    signature,
  }).map(([name, value]) => `${name}="${value}"`)
  return `${SCHEME} ${parts.join(',')}`
}

/** What an answer says of its signature. */
export interface AnswerSignature {
  readonly timestamp: string
  readonly nonce: string
  /** Base64. */
  readonly signature: string
  /** Serial number of WeChat's certificate that it was made with. */
  readonly serial: string
}

/** Reads the signature's headers; null when one of the four is missing. */
export function signatureIn(headers: Readonly<Record<string, string>>): AnswerSignature | null {
  const timestamp = headers['wechatpay-timestamp'] ?? ''
  const nonce = headers['wechatpay-nonce'] ?? ''
  const signature = headers['wechatpay-signature'] ?? ''
  const serial = headers['wechatpay-serial'] ?? ''
  const whole = /^\d{1,12}$/.test(timestamp) && nonce !== '' && signature !== '' && serial !== ''
  return whole ? { timestamp, nonce, signature, serial } : null
}

/** WeChat's clock and ours may be so far apart before an answer is refused (V3 rules: five minutes). */
const CLOCK_APART_MS = 300_000

/** Whether it was signed while the request was under way. An older one may be an old answer played again; a long download ends much later. */
export function isTimely(
  { timestamp }: Pick<AnswerSignature, 'timestamp'>,
  { startedAtMs, endedAtMs }: { readonly startedAtMs: number; readonly endedAtMs: number },
): boolean {
  const atMs = Number(timestamp) * 1_000
  return atMs > startedAtMs - CLOCK_APART_MS && atMs < endedAtMs + CLOCK_APART_MS
}

/** Whether WeChat signed this body. A probe (`WECHATPAY/SIGNTEST/…`) is a signature that fails, as it must. */
export function isSignedBy(
  key: KeyObject,
  { timestamp, nonce, signature }: AnswerSignature,
  body: string,
): boolean {
  const message = `${timestamp}\n${nonce}\n${body}\n`
  return createVerify('sha256').update(message).verify(key, signature, 'base64')
}

/** Something that WeChat sends encrypted: AES-256-GCM under the APIv3 key. */
export interface Sealed {
  readonly ciphertext: string
  readonly nonce: string
  readonly associatedData: string
}

const TAG_BYTES = 16
const KEY_BYTES = 32

/** Opens it; null when it was altered, or sealed under another key. */
export function openSealed(apiV3Key: string, sealed: Sealed): string | null {
  const key = Buffer.from(apiV3Key, 'utf8')
  const bytes = Buffer.from(sealed.ciphertext, 'base64')
  if (key.length !== KEY_BYTES || bytes.length < TAG_BYTES) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.nonce, 'utf8'))
    decipher.setAAD(Buffer.from(sealed.associatedData, 'utf8'))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    const text = decipher.update(bytes.subarray(0, -TAG_BYTES))
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch {
    // The tag does not fit: the only thing that can go wrong here, apart from a nonce that is none.
    return null
  }
}
