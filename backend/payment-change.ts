import { ageStartsAtMs } from '../app/payment/age.ts'
import type { Command, PaymentEvent } from '../app/payment/event.ts'
import { step } from '../app/payment/flow.ts'
import { forJournal, type JournalEvent } from '../app/payment/journal.ts'
import type { Age, PaymentState } from '../app/payment/state.ts'
import type { Timing } from '../app/payment/timing.ts'

/** A call to WeChat that the change makes due. */
export type Call = Extract<Command, { readonly type: 'submit' | 'query' | 'revoke' }>

/** What an event does to a payment's row. */
export interface Change {
  readonly event: JournalEvent
  readonly state: PaymentState
  /** To be made once the change is durable; the row is claimed for it by the same statement. */
  readonly call: Call | null
  /** The call that was under way is over, so its claim is too. */
  readonly endsCall: boolean
  /** `keep`: whatever the row waits for stays. */
  readonly wait:
    'keep' | null | { readonly event: 'query-due' | 'revoke-due'; readonly delayMs: number }
  /** Counted from the submit, so that late steps do not add up. */
  readonly age: 'keep' | null | { readonly age: Age; readonly afterMs: number }
}

const isCall = (command: Command): command is Call =>
  command.type === 'submit' || command.type === 'query' || command.type === 'revoke'

const ENDS_CALL: readonly PaymentEvent['type'][] = [
  'submit-answered',
  'query-answered',
  'revoke-answered',
  'restarted',
]

const FINAL: readonly PaymentState['kind'][] = ['paid', 'not-charged', 'revoked', 'abandoned']

/** Whether nothing will ever change again: a payment is one attempt, a new code is a new payment. */
export const isFinal = (state: PaymentState): boolean => FINAL.includes(state.kind)

/** Takes one event by the same flow as the till. Null: it means nothing in this state. */
export function changeBy(timing: Timing, state: PaymentState, event: PaymentEvent): Change | null {
  const next = step(timing, state, event)
  const ends = ENDS_CALL.includes(event.type)
  if (next.state === state && next.commands.length === 0) return null
  const journalled = { event: forJournal(event), state: next.state }
  if (isFinal(next.state))
    return { ...journalled, call: null, endsCall: true, wait: null, age: null }
  return {
    ...journalled,
    call: next.commands.find(isCall) ?? null,
    endsCall: ends,
    wait: waitAfter(event, next.commands),
    age: ageAfter(timing, event, next.commands),
  }
}

function waitAfter(event: PaymentEvent, commands: readonly Command[]): Change['wait'] {
  for (const command of commands) {
    if (command.type === 'wait-for-query') return { event: 'query-due', delayMs: command.delayMs }
    if (command.type === 'wait-for-revoke') return { event: 'revoke-due', delayMs: command.delayMs }
  }
  // A pause from before a call means nothing any more, nor does one that has just ended.
  const over = event.type === 'query-due' || event.type === 'revoke-due'
  return over || commands.some(isCall) ? null : 'keep'
}

function ageAfter(
  timing: Timing,
  event: PaymentEvent,
  commands: readonly Command[],
): Change['age'] {
  const wait = commands.find((command) => command.type === 'wait-for-age')
  if (wait !== undefined) return { age: wait.age, afterMs: ageStartsAtMs(timing)[wait.age] }
  return event.type === 'age-reached' || event.type === 'restarted' ? null : 'keep'
}
