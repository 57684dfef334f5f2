import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type BackendClient, createBackendClient } from '../../adapters/backend/client.ts'
import { createDeviceKey, readDeviceKey } from '../../adapters/backend/device-key.ts'
import { enrolDevice, type Enrolled } from '../../adapters/backend/enrol.ts'
import { followEvents, type News } from '../../adapters/backend/events.ts'
import { type BackendGateway, createBackendGateway } from '../../adapters/backend/gateway.ts'
import type { WayOptions } from '../../adapters/line.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { createUndiciHttp, type UndiciHttp } from '../../adapters/undici-http.ts'
import { createUndiciStreams } from '../../adapters/undici-stream.ts'
import type { Clock, Order } from '../../app/ports.ts'
import { createTill } from '../../backend/directory.ts'
import { createEnrolmentCode, revokeDevice } from '../../backend/enrolment.ts'
import { anAmount } from '../support/builders.ts'
import { type Balancer, startBalancer } from './balancer.ts'
import { type NodeProcess, startNodeProcess } from './node-process.ts'
import { openRig, type Rig } from './rig.ts'

const WAY: WayOptions = {
  authorities: [],
  certificate: null,
  findProxy: () => Promise.resolve(null),
  plainLoopback: true,
}
const START = 'POST /v1/payments'

let rig: Rig
let nodes: readonly NodeProcess[]
let balancer: Balancer
let http: UndiciHttp
let enrolled: Enrolled
let client: BackendClient
let gateway: BackendGateway
let number = 0

const anOrder = (minor = 1280): Order => ({
  outTradeNo: `GATE${Date.now()}${++number}`,
  amount: anAmount(minor),
  description: 'Demo Store-Tea',
  note: 'table 4',
})
const codeOf = (sentinel: string): string => `1000${sentinel}${String(number).padStart(11, '0')}`

const clientFor = (device: Enrolled | null, clock: Clock = systemClock): BackendClient =>
  createBackendClient({
    http,
    url: balancer.url,
    device: device && { deviceId: device.device.deviceId, key: device.key },
    clock,
    connectTimeoutMs: 1_000,
    onCall: () => undefined,
  })

const gatewayOf = (through: BackendClient): BackendGateway =>
  createBackendGateway({
    client: through,
    clock: systemClock,
    timeouts: { submitMs: 9_000, queryMs: 6_000, stopMs: 6_000 },
  })

async function enrol(tillId = rig.tillId): Promise<Enrolled> {
  const code = await createEnrolmentCode(rig.database.sql, rig.masterKey, tillId)
  const made = await enrolDevice(clientFor(null), { code, timeoutMs: 6_000 })
  if (!made.ok) throw new Error(made.error.kind)
  return made.value
}

const submitsOf = async ({ outTradeNo }: Order): Promise<number> =>
  (await rig.simulator.control.requests({ operation: 'submit', outTradeNo })).length

beforeAll(async () => {
  rig = await openRig()
  nodes = await Promise.all([startNodeProcess(rig), startNodeProcess(rig)])
})
beforeEach(async () => {
  balancer = await startBalancer(nodes.map(({ url }) => url))
  http = createUndiciHttp(WAY)
  enrolled = await enrol()
  client = clientFor(enrolled)
  gateway = gatewayOf(client)
})
afterEach(async () => {
  http.close()
  await balancer.close()
})
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.kill()))
  await rig.close()
})

describe('a payment through the backend, each request at another node', () => {
  it('that WeChat takes at once is told as paid', async () => {
    const order = anOrder()
    const answer = await gateway.submit(order, codeOf('000'))
    expect(answer).toMatchObject({ kind: 'told', progress: { kind: 'paid' } })
    expect(await gateway.query(order)).toEqual(answer)
    // A stop that comes too late changes nothing, and says so.
    expect(await gateway.revoke(order)).toEqual(answer)
  })

  it('that WeChat refuses is told with the reason, by a query too', async () => {
    const order = anOrder()
    const answer = await gateway.submit(order, codeOf('007'))
    expect(answer).toMatchObject({
      kind: 'told',
      progress: { kind: 'not-charged', refusal: { kind: 'error-code', code: 'NOTENOUGH' } },
    })
    expect(await gateway.query(order)).toEqual(answer)
  })

  it('that waits for the password is told of by news', async () => {
    const order = anOrder()
    const news: News[] = []
    const heard = new Promise<void>((resolve) => {
      const stop = followEvents({
        client,
        openStream: createUndiciStreams(WAY),
        clock: systemClock,
        connectTimeoutMs: 1_000,
        onNews(one) {
          if (one.id !== order.outTradeNo) return
          news.push(one)
          gateway.heard(one.id, one.version)
          void gateway.query(order).then((answer) => {
            if (answer.kind !== 'told' || answer.progress.kind !== 'paid') return
            stop()
            resolve()
          })
        },
        onLine: () => undefined,
      })
    })
    expect(await gateway.submit(order, codeOf('006'))).toMatchObject({
      kind: 'told',
      progress: { kind: 'undecided', waitingFor: 'password' },
    })
    await rig.simulator.control.enterPassword('printed-006')
    await heard
    expect(news.length).toBeGreaterThan(0)
  })

  it('that is stopped is followed to its end', async () => {
    const order = anOrder()
    await gateway.submit(order, codeOf('006'))
    expect(await gateway.revoke(order)).toMatchObject({
      kind: 'told',
      progress: { kind: 'revoking', cause: 'stop-pressed', moneySeen: false },
    })
    await expect
      .poll(() => gateway.query(order), { timeout: 15_000 })
      .toMatchObject({ progress: { kind: 'revoked', cause: 'stop-pressed' } })
  })

  it('that was stopped before it arrived never will', async () => {
    const order = anOrder()
    expect(await gateway.query(order)).toMatchObject({ kind: 'error', code: 'ORDERNOTEXIST' })
    expect(await gateway.revoke(order)).toMatchObject({
      kind: 'told',
      progress: { kind: 'revoked', proof: 'never-arrived' },
    })
    // Too late: whatever that request is answered, the order stays closed.
    expect((await gateway.submit(order, codeOf('000'))).kind).toBe('no-answer')
    expect(await submitsOf(order)).toBe(0)
  })
})

