import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { Statements } from './database.ts'

/** A device's key as the database has it, in base64, and ready to verify with. */
export interface DeviceKey {
  readonly text: string
  readonly key: KeyObject
}

/** Finds the keys of devices. What it remembers only saves work: whoever uses a key has PostgreSQL check that it still holds. */
export interface DeviceKeys {
  /** Whether the device's keys are remembered; says nothing about its rights. */
  readonly knows: (deviceId: string) => boolean
  /** The key, of those that the device has, that made the signature. Null: none did, or there is no such device. */
  readonly signerOf: (signed: Signed) => Promise<DeviceKey | null>
}

/** A text and the signature that came with it. */
export interface Signed {
  readonly deviceId: string
  readonly text: Buffer
  readonly signature: Buffer
}

/** A key takes about 2 kB. */
const DEVICES_MAX = 20_000

/** The key of a device; `x` is 32 bytes in base64url. */
export const publicKeyOf = (x: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })

/** Verifies beside the event loop: it takes a tenth of a millisecond, and a machine has more cores than one. */
const verifies = ({ text, signature }: Signed, { key }: DeviceKey): Promise<boolean> =>
  new Promise((resolve, reject) => {
    verify(null, text, key, signature, (error, right) => {
      if (error === null) resolve(right)
      else reject(error)
    })
  })

export function createDeviceKeys(sql: Statements): DeviceKeys {
  const known = new Map<string, readonly DeviceKey[]>()
  const read = async (deviceId: string): Promise<readonly DeviceKey[]> => {
    const [row] = await sql<{ current: Buffer; next: Buffer | null }[]>`
      select public_key as current, next_public_key as next from device where id = ${deviceId}`
    if (row === undefined) return []
    const keys = [row.current, row.next ?? []].flat().map((bytes) => ({
      text: bytes.toString('base64'),
      key: publicKeyOf(bytes.toString('base64url')),
    }))
    known.delete(deviceId)
    known.set(deviceId, keys)
    const [oldest] = known.keys()
    if (known.size > DEVICES_MAX && oldest !== undefined) known.delete(oldest)
    return keys
  }
  const find = async (
    signed: Signed,
    keys: readonly DeviceKey[] | undefined,
  ): Promise<DeviceKey | null> => {
    for (const key of keys ?? []) if (await verifies(signed, key)) return key
    return null
  }
  return {
    knows: (deviceId) => known.has(deviceId),
    signerOf: async (signed) =>
      (await find(signed, known.get(signed.deviceId))) ?? find(signed, await read(signed.deviceId)),
  }
}
