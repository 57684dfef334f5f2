import { expect, it } from 'vitest'
import { CURRENCY_DIGITS, isCurrency, majorDigits, type Currency } from '../app/money.ts'
import { groupedMajor } from '../renderer/amount-text.ts'

/** As the pages of WeChat Pay's global V2 list them. */
const LISTED =
  'CNY HKD GBP USD JPY CAD AUD EUR NZD KRW THB SGD RUB CHF SEK DKK NOK AED TRY MOP TWD CZK MYR PHP IDR MNT QAR HUF KHR ISK'

// Proven by CURRENCY_DIGITS's own type: its keys are the currencies.
const currencies = Object.keys(CURRENCY_DIGITS) as Currency[]

it('knows the currencies that WeChat Pay lists, and no others', () => {
  expect(currencies.toSorted()).toEqual(LISTED.split(' ').toSorted())
  expect(isCurrency('VND')).toBe(false)
  expect(isCurrency('toString')).toBe(false)
})

/** Their hundredths are in ISO 4217, which WeChat Pay counts by, and not in use: Intl leaves them out unless it is asked. */
const HUNDREDTHS_NOT_IN_USE: readonly Currency[] = ['HUF', 'IDR']

it('counts the hundredths that Intl leaves out', () => {
  const others = currencies.filter((currency) => {
    const { maximumFractionDigits } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions()
    return maximumFractionDigits !== CURRENCY_DIGITS[currency]
  })
  expect(others.toSorted()).toEqual(HUNDREDTHS_NOT_IN_USE)
})

it.each(currencies)('writes amounts of %s as Intl does, without their sign', (currency) => {
  const digitsAfter = CURRENCY_DIGITS[currency]
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digitsAfter,
    maximumFractionDigits: digitsAfter,
  })
  for (const minor of [1, 5, 10, 99, 100, 12_345, 5_000_000, 9_999_999_999]) {
    // Intl takes major units: exact here, for all of these have fewer than sixteen digits.
    const [digits] = /[\d.,]+/.exec(format.format(minor / 10 ** digitsAfter)) ?? []
    expect(groupedMajor(majorDigits({ minor, currency }))).toBe(digits)
  }
})
