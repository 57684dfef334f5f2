import type { Screen, TillView } from '../app/till/view.ts'

/** What a person can ask the till to do, besides typing an amount. */
export type Command =
  /** Serve the next customer. */
  | 'next'
  /** Stop waiting for the payer and revoke. */
  | 'stop'
  /** End a sale that has charged nobody. */
  | 'give-up'
  | 'ask-again'
  | 'park'
  | 'type-code'
  | 'waiting-sales'
  /** The sales of this till, and their slips. */
  | 'receipts'
  /** Opens, watches and closes a shift. */
  | 'shift'
  /** Prints the slip of the sale at the counter, or of the last one, once more. */
  | 'print-slip'
  /** Gives money back. */
  | 'refund'
  | 'note'
  | 'help'
  | 'set-up'
  /** The manager's comparison of days with WeChat's bills. */
  | 'reconciliation'
  /** Sees what is wrong with the scanner. */
  | 'check-scanner'
  /** Nobody is signed in any more. */
  | 'lock'
  /** Opens the cash drawer without a sale. */
  | 'drawer'
  /** Leaves a till that fills its screen. */
  | 'leave-kiosk'
  | 'language'
  | 'open-phone'
  | 'scan-phone'

/** Commands that act on the sale at the counter. */
export type SaleCommand = Extract<
  Command,
  'next' | 'stop' | 'give-up' | 'ask-again' | 'park' | 'type-code'
>

/**
 * What can be done about the sale on each screen, the most likely first. There is no "retry" while an
 * attempt is undecided: that is how customers get charged twice.
 */
export const COMMANDS: { readonly [K in Screen['kind']]: readonly SaleCommand[] } = {
  ready: ['type-code', 'give-up'],
  charging: ['stop', 'park'],
  password: ['stop', 'ask-again', 'park'],
  unknown: ['ask-again', 'park', 'stop'],
  stopping: ['ask-again', 'park'],
  returning: ['ask-again', 'park'],
  paid: ['next'],
  'not-charged': ['type-code', 'give-up'],
  stopped: ['next', 'type-code'],
  'needs-attention': ['park', 'ask-again'],
  abandoned: ['next'],
}

/** Whether the command can act now. */
export function allows(view: TillView, command: SaleCommand): boolean {
  return view.current !== null && COMMANDS[view.current.screen.kind].includes(command)
}

/** Commands for a sale in the list of waiting sales: decided ones are acknowledged, the others go on. */
export type WaitingCommand = 'ask-again' | 'stop' | 'acknowledge'

/** What can be done about a parked or restored sale. */
export const WAITING_COMMANDS: { readonly [K in Screen['kind']]: readonly WaitingCommand[] } = {
  ready: ['acknowledge'],
  charging: ['stop'],
  password: ['ask-again', 'stop'],
  unknown: ['ask-again', 'stop'],
  stopping: ['ask-again'],
  returning: ['ask-again'],
  paid: ['acknowledge'],
  'not-charged': ['acknowledge'],
  stopped: ['acknowledge'],
  'needs-attention': ['ask-again'],
  abandoned: ['acknowledge'],
}
