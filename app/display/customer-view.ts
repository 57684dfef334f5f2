import type { Currency } from '../money.ts'
import type { EpochMs } from '../ports.ts'
import { assertNever } from '../result.ts'
import type { SaleView, ScanNotice, TillView } from '../till/view.ts'

/** An amount as a screen writes it. */
export interface Amount {
  readonly minor: number
  readonly currency: Currency
}

/** What the payer does about a code that could not be charged; the cashier's screen says what was wrong with it. */
export type CodeHint = 'none' | 'other-code' | 'hold-still' | 'new-code'

/** What the payer reads. It names what is to be done, never why: reasons are between the bank, the payer and the cashier. */
export type CustomerScreen =
  /** Nobody pays now. */
  | { readonly kind: 'idle' }
  /** The till cannot sell. */
  | { readonly kind: 'closed' }
  /** Show the payment code. */
  | { readonly kind: 'pay'; readonly amount: Amount; readonly hint: CodeHint }
  /** The code was read. */
  | { readonly kind: 'charging'; readonly amount: Amount }
  /** Confirm on the phone; counts down to `giveUpAtMs`. */
  | { readonly kind: 'password'; readonly amount: Amount; readonly giveUpAtMs: EpochMs }
  /** Nobody knows yet whether money moved: do not pay again. */
  | { readonly kind: 'checking'; readonly amount: Amount }
  | { readonly kind: 'cancelling'; readonly amount: Amount }
  /** Money moved and is on its way back. */
  | { readonly kind: 'returning'; readonly amount: Amount }
  | {
      readonly kind: 'paid'
      readonly amount: Amount
      /** What the payer really paid, where that differs. */
      readonly cash: { readonly minor: number; readonly currency: string } | null
    }
  /** Nothing was charged; another code may be shown. */
  | { readonly kind: 'not-charged'; readonly amount: Amount; readonly hint: CodeHint }
  /** Cancelled; `returned` when money had moved and came back. */
  | { readonly kind: 'cancelled'; readonly amount: Amount; readonly returned: boolean }
  /** Somebody of the shop has to look: do not pay again. */
  | { readonly kind: 'ask-cashier'; readonly amount: Amount }

const HINTS: { readonly [K in ScanNotice['kind']]: CodeHint } = {
  'other-wallet': 'other-code',
  'goods-barcode': 'none',
  'collect-code': 'other-code',
  'incomplete-code': 'hold-still',
  'unreadable-code': 'none',
  receipt: 'none',
  'same-code': 'new-code',
  'payment-open': 'none',
  'no-amount': 'none',
  'signed-out': 'none',
  'already-paid': 'none',
}

/**
 * What the payer is shown of the till. Made field by field, so that nothing else of a sale can come along: no order number,
 * no note, no reason, no other sale.
 */
export function customerScreenOf(view: TillView): CustomerScreen {
  if (view.journalBroken && view.current === null) return { kind: 'closed' }
  if (view.current === null) return { kind: 'idle' }
  return screenOf(view.current, view.notice === null ? 'none' : HINTS[view.notice.scan.kind])
}

function screenOf({ amountMinor, currency, screen }: SaleView, hint: CodeHint): CustomerScreen {
  const amount = { minor: amountMinor, currency }
  switch (screen.kind) {
    case 'ready':
      return { kind: 'pay', amount, hint }
    case 'charging':
      return { kind: 'charging', amount }
    case 'password':
      return { kind: 'password', amount, giveUpAtMs: screen.giveUpAtMs }
    case 'unknown':
      return { kind: 'checking', amount }
    case 'stopping':
      return { kind: 'cancelling', amount }
    case 'returning':
      return { kind: 'returning', amount }
    case 'paid': {
      const { cash } = screen
      return { kind: 'paid', amount, cash: cash && { minor: cash.minor, currency: cash.currency } }
    }
    case 'not-charged':
      return { kind: 'not-charged', amount, hint }
    case 'stopped':
      return { kind: 'cancelled', amount, returned: screen.proof === 'returned' }
    case 'needs-attention':
      return { kind: 'ask-cashier', amount }
    case 'abandoned':
      return { kind: 'idle' }
    default:
      return assertNever(screen)
  }
}
