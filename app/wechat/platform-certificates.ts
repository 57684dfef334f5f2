import { type KeyObject, X509Certificate } from 'node:crypto'
import type { NoAnswer } from '../ports.ts'
import { fail, type Result, succeed } from '../result.ts'
import type { Wire } from './call.ts'
import { noAnswer } from './judge.ts'
import { getV3, type V3, type V3Answer } from './v3-call.ts'
import { isSignedBy, isTimely, openSealed, type Sealed, signatureIn } from './v3-signing.ts'

/** Why WeChat's certificates are not known. A `refused` is WeChat's own word: a code such as `SIGN_ERROR`. */
export type NoPlatformKeys =
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly code: string
      readonly detail: string
    }
  | NoAnswer

/** WeChat's public keys by serial number of their certificates. */
export type PlatformKeys = ReadonlyMap<string, KeyObject>

/** Finds the key of a serial number; null: WeChat has no such certificate. */
export type FindPlatformKey = (serial: string) => Promise<Result<KeyObject | null, NoPlatformKeys>>

/** Asks for WeChat's certificates when a serial number comes that is not known: they are replaced from time to time. */
export function createPlatformKeys(wire: Wire, v3: V3): FindPlatformKey {
  let known: PlatformKeys = new Map()
  return async (serial) => {
    const key = known.get(serial)
    if (key !== undefined) return succeed(key)
    const fetched = await fetchCertificates(wire, v3)
    if (!fetched.ok) return fetched
    known = fetched.value
    return succeed(known.get(serial) ?? null)
  }
}

type Fetched = { readonly kind: 'certificates'; readonly keys: PlatformKeys } | NoPlatformKeys

/**
 * `GET /v3/global/certificates`. Only whoever has the merchant's APIv3 key can have sealed them, and one of them must have
 * signed the answer that brings them.
 */
async function fetchCertificates(
  wire: Wire,
  v3: V3,
): Promise<Result<PlatformKeys, NoPlatformKeys>> {
  const answer = await getV3<Fetched>(wire, v3, {
    operation: 'certificates',
    path: '/v3/global/certificates',
    timeoutMs: wire.timeouts.queryMs,
    read: (got) => judge(got, v3.merchant.apiV3Key, wire.clock.nowMs()),
  })
  return answer.kind === 'certificates' ? succeed(answer.keys) : fail(answer)
}

function judge(answer: V3Answer, apiV3Key: string, nowMs: number): Fetched {
  const body = new TextDecoder().decode(answer.body)
  if (answer.status !== 200) return { kind: 'refused', status: answer.status, ...readV3Error(body) }
  const sealed = sealedIn(body)
  if (sealed === null) return noAnswer('unreadable', 'no list of certificates')
  const keys = new Map<string, KeyObject>()
  for (const { serial, ...one } of sealed) {
    const pem = openSealed(apiV3Key, one)
    if (pem === null) return noAnswer('bad-signature', 'the APIv3 key does not open WeChat’s certificate') // prettier-ignore
    const certificate = readCertificate(pem)
    if (certificate === null) return noAnswer('unreadable', 'a certificate is none')
    const valid = Date.parse(certificate.validFrom) <= nowMs && nowMs < Date.parse(certificate.validTo) // prettier-ignore
    if (valid) keys.set(serial, certificate.publicKey)
  }
  const signature = signatureIn(answer.headers ?? {})
  const key = signature === null ? undefined : keys.get(signature.serial)
  const timely = signature !== null && isTimely(signature, { startedAtMs: answer.startedAtMs, endedAtMs: nowMs }) // prettier-ignore
  return timely && key !== undefined && isSignedBy(key, signature, body)
    ? { kind: 'certificates', keys }
    : noAnswer('bad-signature', 'the list of certificates is not signed by one of them')
}

function readCertificate(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem)
  } catch {
    return null
  }
}

const textIn = (from: unknown, name: string): string => {
  const value: unknown = isObject(from) ? from[name] : undefined
  return typeof value === 'string' ? value : ''
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** `{data: [{serial_no, encrypt_certificate: {…}}]}`; null when it is something else. */
function sealedIn(body: string): readonly (Sealed & { readonly serial: string })[] | null {
  const all = jsonIn(body)
  const data: unknown = isObject(all) ? all['data'] : undefined
  if (!Array.isArray(data)) return null
  return data.map((one: unknown) => {
    const sealed: unknown = isObject(one) ? one['encrypt_certificate'] : undefined
    return {
      serial: textIn(one, 'serial_no'),
      ciphertext: textIn(sealed, 'ciphertext'),
      nonce: textIn(sealed, 'nonce'),
      associatedData: textIn(sealed, 'associated_data'),
    }
  })
}

const DETAIL_LENGTH = 200

/** The body of an error: `{code, message}`. Both empty when it is something else. */
export function readV3Error(body: string): { readonly code: string; readonly detail: string } {
  const error = jsonIn(body)
  return { code: textIn(error, 'code').slice(0, 64), detail: textIn(error, 'message').slice(0, DETAIL_LENGTH) } // prettier-ignore
}
