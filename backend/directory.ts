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

/** Gives a merchant other settings and keys; every node takes them with its next call. */
export async function changeMerchant(
  sql: Database,
  masterKey: MasterKey,
  { id, settings, secrets }: Omit<NewMerchant, 'name'> & { readonly id: string },
): Promise<void> {
  const sealed = sealSecrets(masterKey, id, secrets)
  await sql`update merchant set settings = ${sql.json(settings)}, secrets = ${sealed},
    version = version + 1 where id = ${id}`
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
