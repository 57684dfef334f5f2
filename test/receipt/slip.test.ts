import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSlip } from '../../app/receipt/slip-shape.ts'
import { LANGUAGES } from '../../app/language.ts'
import { besides, columnsOf, wrap } from '../../app/receipt/columns.ts'
import { fits, layoutSlip, timeWithZone } from '../../app/receipt/layout.ts'
import type { PrintLine } from '../../app/receipt/print-line.ts'
import { slipOf } from '../../app/receipt/slip.ts'
import { timeEndMs } from '../../app/receipt/time-end.ts'
import { states } from '../payment/samples.ts'
import { aSlip, context, testPage } from './slips.ts'

const OPTIONS = { paper: '80mm', languages: ['zh-Hans', 'en'], mark: 'original' } as const

const textOf = (lines: readonly PrintLine[]): string =>
  lines.map((line) => (line.kind === 'text' ? line.text : `[${line.kind}]`)).join('\n')

describe('the slip of a sale', () => {
  it('says what became of the money in each state', () => {
    const outcomes = Object.values(states).map((state) => [
      state.kind,
      slipOf(state, context)?.outcome ?? null,
    ])
    expect(Object.fromEntries(outcomes)).toEqual({
      'awaiting-code': null,
      submitting: 'pending',
      confirming: 'pending',
      revoking: 'pending',
      'needs-attention': 'pending',
      paid: 'paid',
      'not-charged': 'not-charged',
      revoked: 'cancelled',
      abandoned: null,
    })
    const returned = { ...states.revoked, proof: 'returned' } as const
    expect(slipOf(returned, context)?.outcome).toBe('returned')
  })

  it('carries the time that WeChat gave, and else that of the submit', () => {
    expect(aSlip().atMs).toBe(Date.UTC(2025, 0, 1, 1, 30))
    expect(slipOf(states.confirming, context)?.atMs).toBe(1_000_000)
    expect(timeEndMs('')).toBeNull()
  })

  it('names what the payer paid only where it differs', () => {
    expect(aSlip().payerPaid).toBeNull()
    const payment = { ...states.paid.payment, cash: { minor: 1180, currency: 'CNY' } }
    const slip = slipOf({ ...states.paid, payment }, context)
    expect(slip?.payerPaid).toEqual({ minor: 1180, currency: 'CNY' })
  })

  it('names whoever took the payment', () => {
    const cashier = { id: 'chen', name: 'Chen', source: 'till' } as const
    const sale = { ...states.paid.sale, cashier }
    expect(slipOf({ ...states.paid, sale }, context)?.cashier).toBe('Chen')
    expect(slipOf(states.paid, context)?.cashier).toBeNull()
  })

  it('survives storage, and lets nothing of the payer in', () => {
    expect(isSlip(JSON.parse(JSON.stringify(aSlip())))).toBe(true)
    expect(isSlip({ ...aSlip(), paymentCode: '134567890123456789' })).toBe(false)
    expect(isSlip({ ...aSlip(), place: { ...aSlip().place, openid: 'o1' } })).toBe(false)
  })
})

describe('a receipt', () => {
  it('says everything that a receipt must', () => {
    const text = textOf(layoutSlip(aSlip({ payerPaid: { minor: 100, currency: 'HKD' } }), OPTIONS))
    for (const part of [
      '街角茶铺',
      '人民路店',
      '收银台 Till 3',
      '支付成功 PAID',
      'CNY 12.80',
      'HKD 1.00',
      '微信支付 WeChat Pay - 付款码 Quick Pay',
      '2025-01-01 09:30:00 UTC+08:00',
      '202511210000000000000000000001',
      '4200000000202501010000000001',
      '[scannable]',
    ]) {
      expect(text).toContain(part)
    }
    expect(text).not.toMatch(/COPY|Cashier|Shift|not proof|TRAINING/i)
  })

  it('prints cashier and shift once the till knows them', () => {
    const text = textOf(layoutSlip(aSlip({ cashier: 'Chen', shift: '17' }), OPTIONS))
    expect(text).toMatch(/Cashier +Chen/)
    expect(text).toMatch(/Shift +17/)
  })

  it('is marked as a copy, and as one that may be the second print', () => {
    const copy = textOf(layoutSlip(aSlip(), { ...OPTIONS, mark: 'copy' }))
    expect(copy).toContain('副本 COPY')
    const maybe = textOf(layoutSlip(aSlip(), { ...OPTIONS, mark: 'maybe-copy' }))
    expect(maybe).toContain('副本 COPY')
    expect(maybe.replaceAll('\n', ' ')).toContain('this may be a second print')
  })

  it('is no proof while the result is pending', () => {
    const text = textOf(layoutSlip(aSlip({ outcome: 'pending', transactionId: null }), OPTIONS))
    expect(text).toContain('RESULT PENDING')
    expect(text).toContain('Not proof of payment')
    expect(text).not.toContain('PAID')
  })

  it('of training never passes for a real one', () => {
    const place = { ...context.place, realMoney: false }
    expect(textOf(layoutSlip(aSlip({ place }), OPTIONS))).toContain('NOT REAL MONEY')
  })

  it('fits every paper in every pair of languages, with the longest names', () => {
    const place = { name: '长'.repeat(60), branch: 'W'.repeat(60), till: '9'.repeat(20) }
    const slips = [
      aSlip({ place: { ...place, realMoney: false }, cashier: 'Bartholomew '.repeat(5) }),
      testPage,
    ]
    for (const paper of ['58mm', '80mm'] as const) {
      for (const first of LANGUAGES) {
        for (const second of LANGUAGES) {
          for (const slip of slips) {
            const options = { paper, languages: [first, second], mark: 'maybe-copy' } as const
            expect(layoutSlip(slip, options).filter((line) => !fits(line, paper))).toEqual([])
          }
        }
      }
    }
  })
})

describe('the columns of a line', () => {
  it('break no text wider than the paper, and lose nothing but spaces', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-composite' }),
        fc.integer({ min: 2, max: 48 }),
        (text, columns) => {
          const lines = wrap(text, columns)
          for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns)
          expect(lines.join('').replaceAll(/\s/gu, '')).toBe(text.replaceAll(/\s/gu, ''))
        },
      ),
    )
  })

  it('begin with no full stop', () => {
    expect(wrap('并非付款凭证。', 12)).toEqual(['并非付款凭', '证。'])
  })

  it('set label and value on one line where they fit', () => {
    expect(besides('时间 Time', '12:00', 20)).toEqual(['时间 Time      12:00'])
    expect(besides('时间 Time', '1234567890', 12)).toEqual(['时间 Time', '  1234567890'])
  })
})

it('a time names its zone', () => {
  expect(timeWithZone(testPage)).toBe('2025-12-31 20:30:00 UTC-03:30')
})
