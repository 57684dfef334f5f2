// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Screen, TillView } from '../../app/till/view.ts'
import { usePanels } from '../../renderer/panel-store.ts'
import { idleTill, sale, snapshot } from '../../renderer/preview/sample-views.ts'
import { useRefundSearch } from '../../renderer/refunds/refund-store.ts'
import { open, type Rig } from './rig.tsx'

const LATER_MS = 1_000_000

const TOO_OLD: Screen = { kind: 'needs-attention', problem: 'refund-needed' }

let rig: Rig
const openAt = async (till: TillView): Promise<void> => {
  rig = await open(
    { ...snapshot, till },
    { findPaidSales: [], saleRefunds: { refunds: [], refundable: { kind: 'not-paid' } } },
  )
}
const closePanel = (): Promise<void> => rig.key('Escape', LATER_MS)

beforeEach(() => {
  // happy-dom draws nothing: a frame is as good as painted.
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 0))
})

afterEach(async () => {
  await rig.unmount()
  vi.unstubAllGlobals()
})

it('opens the refunds at the payment at the counter that must be refunded', async () => {
  const current = sale(TOO_OLD)
  await openAt({ ...idleTill, current })
  const { saleId, outTradeNo: digits } = current
  await rig.key('F10', LATER_MS)
  expect(usePanels.getState().panel).toBe('refund')
  expect(useRefundSearch.getState()).toEqual({ saleId, digits })
  await closePanel()
})

it('opens them at no other', async () => {
  await openAt({ ...idleTill, current: sale({ kind: 'paid', transactionId: '42', cash: null }) })
  await rig.key('F10', LATER_MS)
  expect(usePanels.getState().panel).toBe('refund')
  expect(useRefundSearch.getState()).toEqual({ saleId: null, digits: '' })
  await closePanel()
})

it('offers it for a parked payment that must be refunded, and for no other', async () => {
  const background = [sale(TOO_OLD), sale({ kind: 'stopping', cause: 'gave-up' })]
  await openAt({ ...idleTill, background })
  const [first, second] = document.querySelectorAll('.waiting-sale')
  expect(first?.textContent).toContain('Refund it')
  expect(second?.textContent).not.toContain('Refund it')
  await rig.press('.waiting-buttons button:last-child')
  const { saleId, outTradeNo: digits } = sale(TOO_OLD, { saleId: background[0]?.saleId ?? '' })
  expect(useRefundSearch.getState()).toEqual({ saleId, digits })
  await closePanel()
})
