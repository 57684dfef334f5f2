import type { BookedOrder, BookedRefund, Evidence, RefundLine, SentRefund } from './evidence.ts'

type Check = (evidence: Evidence) => readonly string[]

type Amounts = readonly { readonly atMs: number; readonly amount: number }[]

const until = (amounts: Amounts, atMs: number): number =>
  amounts.filter((one) => one.atMs <= atMs).reduce((sum, { amount }) => sum + amount, 0)

/**
 * At no time has more been given back of an order than it holds; nor does WeChat have to refuse what is too much: what was sent,
 * and is not proven to have given nothing back, is never more.
 */
const withinCharge: Check = (evidence) => [
  ...evidence.orders.flatMap(({ outTradeNo, movements, refunded }: BookedOrder) => {
    const worst = refunded.find(({ atMs }) => until(refunded, atMs) > until(movements, atMs))
    return worst === undefined
      ? []
      : [`${outTradeNo} gave back more than it holds at ${worst.atMs}`]
  }),
  ...tooMuchSent(evidence),
]

function tooMuchSent({ orders, sentRefunds, durable }: Evidence): readonly string[] {
  const refused = new Map(
    durable
      .filter(({ what, state }) => what === 'refund' && state === 'refused')
      .map(({ number, atMs }) => [number, atMs]),
  )
  const first = new Map<string, SentRefund>()
  for (const one of sentRefunds) {
    if (one.operation === 'refund' && !first.has(one.outRefundNo)) first.set(one.outRefundNo, one)
  }
  const begun = [...first.values()]
  return begun.flatMap(({ outTradeNo, atMs }) => {
    const taken = begun
      .filter((one) => one.outTradeNo === outTradeNo && one.atMs <= atMs)
      .filter(({ outRefundNo }) => (refused.get(outRefundNo) ?? Infinity) > atMs)
      .reduce((sum, { amount }) => sum + Number(amount), 0)
    const order = orders.find((one) => one.outTradeNo === outTradeNo)
    // A revoke whose answer nobody heard has given it back already, and WeChat refuses the refund: nobody could know.
    const charges = order?.movements.filter(({ amount }) => amount > 0) ?? []
    const charged = until(charges, atMs)
    return taken > charged
      ? [`${taken} of ${outTradeNo} were sent back at ${atMs}, of ${charged}`]
      : []
  })
}

/**
 * Nobody gets more than somebody asked for: each wish makes one refund at most, under one number, which always names the same
 * order and amount. A wish that the till refused makes none.
 */
const refundOnce: Check = ({ orders, refundsAsked, sentRefunds }) => {
  const requests = sentRefunds.filter(({ operation }) => operation === 'refund')
  const numbers = new Map(requests.map((one) => [one.outRefundNo, one]))
  const changed = requests.filter((one) => {
    const last = numbers.get(one.outRefundNo)
    return last?.outTradeNo !== one.outTradeNo || last.amount !== one.amount
  })
  const wishes = (outTradeNo: string): readonly number[] =>
    refundsAsked
      .filter((one) => one.outTradeNo === outTradeNo && one.started !== false)
      .map(({ amountMinor }) => amountMinor)
      .toSorted((a, b) => a - b)
  const sentOf = (outTradeNo: string): readonly number[] =>
    [...numbers.values()]
      .filter((one) => one.outTradeNo === outTradeNo)
      .map(({ amount }) => Number(amount))
  const names = new Set(requests.map(({ outTradeNo }) => outTradeNo))
  return [
    ...changed.map(({ outRefundNo }) => `${outRefundNo} was sent with different words`),
    ...[...names].flatMap((outTradeNo) =>
      fits(sentOf(outTradeNo), wishes(outTradeNo))
        ? []
        : [`${outTradeNo} has refunds that nobody asked for: ${sentOf(outTradeNo).join()}`],
    ),
    ...orders.flatMap(({ outTradeNo, refunded }) => {
      const asked = wishes(outTradeNo).reduce((sum, amount) => sum + amount, 0)
      const back = until(refunded, Infinity)
      return back > asked ? [`${outTradeNo} gave ${back} back, and ${asked} was asked for`] : []
    }),
  ]
}

