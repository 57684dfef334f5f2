/** A run of characters printed the same way. */
export interface Run {
  readonly text: string
  readonly bold: boolean
  readonly widthTimes: number
  readonly heightTimes: number
}

/** Where a row stands. */
export type Align = 'left' | 'center' | 'right'

/** One thing on the paper, from top to bottom. */
export type PaperRow =
  | { readonly kind: 'text'; readonly align: Align; readonly runs: readonly Run[] }
  | {
      readonly kind: 'code-128'
      readonly align: Align
      /** Symbols as sent: start, characters and changes of set, without check and stop. */
      readonly symbols: readonly number[]
      /** What a scanner reads. */
      readonly data: string
      readonly moduleDots: number
      readonly heightDots: number
    }
  | {
      readonly kind: 'qr'
      readonly align: Align
      readonly data: string
      readonly moduleDots: number
    }

/** What came out of the printer up to a cut. */
export interface Paper {
  readonly rows: readonly PaperRow[]
  readonly cut: 'partial' | 'full' | null
  /** Pulses for the cash drawer, by pin. */
  readonly drawer: readonly (2 | 5)[]
  /** Commands that a printer would not have understood, or could not have printed. */
  readonly complaints: readonly string[]
}

/** What a person reads on the paper: one line a row, codes in brackets. */
export const paperText = ({ rows }: Paper): string => rows.map(rowText).join('\n')

function rowText(row: PaperRow): string {
  switch (row.kind) {
    case 'text':
      return row.runs.map(({ text }) => text).join('')
    case 'code-128':
      return `[Code 128: ${row.data}]`
    case 'qr':
      return `[QR: ${row.data}]`
  }
}
