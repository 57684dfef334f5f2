import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createKeyChanger,
  type KeptKeys,
  type KeyChanger,
  type KeyChangeReport,
} from '../../adapters/backend/change-key.ts'
import {
  type BackendClient,
  createBackendClient,
  type EnrolledDevice,
} from '../../adapters/backend/client.ts'
import { createDeviceKey, readDeviceKey } from '../../adapters/backend/device-key.ts'
import { enrolDevice } from '../../adapters/backend/enrol.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { createUndiciHttp, type UndiciHttp } from '../../adapters/undici-http.ts'
import { createEnrolmentCode, revokeDevice } from '../../backend/enrolment.ts'
import type { Clock } from '../../app/ports.ts'
import { type Balancer, startBalancer } from './balancer.ts'
import { type NodeProcess, startNodeProcess } from './node-process.ts'
import { openRig, type Rig } from './rig.ts'

const ANNOUNCE = 'POST /v1/device/key'
const PROVE = 'GET /v1/device'
const DAY_MS = 86_400_000
const POLL = { timeout: 10_000, interval: 20 }

let rig: Rig
let nodes: readonly NodeProcess[]
let balancer: Balancer
let http: UndiciHttp
let deviceId: string
/** What is on this device's disk: all that survives it. */
let disk: KeptKeys
let changers: KeyChanger[]

const clientOf = (device: EnrolledDevice | null): BackendClient =>
  createBackendClient({
    http,
    url: balancer.url,
    device,
    clock: systemClock,
    connectTimeoutMs: 2_000,
    onCall: () => undefined,
  })

/** As it is read after a restart: nothing but text survives. */
const reread = ({ current, next, sinceMs }: KeptKeys): KeptKeys => ({
  current: readDeviceKey(current.secret()),
  next: next && readDeviceKey(next.secret()),
  sinceMs,
})

interface Start {
  readonly now?: boolean
  readonly ageMsMax?: number | null
  readonly clock?: Clock
  /** Fails as a full disk does. */
  readonly keeps?: (keys: KeptKeys) => boolean
}

/** A till's process as far as keys go; resolves with its first report of this kind. */
function startTill(
  wanted: KeyChangeReport,
  { now = false, ageMsMax = null, clock = systemClock, keeps = () => true }: Start,
): { readonly changer: KeyChanger; readonly reported: Promise<void> } {
  let resolve = (): void => undefined
  const reported = new Promise<void>((done) => (resolve = done))
  const changer = createKeyChanger({
    deviceId,
    kept: reread(disk),
    keep(keys) {
      if (!keeps(keys)) throw new Error('disk full')
      disk = keys
    },
    clientOf,
    clock,
    ageMsMax,
    onReport: (report) => {
      if (report === wanted) resolve()
    },
  })
  changers.push(changer)
  changer.open(now)
  return { changer, reported }
}

/** What the backend says to a question signed by this key alone. */
async function asked(key: KeptKeys['current']): Promise<string> {
  const answer = await clientOf({ deviceId, key }).call('device', { timeoutMs: 6_000 })
  return answer.kind === 'problem' ? answer.code : answer.kind
}

const requestsLike = (line: string): number =>
  balancer.requests.filter((request) => request === line).length

beforeAll(async () => {
  rig = await openRig()
  nodes = await Promise.all([startNodeProcess(rig), startNodeProcess(rig)])
})
beforeEach(async () => {
  changers = []
  balancer = await startBalancer(nodes.map(({ url }) => url))
  http = createUndiciHttp({
    authorities: [],
    certificate: null,
    findProxy: () => Promise.resolve(null),
    plainLoopback: true,
  })
  const code = await createEnrolmentCode(rig.database.sql, rig.masterKey, rig.tillId)
  const made = await enrolDevice(clientOf(null), { code, timeoutMs: 6_000 })
  if (!made.ok) throw new Error(made.error.kind)
  deviceId = made.value.device.deviceId
  disk = { current: made.value.key, next: null, sinceMs: systemClock.nowMs() }
})
afterEach(async () => {
  for (const changer of changers) changer.close()
  http.close()
  await balancer.close()
})
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.kill()))
  await rig.close()
})

