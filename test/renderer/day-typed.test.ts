import { expect, it } from 'vitest'
import { dayTyped } from '../../renderer/sales/day-typed.ts'

it.each([
  ['2026-11-27', '2026-11-27'],
  [' 2026/11/7 ', '2026-11-07'],
  ['2026.1.31', '2026-01-31'],
  ['20261127', '2026-11-27'],
  ['2028-02-29', '2028-02-29'],
  ['2026-02-29', null],
  ['2026-04-31', null],
  ['2026-13-01', null],
  ['2026-11/27', null],
  ['2026-11', null],
  ['27.11.2026', null],
  ['', null],
])('reads the day %j as %j', (text, day) => {
  expect(dayTyped(text)).toBe(day)
})
