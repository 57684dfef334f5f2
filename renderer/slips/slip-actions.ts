import type { SaleView } from '../../app/till/view.ts'
import { call, type Fault } from '../bridge.ts'
import { tell } from '../panel-store.ts'
import { useTill } from '../till-store.ts'
import { sayOfSlip } from './slip-store.ts'

/** What is said of a print that was asked for. */
export const PRINT_OUTCOMES = {
  queued: 'queued',
  'queued-copy': 'queuedCopy',
  'waits-already': 'waitsAlready',
} as const

const failed = (fault: Fault): void => tell({ kind: 'fault', fault })

/** Prints the slip of a sale: at once, or when the printer can. */
export async function printSlip(saleId: string): Promise<void> {
  const printed = await call('printSlip', { saleId })
  if (!printed.ok) return failed(printed.error)
  sayOfSlip(PRINT_OUTCOMES[printed.value.outcome])
}

/** The sale whose slip is meant when nobody says which: the one at the counter, else the latest. */
function latestSale(): SaleView | null {
  const till = useTill.getState().snapshot?.till
  const counted = [till?.current ?? null, ...(till?.recent ?? [])]
  return counted.find((sale) => sale !== null && sale.outTradeNo !== null) ?? null
}

/** F11: the slip of the sale at the counter, or of the last one, once more. */
export async function printLatestSlip(): Promise<void> {
  const sale = latestSale()
  if (sale === null) return sayOfSlip('nothingToPrint')
  return printSlip(sale.saleId)
}

/** Forgets what waits for the printer. */
export async function discardSlips(): Promise<void> {
  const discarded = await call('discardSlips', null)
  if (discarded.ok) sayOfSlip('discarded')
  else failed(discarded.error)
}
