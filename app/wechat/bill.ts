import type { NoAnswer } from '../ports.ts'
import { BILL_BYTES_MAX, BILL_TIMEOUT_MS } from './bill-limits.ts'
import { type BillTally, tallyInto } from './bill-tally.ts'
import { isGzip, readRefusal } from './bill-text.ts'
import { makeCall, type NotSent, notSentIsNoAnswer, type Wire } from './call.ts'
import { noAnswer } from './judge.ts'
import type { Fields } from './xml.ts'

/** What a bill lists. `STATEMENT` is V3's statement for merchants outside the mainland, which names several currencies; the others are V2's. */
export type BillType = 'ALL' | 'SUCCESS' | 'REFUND' | 'RECHARGE_REFUND' | 'STATEMENT'

/** Which day's list is wanted, of what. */
export interface BillRequest {
  /** `yyyyMMdd`, a day in UTC+8: from 10:00 of the next day, up to three months back. */
  readonly date: string
  readonly type: BillType
  /** Have it sent compressed. */
  readonly gzip: boolean
}

/**
 * Why there is no bill. `none`: nothing was sold. `not-ready`: come back after 10:00. `try-again`: WeChat's own fault.
 * `not-allowed`: the permission is closed. `bad-request`: our own fault, signature included.
 */
export type BillRefusal =
  'none' | 'not-ready' | 'try-again' | 'not-allowed' | 'bad-request' | 'unrecognised'

/** Where the bytes of a bill go while they come; they are the bill only if the answer says so. */
export type BillSink = (chunk: Uint8Array) => void

/** Answer to a bill download. In V2 neither bill nor refusal is signed: TLS alone vouches for them. */
export type BillAnswer =
  /**
   * All of it went into the sink, packed or not: what it holds was not looked at. `plainSha1` is what WeChat signed in its place:
   * the SHA-1 that its text, unpacked, must have; only statements come with one.
   */
  | { readonly kind: 'bill'; readonly bytes: number; readonly plainSha1?: string }
  | {
      readonly kind: 'refused'
      readonly reason: BillRefusal
      readonly code: string
      readonly detail: string
    }
  | NoAnswer

/**
 * Downloads a V2 bill as it is: `/pay/downloadbill` (pay.weixin.qq.com/wiki/doc/api/wxpay/en/pay/QuickPay/chapter8_6.shtml).
 * Its size does not matter, as only its beginning is kept here.
 */
export async function downloadBill(
  wire: Wire,
  { date, type, gzip }: BillRequest & { readonly type: Exclude<BillType, 'STATEMENT'> },
  sink: BillSink,
): Promise<BillAnswer> {
  const tally = tallyInto(sink)
  const answer = await makeCall<BillAnswer | NotSent>(wire, {
    operation: 'bill',
    path: '/pay/downloadbill',
    outTradeNo: '',
    fields: [
      ['bill_date', date],
      ['bill_type', type],
      ['tar_type', gzip ? 'GZIP' : ''],
    ],
    timeoutMs: BILL_TIMEOUT_MS,
    bodyBytesMax: BILL_BYTES_MAX,
    onBytes: tally.take,
    read: ({ status }) => judgeBill(status, tally),
  })
  return notSentIsNoAnswer(answer)
}

/** Errors come as XML, even when gzip was asked for; a bill is whatever else comes with status 200. */
function judgeBill(status: number, tally: BillTally): BillAnswer {
  const head = tally.head()
  const bytes = tally.bytes()
  const refusal = isGzip(head) ? null : readRefusal(head)
  if (refusal !== null && refusal.ok) return refusalFrom(refusal.value)
  if (refusal !== null || status !== 200 || bytes === 0)
    return noAnswer('unreadable', `HTTP ${status}`)
  return { kind: 'bill', bytes }
}

const REASONS: readonly (readonly [pattern: RegExp, reason: BillRefusal])[] = [
  [/^no bill exist/i, 'none'],
  [/^bill creating/i, 'not-ready'],
  [/^(?:systemerror|(?:un)?compressgzip error)/i, 'try-again'],
  [/^(?:invalid |missing parameter|data format error|sign ?error)/i, 'bad-request'],
]

const CODES: ReadonlyMap<string, BillRefusal> = new Map([
  ['100', 'try-again'],
  ['20003', 'try-again'],
  ['20100', 'try-again'],
  ['20001', 'bad-request'],
  ['20007', 'not-allowed'],
])

function refusalFrom(fields: Fields): BillAnswer {
  const detail = (fields.get('return_msg') ?? '').slice(0, 200)
  // The text first: 20002 means both "nothing sold" and "not written yet".
  const named = REASONS.find(([pattern]) => pattern.test(detail))?.[1]
  const code = fields.get('error_code') ?? ''
  return { kind: 'refused', reason: named ?? CODES.get(code) ?? 'unrecognised', code, detail }
}
