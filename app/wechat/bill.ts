import type { NoAnswer } from '../ports.ts'
import { decodeBill, isGzip } from './bill-text.ts'
import { makeCall, type NotSent, notSentIsNoAnswer, type Wire } from './call.ts'
import type { Gunzip } from './http.ts'
import { noAnswer } from './judge.ts'
import type { Fields } from './xml.ts'

/** Which day's list is wanted, of what. */
export interface BillRequest {
  /** `yyyyMMdd`, a day in UTC+8: from 10:00 of the next day, up to three months back. */
  readonly date: string
  readonly type: 'ALL' | 'SUCCESS' | 'REFUND' | 'RECHARGE_REFUND'
  /** Have it sent compressed. */
  readonly gzip: boolean
}

/**
 * Why there is no bill. `none`: nothing was sold. `not-ready`: come back after 10:00. `try-again`: WeChat's own fault.
 * `not-allowed`: the permission is closed. `bad-request`: our own fault, signature included.
 */
export type BillRefusal =
  'none' | 'not-ready' | 'try-again' | 'not-allowed' | 'bad-request' | 'unrecognised'

/** Answer to a bill download. Neither bill nor refusal is signed: TLS alone vouches for them. */
export type BillAnswer =
  | { readonly kind: 'bill'; readonly text: string }
  | {
      readonly kind: 'refused'
      readonly reason: BillRefusal
      readonly code: string
      readonly detail: string
    }
  | NoAnswer

const TIMEOUT_MS = 60_000
const MIB = 1_048_576
/** A row takes some 400 bytes, so this is a day with 300,000 of them. */
const TEXT_BYTES_MAX = 128 * MIB

/** Downloads a bill: `/pay/downloadbill` (pay.weixin.qq.com/wiki/doc/api/wxpay/en/pay/QuickPay/chapter8_6.shtml). */
export async function downloadBill(
  wire: Wire,
  { date, type, gzip }: BillRequest,
  gunzip: Gunzip,
): Promise<BillAnswer> {
  const answer = await makeCall<BillAnswer | NotSent>(wire, {
    operation: 'bill',
    path: '/pay/downloadbill',
    outTradeNo: '',
    fields: [
      ['bill_date', date],
      ['bill_type', type],
      ['tar_type', gzip ? 'GZIP' : ''],
    ],
    timeoutMs: TIMEOUT_MS,
    bodyBytesMax: TEXT_BYTES_MAX,
    async read({ status, body }): Promise<BillAnswer> {
      const unpacked = isGzip(body)
        ? await gunzip(body, TEXT_BYTES_MAX)
        : ({ kind: 'unpacked', body } as const)
      if (unpacked.kind !== 'unpacked') return noAnswer('unreadable', `gzip: ${unpacked.kind}`)
      const file = decodeBill(unpacked.body)
      if (file.kind === 'unreadable' || (file.kind === 'bill' && status !== 200))
        return noAnswer('unreadable', `HTTP ${status}`)
      return file.kind === 'bill' ? file : refusalFrom(file.fields)
    },
  })
  return notSentIsNoAnswer(answer)
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
