/**
 * Says whether the screens told what WeChat's books hold. Reads the screen logs of the tills and the books, nothing of the app.
 */
import type { Painted } from '../../chaos/checker/facts.ts'

/** WeChat's books, as far as they matter here. */
export interface BooksRead {
  readonly orders: readonly { readonly outTradeNo: string; readonly totalFee: number }[]
  readonly movements: readonly {
    readonly kind: string
    readonly outTradeNo: string
    readonly amount: number
    readonly atMs: number
  }[]
  readonly requests: readonly { readonly operation: string | null; readonly outTradeNo: string }[]
}

const DECIDED: readonly string[] = ['paid', 'not-charged', 'stopped']
const SIGN: Readonly<Record<string, number>> = { payment: 1, revoke: -1, refund: -1 }

/** Clocks of two processes on one machine are read a moment apart. */
const MOMENT_MS = 50

/** Everything that is wrong, in words; empty when the screens told the truth. */
export function wrongIn(
  logs: readonly (readonly Painted[])[],
  books: BooksRead,
): readonly string[] {
  const lines = new Map<string, Painted[]>()
  for (const line of logs.flat()) {
    if (line.outTradeNo === null) continue
    lines.set(line.outTradeNo, [...(lines.get(line.outTradeNo) ?? []), line])
  }
  const submits = new Map<string, number>()
  for (const { operation, outTradeNo } of books.requests) {
    if (operation === 'submit') submits.set(outTradeNo, (submits.get(outTradeNo) ?? 0) + 1)
  }
  const numbers = new Set([
    ...lines.keys(),
    ...submits.keys(),
    ...books.orders.map(({ outTradeNo }) => outTradeNo),
  ])
  return [
    ...[...numbers].flatMap((outTradeNo) => {
      const told = lines.get(outTradeNo) ?? []
      return wrongOf(outTradeNo, told, submits.get(outTradeNo) ?? 0, books)
    }),
    ...chargedTwice(lines, books),
  ]
}

const heldOf = (outTradeNo: string, { movements }: BooksRead, untilMs = Infinity): number =>
  movements
    .filter((one) => one.outTradeNo === outTradeNo && one.atMs <= untilMs)
    .reduce((sum, { kind, amount }) => sum + (SIGN[kind] ?? 0) * amount, 0)

function wrongOf(
  outTradeNo: string,
  told: readonly Painted[],
  submits: number,
  books: BooksRead,
): readonly string[] {
  const last = told.at(-1)
  if (last === undefined) return [`${outTradeNo} was never on a screen`]
  const wrong: string[] = []
  const held = heldOf(outTradeNo, books)
  if (submits > 1) wrong.push(`${outTradeNo} was submitted ${submits} times`)
  if (!DECIDED.includes(last.screen)) wrong.push(`${outTradeNo} was left ${last.screen}`)
  if ((last.screen === 'paid') !== held > 0) {
    wrong.push(`${outTradeNo} was called ${last.screen}, and the books hold ${held}`)
  }
  if (held > 0 && held !== last.amountMinor) wrong.push(`${outTradeNo} holds another amount`)
  const decided = told.findIndex(({ screen }) => DECIDED.includes(screen))
  const later = decided < 0 ? [] : told.slice(decided)
  const verdict = later[0]
  if (later.some(({ screen }) => screen !== verdict?.screen)) {
    wrong.push(`${outTradeNo} was called ${later.map(({ screen }) => screen).join(', then ')}`)
  }
  const heldThen = heldOf(outTradeNo, books, (verdict?.paintedAtMs ?? 0) + MOMENT_MS)
  if (verdict !== undefined && heldThen !== held)
    wrong.push(`${outTradeNo} moved after its verdict`)
  return wrong
}

function chargedTwice(
  lines: ReadonlyMap<string, readonly Painted[]>,
  books: BooksRead,
): readonly string[] {
  const held = new Map<string, number>()
  for (const [outTradeNo, [first]] of lines) {
    if (first === undefined || heldOf(outTradeNo, books) <= 0) continue
    held.set(first.saleId, (held.get(first.saleId) ?? 0) + 1)
  }
  return [...held].flatMap(([saleId, orders]) =>
    orders > 1 ? [`sale ${saleId} holds the money of ${orders} orders`] : [],
  )
}
