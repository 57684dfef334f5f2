import type { Setup } from '../../app/contract/contract.ts'
import type {
  Configuration,
  SecretNames,
  WechatConfiguration,
} from '../../app/contract/configuration.ts'

/** Secrets to be stored; those not named stay as they are. */
export type DraftSecrets = { readonly [N in SecretNames]?: string }

/** The set-up while it is changed. Merchant data is always there, so that it can be filled in. */
export interface Draft {
  readonly configuration: Configuration & { readonly wechat: WechatConfiguration }
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

/** What the screen starts with. */
export const draftOf = ({ configuration }: Setup): Draft => ({
  configuration: { ...configuration, wechat: configuration.wechat ?? NO_MERCHANT },
  secrets: {},
})

const isBlank = ({ appId, mchId, subAppId, subMchId }: WechatConfiguration): boolean =>
  appId + mchId + subAppId + subMchId === ''

/** What is stored: training needs no merchant data, and half of it would be refused. */
export function configurationOf({ configuration }: Draft): Configuration {
  if (configuration.mode !== 'training' || !isBlank(configuration.wechat)) return configuration
  const { wechat: _, ...rest } = configuration
  return rest
}
