import { attempts, type Facts, type Finding, groupBy, type Rule } from './facts.ts'

/** What the merchant holds of each order, by the movements of money alone. */
export function heldByOrder({ books }: Facts): ReadonlyMap<string, number> {
  const held = new Map<string, number>()
  for (const { outTradeNo, from, to, amount } of books.movements) {
    const came = to.startsWith('merchant') ? amount : 0
    const went = from.startsWith('merchant') ? amount : 0
    if (came !== 0 || went !== 0) held.set(outTradeNo, (held.get(outTradeNo) ?? 0) + came - went)
  }
  return held
}

/** For one sale, at most one order holds money. */
export const oneChargeForASale: Rule = (facts) => {
  const held = heldByOrder(facts)
  return [...groupBy(attempts(facts), ({ saleId }) => saleId)].flatMap(([saleId, orders]) => {
    const charged = [...new Set(orders.map(({ orderNo }) => orderNo))].filter(
      (orderNo) => (held.get(orderNo) ?? 0) > 0,
    )
    return charged.length > 1
      ? [{ rule: 'one-charge-for-a-sale', about: saleId, what: `holds ${charged.join(', ')}` }]
      : []
  })
}

/** A payment is called paid if and only if its whole amount is held; nothing is held that has no row. */
export const rowsAgreeWithTheBooks: Rule = (facts) => {
  const rule = 'rows-agree-with-the-books'
  const held = heldByOrder(facts)
  const rows = new Map(facts.rows.map((row) => [row.id, row]))
  const findings: Finding[] = []
  for (const row of facts.rows) {
    const money = held.get(row.id) ?? 0
    const wrong =
      row.status === 'paid'
        ? money !== row.amount_minor
        : (row.status === 'not-charged' || row.status === 'revoked') && money !== 0
    if (wrong) findings.push({ rule, about: row.id, what: `${row.status}, but ${money} is held` })
  }
  for (const { outTradeNo, totalFee, state } of facts.books.orders) {
    const row = rows.get(outTradeNo)
    if (row === undefined) {
      findings.push({ rule, about: outTradeNo, what: `${state} at WeChat Pay, and no row` })
    } else if (totalFee !== row.amount_minor && totalFee !== 0) {
      findings.push({ rule, about: outTradeNo, what: `${totalFee} instead of ${row.amount_minor}` })
    }
  }
  return findings
}

/** No order number is sent as a submit twice: not by two nodes, not after a crash, not for another sale. */
export const submittedOnce: Rule = ({ books }) => {
  const submits = books.requests.filter(({ operation }) => operation === 'submit')
  return [...groupBy(submits, ({ outTradeNo }) => outTradeNo)].flatMap(([about, all]) =>
    all.length > 1
      ? [{ rule: 'submitted-once', about, what: `submitted ${all.length} times` }]
      : [],
  )
}

/** No request leaves before its payment is a row; a millisecond is lost to rounding. */
export const intentBeforeRequest: Rule = ({ books, rows }) => {
  const rule = 'intent-before-request'
  const byId = new Map(rows.map((row) => [row.id, row]))
  return books.requests.flatMap(({ operation, outTradeNo, atMs }) => {
    const row = byId.get(outTradeNo)
    if (row === undefined) return [{ rule, about: outTradeNo, what: `${operation} without a row` }]
    return atMs < row.submitted_ms - 1
      ? [{ rule, about: outTradeNo, what: `${operation} before its row was written` }]
      : []
  })
}

/** On a starved machine a node may be taken for dead although nothing was broken; that takes longer than this. */
const SOON_MS = 1_500

/** While nothing is broken, no order has two calls under way, so no answer can be taken for another's. */
export const oneCallAtATime: Rule = ({ books, times }) => {
  const calm = books.requests.filter(({ atMs }) => atMs < times.calmUntilMs)
  return [...groupBy(calm, ({ outTradeNo }) => outTradeNo)].flatMap(([about, all]) => {
    const inOrder = all.toSorted((a, b) => a.atMs - b.atMs)
    return inOrder.flatMap((one, index) => {
      const before = inOrder[index - 1]
      if (before === undefined) return []
      if (before.answeredAtMs !== null && before.answeredAtMs <= one.atMs) return []
      if (one.atMs - before.atMs > SOON_MS) return []
      const what = `${one.operation} while its ${before.operation} was under way`
      return [{ rule: 'one-call-at-a-time', about, what }]
    })
  })
}