/** Whether each amount was asked for, each wish counted once. */
function fits(amounts: readonly number[], wishes: readonly number[]): boolean {
  const left = [...wishes]
  return amounts.every((amount) => {
    const at = left.indexOf(amount)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

const booked = (
  evidence: Evidence,
  outRefundNo: string,
): { readonly refund: BookedRefund | null; readonly stateAt: (atMs: number) => string | null } => {
  const refund = evidence.refunds.find((one) => one.outRefundNo === outRefundNo) ?? null
  return {
    refund,
    stateAt: (atMs) => refund?.states.findLast((one) => one.atMs <= atMs)?.state ?? null,
  }
}

/** "Refunded" and "on its way" are true when they are shown; "nothing was given back" is, and stays so. */
const refundTruth: Check = (evidence) =>
  evidence.refundLines.flatMap((line) => {
    const { refund, stateAt } = booked(evidence, line.outRefundNo)
    const is = stateAt(line.atMs)
    const amountFits = refund?.amount === line.amountMinor && refund.outTradeNo === line.outTradeNo
    const good =
      (line.state === 'refunded' && is === 'SUCCESS' && amountFits) ||
      (line.state === 'accepted' && is !== null && amountFits) ||
      (line.state === 'refused' && refund === null) ||
      !['refunded', 'accepted', 'refused'].includes(line.state)
    return good ? [] : [`${line.outRefundNo} was called ${line.state} at ${line.atMs}: untrue`]
  })

function linesOf({ refundLines }: Evidence): ReadonlyMap<string, readonly RefundLine[]> {
  const lines = new Map<string, RefundLine[]>()
  for (const line of refundLines) {
    const known = lines.get(line.outRefundNo)
    if (known) known.push(line)
    else lines.set(line.outRefundNo, [line])
  }
  return lines
}

/** Where a refund ends: nothing else is shown of it afterwards, unless somebody doubts it because of a bill. */
const ENDS: readonly string[] = ['refunded', 'refused']

const refundVerdictsStay: Check = (evidence) =>
  [...linesOf(evidence)].flatMap(([outRefundNo, lines]) => {
    const doubts = evidence.refundsDoubted.filter((one) => one.outRefundNo === outRefundNo)
    const wrong = lines.flatMap(({ state, atMs }, at) => {
      const before = lines[at - 1]
      const ended = before !== undefined && ENDS.includes(before.state) && before.state !== state
      const isDoubted = doubts.some((one) => one.atMs <= atMs) && before?.state === 'refunded'
      return ended && !isDoubted ? [{ before, state, atMs }] : []
    })
    return wrong.map(
      ({ before, state, atMs }) =>
        `${outRefundNo} was ${before.state}, and then ${state} at ${atMs}`,
    )
  })

/** Long after everything works again, what WeChat has is shown as given, and what it has not waits for nobody but a person. */
const refundDecided: Check = (evidence) => {
  const lines = linesOf(evidence)
  const forgotten = evidence.refunds.filter(({ outRefundNo }) => !lines.has(outRefundNo))
  const wrong = [...lines].filter(([outRefundNo, all]) => {
    const last = all.at(-1)
    const shown = last?.problem ?? last?.state ?? ''
    const isBooked = booked(evidence, outRefundNo).refund !== null
    return !(isBooked ? ['accepted', 'refunded'] : ['refused', 'funds-low']).includes(shown)
  })
  return [
    ...forgotten.map(({ outRefundNo }) => `${outRefundNo} was never on a screen`),
    ...wrong.map(([outRefundNo, all]) => `${outRefundNo} is still ${JSON.stringify(all.at(-1))}`),
  ]
}

/** With no faults a refund is one request. */
const refundQuiet: Check = ({ faultless, sentRefunds }) => {
  if (!faultless) return []
  const requests = sentRefunds.filter(({ operation }) => operation === 'refund')
  const numbers = new Set(requests.map(({ outRefundNo }) => outRefundNo))
  return numbers.size === requests.length ? [] : ['a refund was sent again without need']
}

/** What must be true of refunds. */
export const REFUND_CHECKS: Readonly<Record<string, Check>> = {
  'refund-within-charge': withinCharge,
  'refund-once': refundOnce,
  'refund-truth': refundTruth,
  'refund-verdicts-stay': refundVerdictsStay,
  'refund-decided': refundDecided,
  'refund-quiet': refundQuiet,
}
