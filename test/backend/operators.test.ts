import { afterAll, beforeAll, expect, it } from 'vitest'
import { createMerchant } from '../../backend/directory.ts'
import { newMasterKey, readMasterKey } from '../../backend/master-key.ts'
import { merchantSettingsSchema } from '../../backend/merchant-settings.ts'
import { migrate } from '../../backend/migrate.ts'
import { createOperator, provePin, sealPinsAnew } from '../../backend/operators.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

const [old, fresh] = [newMasterKey(), newMasterKey()]
const [PIN, WRONG] = ['246810', '246811']

let database: TestDatabase
let merchantId: string
let operator: string

const prove = async (pin: string, key = old): Promise<string> =>
  (await provePin(database.sql, readMasterKey(key), { merchantId, operator, pin })).kind

beforeAll(async () => {
  database = await openTestDatabase()
  const { sql } = database
  await migrate(sql)
  const masterKey = readMasterKey(old)
  const settings = merchantSettingsSchema.parse({ appId: 'a', mchId: 'm' })
  const secrets = { apiKey: '', certificatePem: '', certificateKeyPem: '' }
  merchantId = await createMerchant(sql, masterKey, { name: 'Merchant', settings, secrets })
  const person = { merchantId, name: 'Mei', role: 'manager', pin: PIN } as const
  operator = await createOperator(sql, masterKey, person)
})
afterAll(() => database.close())

it('a right PIN gives all tries back, and the fifth try may still be right', async () => {
  for (let round = 0; round < 2; round += 1) {
    for (let tries = 0; tries < 4; tries += 1) expect(await prove(WRONG)).toBe('wrong')
    expect(await prove(PIN)).toBe('right')
  }
})

it('a lock ends by itself, and five more tries begin', async () => {
  for (let tries = 0; tries < 5; tries += 1) expect(await prove(WRONG)).toBe('wrong')
  expect([await prove(PIN), await prove(WRONG)]).toEqual(['locked', 'locked'])
  await database.sql`update operator set locked_until = now()`
  for (let tries = 0; tries < 4; tries += 1) expect(await prove(WRONG)).toBe('wrong')
  expect(await prove(PIN)).toBe('right')
})

it('a PIN moves to a new master key, and opens with no other', async () => {
  const ring = readMasterKey(`${fresh}\n${old}`)
  expect(await sealPinsAnew(database.sql, ring)).toBe(1)
  expect(await sealPinsAnew(database.sql, ring)).toBe(0)
  expect(await prove(PIN, fresh)).toBe('right')
  await expect(prove(PIN, old)).rejects.toThrow('not in the ring')
})

it('a PIN that was moved to another operator’s row does not open', async () => {
  const masterKey = readMasterKey(fresh)
  const person = { merchantId, name: 'Chen', role: 'cashier', pin: WRONG } as const
  const other = await createOperator(database.sql, masterKey, person)
  await database.sql`update operator set pin = (select pin from operator where id = ${other})
    where id = ${operator}`
  await expect(prove(WRONG, fresh)).rejects.toThrow('authenticate')
})
