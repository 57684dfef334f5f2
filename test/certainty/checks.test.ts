import { describe, expect, it } from 'vitest'
import { check, CHECKS } from '../../certainty/checks/checks.ts'
import type {
  BookedOrder,
  BookedRefund,
  DurableRecord,
  Evidence,
  HeardAnswer,
  RefundAsked,
  RefundLine,
  ScreenLine,
  SentRefund,
  SentRequest,
} from '../../certainty/checks/evidence.ts'

const order = (more: Partial<BookedOrder> = {}): BookedOrder => ({
  outTradeNo: 'A',
  totalFee: 500,
  states: [{ atMs: 150, state: 'SUCCESS' }],
  movements: [{ atMs: 150, amount: 500 }],
  refunded: [],
  ...more,
})
const sent = (more: Partial<SentRequest> = {}): SentRequest => ({
  atMs: 100,
  operation: 'submit',
  outTradeNo: 'A',
  by: 'till 0 life 1',
  ...more,
})
const line = (atMs: number, screen: string, more: Partial<ScreenLine> = {}): ScreenLine => ({
  atMs,
  till: 0,
  place: 'counter',
  saleId: 'sale',
  outTradeNo: 'A',
  amountMinor: 500,
  screen,
  ...more,
})
const durable = (
  atMs: number,
  state: string,
  more: Partial<DurableRecord> = {},
): DurableRecord => ({ atMs, place: 'till 0', what: 'payment', number: 'A', state, ...more })
const heard = (atMs: number, genuine: boolean): HeardAnswer => ({
  atMs,
  by: 'till 0 life 1',
  what: 'payment',
  number: 'A',
  genuine,
})

const back: BookedRefund = {
  outRefundNo: 'R',
  outTradeNo: 'A',
  amount: 200,
  states: [{ atMs: 1_100, state: 'SUCCESS' }],
}
const sentBack = (more: Partial<SentRefund> = {}): SentRefund => ({
  atMs: 1_050,
  operation: 'refund',
  outRefundNo: 'R',
  outTradeNo: 'A',
  amount: '200',
  by: 'till 0 life 1',
  ...more,
})
const asked: RefundAsked = {
  atMs: 1_000,
  till: 0,
  outTradeNo: 'A',
  amountMinor: 200,
  started: true,
}
const refundLine = (atMs: number, state: string): RefundLine => ({
  atMs,
  till: 0,
  outRefundNo: 'R',
  outTradeNo: 'A',
  amountMinor: 200,
  state,
  problem: null,
})

/** One payment that was paid at once, and a part of it that was given back. */
const WHOLE: Evidence = {
  orders: [order({ refunded: [{ atMs: 1_100, amount: 200 }] })],
  refunds: [back],
  sentRefunds: [sentBack()],
  refundsAsked: [asked],
  refundLines: [refundLine(1_060, 'submitting'), refundLine(1_200, 'refunded')],
  refundsDoubted: [],
  sent: [sent()],
  screen: [line(90, 'charging'), line(300, 'paid')],
  durable: [
    durable(80, 'submitting'),
    durable(280, 'paid'),
    durable(1_040, 'submitting', { what: 'refund', number: 'R' }),
    durable(1_180, 'refunded', { what: 'refund', number: 'R' }),
  ],
  heard: [heard(250, true)],
  nextWishes: [{ till: 0, askedAtMs: 5_000, reachedAtMs: 6_000 }],
  starts: [{ till: 0, atMs: 0 }],
  calmAtMs: 10_000,
  endMs: 200_000,
  faultless: true,
  secrets: ['key'],
  leftovers: [{ where: 'a view', text: 'nothing' }],
}

const REFUND_SETTLED: Partial<Evidence> = { refunds: [], refundLines: [], sentRefunds: [] }

