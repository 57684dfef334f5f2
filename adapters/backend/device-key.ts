import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import {
  enrolmentTextToSign,
  nextKeyTextToSign,
  SIGNING_HEADERS,
  textToSign,
} from '../../app/contract/rest-signing.ts'

/** The key that makes this machine a till: made here, and never sent anywhere. */
export interface DeviceKey {
  /** 32 bytes in base64url. */
  readonly publicKey: string
  /** Proves, with an enrolment code, that the key is ours. */
  readonly signEnrolment: (code: string) => string
  /** Proves, where this key is to be the device's next, that it is ours. */
  readonly signAsNext: (deviceId: string) => string
  /** Headers that prove who asks, when, and what exactly. */
  readonly signRequest: (request: RequestToSign) => Readonly<Record<string, string>>
  /** For safe keeping only. */
  readonly secret: () => string
}

/** A request before it is signed. */
export interface RequestToSign {
  readonly deviceId: string
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly body: string
  readonly timeMs: number
}

const keyOf = (privateKey: KeyObject): DeviceKey => {
  const { x } = privateKey.export({ format: 'jwk' })
  if (x === undefined) throw new Error('not an Ed25519 key')
  const signText = (text: string): string =>
    sign(null, Buffer.from(text), privateKey).toString('base64url')
  return {
    publicKey: x,
    signEnrolment: (code) => signText(enrolmentTextToSign(code, x)),
    signAsNext: (deviceId) => signText(nextKeyTextToSign(deviceId, x)),
    signRequest({ deviceId, method, path, body, timeMs }) {
      const nonce = randomBytes(16).toString('base64url')
      const bodyHash = createHash('sha256').update(body).digest('hex')
      return {
        [SIGNING_HEADERS.device]: deviceId,
        [SIGNING_HEADERS.time]: String(timeMs),
        [SIGNING_HEADERS.nonce]: nonce,
        [SIGNING_HEADERS.signature]: signText(
          textToSign({ method, path, timeMs, nonce, bodyHash }),
        ),
      }
    },
    secret: () => privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  }
}

/** A new key. */
export const createDeviceKey = (): DeviceKey => keyOf(generateKeyPairSync('ed25519').privateKey)

/** The key that `secret` gave; throws when it is not one. */
export const readDeviceKey = (secret: string): DeviceKey =>
  keyOf(createPrivateKey({ key: Buffer.from(secret, 'base64'), format: 'der', type: 'pkcs8' }))
