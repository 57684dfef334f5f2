import { attempts, type Facts, type Finding, groupBy, type Line, type Rule } from './facts.ts'
import { heldByOrder } from './money.ts'

type Told = Extract<Line, { readonly kind: 'told' }>

const toldByOrder = ({ lines }: Facts): Map<string, Told[]> =>
  groupBy(
    lines.filter((line) => line.kind === 'told'),
    ({ orderNo }) => orderNo,
  )

/** Nothing was told that was not in the journal: no success before it was durable, no version that is not so. */
export const toldOnlyWhatIsDurable: Rule = (facts) => {
  const rule = 'told-only-what-is-durable'
  const statuses = new Map(
    facts.events.map(({ payment_id, version, status }) => [`${payment_id}:${version}`, status]),
  )
  return facts.lines.flatMap((line) => {
    if (line.kind !== 'told') return []
    const status = statuses.get(`${line.orderNo}:${line.version}`)
    // A stop before the submit's answer: the journal still waits for it, the till is told what comes next.
    if (status === line.status || (status === 'submitting' && line.status === 'revoking')) return []
    const what = `told ${line.status} as version ${line.version}, the journal says ${status ?? 'nothing'}`
    return [{ rule, about: line.orderNo, what: `${what} (${line.via})` }]
  })
}

/** A final answer stands: whatever is told later says the same. */
export const finalStaysFinal: Rule = (facts) =>
  [...toldByOrder(facts)].flatMap(([about, told]) => {
    const finals = new Set(told.filter(({ final }) => final).map(({ status }) => status))
    return finals.size > 1
      ? [{ rule: 'final-stays-final', about, what: `told ${[...finals].join(' and ')}` }]
      : []
  })

/** The last news that each till had of each of its orders is what WeChat Pay's books say. */
export const toldWhatTheBooksSay: Rule = (facts) => {
  const rule = 'told-what-the-books-say'
  const held = heldByOrder(facts)
  const told = toldByOrder(facts)
  return facts.lines.flatMap((line): readonly Finding[] => {
    if (line.kind !== 'asked') return []
    const { orderNo, amountMinor } = line
    const money = held.get(orderNo) ?? 0
    const newest = told
      .get(orderNo)
      ?.toSorted((a, b) => a.version - b.version)
      .at(-1)
    const finding = (what: string): readonly Finding[] => [{ rule, about: orderNo, what }]
    if (newest === undefined) return finding(`its till was told nothing; ${money} is held`)
    if (newest.status === 'needs-attention') return []
    if (!newest.final) return finding(`its till last heard ${newest.status}`)
    const expected = newest.status === 'paid' ? amountMinor : 0
    return money === expected && newest.amountMinor === amountMinor
      ? []
      : finding(`told ${newest.status}, but ${money} of ${amountMinor} is held`)
  })
}

/** No answer that the contract does not allow. */
export const onlyAllowedAnswers: Rule = ({ lines }) =>
  lines.flatMap((line) =>
    line.kind === 'unexpected'
      ? [{ rule: 'only-allowed-answers', about: line.orderNo, what: line.what }]
      : [],
  )

/** No order number is used for two sales. */
export const orderNumbersAreNew: Rule = (facts) =>
  [...groupBy(attempts(facts), ({ orderNo }) => orderNo)].flatMap(([about, all]) =>
    all.length > 1
      ? [{ rule: 'order-numbers-are-new', about, what: `used ${all.length} times` }]
      : [],
  )

/** Payment codes stand in no log and no row. */
export const noCodeIsKept: Rule = ({ codes, texts }) =>
  [...texts].flatMap(([name, text]) => {
    const shaped = text.match(/(?<!\d)1\d{17}(?!\d)/g) ?? []
    const found = shaped.filter((digits) => codes.has(digits))
    return found.length > 0
      ? [{ rule: 'no-code-is-kept', about: name, what: `${found.length} payment codes` }]
      : []
  })
