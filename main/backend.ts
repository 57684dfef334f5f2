import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createKeyChanger, type KeyChanger, type KeptKeys } from '../adapters/backend/change-key.ts'
import {
  type BackendCallReport,
  type BackendClient,
  type BackendHttp,
  createBackendClient,
  type EnrolledDevice,
} from '../adapters/backend/client.ts'
import { enrolDevice } from '../adapters/backend/enrol.ts'
import { followEvents } from '../adapters/backend/events.ts'
import { createBackendRefunds } from '../adapters/backend/refund-gateway.ts'
import { createBackendPeople } from '../adapters/backend/people.ts'
import { createBackendGateway } from '../adapters/backend/gateway.ts'
import type { WayOptions } from '../adapters/line.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { systemAuthorities } from '../adapters/system-authorities.ts'
import { readAuthorities } from '../adapters/trust.ts'
import { createUndiciHttp } from '../adapters/undici-http.ts'
import { createUndiciStreams, type OpenStream } from '../adapters/undici-stream.ts'
import type { Configuration } from '../app/contract/configuration.ts'
import type { BackendConfiguration } from '../app/contract/backend-configuration.ts'
import type { StartFault } from '../app/contract/start-fault.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import type { WechatLightDetail } from '../app/service-light.ts'
import type { Access } from './access.ts'
import { keepDevice, keepKeys, type KnownDevice, readDevice } from './device-secret.ts'
import { createFindProxy } from './find-proxy.ts'
import type { LightBoard } from './lights.ts'
import type { Log } from './log.ts'
import type { Secrets } from './secrets.ts'

/** What the way through the backend is made from. */
export interface BackendParts {
  readonly backend: BackendConfiguration
  readonly timing: Configuration['timing']
  /** Folder that `caFile` is relative to. */
  readonly folder: string
  readonly secrets: Secrets
  readonly onSecret: (secret: string) => void
  /** Changes the device's key now, however old it is. */
  readonly changeKeyNow: boolean
  readonly log: Log
  readonly lights: LightBoard
}

/** Nobody waits at the counter, and a code whose answer is lost is used up. */
const ENROL_MS = 15_000

/** Problems by which the backend says that it is busy or broken, not that this till is wrong. */
const TROUBLED = ['unavailable', 'broken', 'too-many-requests']

/** What a call says about the backend. */
function lightOf({ outcome, detail }: BackendCallReport): WechatLightDetail {
  if (outcome === 'not-sent') {
    return detail.startsWith('tls') ? 'backend-untrusted' : 'backend-unreachable'
  }
  if (outcome === 'timeout' || outcome === 'broken' || TROUBLED.includes(outcome)) {
    return 'backend-slow'
  }
  if (outcome === 'unreadable') return 'backend-untrusted'
  const refused =
    outcome === 'device-revoked' || outcome === 'not-signed' || outcome === 'clock-off'
  return refused ? 'backend-refused' : 'backend-answering'
}

/** How a client is made once it is known who asks. */
type MakeClient = (device: EnrolledDevice | null) => BackendClient

/** This machine's device: the one that was enrolled before, or a new one if there is a code for it. */
async function deviceOf(
  { backend, secrets, log }: BackendParts,
  makeClient: MakeClient,
): Promise<Result<KnownDevice, StartFault>> {
  const known = readDevice(secrets)
  const code = backend.enrolmentCode
  if (known !== null && (code === '' || known.madeBy(code))) return succeed(known)
  if (code === '') return fail({ kind: 'not-enrolled', reason: 'no-code' })
  const enrolled = await enrolDevice(makeClient(null), { code, timeoutMs: ENROL_MS })
  if (!enrolled.ok) {
    const { error } = enrolled
    log.warn({ error }, 'enrolment')
    const reason = error.kind === 'refused' ? error.code : 'unreachable'
    return fail({ kind: 'not-enrolled', reason })
  }
  const { device, key } = enrolled.value
  const keys = { current: key, next: null, sinceMs: systemClock.nowMs() }
  keepDevice(secrets, { device, keys, code })
  log.info({ device }, 'enrolled')
  return succeed({ device, keys, madeBy: (other) => other === code })
}

