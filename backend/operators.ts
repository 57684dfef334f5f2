import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import type { Operators, Role } from '../app/contract/rest-operators.ts'
import type { Database, Statements } from './database.ts'
import { newId } from './directory.ts'
import { gather } from './gather.ts'
import type { MasterKey } from './master-key.ts'

/** A person who works at tills. */
export interface Operator {
  readonly id: string
  readonly name: string
  readonly role: Role
}

/** A person and the PIN that is claimed to be theirs. */
export interface PinClaim {
  readonly merchantId: string
  readonly operator: string
  readonly pin: string
}

/** What became of a PIN that was claimed. */
export type PinOutcome =
  | { readonly kind: 'right'; readonly operator: Operator }
  /** Wrong, or there is no such operator, or not any more: nobody learns which. */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked' }

const TRIES = 5
/** With 6 digits, five tries in this time need years to find a PIN. */
const LOCKED_FOR = '15 minutes'
const PIN_DIGITS = 6

/** What scrypt costs: 16 MiB and some 40 ms, beside the event loop. Kept with each hash, so that it can be raised. */
const COST = { N: 16_384, r: 8, p: 1 }
const HASH_BYTES = 32

const hashOf = (pin: string, salt: Buffer, cost: typeof COST): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, { ...cost, maxmem: 256 * cost.N * cost.r }, (error, hash) => {
      if (error === null) resolve(hash)
      else reject(error)
    })
  })

const about = (id: string): string => `pin of ${id}`

