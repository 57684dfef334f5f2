import { create } from 'zustand'
import type { SaleView } from '../../app/till/view.ts'
import { openPanel } from '../panel-store.ts'

/** Which sale is to be refunded: searched for by digits, or chosen. */
export const useRefundSearch = create<{
  readonly digits: string
  readonly saleId: string | null
}>(() => ({ digits: '', saleId: null }))

/** Searches for these digits among the paid sales. */
export const searchPaid = (text: string): void =>
  useRefundSearch.setState({ digits: text.replaceAll(/\D/g, '').slice(0, 32) })

export const chooseSale = (saleId: string | null): void => useRefundSearch.setState({ saleId })

/** Whether this payment should have been revoked, and only a refund can still bring the money back. */
export const mustBeRefunded = ({ screen }: SaleView): boolean =>
  screen.kind === 'needs-attention' && screen.problem === 'refund-needed'

/** Whether anything of a sale could go back, as far as its screen says. */
export const mayBeRefunded = (sale: SaleView): boolean =>
  sale.screen.kind === 'paid' || mustBeRefunded(sale)

/** Opens the refunds at this sale. */
export function openRefundOf({ saleId, outTradeNo }: SaleView): void {
  useRefundSearch.setState({ digits: outTradeNo ?? '', saleId })
  openPanel('refund')
}
