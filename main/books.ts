import type { Configuration } from '../app/contract/configuration.ts'
import type { Device } from '../app/contract/rest-signing.ts'
import { readDevice } from './device-secret.ts'
import type { Secrets } from './secrets.ts'

/**
 * Whose books the orders of a set-up are in. Training and WeChat's sandboxes have journals of their own: a sale of theirs must
 * never be settled in, or become, a real one. Keys, certificates and hosts are no part of it: they only lead there.
 */
export const TRAINING_BOOKS = 'training'

export const directBooks = ({ wechat }: Pick<Configuration, 'wechat'>): string => {
  const { mchId = '', subMchId = '', appId = '', sandbox = 'off' } = wechat ?? {}
  return JSON.stringify([sandbox, appId, mchId, subMchId])
}

export const backendBooks = ({ merchant, till }: Pick<Device, 'merchant' | 'till'>): string =>
  JSON.stringify(['backend', merchant.id, till.id])

/** The books that a till with this set-up would open; null where only an enrolment will tell. */
export function booksOf(
  configuration: Pick<Configuration, 'mode' | 'wechat' | 'backend'>,
  secrets: Secrets,
): string | null {
  switch (configuration.mode) {
    case 'training':
      return TRAINING_BOOKS
    case 'physical-store':
      return directBooks(configuration)
    case 'merchant-backend': {
      const known = readDevice(secrets)
      const code = configuration.backend?.enrolmentCode ?? ''
      if (known === null || (code !== '' && !known.madeBy(code))) return null
      return backendBooks(known.device)
    }
  }
}