/** A PIN has too few digits for any hash to hide: it is sealed besides, so that the database alone cannot try them. */
async function sealPin(masterKey: MasterKey, id: string, pin: string): Promise<Buffer> {
  const salt = randomBytes(16)
  const hash = await hashOf(pin, salt, COST)
  const kept = [COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')]
  return masterKey.seal(kept.join(' '), about(id))
}

async function isPin(masterKey: MasterKey, sealed: Uint8Array, id: string, pin: string) {
  const [N, r, p, salt = '', hash = ''] = masterKey.open(sealed, about(id)).split(' ')
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const tried = await hashOf(pin, Buffer.from(salt, 'base64'), cost)
  return timingSafeEqual(tried, Buffer.from(hash, 'base64'))
}

/** A PIN that nobody chose, so that nobody can guess it from a birthday. */
export const newPin = (): string => Array.from({ length: PIN_DIGITS }, () => randomInt(10)).join('')

export async function createOperator(
  sql: Database,
  masterKey: MasterKey,
  { merchantId, name, role, pin }: Omit<Operator, 'id'> & { merchantId: string; pin: string },
): Promise<string> {
  const id = newId('operator')
  const sealed = await sealPin(masterKey, id, pin)
  await sql`insert into operator (id, merchant_id, name, role, pin, tries_left)
    values (${id}, ${merchantId}, ${name}, ${role}, ${sealed}, ${TRIES})`
  return id
}

/** Changes what is given. False: there is no such operator. */
export async function changeOperator(
  sql: Statements,
  id: string,
  change: { readonly name?: string; readonly role?: Role; readonly active?: boolean },
): Promise<boolean> {
  const rows = await sql`update operator set
    name = coalesce(${change.name ?? null}, name),
    role = coalesce(${change.role ?? null}, role),
    active = coalesce(${change.active ?? null}, active)
    where id = ${id} returning id`
  return rows.length > 0
}

/** Gives an operator another PIN, and all tries again. False: there is no such operator. */
export async function setPin(
  sql: Statements,
  masterKey: MasterKey,
  id: string,
  pin: string,
): Promise<boolean> {
  const sealed = await sealPin(masterKey, id, pin)
  const rows = await sql`update operator set pin = ${sealed}, tries_left = ${TRIES},
    locked_until = null where id = ${id} returning id`
  return rows.length > 0
}

/**
 * Proves a PIN. A try is spent before it is looked at and given back if it was right, so that tries at the same
 * moment on many nodes are counted too; the last one locks.
 */
export async function provePin(
  sql: Database,
  masterKey: MasterKey,
  { merchantId, operator: id, pin }: PinClaim,
): Promise<PinOutcome> {
  const [row] = await sql<(Operator & { sealed: Buffer })[]>`
    update operator set
      tries_left = case when locked_until is null then tries_left else ${TRIES} end - 1,
      locked_until = case when case when locked_until is null then tries_left else ${TRIES} end <= 1
        then now() + ${LOCKED_FOR}::interval end
    where merchant_id = ${merchantId} and id = ${id} and active
      and (locked_until is null or locked_until <= now())
    returning id, name, role, pin as sealed`
  if (row === undefined) {
    const [locked] = await sql`select id from operator
      where merchant_id = ${merchantId} and id = ${id} and active`
    return { kind: locked === undefined ? 'wrong' : 'locked' }
  }
  if (!(await isPin(masterKey, row.sealed, id, pin))) return { kind: 'wrong' }
  await sql`update operator set tries_left = ${TRIES}, locked_until = null
    where id = ${id} and pin = ${row.sealed}`
  return { kind: 'right', operator: { id, name: row.name, role: row.role } }
}

/** What a merchant asks of its operators. */
export interface OperatorRules {
  readonly required: boolean
  readonly approvalAboveMinor: number
}

/** An operator that a request names; null: none. */
export interface OperatorClaim {
  readonly merchantId: string
  readonly operator: string | null
}

/** The merchant's rules, and whether they take the claim: an active operator of the merchant, or none where none must be named. */
export type ClaimRuling = OperatorRules & { readonly fits: boolean }

/** Checks claims that come together in one statement. A payment's own is checked by the statement that makes it. */
export const createClaimRuling = (
  sql: Statements,
): ((claim: OperatorClaim) => Promise<ClaimRuling>) =>
  gather<OperatorClaim, ClaimRuling>({
    run: (claims) => readRulings(sql, claims),
    atOnceMax: 100,
    lanes: 2,
  })

async function readRulings(
  sql: Statements,
  claims: readonly OperatorClaim[],
): Promise<readonly ClaimRuling[]> {
  const wanted = claims.map((claim, n) => ({ n, ...claim }))
  const rows = await sql<(ClaimRuling & { n: number })[]>`
    select w.n, required, "approvalAboveMinor",
      case when w.operator is null then not required else o.id is not null end as fits
    from jsonb_to_recordset(${sql.json(wanted)}::jsonb) as w(n integer, "merchantId" text, operator text)
      join lateral (
        select coalesce((settings->>'operatorRequired')::boolean, false) as required,
          coalesce((settings->>'refundApprovalAboveMinor')::float8, 0) as "approvalAboveMinor"
        from merchant where id = w."merchantId") m on true
      left join operator o on o.merchant_id = w."merchantId" and o.id = w.operator and o.active`
  const byPlace = new Map(rows.map((row) => [row.n, row]))
  return claims.map(({ merchantId }, n) => {
    const row = byPlace.get(n)
    if (row === undefined) throw new Error(`no such merchant: ${merchantId}`)
    return row
  })
}

/** Whoever may sign in, and what needs a manager. */
export async function readOperators(sql: Statements, merchantId: string): Promise<Operators> {
  const [rules] = await readRulings(sql, [{ merchantId, operator: null }])
  if (rules === undefined) throw new Error(`no such merchant: ${merchantId}`)
  const operators = await sql<Operator[]>`select id, name, role from operator
    where merchant_id = ${merchantId} and active order by name, id`
  const { required, approvalAboveMinor } = rules
  return { operators: [...operators], required, approvalAboveMinor }
}

/** All operators of a merchant, for whoever runs the backend. */
export const listOperators = (
  sql: Statements,
  merchantId: string,
): Promise<readonly (Operator & { readonly status: string })[]> =>
  sql<(Operator & { readonly status: string })[]>`
    select id, role, name, case when not active then 'inactive'
      when locked_until > now() then 'locked' else 'active' end as status
    from operator where merchant_id = ${merchantId} order by name, id`

/** Seals every PIN with the ring's first key. Says how many were sealed by an older one. */
export async function sealPinsAnew(sql: Database, masterKey: MasterKey): Promise<number> {
  const rows = await sql<{ id: string; pin: Buffer }[]>`select id, pin from operator`
  const old = rows.filter(({ pin }) => masterKey.isOld(pin))
  for (const { id, pin } of old) {
    const sealed = masterKey.seal(masterKey.open(pin, about(id)), about(id))
    // Unless it was changed meanwhile, and so sealed anew already.
    await sql`update operator set pin = ${sealed} where id = ${id} and pin = ${pin}`
  }
  return old.length
}
