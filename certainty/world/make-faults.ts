import { type Draw, oneOf, wholeNumber } from './draws.ts'
import type { Lie, LineFault, PlannedLineFault } from './plan.ts'

type Operation = PlannedLineFault['operation']

/** Codes that must not be taken for a proof that nothing happened. */
const MUST_BE_DOUBTED: readonly string[] = [
  'SYSTEMERROR',
  'BANKERROR',
  'USERPAYING',
  'A_CODE_NOBODY_KNOWS',
  'ORDERPAID',
  'OUT_TRADE_NO_USED',
]

/** Faults of the line, which may strike every call. */
const LINE: Readonly<Record<LineFault['kind'], (draw: Draw) => LineFault | null>> = {
  refused: () => ({ kind: 'refused' }),
  'request-lost': () => ({ kind: 'request-lost' }),
  'answer-lost': () => ({ kind: 'answer-lost' }),
  cut: (draw) => ({ kind: 'cut', after: draw() < 0.6 }),
  'request-late': (draw) => ({ kind: 'request-late', byMs: wholeNumber(draw, 1_000, 90_000) }),
  'answer-late': (draw) => ({ kind: 'answer-late', byMs: wholeNumber(draw, 500, 20_000) }),
  'request-twice': (draw) => ({
    kind: 'request-twice',
    afterMs: wholeNumber(draw, 0, 50_000),
    hearSecond: draw() < 0.3,
  }),
  truncated: (draw) => ({ kind: 'truncated', share: Math.floor(draw() * 100) / 100 }),
  garbage: () => ({ kind: 'garbage' }),
  forged: (draw) => ({
    kind: 'forged',
    how: oneOf(draw, ['no-sign', 'other-key'] as const),
    lie: oneOf(draw, ['paid', 'refused', 'revoked', 'absent'] as const satisfies readonly Lie[]),
  }),
  swapped: () => ({ kind: 'swapped' }),
  'done-but-error': (draw) => ({ kind: 'done-but-error', code: oneOf(draw, MUST_BE_DOUBTED) }),
  'other-amount': () => null,
  wechat: () => null,
}

/**
 * What WeChat itself does wrong, by the simulator's names. Not among them are answers that nobody could see
 * through: a correctly signed refusal of a payment that was made, or a correctly signed "paid" of one that was not.
 */
const WECHAT: { readonly [O in PaymentOperation]: readonly string[] } = {
  submit: [
    'lost-before', 'lost-after', 'reset-before', 'reset-after', 'closed-after', 'arrives-late',
    'answered-late', 'answered-twice', 'request-twice', 'truncated', 'slow', 'forged', 'other-key',
    'no-signature', 'other-order', 'other-amount', 'other-currency', 'other-merchant',
    'html-before', 'html-after', 'empty-body', 'doctype', 'huge', 'unsigned-before',
    'unsigned-after', 'system-error-charged', 'system-error-charged-later',
    'system-error-uncharged', 'bank-error-charged', 'bank-error-charged-later',
    'bank-error-uncharged', 'system-error-then-failed', 'error:NOTENOUGH', 'error:TRADE_ERROR',
    'error:AUTHCODEEXPIRE', 'error:NOAUTH', 'error:INVALID_REQUEST', 'error:ORDERPAID',
    'error:OUT_TRADE_NO_USED', 'error:SOMETHING_NEW',
  ],
  query: [
    'query-lost', 'query-forged', 'query-not-found', 'query-system-error', 'query-param-error',
    'query-other-amount',
  ],
  revoke: [
    'revoke-lost-before', 'revoke-lost-after', 'recall', 'revoke-refused',
    'revoke-without-effect', 'paid-before-revoke', 'paid-despite-revoke', 'revoke-expired',
  ],
} // prettier-ignore

/** Two lies of WeChat that, told of the same order one after the other, nobody could see through. */
const FALSE_ABSENCE = 'query-not-found'
const FALSE_REVOKES: readonly string[] = ['revoke-without-effect', 'paid-despite-revoke']

type PaymentOperation = 'submit' | 'query' | 'revoke'

const OPERATIONS: readonly PaymentOperation[] = ['submit', 'query', 'revoke']

/**
 * A submit that arrives when its code is about to die, and questions whose answers are long under way: what they say is
 * old when it is heard. Seldom met by chance, and the moment at which "no such order" turns from a guess into proof.
 */
export function crossingAnswers(draw: Draw): readonly PlannedLineFault[] {
  const held = (nth: number): PlannedLineFault => ({
    operation: 'submit',
    nth,
    fault: { kind: 'request-late', byMs: wholeNumber(draw, 40_000, 60_000) },
  })
  const slow = (nth: number): PlannedLineFault => ({
    operation: 'query',
    nth,
    fault: { kind: 'answer-late', byMs: wholeNumber(draw, 500, 9_500) },
  })
  return [
    ...Array.from({ length: 3 }, (_, index) => held(index + 1)),
    ...Array.from({ length: MOST.query }, (_, index) => slow(index + 1)),
  ]
}

