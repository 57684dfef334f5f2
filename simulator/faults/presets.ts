/** Named behaviours, each a thing that has happened to somebody. */
import { fail, type Result, succeed } from '../../app/result.ts'
import { ERROR_TEXTS } from '../errors.ts'
import type { Operation } from '../model.ts'
import type { Behaviour } from './behaviour.ts'

export interface Preset {
  /** Operation that it is meant for when nobody says otherwise. */
  readonly operation: Operation
  readonly behaviour: Behaviour
}

const HANG = { delivery: { kind: 'hang' } } as const
const RESET = { delivery: { kind: 'reset' } } as const

const HTML = {
  kind: 'raw',
  status: 502,
  contentType: 'text/html',
  body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
} as const

const raw = (body: string): Behaviour => ({ answer: { kind: 'raw', body } })

/** An answer that would read a file of the merchant's, if its XML parser let it. */
const DOCTYPE =
  '<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY file SYSTEM "file:///etc/hostname">]>' +
  '<xml><return_code>SUCCESS</return_code><return_msg>&file;</return_msg></xml>'

const HUGE = `<xml><return_code>SUCCESS</return_code><return_msg>${'A'.repeat(70_000)}</return_msg></xml>`

const error = (code: string, more: Partial<Behaviour> = {}): Behaviour => ({
  effect: 'none',
  answer: { kind: 'error', code },
  ...more,
})

const forSubmit: Readonly<Record<string, Behaviour>> = {
  'lost-before': { effect: 'none', ...HANG },
  'lost-after': HANG,
  'reset-before': { effect: 'none', ...RESET },
  'reset-after': RESET,
  'closed-after': { delivery: { kind: 'close' } },
  'arrives-late': { arriveAfterMs: 8_000 },
  'answered-late': { delivery: { kind: 'normal', afterMs: 8_000 } },
  'answered-twice': { delivery: { kind: 'twice' } },
  'request-twice': { effect: 'twice' },
  truncated: { delivery: { kind: 'truncated', keep: 0.5 } },
  slow: { delivery: { kind: 'slow', bytesPerSecond: 64 } },
  forged: { answer: { kind: 'forged' } },
  'other-key': { answer: { kind: 'other-key' } },
  'no-signature': { answer: { kind: 'no-signature' } },
  'other-order': { answer: { kind: 'altered', fields: { out_trade_no: 'SOMEBODY-ELSES-ORDER' } } },
  'other-amount': { answer: { kind: 'altered', fields: { total_fee: '1' } } },
  'other-currency': { answer: { kind: 'altered', fields: { fee_type: 'JPY' } } },
  'other-merchant': { answer: { kind: 'altered', fields: { mch_id: '1900000999' } } },
  'html-before': { effect: 'none', answer: HTML },
  'html-after': { answer: HTML },
  'empty-body': raw(''),
  doctype: raw(DOCTYPE),
  huge: raw(HUGE),
  'unsigned-before': { effect: 'none', answer: { kind: 'unsigned', message: 'system error' } },
  'unsigned-after': { answer: { kind: 'unsigned', message: 'system error' } },
  'system-error-charged': error('SYSTEMERROR', { effect: 'done' }),
  'system-error-charged-later': error('SYSTEMERROR', { effect: 'later', laterMs: 3_000 }),
  'system-error-uncharged': error('SYSTEMERROR'),
  'bank-error-charged': error('BANKERROR', { effect: 'done' }),
  'bank-error-charged-later': error('BANKERROR', { effect: 'later', laterMs: 7_000 }),
  'bank-error-uncharged': error('BANKERROR', { effect: 'unpaid' }),
  'system-error-then-failed': error('SYSTEMERROR', { effect: 'failed' }),
  'refused-although-charged': error('TRADE_ERROR', { effect: 'done' }),
}

const forQuery: Readonly<Record<string, Behaviour>> = {
  'query-lost': { effect: 'none', ...HANG },
  'query-forged': { answer: { kind: 'forged' } },
  'query-not-found': error('ORDERNOTEXIST'),
  'query-system-error': error('SYSTEMERROR'),
  'query-param-error': {
    effect: 'none',
    answer: { kind: 'error', code: 'PARAM_ERROR', description: '微信订单号非法' },
  },
  'query-says-paid': { answer: { kind: 'altered', fields: { trade_state: 'SUCCESS' } } },
  'query-other-amount': { answer: { kind: 'altered', fields: { total_fee: '1' } } },
}

const forRevoke: Readonly<Record<string, Behaviour>> = {
  'revoke-lost-before': { effect: 'none', ...HANG },
  'revoke-lost-after': HANG,
  'revoke-answered-late': { delivery: { kind: 'normal', afterMs: 2_500 } },
  recall: { effect: 'none', answer: { kind: 'error', code: 'SYSTEMERROR', recall: 'Y' } },
  'revoke-refused': {
    effect: 'none',
    answer: {
      kind: 'error',
      code: 'USERPAYING',
      description: '正在支付中不能发起撤销',
      recall: 'Y',
    },
  },
  'revoke-without-effect': { effect: 'none' },
  'paid-before-revoke': { payerFirst: 'pays' },
  'paid-despite-revoke': { payerFirst: 'pays', effect: 'none' },
  'revoke-expired': error('REVERSE_EXPIRE'),
}

const forRefund: Readonly<Record<string, Behaviour>> = {
  'refund-lost-before': { effect: 'none', ...HANG },
  'refund-lost-after': HANG,
  'refund-busy': error('BIZERR_NEED_RETRY'),
  'refund-no-funds': error('NOTENOUGH'),
}

const named = (
  operation: Operation,
  table: Readonly<Record<string, Behaviour>>,
): readonly (readonly [string, Preset])[] =>
  Object.entries(table).map(([name, behaviour]) => [name, { operation, behaviour }])

export const PRESETS: ReadonlyMap<string, Preset> = new Map([
  ...named('submit', forSubmit),
  ...named('query', forQuery),
  ...named('revoke', forRevoke),
  ...named('refund', forRefund),
])

/** Faults that hurt, but after which every sale can still come to a certain end: for runs with random faults. */
export const RANDOM_PRESETS: readonly string[] = [
  'lost-before',
  'lost-after',
  'reset-before',
  'reset-after',
  'truncated',
  'forged',
  'html-after',
  'unsigned-after',
  'request-twice',
]

/** A preset by name; `error:CODE` answers any code, known or not, and leaves the books alone. */
export function presetOf(name: string): Result<Preset, { kind: 'unknown-preset' }> {
  const preset = PRESETS.get(name)
  if (preset) return succeed(preset)
  const code = /^error:(\w+)$/.exec(name)?.[1]
  if (code === undefined) return fail({ kind: 'unknown-preset' })
  return succeed({ operation: 'submit', behaviour: error(code) })
}

/** Every documented code, for lists that people choose from. */
export const ERROR_CODES: readonly string[] = Object.keys(ERROR_TEXTS)
