/** What a node remembers of a device gives it no rights: PostgreSQL decides, at every request. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SIGNING_HEADERS } from '../../app/contract/rest-signing.ts'
import { type Authenticate, createAuthenticate } from '../../backend/authentication.ts'
import { createDeviceKeys } from '../../backend/device-keys.ts'
import { newId } from '../../backend/directory.ts'
import { migrate } from '../../backend/migrate.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

let database: TestDatabase
let number = 0

beforeAll(async () => {
  database = await openTestDatabase()
  await migrate(database.sql)
  const { sql } = database
  await sql`insert into merchant values ('m', 'M', '{}', '')`
  await sql`insert into store values ('s', 'm', 'S')`
  await sql`insert into till values ('t', 'm', 's', 'T')`
})
afterAll(() => database.close())

/** A node's memory of devices, apart from any other's. */
const node = (): Authenticate => {
  const { sql } = database
  return createAuthenticate({ sql, quick: sql, keys: createDeviceKeys(sql) })
}

const rawOf = (key: KeyObject): Buffer =>
  Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')

async function newDevice() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const id = newId('device')
  await database.sql`insert into device (id, merchant_id, till_id, public_key)
    values (${id}, 'm', 't', ${rawOf(publicKey)})`
  const signed = (
    nonce = `nonce-of-request-${++number}`,
    key = privateKey,
    timeMs = Date.now(),
  ) => {
    const bodyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    const text = ['GET', '/v1/device', timeMs, nonce, bodyHash].join('\n')
    return {
      method: 'GET',
      path: '/v1/device',
      body: '',
      headers: {
        [SIGNING_HEADERS.device]: id,
        [SIGNING_HEADERS.time]: String(timeMs),
        [SIGNING_HEADERS.nonce]: nonce,
        [SIGNING_HEADERS.signature]: sign(null, Buffer.from(text), key).toString('base64url'),
      },
    }
  }
  return { id, signed }
}

const proven = (deviceId: string) => ({
  ok: true,
  value: { deviceId, tillId: 't', merchantId: 'm' },
})
const refused = (error: string) => ({ ok: false, error })

describe('a device', () => {
  it('that was revoked is refused by a node that knows it and was never told', async () => {
    const [here, device] = [node(), await newDevice()]
    expect(await here(device.signed())).toEqual(proven(device.id))
    await database.sql`update device set revoked_at = now() where id = ${device.id}`
    expect(await here(device.signed())).toEqual(refused('device-revoked'))
  })

  it('spends a nonce once, on whichever node, also when both come in one statement', async () => {
    const [here, there, device] = [node(), node(), await newDevice()]
    const request = device.signed()
    const both = await Promise.all([here(request), here(request)])
    expect(both).toEqual([proven(device.id), refused('replayed')])
    expect(await there(request)).toEqual(refused('replayed'))
  })

  it('whose signature is wrong spends nothing', async () => {
    const [here, device] = [node(), await newDevice()]
    const nonce = 'kept-for-the-right-one'
    const { privateKey } = generateKeyPairSync('ed25519')
    expect(await here(device.signed(nonce, privateKey))).toEqual(refused('not-signed'))
    expect(await here(device.signed(nonce))).toEqual(proven(device.id))
  })

  it('with a wrong clock is told so, and one that nobody knows is not signed', async () => {
    const [here, device] = [node(), await newDevice()]
    const late = device.signed('late-by-three-minutes', undefined, Date.now() - 180_000)
    expect(await here(late)).toEqual(refused('clock-off'))
    const request = device.signed()
    const headers = { ...request.headers, [SIGNING_HEADERS.device]: 'device-nobody' }
    expect(await here({ ...request, headers })).toEqual(refused('not-signed'))
  })

  it('among many at once gets the answer that is its own', async () => {
    const here = node()
    const devices = await Promise.all(Array.from({ length: 20 }, newDevice))
    await database.sql`update device set revoked_at = now() where id = ${devices[7]?.id ?? ''}`
    const answers = await Promise.all(devices.map((device) => here(device.signed())))
    for (const [index, answer] of answers.entries()) {
      const { id } = devices[index] ?? { id: '' }
      expect(answer).toEqual(index === 7 ? refused('device-revoked') : proven(id))
    }
  })
})
