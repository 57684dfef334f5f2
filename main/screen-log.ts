import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { SaleView } from '../app/till/view.ts'

/** One line of the screen log: what the cashier was told, once it was on the glass. */
export interface ScreenLogLine {
  /** Wall clock at which the paint was over, in milliseconds since 1970 UTC, with fractions. */
  readonly paintedAtMs: number
  readonly saleId: string
  readonly outTradeNo: string | null
  readonly amountMinor: number
  readonly currency: string
  readonly screen: SaleView['screen']['kind']
  readonly version: number
  /** Milliseconds from the moment main knew it to the paint. */
  readonly sinceKnownMs: number
}

/** Remembers what was handed to the screen and writes down what was painted. */
export interface ScreenLog {
  /** Main has this news for the screen. */
  readonly handed: (sale: SaleView, atMs: number) => void
  /** The renderer painted it. */
  readonly painted: (saleId: string, version: number, paintedAtMs: number) => void
}

/** Versions of one sale that may wait to be painted: the screen shows the latest, older ones are dropped. */
const WAITING_MAX = 50

/** Opens the screen log, a file of JSON lines that is only ever added to. */
export function openScreenLog(file: string): ScreenLog {
  mkdirSync(path.dirname(file), { recursive: true })
  const waiting = new Map<string, { readonly sale: SaleView; readonly atMs: number }>()
  const key = (saleId: string, version: number): string => `${saleId} ${version}`
  return {
    handed(sale, atMs) {
      const name = key(sale.saleId, sale.version)
      if (!waiting.has(name)) waiting.set(name, { sale, atMs })
      const [oldest] = waiting.keys()
      if (waiting.size > WAITING_MAX && oldest !== undefined) waiting.delete(oldest)
    },
    painted(saleId, version, paintedAtMs) {
      const known = waiting.get(key(saleId, version))
      if (known === undefined) return
      waiting.delete(key(saleId, version))
      const { outTradeNo, amountMinor, currency, screen } = known.sale
      const line: ScreenLogLine = {
        paintedAtMs,
        saleId,
        outTradeNo,
        amountMinor,
        currency,
        screen: screen.kind,
        version,
        sinceKnownMs: paintedAtMs - known.atMs,
      }
      appendFileSync(file, `${JSON.stringify(line)}\n`)
    },
  }
}
