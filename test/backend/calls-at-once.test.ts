import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import type { Gateway, QueryAnswer } from '../../app/ports.ts'
import { CALLS_AT_ONCE, PaymentService } from '../../backend/payment-service.ts'
import { type Connection, MemoryPayments } from '../../certainty/backend/memory-store.ts'
import { anAmount } from '../support/builders.ts'
import { type HandClock, handClock } from '../support/hand-clock.ts'

const COUNT = CALLS_AT_ONCE + 80
const LOOK_MS = 200
const WAITING: QueryAnswer = { kind: 'order', tradeState: 'USERPAYING', description: '' }

const atOnce: Connection = {
  begin: async () => undefined,
  think: async () => undefined,
  commit: async () => undefined,
}

let clock: HandClock
let service: PaymentService
let payments: MemoryPayments
/** Queries that WeChat has not answered yet. */
let unanswered: (() => void)[]
let asked: Set<string>
let submits: number
let most: number

const gateway: Gateway = {
  async submit() {
    submits += 1
    return { kind: 'error', code: 'USERPAYING', description: '' }
  },
  query: ({ outTradeNo }) =>
    new Promise((resolve) => {
      asked.add(outTradeNo)
      unanswered.push(() => resolve(WAITING))
      most = Math.max(most, unanswered.length)
    }),
  revoke: () => Promise.reject(new Error('nobody revokes here')),
}

const keyOf = (number: number) => ({ merchantId: 'merchant', id: `ORDER${number}` })
const start = (number: number) =>
  service.start({
    ...keyOf(number),
    tillId: 'till',
    fingerprint: Buffer.alloc(32),
    sale: { amount: anAmount(), description: 'Tea', note: '' },
    paymentCode: '100000000000000000',
  })
const waits = (number: number): boolean => payments.peek(keyOf(number))?.state.kind === 'confirming'
/** Looks that are enough for anything here; each lets everything happen that follows from it. */
const LOOKS_MAX = 500
/** Lets the node look until it has come to this, and answers with what it came to. */
async function lookUntil(value: () => number, wanted: number): Promise<number> {
  for (let looks = 0; looks < LOOKS_MAX && value() !== wanted; looks += 1)
    await clock.advance(LOOK_MS)
  return value()
}

beforeEach(async () => {
  clock = handClock()
  payments = new MemoryPayments(() => clock.nowMs())
  unanswered = []
  asked = new Set()
  submits = 0
  most = 0
  service = new PaymentService({
    store: payments.storeOf(atOnce),
    node: 'node',
    gatewayOf: async () => gateway,
    timing: { ...DEFAULT_TIMING, giveUpAfterMs: 900_000, absentAfterMs: 900_000 },
    callMsMax: 600_000,
    clock,
    monotonicMs: () => clock.nowMs(),
    paces: { lookEveryMs: LOOK_MS, beatEveryMs: 1_000, deadAfterMs: 600_000 },
    onChange: () => undefined,
    onTrouble: (what, error) => expect.fail(`${what}: ${String(error)}`),
  })
  await service.open()
  for (let number = 0; number < COUNT; number += 1) await start(number)
  const numbers = Array.from({ length: COUNT }, (_, number) => number)
  const waiting = await lookUntil(() => numbers.filter(waits).length, COUNT)
  if (waiting !== COUNT) throw new Error(`only ${waiting} payments wait`)
  await clock.advance(DEFAULT_TIMING.queryEveryMs)
})
afterEach(async () => {
  const closing = service.close()
  for (const answer of unanswered) answer()
  await closing
})

describe('a node that owes more questions than it may ask at once', () => {
  it('asks as many as it may, and the rest as soon as there is room', async () => {
    expect(await lookUntil(() => unanswered.length, CALLS_AT_ONCE)).toBe(CALLS_AT_ONCE)
    await clock.advance(10 * LOOK_MS)
    expect(unanswered).toHaveLength(CALLS_AT_ONCE)
    for (const answer of unanswered.splice(0)) answer()
    expect(await lookUntil(() => asked.size, COUNT)).toBe(COUNT)
    expect(most).toBe(CALLS_AT_ONCE)
  })

  it('still submits at once', async () => {
    expect(await lookUntil(() => unanswered.length, CALLS_AT_ONCE)).toBe(CALLS_AT_ONCE)
    await start(COUNT)
    await expect.poll(() => submits).toBe(COUNT + 1)
    expect(most).toBe(CALLS_AT_ONCE)
  })
})
