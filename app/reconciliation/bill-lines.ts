import { fail, type Result, succeed } from '../result.ts'
import { type Columns, readColumns } from './bill-columns.ts'
import type { BillFileProblem } from './bill-problem.ts'

/** The lines of a bill, told apart as they come. */
export type BillPart =
  | { readonly kind: 'header'; readonly columns: Columns }
  | { readonly kind: 'row'; readonly text: string; readonly line: number }

/** A bill's last two lines. */
export interface BillEnd {
  readonly header: string
  readonly values: string
  readonly line: number
}

/**
 * Takes a bill line by line, in constant memory: a header, rows that begin with a backtick, and the sums as a header and a
 * row of their own. A bill that ends before its sums was cut off.
 */
export class BillLines {
  #line = 0
  #columns: Columns | null = null
  #sumsHeader: string | null = null
  #end: BillEnd | null = null

  /** Null: nothing to do for this line. */
  take(text: string): Result<BillPart | null, BillFileProblem> {
    this.#line += 1
    const line = this.#line
    if (this.#columns === null) {
      const columns = readColumns(text)
      if (!columns.ok) return columns
      this.#columns = columns.value
      return succeed({ kind: 'header', columns: columns.value })
    }
    if (this.#end !== null || text === '')
      // Only empty lines may follow.
      return text.trim() === '' ? succeed(null) : fail({ kind: 'row-malformed', line })
    if (this.#sumsHeader !== null) {
      this.#end = { header: this.#sumsHeader, values: text, line }
      return succeed(null)
    }
    if (text.startsWith('`')) return succeed({ kind: 'row', text, line })
    this.#sumsHeader = text
    return succeed(null)
  }

  /** After the last line. */
  end(): Result<BillEnd, BillFileProblem> {
    return this.#end === null ? fail({ kind: 'cut-off', line: this.#line }) : succeed(this.#end)
  }
}
