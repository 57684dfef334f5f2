import { LANGUAGES, type Language } from '../app/language.ts'
import type { Result } from '../app/result.ts'
import { call, type Fault } from './bridge.ts'
import type { Charge } from './amount-entry.ts'
import type { Command, WaitingCommand } from './commands.ts'
import { clearTyping, rulesOf, type, useTyping } from './entry-store.ts'
import { isNoteAllowed } from './note-check.ts'
import { openSetUp } from './people/access.ts'
import { dismissMessage, openPanel, tell } from './panel-store.ts'
import { mustBeRefunded, openRefundOf } from './refunds/refund-store.ts'
import { printLatestSlip } from './slips/slip-actions.ts'
import { useTill } from './till-store.ts'
import { versionSeen } from './use-painted.ts'

/** Waits for a call and says so when it failed. */
async function told<T>(answer: Promise<Result<T, Fault>>): Promise<boolean> {
  const result = await answer
  if (!result.ok) tell({ kind: 'fault', fault: result.error })
  return result.ok
}

const noteField = (): HTMLInputElement | null => document.querySelector('#sale-note')

/** Asks main to begin a sale of the confirmed amount. A note that cannot be kept is mended first. */
export async function startSale(charge: Charge): Promise<void> {
  const { note } = useTyping.getState()
  dismissMessage()
  if (!isNoteAllowed(note)) {
    tell({ kind: 'note-refused' })
    return noteField()?.focus()
  }
  if (await told(call('startSale', { ...charge, note: note.trim() }))) clearTyping()
}

/**
 * Leaves the sale as it is on the glass. False when it is another by now: its new screen is about to be painted, says more than any
 * message could, and the key can be pressed again.
 */
async function leaveSeen(saleId: string): Promise<boolean> {
  const version = versionSeen(saleId)
  if (version === undefined) return false
  const left = await call('pressNext', { saleId, version })
  if (!left.ok && left.error.kind !== 'sale-changed') {
    tell({ kind: 'fault', fault: left.error })
  }
  return left.ok
}

/** Ends a sale that charged nobody; an amount for which nothing was scanned comes back to be corrected. */
async function giveUp(): Promise<void> {
  const { snapshot } = useTill.getState()
  const sale = snapshot?.till.current
  if (snapshot === null || sale === undefined || sale === null) return
  if (!(await leaveSeen(sale.saleId))) return
  if (sale.screen.kind !== 'ready' || sale.attempts > 0) return
  type(rulesOf(snapshot), { type: 'put-back', minor: sale.amountMinor })
  useTyping.setState({ note: sale.note })
}

const nextLanguage = (language: Language): Language =>
  LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length] ?? language

export const setLanguage = (language: Language): Promise<boolean> =>
  told(call('setLanguage', { language }))

/** Moves the keyboard into the note and back. */
export function toggleNote(): void {
  const note = noteField()
  if (document.activeElement === note) note?.blur()
  else note?.focus()
}

/** The refunds; at the sale of which the counter says that it must be refunded, if it says so. */
function openRefunds(): void {
  const current = useTill.getState().snapshot?.till.current
  if (current && mustBeRefunded(current)) openRefundOf(current)
  else openPanel('refund')
}

/** Does what a key or a button asks for. */
export async function run(command: Command): Promise<void> {
  const { snapshot } = useTill.getState()
  const saleId = snapshot?.till.current?.saleId
  dismissMessage()
  switch (command) {
    case 'next':
      if (saleId !== undefined) await leaveSeen(saleId)
      return
    case 'give-up':
      return giveUp()
    case 'stop':
      if (saleId !== undefined) await told(call('pressStop', { saleId }))
      return
    case 'ask-again':
      if (saleId !== undefined) await told(call('pressAskAgain', { saleId }))
      return
    case 'park':
      await told(call('pressPark', null))
      return
    case 'leave-kiosk':
      if (useTill.getState().snapshot?.kiosk === true) openPanel('leave-kiosk')
      return
    case 'drawer':
      if (snapshot?.drawer === true) openPanel('drawer')
      return
    case 'language':
      if (snapshot !== null) await setLanguage(nextLanguage(snapshot.language))
      return
    case 'open-phone':
      await told(call('openPhone', null))
      return
    case 'scan-phone':
      await told(call('trainingScan', null))
      return
    case 'print-slip':
      return printLatestSlip()
    case 'note':
      return toggleNote()
    case 'help':
    case 'type-code':
    case 'waiting-sales':
    case 'receipts':
    case 'shift':
    case 'reconciliation':
      return openPanel(command)
    case 'refund':
      return openRefunds()
    case 'set-up':
    case 'check-scanner':
      return openSetUp(command)
    case 'lock':
      if (snapshot?.people.signedIn) await told(call('lockTill', null))
      return
  }
}

/** Does what is asked about a parked or restored sale. */
export async function runWaiting(command: WaitingCommand, saleId: string): Promise<void> {
  dismissMessage()
  const names = {
    'ask-again': 'pressAskAgain',
    stop: 'pressStop',
    acknowledge: 'acknowledge',
  } as const
  await told(call(names[command], { saleId }))
}
