import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Payment, StartPayment } from '../../app/contract/rest-payments.ts'
import { createMerchant, createStore, createTill } from '../../backend/directory.ts'
import { createEnrolmentCode, revokeDevice } from '../../backend/enrolment.ts'
import { OPENAPI_FILE, openApi } from '../../backend/openapi.ts'
import { type NodeProcess, startNodeProcess } from './node-process.ts'
import { demoMerchant, openRig, type Rig } from './rig.ts'
import {
  ask,
  type EnrolledTill,
  enrolTill,
  problemOf,
  tillClient,
  tryEnrol,
} from './till-client.ts'

let rig: Rig
let node: NodeProcess
let till: EnrolledTill
let client: ReturnType<typeof tillClient>
let number = 0

const payment = (sentinel = '000', parts: Partial<StartPayment> = {}): StartPayment => ({
  id: `REST${Date.now()}${++number}`,
  amountMinor: 1280,
  currency: 'CNY',
  description: 'Demo Store-Tea',
  note: 'table 4',
  paymentCode: `1000${sentinel}${String(number).padStart(11, '0')}`,
  ...parts,
})

const codeFor = (tillId: string): Promise<string> =>
  createEnrolmentCode(rig.database.sql, rig.masterKey, tillId)

/** How often WeChat was asked to charge this order. */
const submitsOf = async (outTradeNo: string): Promise<number> =>
  (await rig.simulator.control.requests({ operation: 'submit', outTradeNo })).length

/** A till of its own, enrolled. */
async function anotherTill(storeId = rig.storeId): Promise<EnrolledTill> {
  const tillId = await createTill(rig.database.sql, { storeId, name: 'Another' })
  return enrolTill(node.url, await codeFor(tillId))
}

beforeAll(async () => {
  rig = await openRig()
  node = await startNodeProcess(rig)
  till = await enrolTill(node.url, await codeFor(rig.tillId))
  client = tillClient(till, node.url)
  // The first call of a node reads all authorities, which takes longer than an answer is waited for on a busy machine.
  const { id } = await client.start(payment())
  await client.until(id, ({ final }) => final)
})
afterAll(async () => {
  await node.stop()
  await rig.close()
})

describe('a payment', () => {
  it('that WeChat takes at once is paid in the answer to its start', async () => {
    const asked = payment()
    const paid = await client.start(asked)
    expect(paid).toMatchObject({ status: 'paid', final: true, note: 'table 4', amountMinor: 1280 })
    const { order } = await rig.simulator.control.order(asked.id)
    expect(paid.evidence?.transactionId).toBe(order?.transactionId)
  })

  it('is the same for the same request, and refused for another of that id', async () => {
    const asked = payment()
    const answers = await Promise.all([client.start(asked), client.start(asked)])
    expect(answers.map(({ status }) => status)).toEqual(['paid', 'paid'])
    expect((await rig.simulator.control.order(asked.id)).seen.submit).toBe(1)
    const others: readonly Partial<StartPayment>[] = [
      { amountMinor: 1281 },
      { paymentCode: payment().paymentCode },
      { note: '' },
    ]
    for (const other of others) {
      const body = JSON.stringify({ ...asked, ...other })
      const problem = await problemOf(await client.post('/v1/payments', body))
      expect(problem).toMatchObject({ status: 409, code: 'payment-differs' })
    }
  })

  it('is answered as soon as it is newer than what is known', async () => {
    const asked = payment('006')
    const started = await client.start(asked)
    expect(started).toMatchObject({ status: 'confirming', waitingFor: 'password' })
    const ended = client.until(asked.id, ({ final }) => final)
    await rig.simulator.control.enterPassword('printed-006')
    await client.askAgain(asked.id)
    expect((await ended).status).toBe('paid')
  })

  it('is stopped, and its till told of every step in order', async () => {
    const ending = new AbortController()
    const heard: Payment[] = []
    const asked = payment('004')
    await client.start(asked)
    const stream = client.events(ending.signal)
    for await (const event of stream) {
      if (event.id !== asked.id) continue
      if (heard.length === 0) await client.stop(asked)
      heard.push(event)
      if (event.final) break
    }
    ending.abort()
    expect(heard.at(-1)).toMatchObject({ status: 'revoked', cause: 'stop-pressed' })
    const versions = heard.map(({ version }) => version)
    expect(versions).toEqual(versions.toSorted((one, other) => one - other))
    expect(await client.get(asked.id)).toEqual(heard.at(-1))
  }, 15_000)

  it('stopped before it arrived is closed: its start comes too late', async () => {
    const asked = payment()
    const closed = await client.stop(asked)
    expect(closed).toMatchObject({
      status: 'revoked',
      final: true,
      cause: 'stop-pressed',
      proof: 'never-arrived',
      amountMinor: 1280,
    })
    await expect(client.start(asked)).rejects.toThrow('payment-differs')
    expect(await client.stop(asked)).toEqual(closed)
    expect(await client.get(asked.id)).toEqual(closed)
    expect(await submitsOf(asked.id)).toBe(0)
    await expect(client.stop({ ...asked, amountMinor: 1 })).rejects.toThrow('payment-differs')
  })

  it('stopped while it arrives is either closed or revoked, never lost', async () => {
    for (let tries = 0; tries < 8; tries += 1) {
      const asked = payment('006')
      const started = client.start(asked).catch((error: unknown) => String(error))
      const stopped = client.stop(asked)
      const [start] = await Promise.all([started, stopped])
      const ended = await client.until(asked.id, ({ final }) => final)
      expect(ended.status).toBe('revoked')
      expect(await submitsOf(asked.id)).toBe(typeof start === 'string' ? 0 : 1)
    }
  }, 60_000)

  it.each([
    ['paymentCode', { paymentCode: '123' }],
    ['amountMinor', { amountMinor: 0.5 }],
    ['id', { id: 'no spaces' }],
  ])('with a wrong %s is refused by name, never by value', async (field, wrong) => {
    const body = JSON.stringify({ ...payment(), ...wrong })
    const problem = await problemOf(await client.post('/v1/payments', body))
    expect(problem).toMatchObject({ status: 400, code: 'bad-request' })
    expect(problem.detail).toMatch(new RegExp(`^${field}: `))
    expect(problem.detail).not.toContain('123')
  })
})