/** The way through the merchant's backend; enrols this machine first where it is not. */
export async function openBackend(
  parts: BackendParts,
): Promise<Result<Access & { readonly known: KnownDevice }, StartFault>> {
  const { backend, timing, folder, log, lights } = parts
  const authorities = readCa(backend, folder)
  if (!authorities.ok) return authorities
  const way: WayOptions = {
    authorities: [...systemAuthorities(), ...authorities.value],
    certificate: null,
    findProxy: createFindProxy(),
    plainLoopback: true,
  }
  const http = createUndiciHttp(way)
  const makeClient = clientMaker(parts, http)
  const found = await deviceOf(parts, makeClient)
  if (!found.ok) {
    http.close()
    return found
  }
  const known = found.value
  const keys = createKeys(parts, known, makeClient)
  const client = makeClient(keys.device)
  const gateway = createBackendGateway({
    client,
    clock: systemClock,
    timeouts: {
      submitMs: timing.submitTimeoutMs,
      queryMs: timing.queryTimeoutMs,
      stopMs: timing.revokeTimeoutMs,
    },
  })
  let hear = (_outTradeNo: string): void => undefined
  const openStream = createUndiciStreams(way)
  const stopFollowing = followEvents({
    client,
    openStream,
    clock: systemClock,
    connectTimeoutMs: timing.connectTimeoutMs,
    onNews({ id, version }) {
      gateway.heard(id, version)
      hear(id)
    },
    onLine(stands, detail) {
      if (stands) lights.wechat('backend-answering')
      else log.info({ detail }, 'event stream ended')
    },
  })
  keys.open(parts.changeKeyNow)
  const wish = {
    url: backend.url,
    withCertificate: false,
    connectTimeoutMs: timing.connectTimeoutMs,
  }
  return succeed({
    known,
    gateway,
    ...besidesPayments(client, timing),
    prepare: () => void http.prepareConnection(wish),
    wechatBooks: null,
    openBackendDesk: deskOpener(client, openStream, timing.connectTimeoutMs),
    listen(listener) {
      hear = listener
    },
    close() {
      keys.close()
      stopFollowing()
      http.close()
    },
  })
}

/** Opens the merchant's days. Read only by tills whose manager looks at them. */
const deskOpener =
  (
    client: BackendClient,
    openStream: OpenStream,
    connectTimeoutMs: number,
  ): Access['openBackendDesk'] =>
  async (host) => {
    const { openBackendDesk } = await import('../adapters/backend/reconciliation.ts')
    return openBackendDesk({ client, openStream, clock: systemClock, connectTimeoutMs }, host)
  }

/** What the backend is asked besides payments. */
function besidesPayments(
  client: BackendClient,
  { queryTimeoutMs, revokeTimeoutMs }: Configuration['timing'],
): Pick<Access, 'refunds' | 'backendRefunds' | 'people'> {
  const refunds = createBackendRefunds({ client, timeoutMs: revokeTimeoutMs })
  const people = createBackendPeople({ client, timeoutMs: queryTimeoutMs })
  return { refunds, backendRefunds: refunds, people }
}

const DAY_MS = 86_400_000

/** The keys of this device, in its secrets. */
function createKeys(
  { backend, secrets, log, onSecret }: BackendParts,
  { device: { deviceId }, keys: kept }: KnownDevice,
  clientOf: MakeClient,
): KeyChanger {
  const hide = ({ current, next }: KeptKeys): void => {
    onSecret(current.secret())
    if (next !== null) onSecret(next.secret())
  }
  hide(kept)
  return createKeyChanger({
    deviceId,
    kept,
    keep(keys) {
      hide(keys)
      keepKeys(secrets, deviceId, keys)
    },
    clientOf,
    clock: systemClock,
    ageMsMax: backend.keyDaysMax === 0 ? null : backend.keyDaysMax * DAY_MS,
    onReport: (report) => log.info({ report }, 'device key'),
  })
}

const clientMaker =
  ({ backend, timing, log, lights }: BackendParts, http: BackendHttp): MakeClient =>
  (device) =>
    createBackendClient({
      http,
      url: backend.url,
      device,
      clock: systemClock,
      connectTimeoutMs: timing.connectTimeoutMs,
      onCall(call) {
        log.info({ call }, 'call')
        lights.wechat(lightOf(call))
      },
    })

function readCa(
  { caFile }: BackendConfiguration,
  folder: string,
): Result<readonly string[], StartFault> {
  if (caFile === undefined) return succeed([])
  const wrong = (reason: string): Result<readonly string[], StartFault> =>
    fail({ kind: 'credentials-missing', at: 'backend.caFile', reason })
  try {
    const read = readAuthorities(readFileSync(path.resolve(folder, caFile), 'utf8'))
    return read.ok ? read : wrong(read.error.kind)
  } catch (error) {
    return wrong(error instanceof Error ? error.message : 'unreadable')
  }
}
