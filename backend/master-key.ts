import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/** Seals what the database must not be able to read, and names what it must not see. */
export interface MasterKey {
  /** `about` is bound to the secret: moved to another row it does not open. */
  readonly seal: (plain: string, about: string) => Buffer
  /** Throws when the key is not in the ring or the secret was changed or moved. */
  readonly open: (sealed: Uint8Array, about: string) => string
  /** A keyed hash: without the key it cannot be found by trying. Changes when the first key does. */
  readonly fingerprint: (text: string) => Buffer
  /** Whether it was sealed by another key than the first. */
  readonly isOld: (sealed: Uint8Array) => boolean
}

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16
/** Names the key inside a sealed secret, so that a ring can be rotated. */
const NAME_BYTES = 4

interface Key {
  readonly name: Buffer
  readonly sealing: Buffer
  /** Made once: it costs as much as the hash. */
  readonly hashing: KeyObject
}

function keyFrom(line: string): Key {
  const bytes = Buffer.from(line, 'base64')
  if (bytes.length !== KEY_BYTES) throw new Error('a master key is 32 bytes in base64')
  const derive = (use: string, length = KEY_BYTES): Buffer =>
    Buffer.from(hkdfSync('sha256', bytes, '', `quick-pay ${use}`, length))
  return {
    name: derive('name', NAME_BYTES),
    sealing: derive('seal'),
    hashing: createSecretKey(derive('hash')),
  }
}

/** A fresh key, as `readMasterKey` takes it. */
export const newMasterKey = (): string => randomBytes(KEY_BYTES).toString('base64')

/** Reads a ring: one key a line in base64. The first seals, all open. */
export function readMasterKey(text: string): MasterKey {
  const keys = text.split(/\s+/).filter(Boolean).map(keyFrom)
  const first = keys[0]
  if (first === undefined) throw new Error('no master key')
  return {
    seal(plain, about) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', first.sealing, iv).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([first.name, iv, cipher.getAuthTag(), body])
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed)
      const key = keys.find(({ name }) => name.equals(bytes.subarray(0, NAME_BYTES)))
      if (key === undefined) throw new Error('sealed by a master key that is not in the ring')
      const tagAt = NAME_BYTES + IV_BYTES
      const bodyAt = tagAt + TAG_BYTES
      const iv = bytes.subarray(NAME_BYTES, tagAt)
      const decipher = createDecipheriv('aes-256-gcm', key.sealing, iv)
        .setAAD(Buffer.from(about))
        .setAuthTag(bytes.subarray(tagAt, bodyAt))
      return decipher.update(bytes.subarray(bodyAt), undefined, 'utf8') + decipher.final('utf8')
    },
    fingerprint: (text) => createHmac('sha256', first.hashing).update(text).digest(),
    isOld: (sealed) => !first.name.equals(Buffer.from(sealed).subarray(0, NAME_BYTES)),
  }
}
