import type { Order } from '../../app/ports.ts'
import type { CallReport } from '../../app/wechat/call.ts'
import {
  createWechatGateway,
  type WechatGateway,
  type WechatGatewayParts,
} from '../../app/wechat/gateway.ts'
import type { HttpAnswer, HttpRequest } from '../../app/wechat/http.ts'
import type { Merchant } from '../../app/wechat/merchant.ts'
import { signFields } from '../../app/wechat/sign.ts'
import { type Fields, readXml, writeXml } from '../../app/wechat/xml.ts'
import { anAmount } from '../support/builders.ts'
import { countingRandom } from '../support/counting-random.ts'
import { handClock, type HandClock } from '../support/hand-clock.ts'
import { KEY } from './golden.ts'

/** One request as WeChat would see it. */
export interface Sent {
  readonly host: string
  readonly path: string
  readonly fields: Fields
  readonly request: HttpRequest
}

export interface WireRig {
  readonly gateway: WechatGateway
  readonly sent: readonly Sent[]
  readonly reports: readonly CallReport[]
  readonly clock: HandClock
  /** Connections asked for in advance. */
  readonly prepared: readonly string[]
}

/** The other end of the line: sees a request, decides what becomes of it. */
export type Line = (sent: Sent) => HttpAnswer

export const MERCHANT: Merchant = {
  appId: 'wx2421b1c4370ec43b',
  mchId: '10000100',
  subAppId: '',
  subMchId: '',
  apiKey: KEY,
  signType: 'MD5',
  deviceInfo: '',
  clientIp: '192.0.2.10',
  sandbox: 'off',
  negativeTest: '',
}

/** The order that the golden messages are about. */
export const ORDER: Order = {
  outTradeNo: 'D202501010001',
  amount: anAmount(888),
  description: 'Demo Store-Tea',
  note: '',
}

export const CODE = '134000000000000001'
export const FIRST = 'https://first.example'
export const SECOND = 'https://second.example'

export const reply = (body: string | Uint8Array, status = 200): HttpAnswer => ({
  kind: 'answered',
  status,
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
})

/** What an answer says in addition to "transport fine". */
export type Said = Readonly<Record<string, string | number>>

interface SigningWish {
  readonly key?: string
  readonly signType?: 'MD5' | 'HMAC-SHA256'
}

/** A message as WeChat would sign it; `undefined` in `said` is not sent at all. */
export function signed(
  said: Readonly<Record<string, string | number | undefined>>,
  { key = KEY, signType = 'MD5' }: SigningWish = {},
): HttpAnswer {
  const all = {
    return_code: 'SUCCESS',
    return_msg: 'OK',
    appid: MERCHANT.appId,
    mch_id: MERCHANT.mchId,
    nonce_str: '5a1be0c2d3f44e76',
    result_code: 'SUCCESS',
    ...said,
  }
  const fields = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return reply(writeXml([...fields, ['sign', signFields(fields, key, signType)]]))
}

/** The fields of a paid order, as submit and query answer them. */
export const PAID: Said = {
  openid: 'oDemoPayer',
  trade_type: 'MICROPAY',
  bank_type: 'CFT',
  fee_type: 'CNY',
  total_fee: 888,
  cash_fee: 800,
  cash_fee_type: 'CNY',
  transaction_id: '4200000000202501010000000001',
  out_trade_no: 'D202501010001',
  time_end: '20250101093000',
}

export const PAYMENT = {
  transactionId: '4200000000202501010000000001',
  timeEnd: '20250101093000',
  cash: { minor: 800, currency: 'CNY' },
  bankType: 'CFT',
}

export interface RigWish {
  readonly line: Line
  readonly merchant?: Partial<Merchant>
  readonly hosts?: readonly string[]
  readonly extras?: WechatGatewayParts['extras']
}

/** A gateway on a line that a test plays. */
export function wireRig({ line, merchant, hosts = [FIRST], extras }: RigWish): WireRig {
  const sent: Sent[] = []
  const reports: CallReport[] = []
  const prepared: string[] = []
  const clock = handClock()
  const gateway = createWechatGateway({
    http: {
      post(request) {
        const { origin, pathname } = new URL(request.url)
        const read = readXml(request.body)
        if (!read.ok) throw new Error(`unreadable request: ${read.error.kind}`)
        const one = { host: origin, path: pathname, fields: read.value, request }
        sent.push(one)
        return Promise.resolve(line(one))
      },
      prepareConnection({ url }) {
        prepared.push(url)
        return Promise.resolve(true)
      },
    },
    merchant: { ...MERCHANT, ...merchant },
    hosts,
    timeouts: { connectMs: 1_000, submitMs: 2_000, queryMs: 3_000, revokeMs: 4_000 },
    clock,
    random: countingRandom(),
    onCall: (report) => void reports.push(report),
    ...(extras === undefined ? {} : { extras }),
  })
  return { gateway, sent, reports, clock, prepared }
}

export const submitOn = (line: Line, wish: Omit<RigWish, 'line'> = {}) =>
  wireRig({ line, ...wish }).gateway.submit(ORDER, CODE)
export const queryOn = (line: Line, wish: Omit<RigWish, 'line'> = {}) =>
  wireRig({ line, ...wish }).gateway.query(ORDER)
export const revokeOn = (line: Line, wish: Omit<RigWish, 'line'> = {}) =>
  wireRig({ line, ...wish }).gateway.revoke(ORDER)
