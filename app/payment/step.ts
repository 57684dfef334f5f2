import type { QueryAnswer } from '../ports.ts'
import type { Command } from './event.ts'
import { type Attempt, orderOf, type PaymentState, type Sale } from './state.ts'

/** Where an event leads, and the work that follows once that is durable. */
export interface Step {
  readonly state: PaymentState
  readonly commands: readonly Command[]
}

/** A step to a state, with the work it asks for. */
export const to = (state: PaymentState, ...commands: readonly Command[]): Step => ({
  state,
  commands,
})

type Undecided = { readonly sale: Sale; readonly attempt: Attempt }

/** Ask WeChat about this attempt. */
export const query = (state: Undecided): Command => ({ type: 'query', order: orderOf(state) })

/** Revoke this attempt. */
export const revoke = (state: Undecided): Command => ({ type: 'revoke', order: orderOf(state) })

/**
 * What a query's answer settles while no revoke has been sent; null when it settles nothing. Only
 * `trade_state` is believed, never the mere success of the call (order query, global 4013634899).
 */
export function settled({ sale, attempt }: Undecided, answer: QueryAnswer): PaymentState | null {
  if (answer.kind === 'paid') return { kind: 'paid', sale, attempt, payment: answer.payment }
  if (answer.kind !== 'order') return null
  if (answer.tradeState !== 'REVOKED' && answer.tradeState !== 'CLOSED') return null
  return { kind: 'revoked', sale, attempt, cause: 'closed-by-wechat', proof: 'closed-at-wechat' }
}
