import type { Setup } from '../../app/contract/contract.ts'
import {
  type BackendConfiguration,
  KEY_DAYS_MAX_DEFAULT,
} from '../../app/contract/backend-configuration.ts'
import type {
  Configuration,
  SecretNames,
  WechatConfiguration,
} from '../../app/contract/configuration.ts'

/** Secrets to be stored; those not named stay as they are. */
export type DraftSecrets = { readonly [N in SecretNames]?: string }

/** The set-up while it is changed. Merchant data and backend are always there, so that they can be filled in. */
export interface Draft {
  readonly configuration: Configuration & {
    readonly wechat: WechatConfiguration
    readonly backend: BackendConfiguration
  }
  readonly secrets: DraftSecrets
}

/** Merchant data before anybody entered any. */
const NO_MERCHANT: WechatConfiguration = {
  appId: '',
  mchId: '',
  subAppId: '',
  subMchId: '',
  signType: 'MD5',
  hosts: ['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com'],
  deviceInfo: '',
  sandbox: 'off',
  negativeTest: '',
}

const NO_BACKEND: BackendConfiguration = {
  url: '',
  enrolmentCode: '',
  keyDaysMax: KEY_DAYS_MAX_DEFAULT,
}

/** What the screen starts with. */
export const draftOf = ({ configuration }: Setup): Draft => ({
  configuration: {
    ...configuration,
    wechat: configuration.wechat ?? NO_MERCHANT,
    backend: configuration.backend ?? NO_BACKEND,
  },
  secrets: {},
})

const isBlank = ({ appId, mchId, subAppId, subMchId }: WechatConfiguration): boolean =>
  appId + mchId + subAppId + subMchId === ''

/** What is stored: what the mode does not need is left out while it is blank, since half of it would be refused. */
export function configurationOf({ configuration }: Draft): Configuration {
  const { wechat, backend, ...rest } = configuration
  const { mode } = rest
  return {
    ...rest,
    ...(mode === 'physical-store' || !isBlank(wechat) ? { wechat } : {}),
    ...(mode === 'merchant-backend' || backend.url !== '' ? { backend } : {}),
  }
}
