import { useEffect } from 'react'
import type { SaleView } from '../app/till/view.ts'
import { afterPaint } from './after-paint.ts'
import { call } from './bridge.ts'

/** Versions already told, so that a sale that is only drawn again is not told again. */
const told = new Map<string, number>()

/** The version of each sale that is on the glass: the newest that a frame has shown. */
const painted = new Map<string, number>()

/** The version of the sale that the cashier sees; undefined when no frame has shown it yet. */
export const versionSeen = (saleId: string): number | undefined => painted.get(saleId)

/** Lets go of what was seen longest ago, never of what is on the glass. */
function nowSeen(saleId: string, version: number): void {
  painted.delete(saleId)
  painted.set(saleId, version)
  const [oldest] = painted.keys()
  if (painted.size > TOLD_MAX && oldest !== undefined) painted.delete(oldest)
}

/** Sales come and go for months in one window. */
const TOLD_MAX = 500

function isNew({ saleId, version }: SaleView): boolean {
  if (told.get(saleId) === version) return false
  if (told.size >= TOLD_MAX) told.clear()
  told.set(saleId, version)
  return true
}

/** Tells main when these sales' screens are on the glass; used by what draws them. */
export function usePainted(sales: readonly SaleView[]): void {
  useEffect(() => {
    const fresh = sales.filter(isNew)
    if (fresh.length === 0) return
    afterPaint(() => {
      const paintedAtMs = performance.timeOrigin + performance.now()
      for (const { saleId, version } of fresh) {
        nowSeen(saleId, version)
        void call('screenPainted', { saleId, version, paintedAtMs })
      }
    })
  }, [sales])
}
