import type { Translated } from '../language.ts'

/**
 * What the cashier does next:
 * - `rescan`: the payer refreshes the code, scan it; the sale stays as it is
 * - `other-means`: the payer picks another card in WeChat (scan again) or pays in another way
 * - `check-network`: see to the connection, then scan again
 * - `call-support`: no key helps; the shop's set-up has to be mended, take the money in another way
 * - `call-manager`: a manager decides
 * - `ask-password`: have the payer finish on the phone; Esc stops and revokes
 * - `wait`: hold the goods and press nothing; the till goes on asking
 */
export type NextStep =
  | 'rescan'
  | 'other-means'
  | 'check-network'
  | 'call-support'
  | 'call-manager'
  | 'ask-password'
  | 'wait'

/**
 * What people are told. The texts say why and what to do, not the verdict itself: the screen's
 * heading does that. `{description}` stands for WeChat's own words, `{code}` for its error code.
 */
export interface Explanation {
  readonly cashier: Translated
  readonly payer: Translated
  readonly next: NextStep
}
