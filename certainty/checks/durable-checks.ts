import { PAYMENT_ENDS, REFUND_ENDS } from './ends.ts'
import type { DurableRecord, Evidence } from './evidence.ts'

type Check = (evidence: Evidence) => readonly string[]

/** Where a sender writes down what it is about to do: a node in the database, a till in its own journal. */
const placeOf = (by: string): string =>
  by.startsWith('node ') ? 'database' : by.split(' ').slice(0, 2).join(' ')

type Thing = Pick<DurableRecord, 'place' | 'what' | 'number'>

const nameOf = ({ place, what, number }: Thing): string => `${place} ${what} ${number}`

/** Says since when something is durable about a thing: any state of it, or one. */
function durableSince({
  durable,
}: Evidence): (thing: Thing & { readonly state?: string }) => number {
  const since = new Map<string, number>()
  const note = (name: string, atMs: number): void => {
    since.set(name, Math.min(atMs, since.get(name) ?? Infinity))
  }
  for (const record of durable) {
    note(nameOf(record), record.atMs)
    note(`${nameOf(record)} ${record.state}`, record.atMs)
  }
  return (thing) =>
    since.get(thing.state === undefined ? nameOf(thing) : `${nameOf(thing)} ${thing.state}`) ??
    Infinity
}

/** I4: each submit and each request for a refund that left has a record from before. */
const intentFirst: Check = (evidence) => {
  const since = durableSince(evidence)
  const left = [
    ...evidence.sent
      .filter(({ operation }) => operation === 'submit')
      .map((one) => ({ ...one, what: 'payment' as const, number: one.outTradeNo })),
    ...evidence.sentRefunds
      .filter(({ operation }) => operation === 'refund')
      .map((one) => ({ ...one, what: 'refund' as const, number: one.outRefundNo })),
  ]
  return left
    .filter(({ atMs, by, what, number }) => since({ place: placeOf(by), what, number }) > atMs)
    .map(({ atMs, what, number }) => `${what} ${number} left at ${atMs} without a durable record`)
}

/** I4: where a payment or refund ended is shown only once that cannot be lost any more. */
const durableBeforeShown: Check = (evidence) => {
  const since = durableSince(evidence)
  const shown = [
    ...evidence.screen.flatMap(({ atMs, till, outTradeNo, screen }) => {
      const state = PAYMENT_ENDS.get(screen)
      return state === undefined || outTradeNo === null
        ? []
        : [{ atMs, till, what: 'payment' as const, number: outTradeNo, state }]
    }),
    ...evidence.refundLines
      .filter(({ state }) => REFUND_ENDS.includes(state))
      .map((one) => ({ ...one, what: 'refund' as const, number: one.outRefundNo })),
  ]
  return shown
    .filter(({ till, atMs, ...thing }) => since({ ...thing, place: `till ${till}` }) > atMs)
    .map(({ atMs, number, state }) => `${number} was shown ${state} at ${atMs}, and not durable`)
}

/** What must be durable before it is acted on. */
export const DURABLE_CHECKS: Readonly<Record<string, Check>> = {
  'intent-first': intentFirst,
  'durable-before-shown': durableBeforeShown,
}