/** For each check evidence that breaks its promise. */
const BROKEN: Readonly<Record<string, Partial<Evidence>>> = {
  'charged-once': {
    orders: [order(), order({ outTradeNo: 'B' })],
    screen: [line(90, 'charging'), line(300, 'charging', { outTradeNo: 'B' })],
  },
  'nothing-forgotten': { screen: [] },
  'decided-in-time': { screen: [line(90, 'charging'), line(199_000, 'paid')] },
  'told-the-truth': { orders: [order({ movements: [] })] },
  'verdicts-hold': {
    orders: [order({ movements: [{ atMs: 400, amount: 500 }] })],
  },
  'verdicts-stay': { screen: [line(300, 'paid'), line(400, 'unknown'), line(500, 'paid')] },
  'number-once': { sent: [sent(), sent({ atMs: 5_000 })] },
  'quiet-when-calm': { sent: [sent(), sent({ atMs: 200, operation: 'query' })] },
  'next-customer': { nextWishes: [{ till: 0, askedAtMs: 5_000, reachedAtMs: null }] },
  'no-secrets': { leftovers: [{ where: 'a view', text: 'the key itself' }] },
  'forged-not-believed': { heard: [heard(200, true), heard(250, false)] },
  'intent-first': { durable: [durable(101, 'submitting'), durable(280, 'paid')] },
  'durable-before-shown': { durable: [durable(80, 'submitting'), durable(301, 'paid')] },
  'refund-within-charge': {
    sentRefunds: [sentBack(), sentBack({ atMs: 1_100, outRefundNo: 'S', amount: '301' })],
  },
  'refund-once': { sentRefunds: [sentBack(), sentBack({ outRefundNo: 'S' })] },
  'refund-truth': { refundLines: [refundLine(1_099, 'refunded')] },
  'refund-verdicts-stay': {
    refundLines: [refundLine(1_200, 'refunded'), refundLine(1_300, 'confirming')],
  },
  'refund-decided': { refundLines: [refundLine(1_060, 'submitting')] },
  'refund-quiet': { sentRefunds: [sentBack(), sentBack({ atMs: 1_090 })] },
}

/** What looks like a broken promise and is none. */
const GOOD: Readonly<Record<string, Partial<Evidence>>> = {
  'charged-once': {
    ...REFUND_SETTLED,
    orders: [
      order({ movements: [{ atMs: 150, amount: 500 }, { atMs: 160, amount: -500 }] }), // prettier-ignore
      order({ outTradeNo: 'B', movements: [{ atMs: 400, amount: 500 }] }),
    ],
  },
  'decided-in-time': { endMs: 60_000, screen: [line(90, 'charging')] },
  'quiet-when-calm': { faultless: false, sent: [sent(), sent({ operation: 'query' })] },
  'forged-not-believed': { heard: [heard(200, false), heard(250, true), heard(400, false)] },
  'intent-first': { durable: [durable(100, 'submitting')], sentRefunds: [] },
  'durable-before-shown': { durable: [durable(300, 'paid')], refundLines: [] },
  'refund-within-charge': {
    sentRefunds: [sentBack(), sentBack({ atMs: 1_100, outRefundNo: 'S', amount: '301' })],
    durable: [durable(1_090, 'refused', { what: 'refund', number: 'R' })],
  },
  'refund-once': { refundsAsked: [{ ...asked, started: null }] },
  'refund-verdicts-stay': {
    refundLines: [refundLine(1_200, 'refunded'), refundLine(1_300, 'confirming')],
    refundsDoubted: [{ atMs: 1_250, outRefundNo: 'R' }],
  },
  'refund-quiet': { faultless: false, sentRefunds: [sentBack(), sentBack({ atMs: 1_090 })] },
}

const broken = (evidence: Partial<Evidence>): readonly string[] =>
  check({ ...WHOLE, ...evidence }).map((one) => one.check)

describe('the checks', () => {
  it('let a payment and its refund pass in which every promise is kept', () => {
    expect(broken({})).toEqual([])
  })

  it.each(Object.keys(CHECKS))('%s finds what is wrong', (name) => {
    const evidence = BROKEN[name]
    if (evidence === undefined) throw new Error(`no broken evidence for ${name}`)
    expect(broken(evidence)).toContain(name)
  })

  it.each(Object.entries(GOOD))('%s lets pass what only looks wrong', (name, evidence) => {
    expect(broken(evidence)).not.toContain(name)
  })
})