describe('nobody else', () => {
  it('sees or stops a payment: not another till, not another merchant', async () => {
    const { sql } = rig.database
    const merchantId = await createMerchant(sql, rig.masterKey, demoMerchant(rig.simulator))
    const storeId = await createStore(sql, { merchantId, name: 'Elsewhere' })
    const asked = payment('006')
    await client.start(asked)
    const [colleague, stranger] = [await anotherTill(), await anotherTill(storeId)]
    for (const other of [colleague, stranger]) {
      const path = `${node.url}/v1/payments/${asked.id}`
      const answers = [
        await ask(other, path),
        await ask(other, `${path}/ask-again`, { method: 'POST' }),
      ]
      const problems = await Promise.all(answers.map(problemOf))
      expect(problems.map(({ code }) => code)).toEqual(['not-found', 'not-found'])
    }
    await expect(tillClient(colleague, node.url).stop(asked)).rejects.toThrow('not-found')
    // Another merchant closes a number of its own: nothing tells it that this one exists.
    const own = await tillClient(stranger, node.url).stop(asked)
    expect(own).toMatchObject({ status: 'revoked', proof: 'never-arrived' })
    expect((await client.get(asked.id)).cause).toBeNull()
    await client.stop(asked)
    await client.until(asked.id, ({ final }) => final)
  }, 20_000)

  it('is in the way of a number: each merchant has numbers of its own', async () => {
    const { sql } = rig.database
    const merchantId = await createMerchant(sql, rig.masterKey, demoMerchant(rig.simulator))
    const storeId = await createStore(sql, { merchantId, name: 'Elsewhere' })
    const other = tillClient(await anotherTill(storeId), node.url)
    const asked = payment('007')
    expect((await client.start(asked)).status).toBe('not-charged')
    // The simulator knows one merchant only, so it sees its number again; the backend sees another merchant's first.
    expect((await other.start(asked)).version).toBeGreaterThan(0)
    const rows = await sql`select merchant_id from payment where id = ${asked.id}`
    expect(rows).toHaveLength(2)
  })

  it('may ask: unsigned, altered, late, twice, or after the device was revoked', async () => {
    const path = `${node.url}/v1/device`
    const codeOf = async (answer: Response): Promise<string> => (await problemOf(answer)).code
    expect(await codeOf(await fetch(path))).toBe('not-signed')
    const signature = Buffer.alloc(64).toString('base64url')
    expect(await codeOf(await ask(till, path, {}, { signature }))).toBe('not-signed')
    const body = JSON.stringify(payment())
    const start = { method: 'POST', body }
    const altered = { bodyAfterSigning: body.replace('1280', '9280') }
    expect(await codeOf(await ask(till, `${node.url}/v1/payments`, start, altered))).toBe(
      'not-signed',
    )
    const late = await problemOf(await ask(till, path, {}, { timeMs: Date.now() - 130_000 }))
    expect(late.code).toBe('clock-off')
    expect(Math.abs(late.serverTimeMs - Date.now())).toBeLessThan(60_000)
    const nonce = 'used-once-and-never-again'
    expect((await ask(till, path, {}, { nonce })).status).toBe(200)
    expect(await codeOf(await ask(till, path, {}, { nonce }))).toBe('replayed')

    const thief = await anotherTill()
    const stream = tillClient(thief, node.url).events(new AbortController().signal)
    // Either the stream was open and ends, or it is refused: both tell the thief nothing.
    const ended = stream.next().then(
      ({ done }) => done,
      () => true,
    )
    await revokeDevice(rig.database.sql, thief.device.deviceId)
    expect(await codeOf(await ask(thief, path))).toBe('device-revoked')
    expect(await ended).toBe(true)
  })
})

