import { createHash, verify } from 'node:crypto'
import type { ProblemCode } from '../app/contract/rest-problem.ts'
import { CLOCK_SKEW_MAX_MS, SIGNING_HEADERS, textToSign } from '../app/contract/rest-signing.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import type { Database } from './database.ts'
import { publicKeyOf } from './enrolment.ts'

/** Who asks, proven. */
export interface Asker {
  readonly deviceId: string
  readonly tillId: string
  readonly merchantId: string
}

/** A request as it came. */
export interface AskedRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

interface DeviceRow extends Asker {
  readonly publicKey: Buffer
  readonly revoked: boolean
  readonly skewMs: number
}

/** Used nonces are kept longer than a request that carries one could still be in time. */
const NONCES_KEPT = '10 minutes'

/**
 * Proves who asks. The nonce is spent only by a request whose signature is right, so that nobody else can spend it.
 * `quick` is a pool whose commits may be lost if PostgreSQL itself crashes: an fsync for each nonce would halve what a node can do.
 */
export async function authenticate(
  { sql, quick }: { readonly sql: Database; readonly quick: Database },
  { method, path, headers, body }: AskedRequest,
): Promise<Result<Asker, ProblemCode>> {
  const header = (name: keyof typeof SIGNING_HEADERS): string => {
    const value = headers[SIGNING_HEADERS[name]]
    return typeof value === 'string' ? value : ''
  }
  const [deviceId, nonce, timeMs] = [header('device'), header('nonce'), Number(header('time'))]
  if (!/^[A-Za-z0-9_-]{16,64}$/.test(nonce) || !/^\d{1,15}$/.test(header('time')))
    return fail('not-signed')
  const [row] = await sql<DeviceRow[]>`
    select id as "deviceId", till_id as "tillId", merchant_id as "merchantId",
      public_key as "publicKey", revoked_at is not null as revoked,
      abs(extract(epoch from now()) * 1000 - ${timeMs}::float8)::float8 as "skewMs"
    from device where id = ${deviceId}`
  if (row === undefined) return fail('not-signed')
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const text = textToSign({ method, path, timeMs, nonce, bodyHash })
  const key = publicKeyOf(row.publicKey.toString('base64url'))
  const signature = Buffer.from(header('signature'), 'base64url')
  if (!verify(null, Buffer.from(text), key, signature)) return fail('not-signed')
  if (row.revoked) return fail('device-revoked')
  if (row.skewMs > CLOCK_SKEW_MAX_MS) return fail('clock-off')
  const fresh = await quick`insert into nonce (device_id, nonce) values (${deviceId}, ${nonce})
    on conflict do nothing returning nonce`
  if (fresh.length === 0) return fail('replayed')
  const { tillId, merchantId } = row
  return succeed({ deviceId, tillId, merchantId })
}

/** Forgets nonces that would be refused for their time anyway. */
export const forgetNonces = (quick: Database): Promise<unknown> =>
  quick`delete from nonce where used_at < now() - ${NONCES_KEPT}::interval`
