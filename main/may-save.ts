import type { Configuration } from '../app/contract/configuration.ts'
import type { Till } from '../app/till/till.ts'
import { booksOf } from './books.ts'
import type { Secrets } from './secrets.ts'

/** Why another set-up has to wait. */
export type SaveRefusal =
  /** Between a scan and its answer: a restart now would keep the customer waiting. */
  | { readonly kind: 'payment-under-way' }
  /** Open payments can be settled only in the books they are in. */
  | { readonly kind: 'merchant-has-open' }

/**
 * What keeps a set-up from being saved. Open payments alone do not: they may be open because the present key is no longer
 * accepted, and then only the new one can settle them.
 */
export function whyNotSave(
  station: { readonly till: Pick<Till, 'anyUnderWay' | 'anyOpen'>; readonly books: string } | null,
  next: Pick<Configuration, 'mode' | 'wechat' | 'backend'>,
  secrets: Secrets,
): SaveRefusal | null {
  if (station === null) return null
  const { till, books } = station
  if (till.anyUnderWay()) return { kind: 'payment-under-way' }
  return till.anyOpen() && booksOf(next, secrets) !== books ? { kind: 'merchant-has-open' } : null
}
