import { loadPair } from '../adapters/client-certificate.ts'
import { localAddress } from '../adapters/local-address.ts'
import { proxyFromEnvironment } from '../adapters/proxy.ts'
import { v3Of } from '../adapters/v3.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { systemRandom } from '../adapters/system-random.ts'
import { systemAuthorities } from '../adapters/system-authorities.ts'
import { readAuthorities } from '../adapters/trust.ts'
import { createUndiciHttp, type UndiciHttp } from '../adapters/undici-http.ts'
import type { CallReport, Timeouts } from '../app/wechat/call.ts'
import { createWechatGateway, type WechatGateway } from '../app/wechat/gateway.ts'
import { checkMerchant } from '../app/wechat/merchant.ts'
import type { Database } from './database.ts'
import { gather } from './gather.ts'
import type { MasterKey } from './master-key.ts'
import { CALLS_AT_ONCE } from './payment-service.ts'
import { merchantSecretsSchema, merchantSettingsSchema } from './merchant-settings.ts'

/** The ways to WeChat Pay, one a merchant, made when first needed and again when its settings change. */
export interface Gateways {
  /** Throws when the merchant's settings or keys cannot be used. */
  readonly of: (merchantId: string) => Promise<WechatGateway>
  /** Longer than any call can take, whatever it meets. */
  readonly callMsMax: number
  readonly close: () => void
}

export interface GatewaysParts {
  readonly sql: Database
  readonly masterKey: MasterKey
  readonly timeouts: Timeouts
  readonly onCall: (merchantId: string, report: CallReport) => void
}

interface MerchantRow {
  readonly settings: unknown
  readonly secrets: Uint8Array
  readonly version: number
}

interface Made {
  readonly version: number
  readonly gateway: WechatGateway
  readonly http: UndiciHttp
}

/** A merchant has four hosts at most, and each of them may cost a connection that never comes. */
const HOSTS_MAX = 4
/**
 * As many as calls are made at once. Were those that come back thrown away, each further call would shake hands anew, which
 * costs more than the call, and a WeChat Pay that comes back after an outage would be met by nothing but handshakes, of
 * which none ends in time.
 */
const IDLE_LINES_MAX = CALLS_AT_ONCE

export function createGateways(parts: GatewaysParts): Gateways {
  const { sql, timeouts } = parts
  const made = new Map<string, Made>()
  const longestMs = Math.max(timeouts.submitMs, timeouts.queryMs, timeouts.revokeMs)
  const versionOf = gather<string, number | undefined>({
    run: (ids) => readVersions(sql, ids),
    atOnceMax: 200,
    lanes: 1,
  })
  return {
    callMsMax: HOSTS_MAX * timeouts.connectMs + longestMs,
    async of(merchantId) {
      const known = made.get(merchantId)
      if (known !== undefined && known.version === (await versionOf(merchantId)))
        return known.gateway
      const [row] = await sql<MerchantRow[]>`
        select settings, secrets, version from merchant where id = ${merchantId}`
      if (row === undefined) throw new Error(`no such merchant: ${merchantId}`)
      const now = made.get(merchantId)
      if (now?.version === row.version) return now.gateway
      const fresh = makeGateway(parts, merchantId, row)
      now?.http.close()
      made.set(merchantId, fresh)
      return fresh.gateway
    },
    close() {
      for (const { http } of made.values()) http.close()
    },
  }
}

/** Asked before each call, so that a merchant's new keys are taken with the next one. */
async function readVersions(
  sql: Database,
  ids: readonly string[],
): Promise<readonly (number | undefined)[]> {
  const rows = await sql<{ id: string; version: number }[]>`
    select id, version from merchant where id = any(${[...new Set(ids)]})`
  const versions = new Map(rows.map(({ id, version }) => [id, version]))
  return ids.map((id) => versions.get(id))
}

function makeGateway(parts: GatewaysParts, merchantId: string, row: MerchantRow): Made {
  const { authorityPem, hosts, appId, mchId, subAppId, subMchId, signType } =
    merchantSettingsSchema.parse(row.settings)
  const opened: unknown = JSON.parse(parts.masterKey.open(row.secrets, merchantId))
  const secrets = merchantSecretsSchema.parse(opened)
  const authorities = readAuthorities(authorityPem)
  const certificate = loadPair({
    certificate: secrets.certificatePem,
    key: secrets.certificateKeyPem,
  })
  const merchant = checkMerchant({
    appId,
    mchId,
    subAppId,
    subMchId,
    signType,
    apiKey: secrets.apiKey,
    deviceInfo: '',
    clientIp: localAddress(),
    sandbox: 'off',
    negativeTest: '',
  })
  if (!certificate.ok) throw new Error(`merchant ${merchantId}: ${certificate.error.kind}`)
  if (!merchant.ok) throw new Error(`merchant ${merchantId}: ${merchant.error.field}`)
  if (authorityPem !== '' && !authorities.ok)
    throw new Error(`merchant ${merchantId}: authorityPem`)
  const http = createUndiciHttp({
    authorities: [...systemAuthorities(), ...(authorities.ok ? authorities.value : [])],
    certificate: certificate.value,
    findProxy: proxyFromEnvironment(process.env),
    idleLinesMax: IDLE_LINES_MAX,
  })
  const gateway = createWechatGateway({
    http,
    merchant: merchant.value,
    hosts,
    timeouts: parts.timeouts,
    clock: systemClock,
    random: systemRandom,
    v3: v3Of(http, { mchId, apiV3Key: secrets.apiV3Key ?? null, certificate: certificate.value }),
    onCall: (report) => parts.onCall(merchantId, report),
  })
  return { version: row.version, gateway, http }
}
