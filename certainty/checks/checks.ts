import { DURABLE_CHECKS } from './durable-checks.ts'
import type { Evidence, Violation } from './evidence.ts'
import { forgedNotBelieved } from './forged-check.ts'
import { REFUND_CHECKS } from './refund-checks.ts'
import { amountDiffers, DECIDED, heldAt, lastLine, type OrderStory, storiesOf } from './verdict.ts'

/** From the return of the network nothing is undecided for longer. */
const DECIDED_WITHIN_MS = 60_000
/** An order that never arrived is proven absent once its code is dead: 60 s, and the questions that prove it. */
const DECIDED_AFTER_SUBMIT_MS = 80_000
/** WeChat may refuse revokes for the 45 s that a payer is asked; the till then comes again within 40 s. */
const DECIDED_AFTER_ARRIVAL_MS = 95_000
/** After a start the till believes no clock but its own, and waits the 60 s anew. */
const DECIDED_AFTER_START_MS = 75_000
const NEXT_WITHIN_MS = 60_000

type Check = (evidence: Evidence, stories: readonly OrderStory[]) => readonly string[]

/** I1: at no time do two attempts of one sale hold money. */
const chargedOnce: Check = (evidence, stories) => {
  const bySale = new Map<string, OrderStory[]>()
  for (const story of stories) {
    const saleId = story.lines[0]?.saleId
    if (saleId !== undefined) bySale.set(saleId, [...(bySale.get(saleId) ?? []), story])
  }
  return [...bySale].flatMap(([saleId, attempts]) => {
    const times = attempts.flatMap(({ booked }) =>
      (booked?.movements ?? []).map(({ atMs }) => atMs),
    )
    const worst = times.find((atMs) => attempts.filter((one) => heldAt(one, atMs) > 0).length > 1)
    return worst === undefined ? [] : [`sale ${saleId} holds money of two attempts at ${worst}`]
  })
}

/** I2: whatever left, or is in the books, was on a screen. */
const nothingForgotten: Check = (_, stories) =>
  stories
    .filter(({ lines }) => lines.length === 0)
    .map(({ outTradeNo }) => `${outTradeNo} was never on a screen`)

/** I2 and the minute after the network's return: nothing stays undecided. */
const decidedInTime: Check = ({ calmAtMs, endMs, starts }, stories) =>
  stories.flatMap((story) => {
    if (amountDiffers(story)) return []
    const till = story.lines[0]?.till
    const startedAtMs = starts.findLast((start) => start.till === till)?.atMs ?? 0
    const submittedAtMs = story.submits[0] ?? story.lines[0]?.atMs ?? 0
    const dueMs = Math.max(
      calmAtMs + DECIDED_WITHIN_MS,
      submittedAtMs + DECIDED_AFTER_SUBMIT_MS,
      startedAtMs + DECIDED_AFTER_START_MS,
      (story.booked?.states[0]?.atMs ?? 0) + DECIDED_AFTER_ARRIVAL_MS,
    )
    const then = story.lines.filter(({ atMs }) => atMs <= dueMs).at(-1)
    if (dueMs > endMs || then === undefined || DECIDED.includes(then.screen)) return []
    return [`${story.outTradeNo} is still ${then.screen} at ${dueMs}`]
  })

/** I3: what the cashier was told is what the books say, once both are quiet. */
const toldTheTruth: Check = ({ endMs }, stories) =>
  stories.flatMap((story) => {
    const told = lastLine(story)
    const held = heldAt(story, endMs)
    if (told === null || amountDiffers(story)) return []
    if ((told.screen === 'paid') === held > 0) return []
    return [`${story.outTradeNo} was called ${told.screen}, and the books hold ${held}`]
  })

/** Goods leave on "paid" and stay on "not charged": neither may become untrue at any later time. */
const verdictsHold: Check = ({ endMs }, stories) =>
  stories.flatMap((story) => {
    const wrong = story.lines.find(({ screen, atMs, amountMinor }) => {
      if (!DECIDED.includes(screen)) return false
      const { movements = [], refunded = [] } = story.booked ?? {}
      const later = [...movements, ...refunded].filter((movement) => movement.atMs > atMs)
      const held = [atMs, ...later.map((movement) => movement.atMs), endMs].map((at) =>
        heldAt(story, at),
      )
      return held.some((amount) => amount !== (screen === 'paid' ? amountMinor : 0))
    })
    return wrong ? [`${story.outTradeNo} was called ${wrong.screen} at ${wrong.atMs}: untrue`] : []
  })

/** A verdict that was shown stays: no screen goes back to waiting, not even after a crash. */
const verdictsStay: Check = (_, stories) =>
  stories.flatMap(({ outTradeNo, lines }) => {
    const first = lines.findIndex(({ screen }) => DECIDED.includes(screen))
    const back =
      first < 0 ? undefined : lines.slice(first).find(({ screen }) => !DECIDED.includes(screen))
    return back ? [`${outTradeNo} was decided, and then ${back.screen} at ${back.atMs}`] : []
  })

/** An order number is submitted once, whatever happens. */
const numberOnce: Check = (_, stories) =>
  stories
    .filter(({ submits }) => submits.length > 1)
    .map(({ outTradeNo, submits }) => `${outTradeNo} was submitted ${submits.length} times`)

/** With no faults a payment without a password is one submit and nothing else. */
const quietWhenCalm: Check = ({ faultless, sent, orders }) => {
  if (!faultless) return []
  const atOnce = orders.filter(({ states }) => {
    const paid = states.find(({ state }) => state === 'SUCCESS')
    return paid !== undefined && paid.atMs === states[0]?.atMs
  })
  return atOnce.flatMap(({ outTradeNo }) => {
    const calls = sent.filter((one) => one.outTradeNo === outTradeNo).map((one) => one.operation)
    return calls.join() === 'submit' ? [] : [`${outTradeNo} took ${calls.join()}`]
  })
}

const nextCustomer: Check = ({ nextWishes }) =>
  nextWishes
    .filter(({ askedAtMs, reachedAtMs }) => (reachedAtMs ?? Infinity) - askedAtMs > NEXT_WITHIN_MS)
    .map(({ till, askedAtMs }) => `till ${till} could not serve the next customer at ${askedAtMs}`)

/** I5: nothing secret is left anywhere. */
const noSecrets: Check = ({ secrets, leftovers }) =>
  leftovers.flatMap(({ where, text }) =>
    secrets.some((secret) => text.includes(secret)) ? [`a secret is in ${where}`] : [],
  )

/** Every check by its name. */
export const CHECKS: Readonly<Record<string, Check>> = {
  'charged-once': chargedOnce,
  'nothing-forgotten': nothingForgotten,
  'decided-in-time': decidedInTime,
  'told-the-truth': toldTheTruth,
  'verdicts-hold': verdictsHold,
  'verdicts-stay': verdictsStay,
  'number-once': numberOnce,
  'quiet-when-calm': quietWhenCalm,
  'next-customer': nextCustomer,
  'no-secrets': noSecrets,
  'forged-not-believed': forgedNotBelieved,
  ...DURABLE_CHECKS,
  ...REFUND_CHECKS,
}

/** All promises that were not kept. */
export function check(evidence: Evidence): readonly Violation[] {
  const stories = storiesOf(evidence)
  return Object.entries(CHECKS).flatMap(([name, run]) =>
    run(evidence, stories).map((text) => ({ check: name, text })),
  )
}
