import { describe, expect, it } from 'vitest'
import { type CustomerScreen, customerScreenOf } from '../../app/display/customer-view.ts'
import type { SaleView, ScanNotice, Screen, TillView } from '../../app/till/view.ts'

/** What must not be on a screen that the whole queue reads. */
const SECRETS = {
  saleId: 'secret-sale',
  note: 'secret-note',
  outTradeNo: 'secret-order',
  transactionId: 'secret-transaction',
  description: 'secret-reason',
  code: 'SECRET_CODE',
} as const

const sale = (screen: Screen): SaleView => ({
  saleId: SECRETS.saleId,
  amountMinor: 1280,
  currency: 'CNY',
  note: SECRETS.note,
  startedAtMs: 86_400_123,
  outTradeNo: SECRETS.outTradeNo,
  attempts: 7,
  screen,
  restored: true,
  version: 4711,
})

const view = (current: SaleView | null, change: Partial<TillView> = {}): TillView => ({
  version: 9999,
  current,
  background: [sale({ kind: 'ready' })],
  recent: [sale({ kind: 'abandoned' })],
  notice: null,
  journalBroken: false,
  ...change,
})

const amount = { minor: 1280, currency: 'CNY' }
const { transactionId, code, description } = SECRETS

const SHOWN: { readonly [K in Screen['kind']]: readonly [Extract<Screen, { kind: K }>, object] } = {
  ready: [{ kind: 'ready' }, { kind: 'pay', amount, hint: 'none' }],
  charging: [{ kind: 'charging' }, { kind: 'charging', amount }],
  password: [
    { kind: 'password', giveUpAtMs: 30_000 },
    { kind: 'password', amount, giveUpAtMs: 30_000 },
  ],
  unknown: [
    { kind: 'unknown', giveUpAtMs: 30_000 },
    { kind: 'checking', amount },
  ],
  stopping: [
    { kind: 'stopping', cause: 'gave-up' },
    { kind: 'cancelling', amount },
  ],
  returning: [{ kind: 'returning' }, { kind: 'returning', amount }],
  paid: [
    { kind: 'paid', transactionId, cash: { minor: 1100, currency: 'CNY' } },
    { kind: 'paid', amount, cash: { minor: 1100, currency: 'CNY' } },
  ],
  'not-charged': [
    { kind: 'not-charged', refusal: { kind: 'error-code', code, description } },
    { kind: 'not-charged', amount, hint: 'none' },
  ],
  stopped: [
    { kind: 'stopped', cause: 'stop-pressed', proof: 'returned' },
    { kind: 'cancelled', amount, returned: true },
  ],
  'needs-attention': [
    { kind: 'needs-attention', problem: 'refund-needed' },
    { kind: 'ask-cashier', amount },
  ],
  abandoned: [{ kind: 'abandoned' }, { kind: 'idle' }],
}

describe('customerScreenOf', () => {
  it.each(Object.entries(SHOWN))(
    'shows of %s what the payer does, and no more',
    (_, [from, to]) => {
      const shown = customerScreenOf(view(sale(from)))
      // Exactly these fields: whatever is added to a sale stays away until somebody lets it through.
      expect(shown).toEqual(to)
      expect(JSON.stringify(shown)).not.toMatch(/secret/iu)
      expect(JSON.stringify(shown)).not.toMatch(/4711|9999|86400123/u)
    },
  )

  it('is idle with nobody at the counter, whatever is parked', () => {
    expect(customerScreenOf(view(null))).toEqual({ kind: 'idle' })
  })

  it('invites nobody while the till cannot sell', () => {
    expect(customerScreenOf(view(null, { journalBroken: true }))).toEqual({ kind: 'closed' })
  })

  const hinted: readonly (readonly [ScanNotice, string])[] = [
    [{ kind: 'other-wallet', wallet: 'alipay' }, 'other-code'],
    [{ kind: 'collect-code' }, 'other-code'],
    [{ kind: 'incomplete-code' }, 'hold-still'],
    [{ kind: 'same-code' }, 'new-code'],
    [{ kind: 'goods-barcode' }, 'none'],
    [{ kind: 'payment-open' }, 'none'],
  ]
  it.each(hinted)('tells the payer what to do about %o', (scan, hint) => {
    const notice = { at: 1, scan }
    const shown = (screen: Screen): CustomerScreen =>
      customerScreenOf(view(sale(screen), { notice }))
    expect(shown({ kind: 'ready' })).toEqual({ kind: 'pay', amount, hint })
    expect(shown({ kind: 'charging' })).toEqual({ kind: 'charging', amount })
  })
})
