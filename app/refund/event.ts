import type { RefundAnswer, RefundOrder, RefundQueryAnswer } from './gateway.ts'

/** Something that happened to a refund. None of them carries a secret: the journal keeps them as they are. */
export type RefundEvent =
  | { readonly type: 'refund-answered'; readonly answer: RefundAnswer }
  | {
      readonly type: 'query-answered'
      readonly answer: RefundQueryAnswer
      /** How long before this query the latest request of this refund may have left, at least. */
      readonly sentAgoMs: number
    }
  | { readonly type: 'query-due' }
  | { readonly type: 'send-due' }
  | { readonly type: 'ask-again-pressed' }
  /** A person wants it sent again under the same number, e.g. after topping up the account. */
  | { readonly type: 'send-again-pressed' }
  /** A person gives up what WeChat refused. Means nothing while it may still take effect. */
  | { readonly type: 'give-up-pressed' }
  /** WeChat's bill lacks it, and a person wants it made: asked anew and, where WeChat does not know its number, sent again. */
  | {
      readonly type: 'resend-pressed'
      /** Who asked for the refund at first: a shift that begins here knows of it by this entry alone. */
      readonly askedBy: string | null
    }
  /** The program was started anew, or another took over. Nothing is under way that could still be heard. */
  | { readonly type: 'restarted' }

/** Work for the runner. It is done only after the state that asked for it is durable. */
export type RefundCommand =
  | { readonly type: 'refund'; readonly order: RefundOrder }
  | { readonly type: 'query'; readonly order: RefundOrder }
  /** Raise `query-due` after the pause. Replaces any earlier pause of this refund. */
  | { readonly type: 'wait-for-query'; readonly delayMs: number }
  /** Raise `send-due` after the pause. Replaces any earlier pause of this refund. */
  | { readonly type: 'wait-for-send'; readonly delayMs: number }
