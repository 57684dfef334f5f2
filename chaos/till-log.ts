import { appendFileSync } from 'node:fs'
import path from 'node:path'

/** What a till writes down for the checker, one JSON line each; `checker/facts.ts` says how it is read. */
export type TillLine =
  /** A payment is about to be asked for. */
  | {
      readonly kind: 'asked'
      readonly till: string
      readonly saleId: string
      readonly orderNo: string
      readonly amountMinor: number
    }
  /** What the till was told, as it came. */
  | {
      readonly kind: 'told'
      readonly till: string
      readonly orderNo: string
      readonly version: number
      readonly status: string
      readonly final: boolean
      readonly problem: string | null
      readonly amountMinor: number
      readonly via: string
    }
  | {
      readonly kind: 'wished'
      readonly till: string
      readonly orderNo: string
      readonly wish: string
    }
  /** An answer that the contract does not allow here. */
  | {
      readonly kind: 'unexpected'
      readonly till: string
      readonly orderNo: string
      readonly what: string
    }

/** Appends to a till's log; each line is with the operating system before the next thing happens. */
export const openTillLog = (file: string): ((line: TillLine) => void) => {
  return (line) => appendFileSync(file, `${JSON.stringify({ ...line, atMs: Date.now() })}\n`)
}

/** Keeps the codes that payers showed, so that the checker can look whether they stand anywhere else. */
export const openCodeList = (folder: string): ((code: string) => void) => {
  return (code) => appendFileSync(path.join(folder, 'codes.txt'), `${code}\n`)
}
