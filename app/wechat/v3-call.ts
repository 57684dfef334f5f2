import type { NoAnswer } from '../ports.ts'
import type { CallReport, NotSent, Operation, Wire } from './call.ts'
import type { HttpAnswer, HttpReading } from './http.ts'
import { noAnswer } from './judge.ts'
import { authorize, type V3Merchant } from './v3-signing.ts'
import { XML_BYTES_MAX } from './xml.ts'

/** What V3 calls need beside a V2 wire. */
export interface V3 {
  readonly http: HttpReading
  readonly merchant: V3Merchant
}

/** A whole answer of whatever status, with when it was asked for. Nothing in it was checked. */
export type V3Answer = Extract<HttpAnswer, { readonly kind: 'answered' }> & {
  readonly startedAtMs: number
}

/** A GET of V3. */
export interface V3Get<T> {
  readonly operation: Operation
  /** Path with query. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly bodyBytesMax?: number
  readonly onBytes?: (chunk: Uint8Array) => void
  /** Turns a whole answer into what it means. */
  readonly read: (answer: V3Answer, host: string) => T | Promise<T>
}

interface Meaning {
  readonly kind: string
  readonly cause?: string
  readonly code?: string
  readonly detail?: string
}

/** Signs and sends a GET to the best host; the next one gets it only when the one before took no byte of it. */
export async function getV3<T extends Meaning>(
  wire: Wire,
  v3: V3,
  call: V3Get<T>,
): Promise<T | NoAnswer> {
  let last: T | NoAnswer | NotSent = noAnswer('broken', 'no host')
  for (const host of wire.hosts.inOrder()) {
    last = await getFrom(wire, v3, { call, host })
    if (last.kind !== 'not-sent') break
  }
  if (last.kind !== 'not-sent') return last as T | NoAnswer // `T` has no such kind: see `Meaning`.
  const { cause = '', detail = '' }: Meaning = last
  return noAnswer('broken', `not sent (${cause}): ${detail}`)
}

async function getFrom<T extends Meaning>(
  wire: Wire,
  { http, merchant }: V3,
  { call, host }: { readonly call: V3Get<T>; readonly host: string },
): Promise<T | NoAnswer | NotSent> {
  const { clock, random, timeouts, hosts, onCall } = wire
  const startedAtMs = clock.nowMs()
  const authorization = authorize(merchant, {
    method: 'GET',
    path: call.path,
    timestampS: Math.floor(startedAtMs / 1_000),
    nonce: random.letters(32),
    body: '',
  })
  const answered = await http.get({
    url: host + call.path,
    headers: {
      accept: 'application/json, text/plain',
      'user-agent': 'QuickPayCashier',
      ...call.headers,
      authorization,
    },
    connectTimeoutMs: timeouts.connectMs,
    timeoutMs: call.timeoutMs,
    bodyBytesMax: call.bodyBytesMax ?? XML_BYTES_MAX,
    ...(call.onBytes === undefined ? {} : { onBytes: call.onBytes }),
  })
  const answer = await meaningOf(call, answered, { startedAtMs, host })
  const meaning: Meaning = answer
  const report: CallReport = {
    operation: call.operation,
    outTradeNo: '',
    host,
    startedAtMs,
    endedAtMs: clock.nowMs(),
    outcome: meaning.kind,
    cause: meaning.cause ?? null,
    errorCode: meaning.code ?? null,
    httpStatus: answered.kind === 'answered' ? answered.status : null,
    detail: meaning.detail ?? '',
  }
  // Apart from this call: a log that cannot be written must never cost an answer.
  void Promise.resolve(report).then(onCall)
  if (answered.kind === 'answered') hosts.worked(host)
  else hosts.failed(host)
  return answer
}

async function meaningOf<T>(
  { read }: V3Get<T>,
  answered: HttpAnswer,
  { startedAtMs, host }: { readonly startedAtMs: number; readonly host: string },
): Promise<T | NoAnswer | NotSent> {
  switch (answered.kind) {
    case 'answered':
      return read({ ...answered, startedAtMs }, host)
    case 'not-sent':
      return { kind: 'not-sent', cause: answered.cause, detail: answered.detail }
    case 'no-answer':
      return noAnswer(answered.cause === 'too-large' ? 'unreadable' : answered.cause, answered.detail) // prettier-ignore
  }
}
