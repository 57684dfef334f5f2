/** What those who run the backend rely on: metrics, readiness, limits, keys, and a log without secrets. */
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StartPayment } from '../../app/contract/rest-payments.ts'
import { deviceSchema, nextKeyTextToSign } from '../../app/contract/rest-signing.ts'
import { createTill } from '../../backend/directory.ts'
import { createEnrolmentCode } from '../../backend/enrolment.ts'
import { type NodeProcess, startNodeProcess, TIMING } from './node-process.ts'
import { openRig, type Rig } from './rig.ts'
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
let other: NodeProcess
let number = 0

/** In ten seconds five starts, twenty unknown devices, three wrong signatures and twelve enrolments. */
const LIMITS = JSON.stringify({
  startsPerMinute: 30,
  unknownPerMinute: 120,
  unprovenPerMinute: 18,
  enrolmentsPerMinute: 72,
})

const payment = (sentinel = '000'): StartPayment => ({
  id: `OPS${Date.now()}${++number}`,
  amountMinor: 1280,
  currency: 'CNY',
  description: 'Demo Store-Tea',
  note: '',
  paymentCode: `1000${sentinel}${String(number).padStart(11, '0')}`,
})

async function newTill(): Promise<EnrolledTill> {
  const { sql } = rig.database
  const tillId = await createTill(sql, { storeId: rig.storeId, name: 'Till' })
  return enrolTill(node.url, await createEnrolmentCode(sql, rig.masterKey, tillId))
}

beforeAll(async () => {
  rig = await openRig()
  const args = ['--limits', LIMITS, '--metrics-port', '0']
  ;[node, other] = await Promise.all([
    startNodeProcess(rig, TIMING, 900, args),
    startNodeProcess(rig, TIMING, 900, args),
  ])
})
afterAll(async () => {
  await Promise.all([node.kill(), other.kill()])
  await rig.close()
})

const metrics = async (of = node): Promise<string> => (await fetch(of.metrics ?? '')).text()

/** The value of one line of the metrics; undefined when there is none. */
const valueOf = (text: string, name: string, labels: Readonly<Record<string, string>> = {}) => {
  const line = text
    .split('\n')
    .find(
      (one) =>
        (one.startsWith(`${name} `) || one.startsWith(`${name}{`)) &&
        Object.entries(labels).every(([label, value]) => one.includes(`${label}="${value}"`)),
    )
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}

/** The sum of both nodes. */
async function sumOf(name: string, labels: Readonly<Record<string, string>>): Promise<number> {
  const texts = await Promise.all([metrics(node), metrics(other)])
  return texts.reduce((sum, text) => sum + (valueOf(text, name, labels) ?? 0), 0)
}