/** A few kinds of faults, each striking several times. */
export function lineFaultsFor(draw: Draw): readonly PlannedLineFault[] {
  const kinds = Object.keys(LINE).filter(() => draw() < 0.25)
  const falseAbsence = draw() < 0.5
  const presets = (operation: PaymentOperation): readonly string[] =>
    WECHAT[operation].filter((name) =>
      falseAbsence ? !FALSE_REVOKES.includes(name) : name !== FALSE_ABSENCE,
    )
  const wechatMisbehaves = draw() < 0.6
  const fault = (operation: PaymentOperation): LineFault | null => {
    if (wechatMisbehaves && draw() < 0.5) {
      return { kind: 'wechat', preset: oneOf(draw, presets(operation)) }
    }
    if (operation === 'submit' && draw() < 0.02) return { kind: 'other-amount' }
    if (kinds.length === 0) return null
    // The keys of the table are the kinds.
    return LINE[oneOf(draw, kinds) as LineFault['kind']](draw)
  }
  const rate = 0.1 + draw() * 0.6
  return OPERATIONS.flatMap((operation) =>
    Array.from({ length: MOST[operation] }, (_, index) => index + 1).flatMap((nth) => {
      if (draw() >= rate) return []
      const found = fault(operation)
      return found === null ? [] : [{ operation, nth, fault: found }]
    }),
  )
}

/** Calls of an operation that may be struck; later ones are left alone. */
const MOST: { readonly [O in Operation]: number } = {
  submit: 10,
  query: 24,
  revoke: 14,
  refund: 12,
  'refund-query': 16,
}

/** Codes of a refund that must not be taken for a proof that nothing was given back. */
const REFUND_DOUBTS: readonly string[] = ['SYSTEMERROR', 'BIZERR_NEED_RETRY', 'A_CODE_NOBODY_KNOWS']

/** What WeChat itself does wrong with a refund: it does nothing, or all of it, and says another thing or none. */
const REFUND_PRESETS: readonly string[] = [
  'refund-lost-before',
  'refund-lost-after',
  'refund-busy',
  'refund-no-funds',
  'error:USER_ACCOUNT_ABNORMAL',
]

/** Nothing is as long under way as it takes until a refund that WeChat does not know is believed to be none: an assumption. */
const REFUND_HELD_MS = 50_000

const REFUND_LIES: readonly Lie[] = ['accepted', 'arrived', 'refund-refused', 'no-refund']

/** Requests that are held up, each followed by one that is refused: the refusal is true, and yet the first one gives money back. */
const crossingRefunds = (draw: Draw): readonly PlannedLineFault[] =>
  Array.from({ length: MOST.refund }, (_, index): PlannedLineFault => ({
    operation: 'refund',
    nth: index + 1,
    fault:
      index % 2 === 0
        ? { kind: 'request-late', byMs: wholeNumber(draw, 20_000, REFUND_HELD_MS) }
        : { kind: 'wechat', preset: 'error:USER_ACCOUNT_ABNORMAL' },
  }))

/** What befalls the requests for refunds, and the questions about them. */
export function refundFaultsFor(draw: Draw): readonly PlannedLineFault[] {
  if (draw() < 0.1) return crossingRefunds(draw)
  // The keys of the table are the kinds.
  const kinds = (Object.keys(LINE) as LineFault['kind'][]).filter(() => draw() < 0.3)
  const rate = 0.2 + draw() * 0.6
  const fault = (operation: 'refund' | 'refund-query'): LineFault | null => {
    if (operation === 'refund' && draw() < 0.3)
      return { kind: 'wechat', preset: oneOf(draw, REFUND_PRESETS) }
    const kind = kinds.length === 0 ? 'answer-lost' : oneOf(draw, kinds)
    const made = LINE[kind](draw)
    if (made?.kind === 'forged') return { ...made, lie: oneOf(draw, REFUND_LIES) }
    if (made?.kind === 'request-late') return { ...made, byMs: Math.min(made.byMs, REFUND_HELD_MS) }
    if (made?.kind !== 'done-but-error') return made
    return operation === 'refund' ? { ...made, code: oneOf(draw, REFUND_DOUBTS) } : null
  }
  return (['refund', 'refund-query'] as const).flatMap((operation) =>
    Array.from({ length: MOST[operation] }, (_, index) => index + 1).flatMap((nth) => {
      if (draw() >= rate) return []
      const found = fault(operation)
      return found === null ? [] : [{ operation, nth, fault: found }]
    }),
  )
}
