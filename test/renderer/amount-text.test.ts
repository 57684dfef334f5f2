import { expect, it } from 'vitest'
import { amountText, foreignAmountText, typedAmount } from '../../renderer/amount-text.ts'
import type { EntryRules } from '../../renderer/amount-entry.ts'

const decimal: EntryRules = {
  style: 'decimal',
  fractionDigits: 2,
  maxMinor: 5_000_000,
  askTwiceAboveMinor: 100_000,
}

it.each([
  [1_280, 'CNY', '¥12.80'],
  [5, 'CNY', '¥0.05'],
  [128_000_000, 'CNY', '¥1,280,000.00'],
  [100_000, 'HKD', 'HK$1,000.00'],
  [1_280, 'JPY', 'JP¥1,280'],
  [1_280, 'KHR', 'KHR\u00A012.80'],
] as const)('writes %i %s as %s', (minor, currency, expected) => {
  expect(amountText(minor, currency)).toBe(expected)
})

it('writes currencies that the till does not price in', () => {
  expect(foreignAmountText(1_280, 'CNY')).toBe('¥12.80')
  expect(foreignAmountText(1_280, 'BRL')).toBe('12.80 BRL')
  expect(foreignAmountText(1_280, 'VND')).toBe('1,280 VND')
  expect(foreignAmountText(1_280, '??')).toBe('12.80 ??')
})

it.each([
  ['', '', '0.00'],
  ['1', '1', '.00'],
  ['1280', '1,280', '.00'],
  ['12.', '12.', '00'],
  ['12.8', '12.8', '0'],
  ['12.80', '12.80', ''],
])('shows the keys pressed and the rest faintly: %s', (text, typed, ghost) => {
  expect(typedAmount(decimal, text, 'CNY')).toEqual({ typed, ghost })
})

it('fills amounts from the cents up in cents-first style', () => {
  const cents: EntryRules = { ...decimal, style: 'cents-first' }
  expect(typedAmount(cents, '', 'CNY')).toEqual({ typed: '', ghost: '0.00' })
  expect(typedAmount(cents, '5', 'CNY')).toEqual({ typed: '0.05', ghost: '' })
  expect(typedAmount(cents, '128000', 'CNY')).toEqual({ typed: '1,280.00', ghost: '' })
})

it('shows yen without decimals', () => {
  const yen: EntryRules = { ...decimal, fractionDigits: 0 }
  expect(typedAmount(yen, '', 'JPY')).toEqual({ typed: '', ghost: '0' })
  expect(typedAmount(yen, '1280', 'JPY')).toEqual({ typed: '1,280', ghost: '' })
})
