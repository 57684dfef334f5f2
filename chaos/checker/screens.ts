import { type Facts, type Finding, groupBy, type Painted, type Row, type Rule } from './facts.ts'
import { heldByOrder } from './money.ts'

/** Screens that say how a payment ended. */
const VERDICTS: ReadonlySet<string> = new Set(['paid', 'not-charged', 'stopped'])

/** A line about an order. */
type Shown = Painted & { readonly outTradeNo: string }

/** What was painted of each order, in order of time: an order is of one till, whose log is in that order. */
const shownByOrder = ({ painted }: Facts): Map<string, Shown[]> =>
  groupBy(
    painted.filter((line): line is Shown => line.outTradeNo !== null),
    ({ outTradeNo }) => outTradeNo,
  )

/** The last screen of each order says what WeChat Pay's books say. */
export const screensSayWhatTheBooksSay: Rule = (facts) => {
  const rule = 'screens-say-what-the-books-say'
  const held = heldByOrder(facts)
  return [...shownByOrder(facts)].flatMap(([about, shown]): readonly Finding[] => {
    const last = shown.at(-1)
    if (last === undefined || !VERDICTS.has(last.screen)) return []
    const money = held.get(about) ?? 0
    const expected = last.screen === 'paid' ? last.amountMinor : 0
    return money === expected
      ? []
      : [{ rule, about, what: `shown as ${last.screen} of ${last.amountMinor}, ${money} is held` }]
  })
}

/** A verdict stands: no screen ever says another one, or that the payment is undecided again. */
export const verdictsStand: Rule = (facts) =>
  [...shownByOrder(facts)].flatMap(([about, shown]): readonly Finding[] => {
    const first = shown.findIndex(({ screen }) => VERDICTS.has(screen))
    const verdict = shown[first]
    const other = shown.slice(first).find(({ screen }) => screen !== verdict?.screen)
    if (verdict === undefined || other === undefined) return []
    return [{ rule: 'verdicts-stand', about, what: `${verdict.screen}, then ${other.screen}` }]
  })

/** Clocks of two processes on one machine are read a moment apart, and one of them does not follow what the system's is set to. */
const MOMENT_MS = 200

/** When a verdict is painted, all of the order's money has moved: what is shown is not only right in the end. */
export const verdictsAreTrueWhenShown: Rule = (facts) => {
  const shown = shownByOrder(facts)
  return facts.books.movements.flatMap(({ outTradeNo, kind, atMs }): readonly Finding[] => {
    const verdict = shown.get(outTradeNo)?.find(({ screen }) => VERDICTS.has(screen))
    if (verdict === undefined || atMs <= verdict.paintedAtMs + MOMENT_MS) return []
    const lateMs = Math.round(atMs - verdict.paintedAtMs)
    const what = `${kind} ${lateMs} ms after ${verdict.screen} was shown`
    return [{ rule: 'verdicts-are-true-when-shown', about: outTradeNo, what }]
  })
}

/** No order came to WeChat Pay or to the backend that no till knows: ours from the moment it was sent, whatever killed the till. */
export const everyOrderIsShown: Rule = (facts) => {
  const known = new Set([
    ...facts.lines.flatMap((line) => (line.kind === 'asked' ? [line.orderNo] : [])),
    ...shownByOrder(facts).keys(),
  ])
  const all = new Set([
    ...facts.rows.map(({ id }) => id),
    ...facts.books.orders.map(({ outTradeNo }) => outTradeNo),
    ...facts.books.requests.map(({ outTradeNo }) => outTradeNo),
  ])
  return [...all]
    .filter((about) => !known.has(about))
    .map((about) => ({ rule: 'every-order-is-shown', about, what: 'was on no screen' }))
}

/** From the network's return the backend has a minute; a till is told within seconds, or asks. */
const SCREEN_SETTLE_MS = 65_000

/** What is wrong with how an order's screens ended. */
function unsettled(shown: readonly Shown[], row: Row | undefined, quietFromMs: number) {
  const verdict = shown.find(({ screen }) => VERDICTS.has(screen))
  if (verdict !== undefined) {
    const tookMs = verdict.paintedAtMs - quietFromMs
    return tookMs > SCREEN_SETTLE_MS
      ? `decided ${Math.round(tookMs)} ms after the network was back`
      : null
  }
  const last = shown.at(-1)?.screen ?? 'nothing'
  // Whether a person is asked for with good reason, another rule says of the row.
  if (last === 'needs-attention' && row?.status === 'needs-attention') return null
  return `its screen was left ${last}, its row is ${row?.status ?? 'missing'}`
}

/** Every screen tells in the end how its payment ended, or asks for a person exactly where the backend does. */
export const screensSettle: Rule = (facts) => {
  const rows = new Map(facts.rows.map((row) => [row.id, row]))
  return [...shownByOrder(facts)].flatMap(([about, shown]): readonly Finding[] => {
    const what = unsettled(shown, rows.get(about), facts.times.quietFromMs)
    return what === null ? [] : [{ rule: 'screens-settle', about, what }]
  })
}

/** Our own till ends when it is killed, and at no other time; and it was there to be looked at. */
export const ownTillsKeepRunning: Rule = ({ ownTills, painted }) => {
  const rule = 'own-tills-keep-running'
  const silent = ownTills.length > 0 && !painted.some(({ screen }) => VERDICTS.has(screen))
  return [
    ...ownTills.flatMap(({ till, endedItself }) =>
      endedItself > 0 ? [{ rule, about: till, what: `ended ${endedItself} times by itself` }] : [],
    ),
    ...(silent ? [{ rule, about: 'own tills', what: 'showed not one verdict' }] : []),
  ]
}
