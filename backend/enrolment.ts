import { randomInt, timingSafeEqual, verify } from 'node:crypto'
import type { z } from 'zod'
import {
  CODE_ALPHABET,
  type Device,
  type enrolSchema,
  enrolmentTextToSign,
} from '../app/contract/rest-signing.ts'
import { type Database, inTransaction, type Statements } from './database.ts'
import { publicKeyOf } from './device-keys.ts'
import { newId } from './directory.ts'
import type { MasterKey } from './master-key.ts'

const CODE_LENGTH = 10
/** The part that finds the code's row; the rest is the secret, 30 bits against five tries. */
const SELECTOR_LENGTH = 4
const TRIES = 5

const hashOf = (masterKey: MasterKey, code: string): Buffer =>
  masterKey.fingerprint(`enrolment ${code}`)

/** Makes a code that turns one device into this till, within ten minutes. Earlier codes of the till are void. */
export async function createEnrolmentCode(
  sql: Database,
  masterKey: MasterKey,
  tillId: string,
): Promise<string> {
  await sql`delete from enrolment_code where till_id = ${tillId} or expires_at < now()`
  for (;;) {
    const code = Array.from(
      { length: CODE_LENGTH },
      () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)],
    ).join('')
    const made = await sql`
      insert into enrolment_code (selector, till_id, hash, expires_at, tries_left)
      values (${code.slice(0, SELECTOR_LENGTH)}, ${tillId}, ${hashOf(masterKey, code)},
        now() + interval '10 minutes', ${TRIES})
      on conflict do nothing returning selector`
    if (made.length === 1) return code
  }
}

/** Makes the device of a code. Null: the code is wrong, used, too old or tried too often, or the key is not the asker's. */
export async function enrol(
  sql: Database,
  masterKey: MasterKey,
  { code, publicKey, signature }: z.infer<typeof enrolSchema>,
): Promise<Device | null> {
  const selector = code.slice(0, SELECTOR_LENGTH)
  const [row] = await sql<{ hash: Buffer; tillId: string }[]>`
    update enrolment_code set tries_left = tries_left - 1
    where selector = ${selector} and tries_left > 0 and expires_at > now()
    returning hash, till_id as "tillId"`
  if (row === undefined || !timingSafeEqual(row.hash, hashOf(masterKey, code))) return null
  const signed = Buffer.from(enrolmentTextToSign(code, publicKey))
  if (!verify(null, signed, publicKeyOf(publicKey), Buffer.from(signature, 'base64url')))
    return null
  const id = newId('device')
  const made = await inTransaction(sql, async (transaction) => {
    const used = await transaction`
      delete from enrolment_code where selector = ${selector} and hash = ${row.hash} returning selector`
    if (used.length === 0) return false
    // A till is one device: the one before may be lost or stolen.
    const before = await transaction<{ id: string }[]>`
      select id from device where till_id = ${row.tillId} and revoked_at is null`
    for (const one of before) await revokeDevice(transaction, one.id)
    await transaction`insert into device (id, merchant_id, till_id, public_key)
      select ${id}, merchant_id, id, ${Buffer.from(publicKey, 'base64url')}
      from till where id = ${row.tillId}`
    return true
  })
  return made ? readDevice(sql, id) : null
}

/** Ends a device's right to ask, at once and on every node. */
export async function revokeDevice(sql: Statements, id: string): Promise<boolean> {
  const rows = await sql`
    with gone as (
      update device set revoked_at = now() where id = ${id} and revoked_at is null returning id)
    select pg_notify('device_revoked', id) from gone`
  return rows.length > 0
}

/** Who a device is. Null: nobody, or not any more. */
export async function readDevice(sql: Statements, id: string): Promise<Device | null> {
  const rows = await sql<Device[]>`
    select d.id as "deviceId", jsonb_build_object('id', t.id, 'name', t.name) as till,
      jsonb_build_object('id', s.id, 'name', s.name) as store,
      jsonb_build_object('id', m.id, 'name', m.name) as merchant
    from device d join till t on t.id = d.till_id join store s on s.id = t.store_id
      join merchant m on m.id = d.merchant_id
    where d.id = ${id} and d.revoked_at is null`
  return rows[0] ?? null
}
