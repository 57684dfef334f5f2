import { configurationSchema } from '../../app/contract/configuration.ts'
import type { Imported } from '../../app/contract/setup-file.ts'
import { found, type AccessFinding } from '../../app/access-check/finding.ts'

const HOST = 'api.mch.weixin.qq.com'

/** What a check of the access finds, by the way that is checked: much that is wrong at once, so that it can be looked at. */
export const ACCESS_FINDINGS: {
  readonly [W in 'wechat' | 'backend']: readonly AccessFinding[]
} = {
  wechat: [
    found('certificate-ends-soon', { ms: Date.UTC(2025, 11, 4) }),
    found('answers', { about: HOST, ms: 83 }),
    found('unknown-authority', { about: 'api2.mch.weixin.qq.com' }),
    found('certificate-refused', { about: HOST }),
    found('clock-off', { ms: 272_000 }),
  ],
  backend: [
    found('backend-ready', { about: 'pay.example.com', ms: 41 }),
    found('enrolled', { detail: 'Corner Tea · 人民路店 · 3' }),
    found('clock-right'),
  ],
}

/** A configuration file with mistakes, each named by its place. */
export const BAD_IMPORT: Imported = {
  outcome: 'invalid',
  file: 'till-3.json',
  issues:
    configurationSchema.safeParse({
      languge: 'en',
      wechat: { appId: '', mchId: '1900000109', hosts: ['http://api.mch.weixin.qq.com'] },
      timing: { queryEveryMs: '5 s' },
    }).error?.issues ?? [],
}
