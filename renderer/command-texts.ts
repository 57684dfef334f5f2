import type { SaleCommand, WaitingCommand } from './commands.ts'
import type { Resources } from './i18n/resources.ts'

export type TillText = keyof Resources['till']

/** What is written on the button of each command. */
export const COMMAND_TEXT: { readonly [C in SaleCommand]: TillText } = {
  next: 'next',
  stop: 'stop',
  'give-up': 'giveUp',
  'ask-again': 'askAgain',
  park: 'park',
  'type-code': 'typeCode',
}

export const WAITING_COMMAND_TEXT: { readonly [C in WaitingCommand]: TillText } = {
  'ask-again': 'askAgain',
  stop: 'stop',
  acknowledge: 'acknowledge',
}
