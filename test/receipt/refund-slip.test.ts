import { expect, it } from 'vitest'
import { isSlip } from '../../app/receipt/slip-shape.ts'
import { LANGUAGES } from '../../app/language.ts'
import { fits, layoutSlip } from '../../app/receipt/layout.ts'
import { refundSlipOf } from '../../app/receipt/refund-slip.ts'
import type { RefundState } from '../../app/refund/state.ts'
import { states } from '../refund/samples.ts'
import { aRefund } from '../support/builders.ts'
import { context } from './slips.ts'

const facts = {
  saleId: 'sale-1',
  askedBy: { id: 'chen', name: 'Chen' },
  approvedBy: { id: 'mei', name: '林美' },
}
const slip = (state: RefundState) => refundSlipOf({ facts, state }, context)
const OPTIONS = { paper: '80mm', languages: ['zh-Hans', 'en'], mark: 'original' } as const

const textOf = (state: RefundState): string =>
  layoutSlip(slip(state), OPTIONS)
    .map((line) => (line.kind === 'text' ? line.text : `[${line.kind}]`))
    .join('\n')

it('says what became of the money in each state', () => {
  const outcomes = Object.values<RefundState>(states).map((state) => [
    state.kind,
    slip(state).outcome,
  ])
  expect(Object.fromEntries(outcomes)).toEqual({
    submitting: 'pending',
    confirming: 'pending',
    accepted: 'accepted',
    'needs-attention': 'pending',
    refunded: 'refunded',
    refused: 'refused',
  })
})

it('says everything that the slip of a refund must', () => {
  const refund = aRefund({ reason: '杯子碎了 broken' })
  const text = textOf({ ...states.refunded, refund })
  for (const part of [
    '已退款 REFUNDED',
    'CNY 8.88',
    'CNY 12.80',
    'Chen',
    '林美',
    '杯子碎了 broken',
    refund.outRefundNo,
    refund.outTradeNo,
    '[scannable]',
  ]) {
    expect(text).toContain(part)
  }
  expect(textOf(states.confirming)).toContain('Not proof of payment')
  expect(textOf(states.accepted).replaceAll('\n', ' ')).toContain('3 working days')
})

it('fits every paper in every language, and survives storage', () => {
  const refund = aRefund({ reason: '因'.repeat(80), outRefundNo: 'R'.repeat(64) })
  for (const state of Object.values<RefundState>(states)) {
    const wide = slip({ ...state, refund })
    expect(isSlip(JSON.parse(JSON.stringify(wide)))).toBe(true)
    for (const paper of ['58mm', '80mm'] as const) {
      for (const language of LANGUAGES) {
        const options = { paper, languages: [language], mark: 'maybe-copy' } as const
        expect(layoutSlip(wide, options).filter((line) => !fits(line, paper))).toEqual([])
      }
    }
  }
})
