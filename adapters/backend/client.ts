import type { z } from 'zod'
import { REST_CALLS, type RestCallName } from '../../app/contract/rest-calls.ts'
import { type ProblemCode, problemSchema } from '../../app/contract/rest-problem.ts'
import type { Clock, NotSentCause } from '../../app/ports.ts'
import type { HttpAnswer, HttpRequest } from '../../app/wechat/http.ts'
import type { DeviceKey } from './device-key.ts'

/** The way bytes go to the backend; see `Http`, whose promises it keeps. */
export interface BackendHttp {
  readonly send: (request: HttpRequest & { readonly method: 'GET' | 'POST' }) => Promise<HttpAnswer>
}

/** An enrolled device. */
export interface EnrolledDevice {
  readonly deviceId: string
  /** Looked up for each request: it may have been changed since the last. */
  readonly key: DeviceKey
  /** While the key is being changed, the one that the backend may know instead. */
  readonly otherKey?: DeviceKey | null
}

/** What a client is made from. */
export interface BackendClientParts {
  readonly http: BackendHttp
  /** Address of the backend, without a path. */
  readonly url: string
  /** Null before it is enrolled: only unsigned calls can be made then. */
  readonly device: EnrolledDevice | null
  readonly clock: Clock
  readonly connectTimeoutMs: number
  /** Told after each request. */
  readonly onCall: (report: BackendCallReport) => void
}

/** One request and what became of it: for logs and lights. Holds no payment code and no key. */
export interface BackendCallReport {
  readonly call: RestCallName
  readonly startedAtMs: number
  readonly endedAtMs: number
  /** `answered`, a problem's code, `not-sent`, `no-answer`, or `unreadable`. */
  readonly outcome: string
  readonly detail: string
}

/** What became of a call. */
export type BackendAnswer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  /** The backend refuses, and says so in its contract's own words. */
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly detail: string }
  /** Proven: no byte of it left. */
  | { readonly kind: 'not-sent'; readonly cause: NotSentCause; readonly detail: string }
  /** It may have arrived; nobody can tell. An answer that is not the contract's says as little as none. */
  | {
      readonly kind: 'no-answer'
      readonly cause: 'timeout' | 'broken' | 'unreadable'
      readonly detail: string
    }

/** What goes into a call. */
export interface BackendAsk {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: object
  readonly timeoutMs: number
}

type Value<K extends RestCallName> = z.infer<(typeof REST_CALLS)[K]['answer']>

/** Calls of the backend, signed by this device. No function rejects. */
export interface BackendClient {
  readonly call: <K extends RestCallName>(
    name: K,
    ask: BackendAsk,
  ) => Promise<BackendAnswer<Value<K>>>
  /** Headers for a stream or a file, which is opened elsewhere. */
  readonly signed: (
    name: RestCallName,
    ask?: Pick<BackendAsk, 'params' | 'query'>,
  ) => {
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
  }
  /** The backend says what time it is: signatures follow its clock, whatever this machine's says. */
  readonly learnTime: (serverTimeMs: number) => void
}

/** More than the longest document of the contract. */
const BODY_BYTES_MAX = 1_000_000

