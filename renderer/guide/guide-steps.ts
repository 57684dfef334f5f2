import type { Configuration } from '../../app/contract/configuration.ts'
import type { GuideStep } from '../../app/contract/guide.ts'

type Mode = Configuration['mode']

/** What has to be said of each way to WeChat Pay. */
const OF_MODE: { readonly [M in Mode]: readonly GuideStep[] } = {
  training: [],
  'physical-store': ['merchant', 'keys'],
  'merchant-backend': ['backend'],
}

/** The steps after the welcome, in their order. */
export const stepsOf = (mode: Mode): readonly GuideStep[] => [
  'shop',
  'access',
  ...OF_MODE[mode],
  'people',
  'scanner',
  'printer',
  'done',
]

/** The steps beside a step; null: there is none. One that another mode has, as after an import, counts as the choice of the mode. */
export function besides(
  step: GuideStep,
  mode: Mode,
): { readonly before: GuideStep | null; readonly after: GuideStep | null } {
  const steps = stepsOf(mode)
  if (step === 'welcome') return { before: null, after: steps[0] ?? null }
  const at = steps.includes(step) ? steps.indexOf(step) : steps.indexOf('access')
  return { before: steps[at - 1] ?? 'welcome', after: steps[at + 1] ?? null }
}

/** The fields of a step by the beginning of their paths: they are to be right before the next. */
export const STEP_PATHS: { readonly [S in GuideStep]: RegExp } = {
  welcome: /^(?!)/,
  shop: /^(shop|description|currency|limits)/,
  access: /^mode/,
  merchant: /^wechat/,
  keys: /^secrets/,
  backend: /^backend/,
  people: /^people/,
  scanner: /^(scanner|moreScanners|codePrefixes)/,
  printer: /^(printer|receipt)/,
  done: /^/,
}
