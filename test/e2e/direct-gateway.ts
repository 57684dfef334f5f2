import { readFileSync } from 'node:fs'
import { systemClock } from '../../adapters/system-clock.ts'
import { systemRandom } from '../../adapters/system-random.ts'
import { readAuthorities } from '../../adapters/trust.ts'
import { createUndiciHttp } from '../../adapters/undici-http.ts'
import { createWechatGateway, type WechatGateway } from '../../app/wechat/gateway.ts'
import type { Shop } from './shop.ts'

/** Does something with the shop's merchant account past the till, as an app or the merchant platform would. */
export async function pastTheTill<T>(
  { simulator: { ready } }: Shop,
  run: (gateway: WechatGateway) => Promise<T>,
): Promise<T> {
  const authorities = readAuthorities(readFileSync(ready.caFile, 'utf8'))
  if (!authorities.ok) throw new Error('the simulator’s authority is unusable')
  const findProxy = () => Promise.resolve(null)
  const http = createUndiciHttp({ authorities: authorities.value, certificate: null, findProxy })
  const { appId, mchId, apiKey } = ready.merchant
  const gateway = createWechatGateway({
    http,
    merchant: { appId, mchId, apiKey, subAppId: '', subMchId: '', signType: 'MD5', deviceInfo: '', clientIp: '192.0.2.10', sandbox: 'off', negativeTest: '' }, // prettier-ignore
    hosts: [ready.api],
    timeouts: { connectMs: 5_000, submitMs: 5_000, queryMs: 5_000, revokeMs: 5_000 },
    clock: systemClock,
    random: systemRandom,
  })
  try {
    return await run(gateway)
  } finally {
    http.close()
  }
}
