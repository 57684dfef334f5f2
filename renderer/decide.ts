import { isOver, isUndecided } from '../app/till/screens.ts'
import type { TillView } from '../app/till/view.ts'
import { allows, COMMANDS, type Command, type SaleCommand } from './commands.ts'
import type { Press } from './keys.ts'

/** What a key does, given what the till shows. */
export type Effect =
  | { readonly kind: 'none' }
  /** The key goes to the amount. `leaving`: the sale before is over and its verdict goes away. */
  | { readonly kind: 'entry'; readonly leaving: boolean }
  | { readonly kind: 'command'; readonly command: Command }

export interface Situation {
  readonly view: TillView
  readonly entryText: string
}

const NONE: Effect = { kind: 'none' }
const command = (name: Command): Effect => ({ kind: 'command', command: name })

const SALE_COMMANDS = new Set<string>(Object.values(COMMANDS).flat())

const isSaleCommand = (name: Command): name is SaleCommand => SALE_COMMANDS.has(name)

/** Whether no verdict is owed or shown that a person still needs. */
export const mayLeave = ({ current }: TillView): boolean =>
  current === null || isOver(current.screen)

/** The one place that says what each key does in each state. Pure. */
export function decide(press: Press, { view, entryText }: Situation): Effect {
  const { current } = view
  if (press.kind === 'command') {
    if (press.command === 'note') return current === null ? press : NONE
    // These cover the verdict, so they wait until there is none.
    if (/^(set-up|check-scanner|reconciliation)$/.test(press.command))
      return mayLeave(view) ? press : NONE
    if (!isSaleCommand(press.command)) return press
    return allows(view, press.command) ? press : NONE
  }
  // Without a sale the keys make an amount. A paid sale is over: the next amount may follow at once.
  if (current === null) return { kind: 'entry', leaving: false }
  if (isOver(current.screen)) return afterwards(press, entryText)
  // Nothing more is owed for a sale that was cancelled: both keys leave it.
  if (allows(view, 'next') && /^(?:confirm|escape)$/.test(press.kind)) return command('next')
  if (press.kind !== 'escape') return NONE
  if (allows(view, 'stop') && isUndecided(current.screen)) return command('stop')
  return allows(view, 'give-up') ? command('give-up') : NONE
}

function afterwards(press: Press, entryText: string): Effect {
  if (press.kind === 'digits' || press.kind === 'point') return { kind: 'entry', leaving: true }
  if (entryText !== '') return { kind: 'entry', leaving: false }
  return press.kind === 'confirm' ? command('next') : NONE
}
