import type { RefundCommand, RefundEvent } from '../app/refund/event.ts'
import { beginRefund, type RefundStep, stepRefund } from '../app/refund/flow.ts'
import { isSettled, type Refund, type RefundState } from '../app/refund/state.ts'
import type { RefundTiming } from '../app/refund/timing.ts'

/** A call to WeChat that a change makes due. */
export type RefundCall = Extract<RefundCommand, { readonly type: 'refund' | 'query' }>

/** A refund's event as its journal keeps it. */
export type RefundJournalEvent =
  RefundEvent | { readonly type: 'refund-requested'; readonly refund: Refund }

/** What an event does to a refund's row. */
export interface RefundChange {
  readonly event: RefundJournalEvent
  readonly state: RefundState
  /** To be made once the change is durable; the row is claimed for it by the same statement. */
  readonly call: RefundCall | null
  /** The call that was under way is over, so its claim is too. */
  readonly endsCall: boolean
  /** `keep`: whatever the row waits for stays. */
  readonly wait:
    'keep' | null | { readonly event: 'query-due' | 'send-due'; readonly delayMs: number }
}

const isCall = (command: RefundCommand): command is RefundCall =>
  command.type === 'refund' || command.type === 'query'

const ENDS_CALL: readonly RefundEvent['type'][] = ['refund-answered', 'query-answered', 'restarted']
const ENDS_WAIT: readonly RefundEvent['type'][] = [...ENDS_CALL, 'query-due', 'send-due']

/** A new refund with its first request. */
export function changeByRequest(refund: Refund): RefundChange {
  const { state, commands } = beginRefund(refund)
  const event = { type: 'refund-requested', refund } as const
  return { event, state, call: commands.find(isCall) ?? null, endsCall: false, wait: null }
}

/** Takes one event by the shared flow. Null: it means nothing in this state. */
export function refundChangeBy(
  timing: RefundTiming,
  state: RefundState,
  event: RefundEvent,
): RefundChange | null {
  const next = stepRefund(timing, state, event)
  if (next.state === state && next.commands.length === 0) return null
  const settled = isSettled(next.state)
  return {
    event,
    state: next.state,
    call: next.commands.find(isCall) ?? null,
    endsCall: settled || ENDS_CALL.includes(event.type),
    wait: settled ? null : waitAfter(event, next),
  }
}

function waitAfter(event: RefundEvent, { commands }: RefundStep): RefundChange['wait'] {
  for (const command of commands) {
    if (command.type === 'wait-for-query') return { event: 'query-due', delayMs: command.delayMs }
    if (command.type === 'wait-for-send') return { event: 'send-due', delayMs: command.delayMs }
  }
  // A pause from before a call means nothing any more, nor does one that has just ended.
  return ENDS_WAIT.includes(event.type) || commands.some(isCall) ? null : 'keep'
}
