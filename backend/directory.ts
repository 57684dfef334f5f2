import { randomBytes } from 'node:crypto'
import type { Database, Statements } from './database.ts'
import type { MasterKey } from './master-key.ts'
import type { MerchantSecrets, MerchantSettings } from './merchant-settings.ts'

/** An id that says what it names. */
export const newId = (
  kind: 'merchant' | 'store' | 'till' | 'device' | 'node' | 'operator',
): string => `${kind}-${randomBytes(9).toString('base64url')}`

export interface NewMerchant {
  readonly name: string
  readonly settings: MerchantSettings
  readonly secrets: MerchantSecrets
}

const sealSecrets = (masterKey: MasterKey, id: string, secrets: MerchantSecrets): Buffer =>
  masterKey.seal(JSON.stringify(secrets), id)

export async function createMerchant(
  sql: Database,
  masterKey: MasterKey,
  { name, settings, secrets }: NewMerchant,
): Promise<string> {
  const id = newId('merchant')
  const sealed = sealSecrets(masterKey, id, secrets)
  await sql`insert into merchant (id, name, settings, secrets)
    values (${id}, ${name}, ${sql.json(settings)}, ${sealed})`
  return id
}

/** Whose orders they are at WeChat. Keys, certificates and hosts only lead there. */
const BOOKS = ['appId', 'mchId', 'subAppId', 'subMchId'] as const

/**
 * Gives a merchant other settings and keys; every node takes them with its next call. An order asked about in other books is
 * unknown there and would be taken for one that never arrived: so throws where those would change while anything is open.
 */
export async function changeMerchant(
  sql: Database,
  masterKey: MasterKey,
  { id, settings, secrets }: Omit<NewMerchant, 'name'> & { readonly id: string },
): Promise<void> {
  const sealed = sealSecrets(masterKey, id, secrets)
  await sql.begin(async (tx) => {
    const [row] = await tx<{ settings: Partial<MerchantSettings> }[]>`
      select settings from merchant where id = ${id} for update`
    if (row === undefined) throw new Error(`no such merchant: ${id}`)
    const changed = BOOKS.filter((name) => (row.settings[name] ?? '') !== settings[name])
    if (changed.length > 0) await refuseWhileOpen(tx, id, changed)
    await tx`update merchant set settings = ${tx.json(settings)}, secrets = ${sealed},
      version = version + 1 where id = ${id}`
  })
}

/**
 * A start does not lock its merchant, and must not: so the tables are locked instead, which waits for the starts that are being
 * written and holds up new ones until this has ended. Those read the merchant after they were written, so they are sent with
 * the new ids. A start that takes long must not hold up all others behind this, hence the short wait.
 */
async function refuseWhileOpen(
  tx: Statements,
  id: string,
  changed: readonly string[],
): Promise<void> {
  await tx`set local lock_timeout = '2s'`
  await tx`lock table payment, refund in share mode`
  const [open] = await tx<{ payments: number; refunds: number }[]>`
    select
      (select count(*)::int from payment where merchant_id = ${id} and wake_at is not null) as payments,
      (select count(*)::int from refund where merchant_id = ${id} and wake_at is not null) as refunds`
  const { payments = 0, refunds = 0 } = open ?? {}
  if (payments + refunds === 0) return
  throw new Error(
    `nothing was changed: ${changed.join(', ')} cannot change while ${payments} payment(s) and ${refunds} refund(s) of the merchant are open. ` +
      'Stop selling, let them settle (new keys and certificates may be given to these ids at any time), then try again; ' +
      'or create another merchant for the new ids',
  )
}

export async function createStore(
  sql: Statements,
  { merchantId, name }: { readonly merchantId: string; readonly name: string },
): Promise<string> {
  const id = newId('store')
  await sql`insert into store (id, merchant_id, name) values (${id}, ${merchantId}, ${name})`
  return id
}

export async function createTill(
  sql: Statements,
  { storeId, name }: { readonly storeId: string; readonly name: string },
): Promise<string> {
  const id = newId('till')
  const made = await sql`insert into till (id, merchant_id, store_id, name)
    select ${id}, merchant_id, id, ${name} from store where id = ${storeId} returning id`
  if (made.length === 0) throw new Error(`no such store: ${storeId}`)
  return id
}

/** Seals every merchant's secrets with the ring's first key. Says how many were sealed by an older one. */
export async function sealAnew(sql: Database, masterKey: MasterKey): Promise<number> {
  const rows = await sql<{ id: string; secrets: Buffer }[]>`select id, secrets from merchant`
  const old = rows.filter(({ secrets }) => masterKey.isOld(secrets))
  for (const { id, secrets } of old) {
    const sealed = masterKey.seal(masterKey.open(secrets, id), id)
    // Unless it was changed meanwhile, and so sealed anew already.
    await sql`update merchant set secrets = ${sealed} where id = ${id} and secrets = ${secrets}`
  }
  return old.length
}