describe('a start whose line breaks', () => {
  it.each([
    ['before it arrives', 'lost'],
    ['after it arrived', 'answer-lost'],
  ] as const)('%s is charged once', async (_, mishap) => {
    const order = anOrder()
    balancer.befall(START, mishap)
    const answer = await gateway.submit(order, codeOf('000'))
    expect(answer).toMatchObject({ kind: 'told', progress: { kind: 'paid' } })
    expect(await submitsOf(order)).toBe(1)
  })

  it('behind a proxy that says so is unknown: a page of a proxy proves nothing', async () => {
    const order = anOrder()
    balancer.befall(START, 'bad-gateway')
    expect((await gateway.submit(order, codeOf('000'))).kind).toBe('no-answer')
    expect(await gateway.query(order)).toMatchObject({ kind: 'error', code: 'ORDERNOTEXIST' })
  })

  it('every time is unknown, and found by a query', async () => {
    const order = anOrder()
    balancer.befall(START, ...Array.from({ length: 9 }, () => 'answer-lost' as const))
    expect((await gateway.submit(order, codeOf('000'))).kind).toBe('no-answer')
    expect(await gateway.query(order)).toMatchObject({ progress: { kind: 'paid' } })
    expect(await submitsOf(order)).toBe(1)
  })

  it('because nobody is there was never sent', async () => {
    const order = anOrder()
    await balancer.close()
    expect(await gateway.submit(order, codeOf('000'))).toMatchObject({
      kind: 'not-sent',
      cause: 'unreachable',
    })
    balancer = await startBalancer(nodes.map(({ url }) => url))
    expect(await submitsOf(order)).toBe(0)
  })
})

describe('what cannot be believed', () => {
  it('is the answer about another payment', async () => {
    const [first, second] = [anOrder(), anOrder(990)]
    await gateway.submit(first, codeOf('000'))
    balancer.befall(START, 'another-answer')
    expect(await gateway.submit(second, codeOf('007'))).toMatchObject({
      kind: 'no-answer',
      cause: 'mismatch',
    })
    expect(await gateway.query(second)).toMatchObject({ progress: { kind: 'not-charged' } })
  })
})

describe('a device', () => {
  it('whose clock is wrong follows the backend’s', async () => {
    const clock: Clock = { ...systemClock, nowMs: () => systemClock.nowMs() - 3_600_000 }
    const order = anOrder()
    const answer = await gatewayOf(clientFor(enrolled, clock)).submit(order, codeOf('000'))
    expect(answer).toMatchObject({ kind: 'told', progress: { kind: 'paid' } })
    expect(balancer.requests.filter((line) => line === START)).toHaveLength(2)
  })

  it('that was revoked is refused before anything is done', async () => {
    const order = anOrder()
    await revokeDevice(rig.database.sql, enrolled.device.deviceId)
    expect(await gateway.submit(order, codeOf('000'))).toEqual({
      kind: 'not-sent',
      cause: 'refused',
      detail: 'device-revoked',
    })
    expect(await submitsOf(order)).toBe(0)
  })

  it('with a key that nobody enrolled is refused', async () => {
    const forged = gatewayOf(clientFor({ ...enrolled, key: createDeviceKey() }))
    expect(await forged.submit(anOrder(), codeOf('000'))).toMatchObject({ detail: 'not-signed' })
  })

  it('has the same key again when it was kept', async () => {
    const kept = readDeviceKey(enrolled.key.secret())
    expect(kept.publicKey).toBe(enrolled.key.publicKey)
    const answer = await clientFor({ ...enrolled, key: kept }).call('device', { timeoutMs: 6_000 })
    expect(answer).toMatchObject({ kind: 'answered', value: enrolled.device })
  })

  it('cannot be made of a code twice', async () => {
    const tillId = await createTill(rig.database.sql, { storeId: rig.storeId, name: 'Twice' })
    const code = await createEnrolmentCode(rig.database.sql, rig.masterKey, tillId)
    const ask = { code, timeoutMs: 6_000 }
    expect((await enrolDevice(clientFor(null), ask)).ok).toBe(true)
    expect(await enrolDevice(clientFor(null), ask)).toMatchObject({
      ok: false,
      error: { kind: 'refused', code: 'code-refused' },
    })
  })
})