describe('enrolment', () => {
  it('takes a code once', async () => {
    const tillId = await createTill(rig.database.sql, { storeId: rig.storeId, name: 'Till 2' })
    const code = await codeFor(tillId)
    const enrolled = await enrolTill(node.url, code)
    expect(enrolled.device).toMatchObject({ till: { name: 'Till 2' }, store: { name: 'Store 1' } })
    expect(await tryEnrol(node.url, code)).toMatchObject({ status: 403, code: 'code-refused' })
  })

  it('stops after five tries, and after ten minutes', async () => {
    const { sql } = rig.database
    const tillId = await createTill(sql, { storeId: rig.storeId, name: 'Till 3' })
    const code = await codeFor(tillId)
    const wrong = code.slice(0, 9) + (code.endsWith('A') ? 'B' : 'A')
    for (let tries = 0; tries < 5; tries += 1) await tryEnrol(node.url, wrong)
    expect(await tryEnrol(node.url, code)).toMatchObject({ code: 'code-refused' })
    const second = await codeFor(tillId)
    await sql`update enrolment_code set expires_at = now() where till_id = ${tillId}`
    expect(await tryEnrol(node.url, second)).toMatchObject({ code: 'code-refused' })
  })

  it('of a till anew ends the device before', async () => {
    const tillId = await createTill(rig.database.sql, { storeId: rig.storeId, name: 'Till 4' })
    const before = await enrolTill(node.url, await codeFor(tillId))
    await enrolTill(node.url, await codeFor(tillId))
    const problem = await problemOf(await ask(before, `${node.url}/v1/device`))
    expect(problem.code).toBe('device-revoked')
  })

  it('keeps no code and no key of WeChat in the clear', async () => {
    const { sql } = rig.database
    const tillId = await createTill(sql, { storeId: rig.storeId, name: 'Till 5' })
    const code = await codeFor(tillId)
    const [row] = await sql<{ all: string }[]>`
      select (select string_agg(c::text, '') from enrolment_code c) ||
        (select string_agg(m::text, '') || string_agg(encode(secrets, 'escape'), '')
          from merchant m) as all`
    expect(row?.all).toContain(code.slice(0, 4))
    expect(row?.all).not.toContain(code)
    expect(row?.all).not.toContain(rig.simulator.ready.merchant.apiKey)
    expect(row?.all).not.toContain('PRIVATE KEY')
  })
})

describe('the node', () => {
  it('says that it lives and is ready', async () => {
    const answers = await Promise.all(
      ['/livez', '/readyz'].flatMap((path) =>
        ['GET', 'HEAD'].map((method) => fetch(node.url + path, { method })),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect((await problemOf(await fetch(`${node.url}/v1/nothing`))).code).toBe('not-found')
  })

  it('refuses in one form, also what no route can read', async () => {
    const paths = ['/v1/payments/%zz', '/%zz', `/v1/payments/${'a'.repeat(700)}`]
    for (const path of paths) {
      const answer = await fetch(node.url + path)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
      expect([answer.status, (await problemOf(answer)).code]).toEqual([400, 'bad-request'])
    }
  })

  it('is what docs/openapi.json says; `npm run openapi` writes it', () => {
    expect(JSON.parse(readFileSync(OPENAPI_FILE, 'utf8'))).toEqual(openApi())
  })

  it('names only schemas that the document has', () => {
    const { components } = z
      .object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) })
      .parse(openApi())
    const named = JSON.stringify(openApi()).matchAll(/"\$ref":"([^"]*)"/g)
    expect(new Set([...named].map(([, name]) => name))).toEqual(
      new Set(Object.keys(components.schemas).map((name) => `#/components/schemas/${name}`)),
    )
  })
})
