/** What every part of the simulated WeChat Pay works on. */
import type { Clock, Random } from '../app/ports.ts'
import type { Books } from './books.ts'
import type { Settings } from './settings.ts'

/** The one merchant that this WeChat Pay knows. */
export interface Merchant {
  readonly appId: string
  readonly mchId: string
  readonly apiKey: string
  /** V3's key: another one, of 32 characters too. */
  readonly apiV3Key: string
}

export interface World {
  readonly merchant: Merchant
  readonly books: Books
  readonly clock: Clock
  readonly random: Random
  /** Replaced whole when somebody changes a setting. */
  settings: Settings
  /** Digits of the codes that phones show now, by payer. In memory only: a code is a secret. */
  readonly shownCodes: Map<string, string>
  /** `false` in WeChat's own sandboxes: any code of the right form will do, and always for the same payer. */
  readonly codesAreChecked: boolean
}

export const DEFAULT_MERCHANT: Merchant = {
  appId: 'wx5f0c2b7d9a1e3864',
  mchId: '1900000109',
  apiKey: 'QuickPaySimulatorDemoKey20260101',
  apiV3Key: 'QuickPaySimulatorV3Key2026010100',
}

/** Digits of a day or a moment in UTC+8, WeChat Pay's time zone: `yyyyMMddHHmmss`. */
export const chinaDigits = (ms: number): string =>
  new Date(ms + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14)

/** `yyyy-MM-dd HH:mm:ss` in UTC+8. */
export const chinaText = (ms: number): string =>
  new Date(ms + 8 * 3_600_000).toISOString().replace('T', ' ').slice(0, 19)
