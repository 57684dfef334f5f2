import type { Configuration } from '../app/contract/configuration.ts'
import type { Snapshot } from '../app/contract/contract.ts'
import type { StartFault } from '../app/contract/start-fault.ts'
import type { WechatLightDetail } from '../app/service-light.ts'
import type { TillView } from '../app/till/view.ts'
import { hasDrawer } from './drawer.ts'

/** What a till shows that cannot sell. */
export const EMPTY_VIEW: TillView = {
  version: 0,
  current: null,
  background: [],
  recent: [],
  notice: null,
  journalBroken: false,
}

/** What of a snapshot does not come from the configuration. */
type Running = Pick<
  Snapshot,
  | 'till'
  | 'lights'
  | 'language'
  | 'people'
  | 'refunds'
  | 'appVersion'
  | 'fault'
  | 'configFile'
  | 'kiosk'
  | 'firstRun'
>

/** Everything a newly opened page needs. */
export function snapshotOf(configuration: Configuration, running: Running): Snapshot {
  const { shop, timeZone, currency, limits, amountEntry, mode, wechat, keys } = configuration
  return {
    ...running,
    training: mode === 'training',
    sandbox: mode === 'physical-store' && wechat !== undefined && wechat.sandbox !== 'off',
    backend: mode === 'merchant-backend',
    shop,
    timeZone,
    currency,
    limits,
    amountEntry,
    keys,
    drawer: hasDrawer(configuration),
  }
}

/** What the light of WeChat or of the backend says while the till cannot sell. */
export function lightOfFault({ kind }: StartFault): WechatLightDetail {
  if (kind === 'not-enrolled') return 'backend-not-set-up'
  return kind === 'credentials-missing' ? 'not-set-up' : 'idle'
}
