import { z } from 'zod'

/** Headers of a signed request. */
export const SIGNING_HEADERS = {
  device: 'pos-device',
  time: 'pos-time',
  nonce: 'pos-nonce',
  signature: 'pos-signature',
} as const

/** How far a request's time may be from the server's. */
export const CLOCK_SKEW_MAX_MS = 120_000

/** What a device signs of a request. */
export interface SignedParts {
  readonly method: string
  /** With its query, as it stands in the request line. */
  readonly path: string
  readonly timeMs: number
  readonly nonce: string
  /** SHA-256 of the body, in lower-case hexadecimal; of no bytes when there is no body. */
  readonly bodyHash: string
}

/** The text that is signed with Ed25519: five lines, no line end after the last. */
export const textToSign = ({ method, path, timeMs, nonce, bodyHash }: SignedParts): string =>
  [method, path, timeMs, nonce, bodyHash].join('\n')

/** What the device signs to prove, with an enrolment code, that the key is its own. */
export const enrolmentTextToSign = (code: string, publicKey: string): string =>
  ['enrol', code, publicKey].join('\n')

/** Characters of enrolment codes: none that looks like another. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

const base64url = (bytes: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`))

/** Turns an enrolment code and a new key into a device. */
export const enrolSchema = z
  .strictObject({
    code: z.string().regex(new RegExp(`^[${CODE_ALPHABET}]{10}$`)),
    publicKey: base64url(32).describe('Ed25519 public key, 32 bytes in base64url'),
    signature: base64url(64).describe('Of "enrol", code and publicKey, a line each'),
  })
  .meta({ id: 'Enrol' })

/** What a device signs with its next key to prove that it has it; the request itself is signed with the present one. */
export const nextKeyTextToSign = (deviceId: string, publicKey: string): string =>
  ['next-key', deviceId, publicKey].join('\n')

/** Announces a device's next key. */
export const nextKeySchema = z
  .strictObject({
    publicKey: base64url(32).describe('Ed25519 public key, 32 bytes in base64url'),
    signature: base64url(64).describe('By that key, of "next-key", device id and publicKey'),
  })
  .meta({ id: 'NextKey' })

/** Who a device is. */
export const deviceSchema = z
  .object({
    deviceId: z.string(),
    till: z.object({ id: z.string(), name: z.string() }),
    store: z.object({ id: z.string(), name: z.string() }),
    merchant: z.object({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'Device' })

/** Who a device is, as it crosses the wire. */
export type Device = z.infer<typeof deviceSchema>
