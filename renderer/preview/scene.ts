import type { Setup, Snapshot } from '../../app/contract/contract.ts'
import type { BegunSetup } from '../../app/contract/guide.ts'
import type { ShiftState } from '../../app/contract/shifts.ts'
import { displayLight } from '../../app/display-light.ts'
import type { Refusal } from '../../app/payment/state.ts'
import { printerLight } from '../../app/printer-light.ts'
import type { CheckNotice } from '../../app/scanner-check/check-notice.ts'
import { scannerLight } from '../../app/scanner-light.ts'
import { networkLight, wechatLight } from '../../app/service-light.ts'
import type { SaleView, ScanNotice, Screen, TillView } from '../../app/till/view.ts'
import type { Message, Panel } from '../panel-store.ts'
import { sampleShifts } from './sample-shift.ts'
import { idleTill, openedAtMs, sale, setup, snapshot } from './sample-views.ts'
import { type Books, NO_BOOKS } from './scripted-reconciliation.ts'

/** One thing the window can show. */
export interface Scene {
  readonly snapshot: Snapshot
  readonly setup: Setup
  readonly panel: Panel
  /** What this window itself has to say. */
  readonly message: Message | null
  /** What there is to reconcile. */
  readonly books: Books
  /** What was typed into the note. */
  readonly note: string
  /** How the shifts stand. */
  readonly shifts: ShiftState
  /** How far the guide came before; locked: somebody has to prove to be allowed to go on. */
  readonly begun: BegunSetup | 'locked' | null
  /** What the check of the scanners has to say. */
  readonly check: readonly CheckNotice[]
  /** Keys pressed after the start, by their `code`. */
  readonly keys: readonly string[]
  /** What is clicked after that, as selectors. */
  readonly clicks: readonly string[]
}

interface Change extends Partial<Omit<Scene, 'snapshot'>> {
  readonly till?: Partial<TillView>
  readonly snapshot?: Partial<Snapshot>
}

export const scene = ({ till, snapshot: change, ...rest }: Change): Scene => ({
  snapshot: { ...snapshot, ...change, till: { ...idleTill, ...till } },
  setup,
  panel: 'none',
  message: null,
  books: NO_BOOKS,
  note: '',
  shifts: sampleShifts,
  begun: null,
  check: [],
  keys: [],
  clicks: [],
  ...rest,
})

export const withSale = (screen: Screen, change: Partial<SaleView> = {}): Scene =>
  scene({ till: { current: sale(screen, change) } })

export const refused = (refusal: Refusal): Scene => withSale({ kind: 'not-charged', refusal })

export const code = (name: string, description = ''): Refusal => ({
  kind: 'error-code',
  code: name,
  description,
})

export const noticed = (scan: ScanNotice, current: SaleView | null): Scene =>
  scene({ till: { current, notice: { at: 7, scan } } })

export const READY: Screen = { kind: 'ready' }
const inSeconds = (seconds: number): number => openedAtMs + seconds * 1000
export const password: Screen = { kind: 'password', giveUpAtMs: inSeconds(24) }
export const unknown: Screen = { kind: 'unknown', giveUpAtMs: inSeconds(17) }
export const paid: Extract<Screen, { readonly kind: 'paid' }> = {
  kind: 'paid',
  transactionId: '4200002847202511215530918274',
  cash: null,
}

export const digits = (text: string): readonly string[] =>
  [...text].map((key) => (key === '.' ? 'Period' : `Digit${key}`))

export const waiting: readonly SaleView[] = [
  sale(unknown, { amountMinor: 4_200, startedAtMs: openedAtMs - 95_000 }),
  sale(paid, { amountMinor: 25_990, restored: true, note: 'A-1042' }),
  sale({ kind: 'needs-attention', problem: 'refund-needed' }, { restored: true }),
  sale(
    { kind: 'stopped', cause: 'gave-up', proof: 'returned' },
    { amountMinor: 990, restored: true },
  ),
]

export const everythingWrong = {
  scanner: scannerLight('no-permission'),
  network: networkLight('offline'),
  wechat: wechatLight('unreachable'),
  printer: printerLight('printer-unreachable', 2),
  display: displayLight('display-unplugged'),
}
