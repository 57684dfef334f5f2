import { create } from 'zustand'
import type { Fault } from './bridge.ts'

/** What lies over the sales screen. While one does, the keys belong to it. */
export type Panel =
  | 'none'
  | 'help'
  | 'manual'
  | 'type-code'
  | 'waiting-sales'
  | 'receipts'
  | 'shift'
  | 'refund'
  | 'set-up'
  /** The guide through the set-up of a new till. */
  | 'guide'
  | 'check-scanner'
  | 'reconciliation'
  /** A manager's PIN is asked for, before the set-up or the scanner's check. */
  | 'open-set-up'
  | 'open-check'
  | 'looks'
  | 'leave'
  | 'leave-kiosk'
  | 'drawer'

/** Something to tell the cashier that did not come from main's view. */
export type Message =
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'keyboard-scan' }
  /** A printed slip was scanned while a sale is at the counter. */
  | { readonly kind: 'receipt' }
  /** The note holds what looks like a payment code. */
  | { readonly kind: 'note-refused' }

interface Panels {
  readonly panel: Panel
  readonly message: Message | null
  /** Differs for each message, so that the same one twice is noticed twice. */
  readonly messageNumber: number
}

/** What this window shows besides main's state. */
export const usePanels = create<Panels>(() => ({ panel: 'none', message: null, messageNumber: 0 }))

export const openPanel = (panel: Panel): void => usePanels.setState({ panel })

export const closePanel = (): void => usePanels.setState({ panel: 'none' })

export const tell = (message: Message): void =>
  usePanels.setState(({ messageNumber }) => ({ message, messageNumber: messageNumber + 1 }))

export const dismissMessage = (): void => usePanels.setState({ message: null })
