import { expect, it } from 'vitest'
import { typedMinor } from '../../renderer/refunds/typed-minor.ts'

it.each([
  ['12.8', 'CNY', 1280],
  ['12.80', 'CNY', 1280],
  ['12', 'CNY', 1200],
  [' 0.05 ', 'CNY', 5],
  ['12.', 'CNY', 1200],
  ['12.805', 'CNY', null],
  ['1200', 'JPY', 1200],
  ['1200.5', 'JPY', null],
  ['-1', 'CNY', null],
  ['1e3', 'CNY', null],
  ['', 'CNY', null],
  ['１２', 'CNY', null],
] as const)('%s %s is %s', (text, currency, minor) => {
  expect(typedMinor(text, currency)).toBe(minor)
})
