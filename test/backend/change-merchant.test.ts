import { afterAll, beforeAll, expect, it } from 'vitest'
import { changeMerchant } from '../../backend/directory.ts'
import { demoMerchant, openRig, type Rig } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())

/** A payment as a node writes it, still to be asked about; one of another merchant has no part in this. */
const open = (sql: Rig['database']['sql'], id: string) => sql`
  insert into payment (merchant_id, id, till_id, fingerprint, state, version, fence, wait_until)
  values (${rig.merchantId}, ${id}, ${rig.tillId}, '', '{"kind":"confirming"}', 1, 1, now() + interval '1 hour')`

const settle = () => rig.database.sql`
  update payment set wait_until = null, state = '{"kind":"paid","sale":{"amount":{"minor":1280}}}'`

function change(settings: Readonly<Record<string, string>>, secrets: object = {}): Promise<void> {
  const merchant = demoMerchant(rig.simulator)
  return changeMerchant(rig.database.sql, rig.masterKey, {
    id: rig.merchantId,
    settings: { ...merchant.settings, ...settings },
    secrets: { ...merchant.secrets, ...secrets },
  })
}

const mchIdNow = async (): Promise<unknown> =>
  (await rig.database.sql`select settings->>'mchId' as id from merchant`)[0]?.['id']

it('takes new keys and hosts at any time, and other ids only while nothing is open', async () => {
  const { sql } = rig.database
  const before = await mchIdNow()
  await open(sql, 'OPEN1')
  await change({}, { apiKey: 'n'.repeat(32) })
  await change({ signType: 'HMAC-SHA256' })
  for (const name of ['appId', 'mchId', 'subAppId', 'subMchId']) {
    const refused = change({ [name]: '1999999999' })
    await expect(refused).rejects.toThrow(`${name} cannot change while 1 payment(s) and 0 refund(s)`) // prettier-ignore
  }
  expect(await mchIdNow()).toBe(before)
  await settle()
  await sql`insert into refund (merchant_id, id, payment_id, till_id, fingerprint, amount_minor, state, version, fence, wait_until)
    values (${rig.merchantId}, 'R1', 'OPEN1', ${rig.tillId}, '', 100, '{"kind":"requesting"}', 1, 1, now())`
  await expect(change({ mchId: '1999999999' })).rejects.toThrow('0 payment(s) and 1 refund(s)')
  await sql`update refund set wait_until = null, state = '{"kind":"refunded"}'`
  await change({ mchId: '1999999999' })
  expect(await mchIdNow()).toBe('1999999999')
  await change({})
})

it('waits for a start that is just being written, and then counts it', async () => {
  const { sql } = rig.database
  let refused: Promise<unknown> = Promise.resolve()
  await sql.begin(async (tx) => {
    await open(tx as unknown as typeof sql, 'OPEN2')
    refused = change({ mchId: '1999999999' }).then(
      () => null,
      (error: unknown) => error,
    )
    const waits = async () =>
      (await sql`select 1 from pg_locks where not granted and relation = 'payment'::regclass`).length // prettier-ignore
    await expect.poll(waits, { timeout: 1_500 }).toBe(1)
  })
  expect(String(await refused)).toContain('1 payment(s)')
  await settle()
})

it('says so when there is no such merchant', async () => {
  const { settings, secrets } = demoMerchant(rig.simulator)
  const none = changeMerchant(rig.database.sql, rig.masterKey, { id: 'none', settings, secrets })
  await expect(none).rejects.toThrow('no such merchant: none')
})
