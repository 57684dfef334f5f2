import type { PayerSettings } from '../../simulator/model.ts'
import type { SettingsChange } from '../../simulator/settings.ts'
import type { WriteFault } from './disk.ts'

/** What is scanned. */
export type ScanWish =
  /** The code that the payer's phone shows now. */
  | 'shown'
  /** What was scanned last in this shop, once more: the same code twice. */
  | 'last-again'
  | 'goods'
  | 'other-wallet'
  | 'half'
  | 'link'
  | 'noise'

/** A key that the cashier presses, whatever is on the screen. */
export type Key = 'stop' | 'ask-again' | 'park' | 'next' | 'acknowledge'

/** Something that people, machines or the world do. */
export type Act =
  | { readonly kind: 'sell'; readonly minor: number }
  | { readonly kind: 'scan'; readonly payer: number; readonly what: ScanWish }
  | { readonly kind: 'press'; readonly key: Key }
  /** The till's machine loses its power, and starts again later, with its clock set differently. */
  | { readonly kind: 'crash'; readonly backAfterMs: number; readonly clockByMs: number }
  | { readonly kind: 'clock'; readonly byMs: number }
  /** The till's network is away. */
  | { readonly kind: 'outage'; readonly forMs: number }
  | { readonly kind: 'disk-full'; readonly forMs: number }
  /** The next customer wants to be served, whatever is on the screen. */
  | { readonly kind: 'next-customer' }
  | { readonly kind: 'phone'; readonly payer: number; readonly online: boolean }
  /** Somebody gives money back: of the latest paid sale (0) or one before it, this share of what is left; above 1: too much. */
  | { readonly kind: 'refund'; readonly sale: number; readonly share: number }
  | {
      readonly kind: 'refund-press'
      readonly wish: 'ask-again' | 'send-again' | 'give-up'
    }
  /** A bill lacks the n-th refund: it is made sure of once more. */
  | { readonly kind: 'refund-resend'; readonly refund: number }
  /** Backend access: a node dies, or its process stands still for a while. */
  | { readonly kind: 'node-crash'; readonly node: number; readonly backAfterMs: number }
  | { readonly kind: 'node-pause'; readonly node: number; readonly forMs: number }

/** An act at its time, in milliseconds from the beginning, at one till. */
export interface Action {
  readonly atMs: number
  readonly till: number
  readonly act: Act
}

/** What the line does to one request or its answer. */
export type LineFault =
  /** No connection: proven not sent. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'request-lost' }
  | { readonly kind: 'answer-lost' }
  /** The connection breaks before or after the request has arrived. */
  | { readonly kind: 'cut'; readonly after: boolean }
  /** The request is held up for this long, perhaps far beyond its sender's patience. */
  | { readonly kind: 'request-late'; readonly byMs: number }
  | { readonly kind: 'answer-late'; readonly byMs: number }
  /** The request arrives a second time. */
  | { readonly kind: 'request-twice'; readonly afterMs: number; readonly hearSecond: boolean }
  /** The first bytes only, as if they were all. */
  | { readonly kind: 'truncated'; readonly share: number }
  | { readonly kind: 'garbage' }
  /** Somebody on the line answers instead, to their own advantage, without the key. */
  | { readonly kind: 'forged'; readonly how: 'no-sign' | 'other-key'; readonly lie: Lie }
  /** An answer about another order, correctly signed. */
  | { readonly kind: 'swapped' }
  /** WeChat takes another amount down than was asked for. */
  | { readonly kind: 'other-amount' }
  /** WeChat carries the call out and answers with this error code, known to anybody or not. */
  | { readonly kind: 'done-but-error'; readonly code: string }
  /** WeChat itself misbehaves: a preset of the simulator. */
  | { readonly kind: 'wechat'; readonly preset: string }

/** What a liar says about a payment, or about a refund. */
export type Lie =
  | 'paid'
  | 'refused'
  | 'revoked'
  | 'absent'
  | 'accepted'
  | 'arrived'
  | 'refund-refused'
  | 'no-refund'

/** Strikes the n-th request of its kind, counted from 1 over all tills. */
export interface PlannedLineFault {
  readonly operation: 'submit' | 'query' | 'revoke' | 'refund' | 'refund-query'
  readonly nth: number
  readonly fault: LineFault
}

export interface PlannedDiskFault {
  /** The refunds' journal instead of the payments'. */
  readonly of?: 'refunds'
  readonly till: number
  readonly nth: number
  readonly how: WriteFault
}

/** The till dies right before or after the n-th thing that it does to the world. */
export interface PlannedDeath {
  readonly till: number
  readonly step: number
  readonly backAfterMs: number
  readonly clockByMs: number
}

export interface TillPlan {
  readonly clockAheadMs: number
}

export type PayerPlan = Partial<PayerSettings> & { readonly balance: number }

/** A backend between tills and WeChat; unused where tills speak to WeChat themselves. */
export interface BackendPlan {
  readonly nodes: number
  /** Share of the tills' requests that are lost, doubled, cut or held up. */
  readonly lineTrouble: number
  /** Share of the nodes' statements whose connection breaks before or after they took effect. */
  readonly storeTrouble: number
  /** A node dies right before or after the n-th thing that it does to the world. */
  readonly deaths: readonly { readonly node: number; readonly step: number }[]
}

export const NO_BACKEND: BackendPlan = { nodes: 0, lineTrouble: 0, storeTrouble: 0, deaths: [] }

/** All that a world is made of. The same plan always makes the same run. */
export interface Plan {
  /** Draws what no part of the plan decides: delays, nonces, order numbers. */
  readonly seed: number
  /** Whether tills speak to WeChat themselves, or to the merchant's backend. */
  readonly access: 'store' | 'backend'
  readonly wechat: SettingsChange
  readonly payers: readonly PayerPlan[]
  readonly tills: readonly TillPlan[]
  readonly actions: readonly Action[]
  readonly lineFaults: readonly PlannedLineFault[]
  readonly diskFaults: readonly PlannedDiskFault[]
  readonly deaths: readonly PlannedDeath[]
  /** The tills' disks take long to sync. */
  readonly slowSyncs?: true
  readonly backend: BackendPlan
  /** When the world calms down: from here on nothing is broken any more. */
  readonly calmAtMs: number
}
