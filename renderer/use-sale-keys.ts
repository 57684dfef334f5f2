import { useEffect } from 'react'
import { closePanel, dismissMessage, tell, usePanels } from './panel-store.ts'
import { run, startSale } from './actions.ts'
import type { EntryEvent } from './amount-entry.ts'
import { decide } from './decide.ts'
import { noteKeyed, rulesOf, takeNoteBack, type, useTyping, wasNoteScanned } from './entry-store.ts'
import { pressOf, type Press } from './keys.ts'
import { isLockedNow } from './people/access.ts'
import { areKeysQuiet, quietKeys } from './quiet-keys.ts'
import { isOver } from '../app/till/screens.ts'
import { useTill } from './till-store.ts'

/** A burst of keys may still turn out to be a scan: only then does a paid verdict go away. */
const LEAVE_AFTER_MS = 120

type AmountPress = Exclude<Press, { readonly kind: 'command' }>

const entryEvent = (press: AmountPress, atMs: number): EntryEvent => {
  switch (press.kind) {
    case 'digits':
      return { type: 'digits', digits: press.digits, atMs }
    case 'point':
      return { type: 'point', atMs }
    case 'erase':
      return { type: 'erase', atMs }
    case 'confirm':
      return { type: 'confirm', atMs }
    case 'escape':
      return { type: 'escape' }
  }
}

/** Takes the paid sale off the screen once the next amount is really being typed. */
function leaveLater(saleId: string): void {
  setTimeout(() => {
    const current = useTill.getState().snapshot?.till.current
    // Only this sale, and only its verdict: a new one may have been started meanwhile.
    if (current?.saleId !== saleId || !isOver(current.screen)) return
    if (useTyping.getState().entry.text !== '') void run('next')
  }, LEAVE_AFTER_MS)
}

/** One key or button of the amount: decided by the table, done here. */
export function press(pressed: Press, atMs: number): void {
  const { snapshot } = useTill.getState()
  if (snapshot === null || areKeysQuiet(atMs)) return
  const { current } = snapshot.till
  const entryText = useTyping.getState().entry.text
  const effect = decide(pressed, { view: snapshot.till, entryText })
  if (effect.kind === 'command') void run(effect.command)
  if (effect.kind !== 'entry' || pressed.kind === 'command') return
  dismissMessage()
  const charge = type(rulesOf(snapshot), entryEvent(pressed, atMs))
  if (useTyping.getState().entry.hint === 'looks-like-scan') tell({ kind: 'keyboard-scan' })
  else if (effect.leaving && current !== null) leaveLater(current.saleId)
  if (charge !== null) void startSale(charge)
}

/** In the note, keys write; these few still act. */
function isForNote(event: KeyboardEvent): boolean {
  if (!(event.target instanceof HTMLInputElement) || event.target.id !== 'sale-note') return false
  return !/^F\d+$/.test(event.code) && !event.ctrlKey
}

function noteKey(event: KeyboardEvent): void {
  // An input method uses these keys, too, while it composes.
  const leaves = ['Enter', 'NumpadEnter', 'Escape', 'Tab'].includes(event.code)
  if (!leaves || event.isComposing) return noteKeyed(event.timeStamp)
  event.preventDefault()
  if (wasNoteScanned(event.timeStamp)) {
    takeNoteBack(event.timeStamp)
    tell({ kind: 'keyboard-scan' })
  }
  if (event.target instanceof HTMLElement) event.target.blur()
}

/** Over the sale, keys belong to the panel, and Esc closes it and nothing else. */
function panelKey(event: KeyboardEvent): void {
  // While an input method composes, Esc is for its own list.
  if (event.code !== 'Escape' || event.isComposing) return
  event.preventDefault()
  event.stopPropagation()
  // Held down, it closes what it met first.
  if (!event.repeat) closePanel()
}

/** While nobody is signed in the other keys are for whoever signs in (people/use-pin-entry.ts). */
const ALWAYS = new Set<string>(['help', 'language', 'leave-kiosk', 'open-phone', 'scan-phone'])

function lockedKey(event: KeyboardEvent): void {
  const pressed = pressOf(event)
  if (pressed === null || pressed.kind !== 'command') return
  event.preventDefault()
  if (ALWAYS.has(pressed.command)) void run(pressed.command)
}

function onKeyDown(event: KeyboardEvent): void {
  if (usePanels.getState().panel !== 'none') return panelKey(event)
  if (isLockedNow()) return lockedKey(event)
  if (isForNote(event)) return noteKey(event)
  const pressed = pressOf(event)
  if (pressed === null) return
  event.preventDefault()
  event.stopPropagation()
  press(pressed, event.timeStamp)
}

/** A focused button would be clicked by a scanner's Enter, so on the sales screen none keeps the focus. */
function onFocusIn(event: FocusEvent): void {
  if (usePanels.getState().panel !== 'none') return
  if (event.target instanceof HTMLElement && event.target.id !== 'sale-note') event.target.blur()
}

function onWedgeScan(): void {
  quietKeys()
  const { snapshot } = useTill.getState()
  const atMs = performance.now()
  if (snapshot !== null) type(rulesOf(snapshot), { type: 'scan-recognised', atMs })
}

/** Makes the keyboard work, whatever has the focus. */
export function useSaleKeys(): void {
  useEffect(() => {
    const ends = [
      window.till.on('wedgeScanned', onWedgeScan),
      window.till.on('wedgeEnded', () => quietKeys()),
    ]
    document.addEventListener('keydown', onKeyDown, { capture: true })
    document.addEventListener('focusin', onFocusIn)
    return () => {
      for (const end of ends) end()
      document.removeEventListener('keydown', onKeyDown, { capture: true })
      document.removeEventListener('focusin', onFocusIn)
    }
  }, [])
}
