import { session } from 'electron'
import { localAddress } from '../adapters/local-address.ts'
import { type FindProxy, proxyFromEnvironment, proxyFromList } from '../adapters/proxy.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { systemRandom } from '../adapters/system-random.ts'
import { systemAuthorities } from '../adapters/trust.ts'
import { createUndiciHttp } from '../adapters/undici-http.ts'
import type { Configuration, WechatConfiguration } from '../app/contract/configuration.ts'
import type { StartFault } from '../app/contract/start-fault.ts'
import type { Gateway } from '../app/ports.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import type { WechatLightDetail } from '../app/service-light.ts'
import type { CallReport } from '../app/wechat/call.ts'
import { createWechatGateway } from '../app/wechat/gateway.ts'
import { checkMerchant } from '../app/wechat/merchant.ts'
import type { Credentials } from './credentials.ts'
import type { LightBoard } from './lights.ts'
import type { Log } from './log.ts'

/** The way to WeChat Pay itself (physical-store access). */
export interface Wechat {
  readonly gateway: Gateway
  /** Opens a connection, so that the next submit need not wait for a handshake. */
  readonly prepare: () => void
  readonly close: () => void
}

interface WechatParts {
  readonly wechat: WechatConfiguration
  readonly timing: Configuration['timing']
  readonly credentials: Credentials
  readonly log: Log
  readonly lights: LightBoard
}

const fromEnvironment = proxyFromEnvironment(process.env)

/** How long the system's proxy setting is taken as known: asking takes milliseconds that a payer would wait. */
const PROXY_KNOWN_MS = 30_000

/** The proxy that the environment names, else the one the system is set to. */
function createFindProxy(): FindProxy {
  const known = new Map<
    string,
    { readonly proxy: Promise<string | null>; readonly untilMs: number }
  >()
  const ask = async (url: string): Promise<string | null> =>
    (await fromEnvironment(url)) ?? proxyFromList(await session.defaultSession.resolveProxy(url))
  return (url) => {
    const { origin } = new URL(url)
    const remembered = known.get(origin)
    if (remembered !== undefined && remembered.untilMs > performance.now()) return remembered.proxy
    const proxy = ask(url)
    known.set(origin, { proxy, untilMs: performance.now() + PROXY_KNOWN_MS })
    return proxy
  }
}

/** What a call says about WeChat; null when it says nothing. */
function lightOf({ outcome, cause }: CallReport): WechatLightDetail | null {
  if (outcome === 'not-sent') return cause === 'tls' ? 'untrusted' : 'unreachable'
  if (outcome !== 'no-answer') return 'answering'
  if (cause === 'timeout' || cause === 'broken') return 'slow'
  if (cause === 'refused-unsigned') return 'refused'
  return cause === 'bad-signature' || cause === 'unreadable' ? 'untrusted' : null
}

/** Makes the gateway of a merchant's own keys. */
export function openWechat(parts: WechatParts): Result<Wechat, StartFault> {
  const { wechat, timing, credentials, log, lights } = parts
  const merchant = checkMerchant({
    ...wechat,
    apiKey: credentials.apiKey,
    clientIp: localAddress(),
  })
  if (!merchant.ok) {
    const { field, problem } = merchant.error
    return fail({ kind: 'credentials-missing', at: field, reason: problem })
  }
  const http = createUndiciHttp({
    authorities: [...systemAuthorities(), ...credentials.authorities],
    certificate: credentials.certificate,
    findProxy: createFindProxy(),
  })
  const gateway = createWechatGateway({
    http,
    merchant: merchant.value,
    hosts: wechat.hosts,
    timeouts: {
      connectMs: timing.connectTimeoutMs,
      submitMs: timing.submitTimeoutMs,
      queryMs: timing.queryTimeoutMs,
      revokeMs: timing.revokeTimeoutMs,
    },
    clock: systemClock,
    random: systemRandom,
    onCall(call) {
      log.info({ call }, 'call')
      const light = lightOf(call)
      if (light !== null) lights.wechat(light)
    },
  })
  return succeed({
    gateway,
    prepare: () => void gateway.prepareConnection(),
    close: http.close,
  })
}
