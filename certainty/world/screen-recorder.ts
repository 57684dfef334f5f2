import type { SaleView, TillView } from '../../app/till/view.ts'
import type { ScreenLine } from '../checks/evidence.ts'
import type { ProcessLife } from './process-life.ts'

/** Writes down what a till's page paints, as the screen log does. */
export interface ScreenRecorder {
  /** Main hands a new view to the page. */
  readonly show: (life: ProcessLife, view: TillView) => void
}

/** From the message to the paint. */
const PAINT_MS = 16

export function createScreenRecorder(parts: {
  readonly till: number
  readonly nowMs: () => number
  readonly onPaint: (line: ScreenLine, sale: SaleView) => void
}): ScreenRecorder {
  const { till, nowMs, onPaint } = parts
  /** What each sale's latest line says, in this life of the page. */
  let painted = new Map<string, string>()
  let page: ProcessLife | null = null
  let waiting: TillView | null = null

  const line = (place: ScreenLine['place'], sale: SaleView): void => {
    const { saleId, outTradeNo, amountMinor, screen } = sale
    const says = `${place} ${outTradeNo} ${screen.kind}`
    if (painted.get(saleId) === says) return
    painted.set(saleId, says)
    const atMs = nowMs()
    onPaint({ atMs, till, place, saleId, outTradeNo, amountMinor, screen: screen.kind }, sale)
  }
  const paint = (view: TillView): void => {
    if (view.current !== null) line('counter', view.current)
    for (const sale of view.background) line('background', sale)
    const elsewhere = new Set([view.current, ...view.background].map((sale) => sale?.saleId))
    for (const sale of view.recent) if (!elsewhere.has(sale.saleId)) line('recent', sale)
  }
  return {
    show(life, view) {
      if (!life.step()) return
      if (page !== life) {
        page = life
        painted = new Map()
        waiting = null
      }
      const first = waiting === null
      waiting = view
      if (!first) return
      life.clock.after(PAINT_MS, () => {
        const latest = waiting
        waiting = null
        if (latest !== null) paint(latest)
      })
    },
  }
}
