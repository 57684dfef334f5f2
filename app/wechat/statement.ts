import type { NoAnswer } from '../ports.ts'
import type { BillAnswer, BillRefusal, BillRequest, BillSink } from './bill.ts'
import { tallyInto } from './bill-tally.ts'
import { BILL_BYTES_MAX, BILL_TIMEOUT_MS } from './bill-limits.ts'
import type { Wire } from './call.ts'
import { noAnswer } from './judge.ts'
import { type FindPlatformKey, readV3Error } from './platform-certificates.ts'
import { getV3, type V3, type V3Answer } from './v3-call.ts'
import { isSignedBy, isTimely, signatureIn } from './v3-signing.ts'

/** V3's way to bills, with WeChat's keys as far as they are known. */
export interface StatementWay {
  readonly v3: V3
  readonly findKey: FindPlatformKey
}

/**
 * Downloads the global statement of a day: `GET /v3/global/statements`
 * (pay.weixin.qq.com/wiki/doc/api_external/en/apis/chapter3_1_6.shtml). WeChat signs the SHA-1 of its plain text, which whoever
 * has the file compares with what it holds: here it is not looked at, whatever its size.
 */
export async function downloadStatement(
  wire: Wire,
  { v3, findKey }: StatementWay,
  { date, gzip }: Pick<BillRequest, 'date' | 'gzip'>,
  sink: BillSink,
): Promise<BillAnswer> {
  const tally = tallyInto(sink)
  return getV3<BillAnswer>(wire, v3, {
    operation: 'bill',
    path: `/v3/global/statements?${query(wire, date)}`,
    headers: { 'accept-encoding': gzip ? 'gzip' : 'identity' },
    timeoutMs: BILL_TIMEOUT_MS,
    bodyBytesMax: BILL_BYTES_MAX,
    onBytes: tally.take,
    read: (answer) =>
      answer.status === 200
        ? judgeStatement({ answer, bytes: tally.bytes(), nowMs: wire.clock.nowMs() }, findKey)
        : judgeError({ answer, body: tally.head().toString('utf8') }, findKey),
  })
}

/** In institution mode the statement has all sub-merchants unless one is named. */
function query({ merchant: { mchId, subMchId } }: Pick<Wire, 'merchant'>, date: string): string {
  const who = subMchId === '' ? { mchid: mchId } : { sp_mchid: mchId, sub_mchid: subMchId }
  return new URLSearchParams({ date, ...who }).toString()
}

async function judgeStatement(
  {
    answer,
    bytes,
    nowMs,
  }: { readonly answer: V3Answer; readonly bytes: number; readonly nowMs: number },
  findKey: FindPlatformKey,
): Promise<BillAnswer> {
  const headers = answer.headers ?? {}
  const sha1 = headers['wechatpay-statement-sha1'] ?? ''
  if (!/^[0-9a-f]{40}$/i.test(sha1)) return noAnswer('bad-signature', 'no SHA-1 of the statement')
  const signature = signatureIn(headers)
  if (signature === null) return noAnswer('bad-signature', 'the statement is not signed')
  if (!isTimely(signature, { startedAtMs: answer.startedAtMs, endedAtMs: nowMs }))
    return noAnswer('bad-signature', 'signed at another time: is this clock right?')
  const key = await findKey(signature.serial)
  if (!key.ok) return key.error.kind === 'refused' ? refusalOf(key.error) : key.error
  if (key.value === null || !isSignedBy(key.value, signature, `{"sha1":"${sha1}"}`))
    return noAnswer('bad-signature', 'the signature of the statement does not match')
  return { kind: 'bill', bytes, plainSha1: sha1.toLowerCase() }
}

/**
 * An error is a hint, as V2's is, and may come before anything could be signed. That nothing was sold is more than a hint: a
 * whole day is measured by it, so it counts only when WeChat has signed it.
 */
async function judgeError(
  { answer, body }: { readonly answer: V3Answer; readonly body: string },
  findKey: FindPlatformKey,
): Promise<BillAnswer> {
  const refusal = refusalOf({ status: answer.status, ...readV3Error(body) })
  if (refusal.kind !== 'refused' || refusal.reason !== 'none') return refusal
  const signature = signatureIn(answer.headers ?? {})
  if (signature === null) return noAnswer('bad-signature', `${refusal.code} without a signature`)
  const key = await findKey(signature.serial)
  if (!key.ok) return key.error.kind === 'refused' ? refusalOf(key.error) : key.error
  return key.value !== null && isSignedBy(key.value, signature, body)
    ? refusal
    : noAnswer('bad-signature', `${refusal.code} with a signature that does not match`)
}

const CODES: ReadonlyMap<string, BillRefusal> = new Map([
  ['NO_STATEMENT_EXIST', 'none'],
  ['STATEMENT_CREATING', 'not-ready'],
  ['NO_AUTH', 'not-allowed'],
  ['SIGN_ERROR', 'bad-request'],
  ['PARAM_ERROR', 'bad-request'],
  ['INVALID_REQUEST', 'bad-request'],
  ['SYSTEM_ERROR', 'try-again'],
  ['FREQUENCY_LIMITED', 'try-again'],
  ['RATELIMIT_EXCEEDED', 'try-again'],
])

/** The code first; a code that nobody here knows means what its status says. */
function refusalOf({
  status,
  code,
  detail,
}: {
  readonly status: number
  readonly code: string
  readonly detail: string
}): Extract<BillAnswer, { readonly kind: 'refused' }> | NoAnswer {
  const reason = CODES.get(code) ?? reasonOf(status)
  if (code === '' && reason === 'unrecognised') return noAnswer('unreadable', `HTTP ${status}`)
  return { kind: 'refused', reason, code, detail }
}

function reasonOf(status: number): BillRefusal {
  if (status === 403) return 'not-allowed'
  if (status === 400 || status === 401) return 'bad-request'
  return status === 429 || status >= 500 ? 'try-again' : 'unrecognised'
}
