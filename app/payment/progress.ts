import type { PaymentEvidence } from '../ports.ts'
import type { Problem, Refusal, RevokeCause, RevokedProof, WaitingFor } from './state.ts'

/**
 * How far the merchant's backend has got, which runs this same flow with WeChat itself. What it says
 * is settled, is settled: it has verified WeChat's answers, and `paid` is never said once it has sent a revoke.
 */
export type Progress =
  | { readonly kind: 'undecided'; readonly waitingFor: WaitingFor }
  | { readonly kind: 'revoking'; readonly cause: RevokeCause; readonly moneySeen: boolean }
  | {
      readonly kind: 'needs-attention'
      readonly cause: RevokeCause
      readonly moneySeen: boolean
      readonly problem: Problem
    }
  | { readonly kind: 'paid'; readonly payment: PaymentEvidence }
  | { readonly kind: 'not-charged'; readonly refusal: Refusal }
  | {
      readonly kind: 'revoked'
      readonly cause: RevokeCause | 'closed-by-wechat'
      readonly proof: RevokedProof
    }

/** An answer of the merchant's backend about one payment; its number, amount and currency were compared. */
export interface Told {
  readonly kind: 'told'
  readonly progress: Progress
}
