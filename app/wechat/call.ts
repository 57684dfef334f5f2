import { maskCode } from '../payment/payment-code.ts'
import type { Clock, EpochMs, NoAnswer, NotSentCause, Random } from '../ports.ts'
import { findFieldError, type OutgoingField } from './field-rules.ts'
import type { Hosts } from './hosts.ts'
import type { Http, HttpAnswer, HttpRequest } from './http.ts'
import { judge, noAnswer, type Verified, type VerifiedError } from './judge.ts'
import { type Merchant, merchantFields } from './merchant.ts'
import { headersFor, type SandboxKeys, sandboxPath } from './sandbox.ts'
import { signFields } from './sign.ts'
import { writeXml, XML_BYTES_MAX } from './xml.ts'

/** What is asked of WeChat. */
export type Operation =
  | 'submit'
  | 'query'
  | 'revoke'
  | 'refund'
  | 'refund-query'
  | 'bill'
  | 'sandbox-key'
  /** WeChat's own certificates of V3. */
  | 'certificates'

/** One request to one host and what became of it: for logs and lights. Holds no payment code and no key. */
export interface CallReport {
  readonly operation: Operation
  /** Order, refund or bill that was asked about; empty when that is no order number. */
  readonly outTradeNo: string
  readonly host: string
  readonly startedAtMs: EpochMs
  readonly endedAtMs: EpochMs
  /** Kind of the answer: `paid`, `order`, `accepted`, `refunds`, `bill`, `refused`, `key`, `certificates`, `error`, `no-answer` or `not-sent`. */
  readonly outcome: string
  /** Why there is nothing to be believed; null when there is. */
  readonly cause: string | null
  /** `err_code` of a verified error, or the bill's `error_code`. */
  readonly errorCode: string | null
  /** Null when no whole HTTP answer came. */
  readonly httpStatus: number | null
  readonly detail: string
}

/** Milliseconds. Each holds for one host; only a host that took the request is waited for in full. */
export interface Timeouts {
  readonly connectMs: number
  readonly submitMs: number
  readonly queryMs: number
  /** For refunds too. */
  readonly revokeMs: number
}

/** All that a call needs of the world. */
export interface Wire {
  readonly http: Http
  readonly merchant: Merchant
  readonly hosts: Hosts
  readonly keys: SandboxKeys
  readonly timeouts: Timeouts
  readonly clock: Clock
  readonly random: Random
  readonly onCall: (report: CallReport) => void
}

/** Proven: no byte of it left, on any host. */
export interface NotSent {
  readonly kind: 'not-sent'
  readonly cause: NotSentCause
  readonly detail: string
}

/** One call, whatever the host. */
export interface Call<T> {
  readonly operation: Exclude<Operation, 'sandbox-key' | 'certificates'>
  readonly path: string
  readonly outTradeNo: string
  /** Without those that every call has. Empty texts are left out. */
  readonly fields: readonly OutgoingField[]
  readonly timeoutMs: number
  readonly bodyBytesMax?: number
  /** The answer's body goes here, piece by piece, and not into the answer. */
  readonly onBytes?: (chunk: Uint8Array) => void
  /** A payment code, should WeChat's free text ever quote it: taken out of everything that comes back. */
  readonly hidden?: string
  /** Turns a whole answer into what it means. */
  readonly read: (
    answer: Extract<HttpAnswer, { readonly kind: 'answered' }>,
    key: string,
  ) => T | Promise<T>
}

interface Meaning {
  readonly kind: string
  readonly description?: string
  readonly cause?: string
  readonly code?: string
  readonly detail?: string
}

/**
 * Makes a call on the best host. The next host gets it only when the one before took no byte of it, so it can never
 * be under way twice; a host that failed otherwise is only avoided by later calls.
 */
export async function makeCall<T extends Meaning>(
  wire: Wire,
  call: Call<T>,
): Promise<T | NoAnswer | NotSent> {
  const wrong = findFieldError(call.fields)
  if (wrong !== null) return misconfigured(`field ${wrong.field}: ${wrong.problem}`)
  const path = sandboxPath(wire.merchant.sandbox, call)
  if (path === null) return misconfigured(`the sandbox has no ${call.operation}`)
  let answer: T | NoAnswer | NotSent = misconfigured('no host')
  for (const host of wire.hosts.inOrder()) {
    answer = await callHost(wire, call, { host, path })
    if (answer.kind !== 'not-sent' || answer.cause === 'configuration') return answer
  }
  return answer
}

const misconfigured = (detail: string): NotSent => ({
  kind: 'not-sent',
  cause: 'configuration',
  detail,
})

