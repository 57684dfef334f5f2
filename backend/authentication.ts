import { createHash } from 'node:crypto'
import type { ProblemCode } from '../app/contract/rest-problem.ts'
import { CLOCK_SKEW_MAX_MS, SIGNING_HEADERS, textToSign } from '../app/contract/rest-signing.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import type { Database } from './database.ts'
import type { DeviceKeys } from './device-keys.ts'
import { gather } from './gather.ts'
import type { OnStatement } from './postgres-store.ts'

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

/** Proves who asks. The nonce is spent only by a request whose signature is right, so that nobody else can spend it. */
export type Authenticate = (request: AskedRequest) => Promise<Result<Asker, ProblemCode>>

/** What a request whose signature is right still has to be checked for. */
interface Proof {
  readonly deviceId: string
  readonly nonce: string
  readonly key: string
  readonly timeMs: number
}

interface Spent extends Asker {
  readonly nonce: string
  readonly refusal: 'not-signed' | 'device-revoked' | 'clock-off' | 'replayed' | null
  readonly isNextKey: boolean
}

/** Used nonces are kept longer than a request that carries one could still be in time. */
const NONCES_KEPT = '10 minutes'

/** What proving needs. `quick` is a pool whose commits may be lost if PostgreSQL itself crashes: an fsync for each nonce would halve what a node can do. */
export interface AuthenticationParts {
  readonly sql: Database
  readonly quick: Database
  readonly keys: DeviceKeys
  readonly onStatement?: OnStatement
}

export function createAuthenticate({
  sql,
  quick,
  keys,
  onStatement,
}: AuthenticationParts): Authenticate {
  const spend = gather<Proof, Spent | undefined>({
    run: (proofs) => spendNonces(quick, proofs),
    atOnceMax: 100,
    lanes: 3,
    onRun: (waitedMs, tookMs) => onStatement?.('authenticate', waitedMs, tookMs),
  })
  return async ({ method, path, headers, body }) => {
    const header = (name: keyof typeof SIGNING_HEADERS): string => {
      const value = headers[SIGNING_HEADERS[name]]
      return typeof value === 'string' ? value : ''
    }
    const [deviceId, nonce, timeMs] = [header('device'), header('nonce'), Number(header('time'))]
    if (!/^[A-Za-z0-9_-]{16,64}$/.test(nonce) || !/^\d{1,15}$/.test(header('time')))
      return fail('not-signed')
    const bodyHash = createHash('sha256').update(body).digest('hex')
    const text = Buffer.from(textToSign({ method, path, timeMs, nonce, bodyHash }))
    const signature = Buffer.from(header('signature'), 'base64url')
    const key = await keys.signerOf({ deviceId, text, signature })
    if (key === null) return fail('not-signed')
    const spent = await spend({ deviceId, nonce, key: key.text, timeMs })
    if (spent === undefined) return fail('not-signed')
    if (spent.refusal !== null) return fail(spent.refusal)
    if (spent.isNextKey) await takeNextKey(sql, deviceId, key.text)
    const { tillId, merchantId } = spent
    return succeed({ deviceId, tillId, merchantId })
  }
}

/**
 * Checks the devices and spends the nonces in one statement: a device that was revoked, or whose key was replaced, by
 * whichever node, is refused from that very commit on, whatever this node remembers.
 */
async function spendNonces(
  quick: Database,
  proofs: readonly Proof[],
): Promise<readonly (Spent | undefined)[]> {
  const keyOf = ({ deviceId, nonce }: Pick<Proof, 'deviceId' | 'nonce'>) => `${deviceId} ${nonce}`
  const first = new Map(proofs.toReversed().map((proof) => [keyOf(proof), proof]))
  const wanted = [...first.values()].map(({ deviceId, nonce, key, timeMs }) => ({
    device_id: deviceId,
    nonce,
    key,
    time_ms: timeMs,
  }))
  const rows = await quick<Spent[]>`
    with known as (
      select w.device_id, w.nonce, d.till_id, d.merchant_id,
        coalesce(w.key = encode(d.next_public_key, 'base64'), false) as is_next,
        case when d.revoked_at is not null then 'device-revoked'
          when w.key <> encode(d.public_key, 'base64')
            and w.key is distinct from encode(d.next_public_key, 'base64') then 'not-signed'
          when abs(extract(epoch from now()) * 1000 - w.time_ms) > ${CLOCK_SKEW_MAX_MS}
            then 'clock-off' end as refusal
      from jsonb_to_recordset(${quick.json(wanted)}::jsonb) as w(
        device_id text, nonce text, key text, time_ms float8)
      join device d on d.id = w.device_id),
    fresh as (
      insert into nonce (device_id, nonce)
      select device_id, nonce from known where refusal is null order by device_id, nonce
      on conflict do nothing returning device_id, nonce)
    select known.device_id as "deviceId", known.nonce, till_id as "tillId",
      merchant_id as "merchantId", is_next as "isNextKey",
      coalesce(refusal, case when fresh.nonce is null then 'replayed' end) as refusal
    from known left join fresh on fresh.device_id = known.device_id and fresh.nonce = known.nonce`
  const spent = new Map(rows.map((row) => [keyOf(row), row]))
  return proofs.map((proof) => {
    const found = spent.get(keyOf(proof))
    const again = first.get(keyOf(proof)) !== proof
    return found !== undefined && again ? { ...found, refusal: 'replayed' } : found
  })
}

/** From now on the device's other key proves nothing any more. */
const takeNextKey = (sql: Database, deviceId: string, key: string): Promise<unknown> =>
  sql`update device set public_key = next_public_key, next_public_key = null
    where id = ${deviceId} and encode(next_public_key, 'base64') = ${key}`

/** Forgets nonces that would be refused for their time anyway. */
export const forgetNonces = (quick: Database): Promise<unknown> =>
  quick`delete from nonce where used_at < now() - ${NONCES_KEPT}::interval`
