import { describe, expect, it } from 'vitest'
import { billClock, billTime, feeText, rateText, signedAmountText } from '../../../renderer/reconciliation/bill-texts.ts' // prettier-ignore

describe('figures of a bill', () => {
  it.each([
    [1_234_567, 'CNY', '¥12,345.67'],
    [-50, 'CNY', '−¥0.50'],
    [0, 'CNY', '¥0.00'],
    [1_200, 'JPY', 'JP¥1,200'],
  ])('writes %i of %s as %s', (minor, currency, text) => {
    expect(signedAmountText(minor, currency)).toBe(text)
  })

  it.each([
    [77_000, 'CNY', '¥0.77'],
    [76_800, 'CNY', '¥0.768'],
    [76_803, 'CNY', '¥0.76803'],
    [-600, 'CNY', '−¥0.006'],
    [123_456_700_000, 'CNY', '¥1,234,567.00'],
    [77_000, 'XTS', '0.77 XTS'],
  ])('writes a fee of %i units of %s as %s', (units, currency, text) => {
    expect(feeText(units, currency)).toBe(text)
  })

  it('writes a rate in per cent', () => expect(rateText(6_000)).toBe('0.60 %'))

  it('writes times in UTC+8, as the bill does, whatever zone this is', () => {
    const atMs = Date.UTC(2026, 10, 26, 16, 3, 9)
    expect(billTime(atMs)).toBe('2026-11-27 00:03:09')
    expect(billClock(atMs)).toBe('00:03:09')
  })
})
