import { describe, expect, it } from 'vitest'
import { type Day, readDay } from '../../../app/reconciliation/day.ts'
import { dayFor, dayName, monthName, monthOf, plusMonths, weekdayNames, weeksOf } from '../../../renderer/reconciliation/month.ts' // prettier-ignore

const day = (text: string): Day => {
  const read = readDay(text)
  if (read === null) throw new Error(text)
  return read
}

describe('a month of the calendar', () => {
  it('is whole weeks from Monday on, filled up with the days beside it', () => {
    const weeks = weeksOf('202611')
    expect(weeks).toHaveLength(6)
    expect(weeks[0]?.[0]).toBe('20261026')
    expect(weeks[0]?.[6]).toBe('20261101')
    expect(weeks.at(-1)?.at(-1)).toBe('20261206')
  })

  it('is four weeks when it begins on a Monday and has 28 days', () => {
    expect(weeksOf('202702').flat()).toHaveLength(28)
  })

  it.each(Array.from({ length: 60 }, (_, months) => plusMonths('202401', months)))(
    'has every day of %s once',
    (month) => {
      const own = weeksOf(month)
        .flat()
        .filter((one) => monthOf(one) === month)
      const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(4))]
      expect(own).toHaveLength(new Date(Date.UTC(year, number, 0)).getUTCDate())
      expect(new Set(own).size).toBe(own.length)
    },
  )

  it('goes on over the turn of the year, both ways', () => {
    expect(plusMonths('202612', 1)).toBe('202701')
    expect(plusMonths('202601', -1)).toBe('202512')
    expect(plusMonths('202603', -14)).toBe('202501')
  })

  it('is named in each language, with the weekdays that belong to it', () => {
    expect(monthName('202611', 'en')).toBe('November 2026')
    expect(monthName('202611', 'zh-Hans')).toBe('2026年11月')
    expect(dayName(day('20261126'), 'en')).toBe('Thu, 26 Nov 2026')
    expect(dayName(day('20261126'), 'zh-Hant')).toContain('11月26日')
    expect(weekdayNames('en')).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'])
  })
})

describe('a key in the calendar', () => {
  it.each([
    ['ArrowLeft', '20260301', '20260228'],
    ['ArrowRight', '20261231', '20270101'],
    ['ArrowUp', '20260305', '20260226'],
    ['ArrowDown', '20260226', '20260305'],
    ['PageUp', '20261119', '20261022'],
    ['PageDown', '20261022', '20261119'],
    // Four weeks are not always another month.
    ['PageUp', '20260330', '20260223'],
    ['PageDown', '20260101', '20260205'],
    ['PageDown', '20240201', '20240307'],
  ])('%s leads from %s to %s', (code, from, to) => {
    expect(dayFor(code, day(from))).toBe(to)
  })

  it('of another kind leads nowhere', () => {
    expect(dayFor('Enter', day('20260301'))).toBeNull()
  })
})
