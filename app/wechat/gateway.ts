import type { Clock, Gateway, Order, Random } from '../ports.ts'
import { downloadBill, type BillAnswer, type BillRequest, type BillSink } from './bill.ts'
import type { CallReport, Timeouts, Wire } from './call.ts'
import { createHosts } from './hosts.ts'
import type { Http } from './http.ts'
import type { Merchant } from './merchant.ts'
import { query } from './query.ts'
import { type RefundAnswer, refund, type RefundRequest } from './refund.ts'
import { queryRefund, type RefundQuery, type RefundQueryAnswer } from './refund-query.ts'
import { revoke } from './revoke.ts'
import { createKeys } from './sandbox.ts'
import type { StatementWay } from './statement.ts'
import { submit, type SubmitExtras } from './submit.ts'
import type { V3 } from './v3-call.ts'

/** What a gateway is made from. */
export interface WechatGatewayParts {
  readonly http: Http
  /** See `checkMerchant`. */
  readonly merchant: Merchant
  /** Base addresses, the preferred one first. */
  readonly hosts: readonly string[]
  readonly timeouts: Timeouts
  readonly clock: Clock
  readonly random: Random
  /** For what only V3 has; null or absent where the merchant has no APIv3 key. */
  readonly v3?: V3 | null
  /** What else to say about an order. */
  readonly extras?: (order: Order) => SubmitExtras
  /** Told after each request, with everything a log or a light may know. */
  readonly onCall?: (report: CallReport) => void
}

/** The direct way to WeChat Pay, with the calls that no payment flow needs beside the port's own. */
export interface WechatGateway extends Gateway {
  readonly refund: (request: RefundRequest) => Promise<RefundAnswer>
  readonly queryRefund: (request: RefundQuery) => Promise<RefundQueryAnswer>
  readonly downloadBill: (request: BillRequest, sink: BillSink) => Promise<BillAnswer>
  /** Opens a connection to the host that the next submit would take, unless one is open. Worth calling whenever a scan may come soon. */
  readonly prepareConnection: () => Promise<boolean>
}

/** Speaks to WeChat Pay V2 with the merchant's own key (physical-store access). */
export function createWechatGateway(parts: WechatGatewayParts): WechatGateway {
  const { http, merchant, timeouts, clock, random, extras, onCall = () => undefined } = parts
  const hosts = createHosts(parts.hosts, clock)
  const keys = createKeys({
    http,
    merchant,
    random,
    nowMs: clock.nowMs,
    connectMs: timeouts.connectMs,
    timeoutMs: timeouts.queryMs,
    onCall,
  })
  const readStatement = statementReader(parts.v3 ?? null)
  const wire: Wire = { http, merchant, hosts, keys, timeouts, clock, random, onCall }
  return {
    submit: (order, paymentCode) =>
      submit(wire, order, { paymentCode, extras: extras?.(order) ?? {} }),
    query: (order) => query(wire, order),
    revoke: (order) => revoke(wire, order),
    refund: (request) => refund(wire, request),
    queryRefund: (request) => queryRefund(wire, request),
    downloadBill: ({ date, type, gzip }, sink) =>
      type === 'STATEMENT'
        ? readStatement(wire, { date, gzip }, sink)
        : downloadBill(wire, { date, type, gzip }, sink),
    prepareConnection: async () => {
      const [url] = hosts.inOrder()
      if (url === undefined) return false
      const connectTimeoutMs = timeouts.connectMs
      return http.prepareConnection({ url, withCertificate: false, connectTimeoutMs })
    },
  }
}

type ReadStatement = (
  wire: Wire,
  request: Pick<BillRequest, 'date' | 'gzip'>,
  sink: BillSink,
) => Promise<BillAnswer>

/** V3's code is loaded with the first statement: most merchants never need it, and no till at its start. */
function statementReader(v3: V3 | null): ReadStatement {
  let way: Promise<StatementWay> | null = null
  const open = async (wire: Wire, given: V3): Promise<StatementWay> => {
    const { createPlatformKeys } = await import('./platform-certificates.ts')
    return { v3: given, findKey: createPlatformKeys(wire, given) }
  }
  return async (wire, request, sink) => {
    if (v3 === null) return notSetUp('no APIv3 key is set up')
    if (wire.merchant.sandbox !== 'off') return notSetUp('the sandbox has no statement')
    way ??= open(wire, v3)
    const { downloadStatement } = await import('./statement.ts')
    return downloadStatement(wire, await way, request, sink)
  }
}

const notSetUp = (detail: string): BillAnswer => ({
  kind: 'refused',
  reason: 'bad-request',
  code: '',
  detail,
})
