import { localAddress } from '../adapters/local-address.ts'
import type { ClientCertificate } from '../adapters/client-certificate.ts'
import type { FindProxy } from '../adapters/proxy.ts'
import { createRecordingHttp, type RecordingHttp } from '../adapters/recording-http.ts'
import { createUndiciHttp } from '../adapters/undici-http.ts'
import { acceptanceFinding, certificateFinding } from '../app/access-check/diagnose-certificate.ts'
import { clockFinding, lineFinding } from '../app/access-check/diagnose-line.ts'
import { merchantFinding } from '../app/access-check/diagnose-merchant.ts'
import { type AccessFinding, found } from '../app/access-check/finding.ts'
import type { Configuration } from '../app/contract/configuration.ts'
import { money } from '../app/money.ts'
import type { Clock, Order, Random } from '../app/ports.ts'
import { createWechatGateway, type WechatGateway } from '../app/wechat/gateway.ts'
import { checkMerchant, type Merchant } from '../app/wechat/merchant.ts'
import { credentialFinding } from './credential-finding.ts'
import {
  type CredentialParts,
  readApiKey,
  readCertificate,
  readOwnAuthorities,
} from './credentials.ts'

/** What the check needs of the world. */
export interface CheckParts extends CredentialParts {
  readonly timing: Configuration['timing']
  /** Authorities of the system, PEM. */
  readonly authorities: readonly string[]
  readonly findProxy: FindProxy
  readonly clock: Clock
  readonly random: Random
}

/**
 * An order that cannot exist: tills make numbers of digits only, and this one is drawn for this check. Asking about it
 * changes nothing, and revoking it could at most close a number that nobody ever uses.
 */
function noOrder(random: Random): Order {
  const amount = money(1, 'CNY')
  if (!amount.ok) throw new Error(amount.error.kind)
  return {
    outTradeNo: `CHECK${random.letters(27)}`,
    amount: amount.value,
    description: 'check',
    note: '',
  }
}

/**
 * Checks merchant data, key, certificate and the way to WeChat Pay by the calls that payments are made of, with what is
 * on the screen and need not be saved: a query at every host, and at one that answers a revoke, which demands the certificate.
 */
export async function checkWechat(parts: CheckParts): Promise<readonly AccessFinding[]> {
  const { wechat, clock } = parts
  const apiKey = readApiKey(parts)
  const own = readOwnAuthorities(parts)
  const certificate = await readCertificate(parts)
  const findings: AccessFinding[] = []
  for (const read of [apiKey, own, certificate]) {
    if (!read.ok) findings.push(credentialFinding(read.error))
  }
  const merchant = merchantOf(parts, apiKey.ok ? apiKey.value : null)
  if (!merchant.ok) findings.push(merchant.error)
  const seen = certificate.ok
    ? certificateFinding(certificate.value, { mchId: wechat.mchId, nowMs: clock.nowMs() })
    : null
  if (seen !== null) findings.push(seen)
  if (!apiKey.ok || !own.ok || !merchant.ok) return findings
  const http = httpMaker(parts, own.value, certificate.ok ? certificate.value : null)
  try {
    const called = await callHosts(parts, merchant.value, { http, mayRevoke: certificate.ok })
    return [...findings, ...called]
  } finally {
    http.close()
  }
}

type MerchantRead =
  | { readonly ok: true; readonly value: Merchant }
  | { readonly ok: false; readonly error: AccessFinding }

/** The merchant as payments would name it. A key that is not there is somebody else's finding. */
function merchantOf({ wechat }: CheckParts, apiKey: string | null): MerchantRead {
  const standIn = 'x'.repeat(32)
  const checked = checkMerchant({
    ...wechat,
    apiKey: apiKey ?? standIn,
    clientIp: localAddress(),
  })
  if (checked.ok) return { ok: true, value: checked.value }
  const { field, problem } = checked.error
  if (field === 'apiKey') return { ok: false, error: found('api-key-malformed') }
  const kind = problem === 'missing' ? 'merchant-missing' : 'merchant-malformed'
  return { ok: false, error: found(kind, { about: field }) }
}

interface HttpMaker {
  readonly make: () => RecordingHttp
  readonly close: () => void
}

/** One `Http` for each host, so that each remembers its own exchange. */
function httpMaker(
  { authorities, findProxy, clock }: CheckParts,
  own: readonly string[],
  certificate: ClientCertificate | null,
): HttpMaker {
  const made: RecordingHttp[] = []
  return {
    make() {
      const http = createUndiciHttp({
        authorities: [...authorities, ...own],
        certificate,
        findProxy,
      })
      const recording = createRecordingHttp(http, clock)
      made.push(recording)
      return recording
    },
    close: () => made.forEach((http) => http.close()),
  }
}

interface Host {
  readonly host: string
  readonly http: RecordingHttp
  readonly gateway: WechatGateway
}

function openHost(parts: CheckParts, merchant: Merchant, url: string, http: RecordingHttp): Host {
  const { timing, clock, random } = parts
  const gateway = createWechatGateway({
    http,
    merchant,
    hosts: [url],
    timeouts: {
      connectMs: timing.connectTimeoutMs,
      submitMs: timing.submitTimeoutMs,
      queryMs: timing.queryTimeoutMs,
      revokeMs: timing.revokeTimeoutMs,
    },
    clock,
    random,
  })
  return { host: URL.canParse(url) ? new URL(url).host : url, http, gateway }
}

/** All hosts at once: one that is silent must not hide what another says. */
async function callHosts(
  parts: CheckParts,
  merchant: Merchant,
  { http, mayRevoke }: { readonly http: HttpMaker; readonly mayRevoke: boolean },
): Promise<readonly AccessFinding[]> {
  const order = noOrder(parts.random)
  const hosts = parts.wechat.hosts.map((url) => openHost(parts, merchant, url, http.make()))
  const asked = await Promise.all(hosts.map((host) => askHost(host, order)))
  const findings = asked.map(({ finding }) => finding)
  const good = asked.find(({ finding }) => finding.kind === 'answers')
  const clock = asked.map(({ clock: one }) => one).find((one) => one !== null)
  const certificate = await checkCertificate(parts, good?.host ?? null, { order, mayRevoke })
  return [...findings, ...(certificate === null ? [] : [certificate]), ...(clock ? [clock] : [])]
}

interface Asked {
  readonly host: Host
  readonly finding: AccessFinding
  readonly clock: AccessFinding | null
}

async function askHost(host: Host, order: Order): Promise<Asked> {
  const { gateway, http, host: name } = host
  const answer = await gateway.query(order)
  const exchange = http.last()
  // Without any exchange nothing was asked: a field that WeChat would not take.
  if (exchange === null) {
    return { host, finding: found('merchant-malformed', { about: name }), clock: null }
  }
  const tookMs = exchange.endedAtMs - exchange.startedAtMs
  const finding = lineFinding(name, exchange) ?? merchantFinding(name, answer, tookMs)
  return { host, finding, clock: clockFinding(exchange) }
}

async function checkCertificate(
  { wechat }: CheckParts,
  host: Host | null,
  { order, mayRevoke }: { readonly order: Order; readonly mayRevoke: boolean },
): Promise<AccessFinding | null> {
  // What is wrong with the certificate's file was said already.
  if (!mayRevoke) return null
  // Neither of WeChat's sandboxes looks at certificates.
  if (wechat.sandbox !== 'off') return found('certificate-not-needed')
  if (host === null) return found('certificate-untried')
  const answer = await host.gateway.revoke(order)
  const exchange = host.http.last()
  if (exchange === null) return found('certificate-untried')
  return acceptanceFinding(host.host, answer, exchange)
}
