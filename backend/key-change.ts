import { verify } from 'node:crypto'
import type { z } from 'zod'
import { type Device, nextKeyTextToSign, type nextKeySchema } from '../app/contract/rest-signing.ts'
import type { Database } from './database.ts'
import { publicKeyOf } from './device-keys.ts'
import { readDevice } from './enrolment.ts'

/**
 * Notes the key that a device will use from now on or later. Until that key is used the other one works, so that a lost
 * answer locks nobody out; the same again changes nothing. Null: the new key is not the asker's, or the device is no more.
 */
export async function announceKey(
  sql: Database,
  deviceId: string,
  { publicKey, signature }: z.infer<typeof nextKeySchema>,
): Promise<Device | null> {
  const signed = Buffer.from(nextKeyTextToSign(deviceId, publicKey))
  const isOwn = verify(null, signed, publicKeyOf(publicKey), Buffer.from(signature, 'base64url'))
  if (!isOwn) return null
  const raw = Buffer.from(publicKey, 'base64url')
  await sql`
    update device set next_public_key = nullif(${raw}::bytea, public_key)
    where id = ${deviceId} and revoked_at is null`
  return readDevice(sql, deviceId)
}