describe('the metrics', () => {
  it('count payments, calls and requests, and name no code', async () => {
    const till = tillClient(await newTill(), node.url)
    const [paid, refused, open] = [payment(), payment('007'), payment('006')]
    const statuses: string[] = []
    for (const asked of [paid, refused]) {
      await till.start(asked)
      statuses.push((await till.until(asked.id, ({ final }) => final)).status)
    }
    await till.start(open)
    // Whichever node wrote the end counts it, a moment after it can be read.
    for (const state of statuses) {
      const count = statuses.filter((one) => one === state).length
      await expect.poll(() => sumOf('quick_pay_payments_ended_total', { state })).toBe(count)
    }
    const text = await metrics()
    expect(valueOf(text, 'quick_pay_payments_started_total')).toBe(3)
    const submits = { operation: 'submit' }
    expect(valueOf(text, 'quick_pay_wechat_calls_total', submits)).toBeGreaterThan(0)
    const starts = { route: '/v1/payments', method: 'POST', status: '200' }
    expect(valueOf(text, 'quick_pay_http_request_seconds_count', starts)).toBe(3)
    expect(valueOf(text, 'quick_pay_database_up')).toBe(1)
    expect(valueOf(text, 'quick_pay_nodes')).toBe(2)
    for (const { paymentCode, id } of [paid, refused, open]) {
      expect(text).not.toContain(paymentCode)
      expect(text).not.toContain(id)
    }
    await till.stop(open)
  })

  it('show open payments of all nodes, and one that needs a person', async () => {
    const till = tillClient(await newTill(), other.url)
    const asked = payment('006')
    await till.start(asked)
    const { sql } = rig.database
    await sql`update payment set state = jsonb_set(state, '{kind}', '"needs-attention"'),
      submitted_at = now() - interval '1 hour', version = version + 1,
      wait_until = now() + interval '1 hour', age_at = null, claimed_until = null
      where id = ${asked.id}`
    const text = await metrics()
    const state = 'needs-attention'
    expect(valueOf(text, 'quick_pay_payments_open', { state })).toBe(1)
    expect(valueOf(text, 'quick_pay_oldest_open_seconds', { state })).toBeGreaterThan(3_599)
    await sql`update payment set wait_until = null where id = ${asked.id}`
    expect(valueOf(await metrics(), 'quick_pay_payments_open', { state })).toBe(0)
  })

  it('show a refund that needs a person, also one that nobody asks about', async () => {
    const till = tillClient(await newTill(), node.url)
    const asked = payment()
    await till.start(asked)
    await till.until(asked.id, ({ status }) => status === 'paid')
    const { sql } = rig.database
    const state = 'needs-attention'
    await sql`insert into refund ${sql({
      merchant_id: rig.merchantId,
      id: `R${asked.id}`,
      payment_id: asked.id,
      till_id: rig.tillId,
      fingerprint: Buffer.alloc(32),
      amount_minor: 1,
      state: sql.json({ kind: state, problem: 'funds-low' }),
      version: 1,
      fence: 1,
    })}`
    expect(valueOf(await metrics(other), 'quick_pay_refunds_open', { state })).toBe(1)
    await sql`update refund set state = '{"kind":"refused"}', version = 2 where id = ${`R${asked.id}`}`
    expect(valueOf(await metrics(), 'quick_pay_refunds_open', { state })).toBe(0)
  })

  it.each(['alerts.yaml', 'grafana-dashboard.json'])('are all that %s names', async (file) => {
    const named = readFileSync(`backend/operations/${file}`, 'utf8').match(
      /\b(?:quick_pay|nodejs|process)_[a-z0-9_]+/g,
    )
    const text = await metrics()
    const emitted = new Set([...text.matchAll(/^([a-z_0-9]+)[{ ]/gm)].map(([, name]) => name))
    expect(new Set(named).size).toBeGreaterThan(5)
    expect([...new Set(named)].filter((name) => !emitted.has(name))).toEqual([])
  })

  it('cannot be read where tills ask', async () => {
    expect((await problemOf(await fetch(`${node.url}/metrics`))).code).toBe('not-found')
  })
})

describe('a till that asks too often', () => {
  it('is told when to begin again, and may ask and stop all the while', async () => {
    const enrolled = await newTill()
    const till = tillClient(enrolled, node.url)
    const asked = payment('006')
    await till.start(asked)
    const starts = Array.from({ length: 12 }, () =>
      till.post('/v1/payments', JSON.stringify(payment())),
    )
    const answers = await Promise.all(starts)
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    for (const answer of refused) {
      const seconds = Number(answer.headers.get('retry-after'))
      expect(seconds).toBeGreaterThan(0)
      expect(seconds).toBeLessThanOrEqual(10)
      expect((await problemOf(answer)).code).toBe('too-many-requests')
    }
    expect((await till.get(asked.id)).status).toBe('confirming')
    expect((await till.stop(asked)).cause).toBe('stop-pressed')
    expect(valueOf(await metrics(), 'quick_pay_too_many_requests_total', { limit: 'start' })).toBe(
      refused.length,
    )
  })

  it('is refused when an address tries many enrolment codes', async () => {
    const tries: unknown[] = []
    for (let made = 0; made < 16; made += 1) tries.push(await tryEnrol(other.url, '2345678923'))
    expect(tries).toContainEqual(expect.objectContaining({ code: 'code-refused' }))
    expect(tries).toContainEqual(expect.objectContaining({ code: 'too-many-requests' }))
  })
})

/** Announces a key as a till does: signed with the one it has, proven with the new one. */
async function announce(till: EnrolledTill, key: KeyObject, url = node.url) {
  const { x } = key.export({ format: 'jwk' })
  const publicKey = x ?? ''
  const text = Buffer.from(nextKeyTextToSign(till.device.deviceId, publicKey))
  const signature = sign(null, text, key).toString('base64url')
  const body = JSON.stringify({ publicKey, signature })
  return ask(till, `${url}/v1/device/key`, { method: 'POST', body })
}

describe('a device’s key', () => {
  it('is replaced when the next one is first used, on every node, and not before', async () => {
    const till = await newTill()
    const { privateKey } = generateKeyPairSync('ed25519')
    const renewed = { ...till, key: privateKey }
    const statusOf = async (who: EnrolledTill, at: NodeProcess): Promise<number> =>
      (await ask(who, `${at.url}/v1/device`)).status
    expect(await statusOf(till, other)).toBe(200)
    // As if the first answer was lost: the same again changes nothing.
    for (const at of [node.url, other.url]) {
      const answer = await announce(till, privateKey, at)
      expect(deviceSchema.parse(await answer.json())).toEqual(till.device)
    }
    expect(await statusOf(till, node)).toBe(200)
    expect(await statusOf(renewed, other)).toBe(200)
    for (const at of [node, other]) {
      expect(await statusOf(till, at)).toBe(401)
      expect(await statusOf(renewed, at)).toBe(200)
    }
  })

  it('is not replaced by one that its owner does not have', async () => {
    const till = await newTill()
    const thief = generateKeyPairSync('ed25519').privateKey
    const { x } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
    const text = Buffer.from(nextKeyTextToSign(till.device.deviceId, x ?? ''))
    const signature = sign(null, text, thief).toString('base64url')
    const body = JSON.stringify({ publicKey: x, signature })
    const refused = await ask(till, `${node.url}/v1/device/key`, { method: 'POST', body })
    expect((await problemOf(refused)).code).toBe('key-refused')
  })

  it('ends with the device', async () => {
    const till = await newTill()
    const { privateKey } = generateKeyPairSync('ed25519')
    await announce(till, privateKey)
    const { deviceId } = till.device
    await rig.database.sql`update device set revoked_at = now() where id = ${deviceId}`
    const answer = await ask({ ...till, key: privateKey }, `${node.url}/v1/device`)
    expect((await problemOf(answer)).code).toBe('device-revoked')
  })
})

it('the log of a node holds no code and no key, wherever a till puts them', async () => {
  const till = await newTill()
  const client = tillClient(till, node.url)
  const code = '134000000000000077'
  const pem = createPrivateKey(till.key.export({ type: 'pkcs8', format: 'pem' }))
    .export({ type: 'pkcs8', format: 'pem' })
    .toString()
  await client.post('/v1/payments', JSON.stringify({ ...payment(), id: code, note: pem }))
  await client.post('/v1/payments', JSON.stringify({ ...payment(), [code]: code }))
  await client.post('/v1/payments', `{"paymentCode":"${code}"`)
  await ask(till, `${node.url}/v1/payments/${code}?wait=${code}`)
  await ask(till, `${node.url}/${code}`)
  await fetch(`${node.url}/v1/device`, { headers: { 'pos-device': code, 'pos-nonce': code } })
  const asked = { ...payment('052'), note: code }
  await client.start(asked)
  await client.until(asked.id, ({ final }) => final)
  expect(node.log()).toContain(asked.id)
  for (const secret of [code, asked.paymentCode, 'PRIVATE KEY'])
    expect(node.log()).not.toContain(secret)
})

describe('whoever proves nothing', () => {
  it('is not held up by others at its address who have no key, nor by whoever uses its name', async () => {
    const [known, third] = [await newTill(), await newTill()]
    const path = `${node.url}/v1/device`
    expect((await ask(known, path)).status).toBe(200)
    const guess = async (deviceId: string): Promise<readonly string[]> => {
      const device = { ...known.device, deviceId }
      const codes: string[] = []
      for (let tries = 0; tries < 24; tries += 1)
        codes.push((await problemOf(await ask({ ...third, device }, path))).code)
      return codes
    }
    const strangers = await guess('device-guessed')
    expect(new Set(strangers)).toEqual(new Set(['not-signed', 'too-many-requests']))
    expect((await ask(known, path)).status).toBe(200)
    const impostors = await guess(known.device.deviceId)
    expect(impostors.filter((code) => code === 'not-signed')).toHaveLength(3)
  })
})

describe('a node is ready', () => {
  const detail = async (): Promise<string> =>
    (await problemOf(await fetch(`${node.url}/readyz`))).detail

  it('only with the database that it was made for', async () => {
    const { sql } = rig.database
    expect((await fetch(`${node.url}/readyz`)).status).toBe(200)
    await sql`insert into migration (number, name) values (999, '999-later.sql')`
    expect(await detail()).toBe('the database is newer')
    await sql`update migration set number = 1000 where number = 1`
    expect(await detail()).toBe('the database is older')
    await sql`update migration set number = 1 where number = 1000`
    await sql`delete from migration where number = 999`
    expect((await fetch(`${node.url}/readyz`)).status).toBe(200)
  })

  it('never without a database, and its metrics say so instead of "nothing is open"', async () => {
    process.kill(rig.database.pid, 'SIGINT')
    await expect
      .poll(async () => (await fetch(`${node.url}/readyz`)).status, { timeout: 15_000 })
      .toBe(503)
    expect((await fetch(`${node.url}/livez`)).status).toBe(200)
    const text = await metrics()
    expect(valueOf(text, 'quick_pay_database_up')).toBe(0)
    expect(valueOf(text, 'quick_pay_payments_open', { state: 'needs-attention' })).toBeNaN()
    expect(valueOf(text, 'quick_pay_refunds_open', { state: 'needs-attention' })).toBeNaN()
  })
})
