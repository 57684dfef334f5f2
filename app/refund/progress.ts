import type { RefundEvidence, RefundProblem, RefundRefusal } from './state.ts'

/** How far the merchant's backend has got with a refund that it runs. */
export type RefundProgress =
  | { readonly kind: 'confirming' }
  | { readonly kind: 'accepted'; readonly refundId: string }
  | { readonly kind: 'needs-attention'; readonly problem: RefundProblem }
  | { readonly kind: 'refunded'; readonly evidence: RefundEvidence }
  | { readonly kind: 'refused'; readonly refusal: RefundRefusal }

/** The backend has the refund, and says where it stands. It is the backend that sends it again, not the till. */
export interface RefundTold {
  readonly kind: 'told'
  readonly progress: RefundProgress
}
