import { v3Of } from '../adapters/v3.ts'
import { createLateHttp } from '../adapters/late-http.ts'
import { localAddress } from '../adapters/local-address.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { systemRandom } from '../adapters/system-random.ts'
import type { Configuration, WechatConfiguration } from '../app/contract/configuration.ts'
import type { StartFault } from '../app/contract/start-fault.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import type { WechatLightDetail } from '../app/service-light.ts'
import type { CallReport } from '../app/wechat/call.ts'
import { createWechatGateway } from '../app/wechat/gateway.ts'
import { refundGatewayOf } from '../app/wechat/refund-gateway.ts'
import { checkMerchant } from '../app/wechat/merchant.ts'
import type { Access } from './access.ts'
import type { Credentials } from './credentials.ts'
import { createFindProxy } from './find-proxy.ts'
import type { LightBoard } from './lights.ts'
import type { Log } from './log.ts'

interface WechatParts {
  readonly wechat: WechatConfiguration
  readonly timing: Configuration['timing']
  readonly credentials: Credentials
  readonly log: Log
  readonly lights: LightBoard
}

/** The answer's verdict is on the glass by then, which a light that changes in the same frame would hold up. */
const LIGHT_AFTER_MS = 50

/** What a call says about WeChat; null when it says nothing. */
function lightOf({ outcome, cause }: CallReport): WechatLightDetail | null {
  if (outcome === 'not-sent') return cause === 'tls' ? 'untrusted' : 'unreachable'
  if (outcome !== 'no-answer') return 'answering'
  if (cause === 'timeout' || cause === 'broken') return 'slow'
  if (cause === 'refused-unsigned') return 'refused'
  return cause === 'bad-signature' || cause === 'unreadable' ? 'untrusted' : null
}

/** The way to WeChat Pay itself, with the merchant's own keys (physical-store access). */
export function openWechat(parts: WechatParts): Result<Access, StartFault> {
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
  const http = createLateHttp(async () => {
    const { createUndiciHttp } = await import('../adapters/undici-http.ts')
    const { systemAuthorities } = await import('../adapters/system-authorities.ts')
    return createUndiciHttp({
      authorities: [...systemAuthorities(), ...credentials.authorities],
      certificate: credentials.certificate,
      findProxy: createFindProxy(),
    })
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
    v3: v3Of(http, { ...credentials, mchId: merchant.value.mchId }),
    onCall(call) {
      log.info({ call }, 'call')
      const light = lightOf(call)
      if (light !== null) setTimeout(() => lights.wechat(light), LIGHT_AFTER_MS)
    },
  })
  return succeed({
    gateway,
    refunds: refundGatewayOf(gateway),
    backendRefunds: null,
    people: null,
    prepare: () => void gateway.prepareConnection(),
    // WeChat tells nobody anything unasked.
    listen: () => undefined,
    openBackendDesk: null,
    wechatBooks: {
      gateway,
      mchId: merchant.value.mchId,
      subMchId: merchant.value.subMchId,
      device: merchant.value.deviceInfo,
    },
    close: http.close,
  })
}
