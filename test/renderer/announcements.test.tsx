// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LANGUAGES } from '../../app/language.ts'
import type { ScanNotice, Screen } from '../../app/till/view.ts'
import { idleTill, sale, snapshot } from '../../renderer/preview/sample-views.ts'
import { HEARD_NOTICES, HEARD_SCREENS } from './heard.ts'
import { open, type Rig } from './rig.tsx'

let rig: Rig | null = null

beforeEach(() => {
  // happy-dom draws nothing: a frame is as good as painted.
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 0))
})

afterEach(async () => {
  await rig?.unmount()
  vi.unstubAllGlobals()
})

/** What a screen reader says by itself, in the order of the page. */
const heard = (): string =>
  [...document.querySelectorAll('[role=alert], [role=status], [aria-live]')]
    .map((place) =>
      place.children.length === 0
        ? (place.textContent ?? '')
        : [...place.querySelectorAll('h1, p, strong')].map((part) => part.textContent).join('. '),
    )
    .filter((text) => text !== '')
    .join(' | ')

const STATES: { readonly [K in Screen['kind']]: Extract<Screen, { readonly kind: K }> } = {
  ready: { kind: 'ready' },
  charging: { kind: 'charging' },
  password: { kind: 'password', giveUpAtMs: 0 },
  unknown: { kind: 'unknown', giveUpAtMs: 0 },
  stopping: { kind: 'stopping', cause: 'stop-pressed' },
  returning: { kind: 'returning' },
  paid: { kind: 'paid', transactionId: '42', cash: null },
  'not-charged': {
    kind: 'not-charged',
    refusal: { kind: 'error-code', code: 'NOTENOUGH', description: '余额不足' },
  },
  stopped: { kind: 'stopped', cause: 'gave-up', proof: 'returned' },
  'needs-attention': { kind: 'needs-attention', problem: 'refund-needed' },
  abandoned: { kind: 'abandoned' },
}

const SCANS: { readonly [K in ScanNotice['kind']]: ScanNotice } = {
  'other-wallet': { kind: 'other-wallet', wallet: 'alipay' },
  'goods-barcode': { kind: 'goods-barcode' },
  'collect-code': { kind: 'collect-code' },
  'incomplete-code': { kind: 'incomplete-code' },
  'unreadable-code': { kind: 'unreadable-code' },
  receipt: { kind: 'receipt' },
  'same-code': { kind: 'same-code' },
  'payment-open': { kind: 'payment-open' },
  'signed-out': { kind: 'signed-out' },
  'no-amount': { kind: 'no-amount' },
  'already-paid': { kind: 'already-paid' },
}

describe.each(LANGUAGES)('in %s a screen reader says', (language) => {
  it.each(Object.entries(STATES))('what became of the sale: %s', async (kind, screen) => {
    rig = await open({ ...snapshot, language, till: { ...idleTill, current: sale(screen) } })
    expect(heard(), kind).toBe(HEARD_SCREENS[screen.kind][language])
  })

  it.each(Object.entries(SCANS))('that a scan was in vain: %s', async (kind, scan) => {
    rig = await open({ ...snapshot, language, till: { ...idleTill, notice: { at: 9, scan } } })
    expect(heard(), kind).toBe(HEARD_NOTICES[scan.kind][language])
  })
})