async function callHost<T extends Meaning>(
  wire: Wire,
  call: Call<T>,
  { host, path }: { readonly host: string; readonly path: string },
): Promise<T | NoAnswer | NotSent> {
  const key = await wire.keys(host)
  if (key.kind === 'not-sent') return key
  const startedAtMs = wire.clock.nowMs()
  const posted = await wire.http.post(requestFor(wire, call, { url: host + path, key: key.key }))
  const answer = withoutCode(await meaningOf(call, posted, key.key), call.hidden)
  const meaning: Meaning = answer
  const report: CallReport = {
    operation: call.operation,
    outTradeNo: call.outTradeNo,
    host,
    startedAtMs,
    endedAtMs: wire.clock.nowMs(),
    outcome: meaning.kind,
    cause: meaning.cause ?? null,
    errorCode: meaning.code ?? null,
    httpStatus: posted.kind === 'answered' ? posted.status : null,
    detail: meaning.detail ?? '',
  }
  // Apart from this call: a log that cannot be written must never cost an answer.
  void Promise.resolve(report).then(wire.onCall)
  noteHost(wire.hosts, host, meaning)
  return answer
}

/** The answer with the code in WeChat's free texts made unreadable. */
function withoutCode<T extends Meaning>(answer: T, code: string | undefined): T {
  if (code === undefined || code === '') return answer
  const clean = (text: string): string => text.replaceAll(code, maskCode(code))
  return {
    ...answer,
    ...(answer.detail === undefined ? {} : { detail: clean(answer.detail) }),
    ...(answer.description === undefined ? {} : { description: clean(answer.description) }),
  }
}

function requestFor<T>(
  { merchant, random, timeouts }: Wire,
  { fields, operation, timeoutMs, bodyBytesMax = XML_BYTES_MAX, onBytes }: Call<T>,
  { url, key }: { readonly url: string; readonly key: string },
): HttpRequest {
  const unsigned = [
    ...merchantFields(merchant),
    ...fields,
    ['nonce_str', random.letters(32)] as const,
    // MD5 is the default; anything else must be named, and the name is signed too.
    ['sign_type', merchant.signType === 'MD5' ? '' : merchant.signType] as const,
  ].filter(([, value]) => value !== '')
  const sign = signFields(unsigned, key, merchant.signType)
  return {
    url,
    body: writeXml([...unsigned, ['sign', sign]]),
    headers: headersFor(merchant),
    withCertificate:
      merchant.sandbox === 'off' && (operation === 'revoke' || operation === 'refund'),
    connectTimeoutMs: timeouts.connectMs,
    timeoutMs,
    bodyBytesMax,
    ...(onBytes === undefined ? {} : { onBytes }),
    // An answer doubled by a proxy must not be taken for the next sale's: most refusals name no order.
    lastOnLine: operation === 'submit',
  }
}

async function meaningOf<T extends Meaning>(
  call: Call<T>,
  posted: HttpAnswer,
  key: string,
): Promise<T | NoAnswer | NotSent> {
  switch (posted.kind) {
    case 'answered':
      return call.read(posted, key)
    case 'not-sent':
      return { kind: 'not-sent', cause: posted.cause, detail: posted.detail }
    case 'no-answer':
      return posted.cause === 'too-large'
        ? noAnswer('unreadable', posted.detail)
        : noAnswer(posted.cause, posted.detail)
  }
}

function noteHost(hosts: Hosts, host: string, { kind, cause }: Meaning): void {
  const failed = ['timeout', 'broken', 'unreadable', 'unreachable', 'tls'].includes(cause ?? '')
  if (failed) hosts.failed(host)
  else if (kind !== 'no-answer' && kind !== 'not-sent') hosts.worked(host)
}

/** Reads an answer that must be signed, and hands its fields on once they may be believed. */
export const whenVerified =
  <T>(
    { merchant }: Pick<Wire, 'merchant'>,
    echoes: readonly (readonly [name: string, value: string])[],
    read: (answer: Verified | VerifiedError) => T,
  ) =>
  (answer: Extract<HttpAnswer, { readonly kind: 'answered' }>, key: string): T | NoAnswer => {
    const judged = judge(answer, { merchant, key, echoes })
    return judged.kind === 'no-answer' ? judged : read(judged)
  }

/** For calls that may be repeated freely: what was not sent has simply no answer. */
export const notSentIsNoAnswer = <T extends { readonly kind: string }>(
  answer: T | NotSent,
): Exclude<T, NotSent> | NoAnswer =>
  isNotSent(answer)
    ? noAnswer('broken', `not sent (${answer.cause}): ${answer.detail}`)
    : // The other half of the union, which the compiler cannot subtract from a type parameter.
      (answer as Exclude<T, NotSent>)

const isNotSent = (answer: { readonly kind: string }): answer is NotSent =>
  answer.kind === 'not-sent'
