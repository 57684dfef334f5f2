import type { Align, Paper, PaperRow, Run } from './paper.ts'

/** How characters come out from now on. */
export type Style = Omit<Run, 'text'> & { readonly align: Align; readonly chinese: boolean }

/** Paper in the printer: what is printed gathers on it until it is torn off. */
export interface Sheet {
  readonly style: (change: Partial<Style>) => void
  /** Back to how the printer starts. */
  readonly reset: () => void
  readonly write: (bytes: Uint8Array) => void
  readonly feed: () => void
  /** Ends a line that was begun; behind a code, which takes a line of its own, it does nothing. */
  readonly endLine: () => void
  readonly place: (row: Exclude<UnalignedRow, { readonly kind: 'text' }>, wideDots: number) => void
  readonly openDrawer: (pin: 2 | 5) => void
  readonly complain: (text: string) => void
  /** Null when there is nothing on it. */
  readonly tear: (cut: Paper['cut']) => Paper | null
}

type WithoutAlign<Row> = Row extends { align: Align } ? Omit<Row, 'align'> : never
type UnalignedRow = WithoutAlign<PaperRow>

const PLAIN: Style = { bold: false, widthTimes: 1, heightTimes: 1, align: 'left', chinese: true }
const COLUMN_DOTS = 12

/** Columns of a text: two for everything but ASCII. */
const columnsOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character <= '\u007f' ? 1 : 2), 0)

/** Puts paper in. */
export function sheet(encoding: 'gb18030' | 'big5', dots: number): Sheet {
  let style = PLAIN
  let runs: Run[] = []
  let rows: PaperRow[] = []
  let drawer: (2 | 5)[] = []
  let complaints: string[] = []

  const complain = (text: string): void => void complaints.push(text)
  const feed = (): void => {
    const columns = runs.reduce(
      (sum, { text, widthTimes }) => sum + columnsOf(text) * widthTimes,
      0,
    )
    if (columns * COLUMN_DOTS > dots) complain(`a line of ${columns} columns`)
    rows.push({ kind: 'text', align: style.align, runs })
    runs = []
  }
  return {
    complain,
    feed,
    style: (change) => {
      style = { ...style, ...change }
    },
    reset: () => {
      style = PLAIN
      runs = []
    },
    write: (bytes) => {
      const { align: _, chinese, ...look } = style
      if (!chinese && bytes.some((byte) => byte > 0x7f)) complain('Chinese while it is off')
      runs.push({ ...look, text: new TextDecoder(encoding).decode(bytes) })
    },
    endLine: () => {
      if (runs.length > 0 || rows.length === 0 || rows.at(-1)?.kind === 'text') feed()
    },
    place: (row, wideDots) => {
      if (wideDots > dots) complain(`${row.kind} is ${wideDots} dots wide`)
      else rows.push({ ...row, align: style.align })
    },
    openDrawer: (pin) => void drawer.push(pin),
    tear: (cut) => {
      if (runs.length > 0) feed()
      if (rows.length + drawer.length === 0) return null
      const paper: Paper = { rows, cut, drawer, complaints }
      rows = []
      drawer = []
      complaints = []
      return paper
    },
  }
}