describe('a till that changes its key', () => {
  it('signs with the new one, and the old one is refused', async () => {
    const before = disk.current
    const { changer, reported } = startTill('changed', { now: true })
    await reported
    expect(disk).toMatchObject({ next: null })
    expect(changer.device.key.publicKey).toBe(disk.current.publicKey)
    expect(disk.current.publicKey).not.toBe(before.publicKey)
    expect(await asked(before)).toBe('not-signed')
    expect(await asked(disk.current)).toBe('answered')
  })

  it('does so when the key is too old or of unknown age, not before, and never if told so', async () => {
    const nowMs = systemClock.nowMs()
    const clock = { ...systemClock, nowMs: () => nowMs }
    const first = disk.current.publicKey
    const waits = [
      { sinceMs: nowMs - 90 * DAY_MS + 1, ageMsMax: 90 * DAY_MS },
      { sinceMs: nowMs + DAY_MS, ageMsMax: 90 * DAY_MS },
      { sinceMs: null, ageMsMax: null },
    ]
    for (const { sinceMs, ageMsMax } of waits) {
      disk = { ...disk, sinceMs }
      startTill('begun', { ageMsMax, clock })
      expect(disk).toMatchObject({ next: null, sinceMs })
    }
    for (const sinceMs of [nowMs - 90 * DAY_MS, null]) {
      const before = disk.current.publicKey
      disk = { ...disk, sinceMs }
      await startTill('changed', { ageMsMax: 90 * DAY_MS, clock }).reported
      expect(disk).toMatchObject({ next: null, sinceMs: nowMs })
      expect(disk.current.publicKey).not.toBe(before)
    }
    expect(disk.current.publicKey).not.toBe(first)
  })

  it('announces nothing that is not on disk', async () => {
    const before = disk.current
    await startTill('not-kept', { now: true, keeps: () => false }).reported
    expect(requestsLike(ANNOUNCE)).toBe(0)
    expect(await asked(before)).toBe('answered')
  })

  it('says when neither key works, and throws none away', async () => {
    const next = createDeviceKey()
    disk = { current: createDeviceKey(), next, sinceMs: null }
    await startTill('locked-out', {}).reported
    expect(disk.next?.publicKey).toBe(next.publicKey)
  })

  it('does not go on asking for a device that was revoked', async () => {
    await revokeDevice(rig.database.sql, deviceId)
    await startTill('locked-out', { now: true }).reported
    expect(requestsLike(ANNOUNCE)).toBe(1)
  })
})

/** Where a till is killed: what becomes of its requests until then, and which of the two keys works afterwards. */
const KILLED: readonly (readonly [string, Killed])[] = [
  ['before the announcement left', { befalls: [[ANNOUNCE, 'lost']], until: ANNOUNCE, works: 'old' }],
  ['before it heard that the announcement was taken', { befalls: [[ANNOUNCE, 'answer-lost']], until: ANNOUNCE, works: 'old' }],
  ['before the first use of the new key left', { befalls: [[PROVE, 'lost']], until: PROVE, works: 'old' }],
  ['before it heard that the new key was taken', { befalls: [[PROVE, 'answer-lost']], until: PROVE, works: 'new' }],
  ['before the end of the change was on disk', { befalls: [], until: null, works: 'new' }],
] // prettier-ignore

interface Killed {
  readonly befalls: readonly (readonly [string, 'lost' | 'answer-lost'])[]
  /** The request after which it is killed; null: after its last write failed. */
  readonly until: string | null
  readonly works: 'old' | 'new'
}

describe.each(KILLED)('a till that is killed %s', (_when, { befalls, until, works }) => {
  let before: KeptKeys['current']

  beforeEach(async () => {
    before = disk.current
    for (const [line, mishap] of befalls) balancer.befall(line, mishap)
    const keeps = ({ next }: KeptKeys): boolean => until !== null || next !== null
    const till = startTill('not-kept', { now: true, keeps })
    if (until === null) await till.reported
    else await vi.waitUntil(() => requestsLike(until) === 1, POLL)
    // The node has taken the key before its answer was lost.
    if (works === 'new')
      await vi.waitUntil(async () => (await asked(before)) === 'not-signed', POLL)
    till.changer.close()
  })

  it('has both keys on disk, and can sell with them at once', async () => {
    const { next, current } = disk
    expect(next).not.toBeNull()
    expect(current.publicKey).toBe(before.publicKey)
    // Its change is not gone on with: whichever key works is found by the request itself.
    const client = clientOf({ deviceId, key: current, otherKey: next })
    const body = {
      id: `KEYS${Date.now()}`,
      amountMinor: 100,
      currency: 'CNY',
      description: 'Demo Store-Tea',
      note: '',
      paymentCode: '100000000000000001',
    }
    const answer = await client.call('startPayment', { body, timeoutMs: 9_000 })
    expect(answer).toMatchObject({ kind: 'answered', value: { id: body.id } })
  })

  it('ends the change when it is started again', async () => {
    const next = disk.next?.publicKey
    await startTill('changed', {}).reported
    expect(disk.next).toBeNull()
    expect(disk.current.publicKey).toBe(next)
    expect(await asked(before)).toBe('not-signed')
    expect(await asked(disk.current)).toBe('answered')
  })
})