/** Makes the client of one backend. */
export function createBackendClient(parts: BackendClientParts): BackendClient {
  const { http, device, clock, connectTimeoutMs, onCall } = parts
  const base = new URL(parts.url)
  /** The backend's clock minus this machine's. */
  let offsetMs = 0

  const request = (
    name: RestCallName,
    { params, query, body }: Partial<BackendAsk>,
    key: DeviceKey | null,
  ) => {
    const { method, path, signed } = REST_CALLS[name]
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
      encodeURIComponent(params?.[key] ?? ''),
    )
    const url = new URL(filled, base)
    for (const [key, value] of Object.entries(query ?? {})) url.searchParams.set(key, String(value))
    const text = body === undefined ? '' : JSON.stringify(body)
    const proof =
      signed && device !== null && key !== null
        ? key.signRequest({
            deviceId: device.deviceId,
            method,
            path: url.pathname + url.search,
            body: text,
            timeMs: Math.round(clock.nowMs() + offsetMs),
          })
        : {}
    const headers = { accept: 'application/json', 'content-type': 'application/json', ...proof }
    return { method, url: url.href, body: text, headers }
  }

  async function once<K extends RestCallName>(
    name: K,
    ask: BackendAsk,
    key: DeviceKey | null,
  ): Promise<BackendAnswer<Value<K>>> {
    const startedAtMs = clock.nowMs()
    const { timeoutMs } = ask
    const { answer, serverTimeMs } = read(
      name,
      await http.send({
        ...request(name, ask, key),
        withCertificate: false,
        connectTimeoutMs,
        timeoutMs,
        bodyBytesMax: BODY_BYTES_MAX,
      }),
    )
    if (serverTimeMs !== null) offsetMs = serverTimeMs - clock.nowMs()
    onCall({ call: name, startedAtMs, endedAtMs: clock.nowMs(), ...outcomeOf(answer) })
    return answer
  }

  return {
    async call(name, ask) {
      const key = device?.key ?? null
      let answer = await once(name, ask, key)
      // Refused for its time it has done nothing: signed anew by the backend's own clock it may go once more.
      if (isProblem(answer, 'clock-off')) answer = await once(name, ask, key)
      // Nor has it done anything when the backend knows another key: of two keys that a change is about, one always works.
      const other = isProblem(answer, 'not-signed') ? keyBeside(device, key) : null
      return other === null ? answer : once(name, ask, other)
    },
    signed(name, ask = {}) {
      const { url, headers } = request(name, ask, device?.key ?? null)
      const accept = 'file' in REST_CALLS[name] ? '*/*' : 'text/event-stream'
      return { url, headers: { ...headers, accept } }
    },
    learnTime(serverTimeMs) {
      offsetMs = serverTimeMs - clock.nowMs()
    },
  }
}

const isProblem = (answer: BackendAnswer<unknown>, code: ProblemCode): boolean =>
  answer.kind === 'problem' && answer.code === code

/** A key of the device that is not `used`. The change may have gone on since that was taken. */
const keyBeside = (device: EnrolledDevice | null, used: DeviceKey | null): DeviceKey | null =>
  [device?.key, device?.otherKey].find(
    (key) => key !== undefined && key !== null && key.publicKey !== used?.publicKey,
  ) ?? null

interface Read<K extends RestCallName> {
  readonly answer: BackendAnswer<Value<K>>
  /** The backend's time, where it says that ours is wrong. */
  readonly serverTimeMs: number | null
}

const plain = <K extends RestCallName>(answer: BackendAnswer<Value<K>>): Read<K> => ({
  answer,
  serverTimeMs: null,
})

function read<K extends RestCallName>(name: K, answer: HttpAnswer): Read<K> {
  if (answer.kind === 'not-sent') {
    return plain<K>({ kind: 'not-sent', cause: answer.cause, detail: answer.detail })
  }
  if (answer.kind === 'no-answer') {
    const { cause, detail } = answer
    return plain<K>({
      kind: 'no-answer',
      cause: cause === 'too-large' ? 'unreadable' : cause,
      detail,
    })
  }
  const json = parse(answer.body)
  if (answer.status === 200) {
    const value = REST_CALLS[name].answer.safeParse(json)
    return plain<K>(
      value.success
        ? // The schema of this very call has just read it.
          { kind: 'answered', value: value.data as Value<K> }
        : unreadable(`status 200: ${value.error.issues[0]?.path.join('.') ?? ''}`),
    )
  }
  const problem = problemSchema.safeParse(json)
  if (!problem.success || problem.data.status !== answer.status) {
    return plain<K>(unreadable(`status ${answer.status}`))
  }
  const { code, detail, serverTimeMs } = problem.data
  return {
    answer: { kind: 'problem', code, detail },
    serverTimeMs: code === 'clock-off' ? serverTimeMs : null,
  }
}

const unreadable = (detail: string) => ({ kind: 'no-answer', cause: 'unreadable', detail }) as const

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return null
  }
}

function outcomeOf(answer: BackendAnswer<unknown>): Pick<BackendCallReport, 'outcome' | 'detail'> {
  switch (answer.kind) {
    case 'answered':
      return { outcome: 'answered', detail: '' }
    case 'problem':
      return { outcome: answer.code, detail: answer.detail }
    case 'not-sent':
      return { outcome: 'not-sent', detail: `${answer.cause}: ${answer.detail}` }
    case 'no-answer':
      return { outcome: answer.cause, detail: answer.detail }
  }
}
