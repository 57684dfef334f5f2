import { assertNever } from '../result.ts'
import type { EpochMs } from '../ports.ts'
import type { Difference } from './difference.ts'

/** What a manager can do about a difference. None moves money by itself: a refund goes the way every refund goes. */
export const REMEDY_KINDS = [
  /** Ask WeChat where the order or refund stands, and keep what it says. */
  'query',
  /** Give the customer the money back; needs a manager's PIN. */
  'refund',
  /** Send a refund again, under the same number: WeChat refunds one number once. */
  'resend-refund',
  /** The goods were given: the charge is right. */
  'mark-paid',
  /** It belongs to a till or shop that keeps no books here. */
  'assign',
  /** Write down a refund that was made in the merchant platform. */
  'record-refund',
  /** Write a loss off. */
  'record-loss',
  /** Say why it is as it is. */
  'explain',
  /** Write something down; settles nothing. */
  'note',
] as const

/** See `REMEDY_KINDS`. */
export type RemedyKind = (typeof REMEDY_KINDS)[number]

/** A remedy that somebody chooses. */
export type Remedy =
  | { readonly kind: 'query' | 'resend-refund' }
  /** Gives back what WeChat has of the order and has not given back yet; never more, never another sum. */
  | { readonly kind: 'refund'; readonly reason: string }
  | { readonly kind: 'assign'; readonly till: string; readonly note: string }
  | {
      readonly kind: 'mark-paid' | 'record-refund' | 'record-loss' | 'explain' | 'note'
      readonly note: string
    }

/** Who stood there and allowed it. */
export interface Approver {
  readonly id: string
  readonly name: string
}

/** What came of a remedy. */
export type RemedyOutcome =
  | { readonly kind: 'written-down' }
  /** What WeChat said of the order or refund: `SUCCESS`, `REFUND`, `NOTPAY`, …, or an error code. */
  | { readonly kind: 'wechat-said'; readonly state: string; readonly detail: string }
  /** The refund's journal goes on with it. */
  | { readonly kind: 'refund-started'; readonly refundNumber: string }

/** A remedy that was taken. Kept for good. */
export interface RemedyDone {
  readonly remedy: Remedy
  readonly outcome: RemedyOutcome
  readonly by: Approver
  readonly atMs: EpochMs
}

/** Why a remedy is not taken. */
export type RemedyFault =
  | { readonly kind: 'no-such-difference' }
  /** Not one that this difference offers. */
  | { readonly kind: 'not-offered' }
  /** Dealt with meanwhile. */
  | { readonly kind: 'not-open' }
  /** Nothing is left to be given back. */
  | { readonly kind: 'nothing-to-refund' }
  /** This till has no way to do it. */
  | { readonly kind: 'not-possible-here' }
  /** The journal of refunds is no good, or cannot be written: nothing was sent. */
  | { readonly kind: 'refunds-unusable' }
  /** WeChat gave no clear answer. Nothing was decided. */
  | { readonly kind: 'no-answer'; readonly detail: string }

/**
 * The remedies that a difference offers, the likeliest first. What WeChat's bill lacks or has otherwise may turn out to be right when WeChat
 * is asked: then it is explained, and nobody has to write off or send again what is there. Where WeChat gave all of it back already, nothing
 * is left to be refunded. What is still open here at the end of its day is being revoked, and its money goes back once a revoke meets it:
 * nobody may call that charge right, or the goods would be gone and the money too.
 */
export function remediesOf({
  class: name,
  reasons,
}: Pick<Difference, 'class' | 'reasons'>): readonly RemedyKind[] {
  switch (name) {
    case 'paid-there-only':
      if (reasons.includes('returned-there')) return ['explain', 'record-loss', 'query', 'note']
      return reasons.includes('here-open')
        ? ['query', 'refund', 'note']
        : ['mark-paid', 'refund', 'query', 'note']
    case 'unknown-here':
      if (reasons.includes('returned-there')) return ['explain', 'assign', 'query', 'note']
      return ['assign', 'refund', 'query', 'note']
    case 'next-bill':
      return ['note']
    case 'absent-there':
      return ['query', 'record-loss', 'explain', 'note']
    case 'amount-differs':
      return ['query', 'explain', 'note']
    case 'discounted':
      return ['note']
    case 'fee-differs':
      return ['explain', 'note']
    case 'refund-unknown-here':
      return ['record-refund', 'query', 'note']
    case 'refund-absent-there':
      return ['query', 'resend-refund', 'explain', 'note']
    case 'refund-differs':
      return ['query', 'explain', 'note']
    case 'revoked-there':
      return ['query', 'record-loss', 'explain', 'note']
    case 'charged-twice':
      return ['refund', 'explain', 'note']
    case 'currency-or-time':
      return ['explain', 'note']
    default:
      return assertNever(name)
  }
}

/** Remedies that need a manager's PIN each time: money may leave by them. */
export const needsPin = (kind: RemedyKind): boolean => kind === 'refund' || kind === 'resend-refund'

/** Whether a remedy that was taken settles its difference. A query and a note only add to what is known. */
export const settles = ({ remedy, outcome }: Pick<RemedyDone, 'remedy' | 'outcome'>): boolean =>
  outcome.kind === 'refund-started' || (outcome.kind === 'written-down' && remedy.kind !== 'note')
