import { expect, expectTypeOf, it } from 'vitest'
import {
  anyOf,
  exactly,
  isBoolean,
  isNumber,
  listOf,
  nullable,
  oneOf,
  text,
  textLike,
  wholeNumber,
  type Shape,
  type Shaped,
} from '../app/shape.ts'

const anything: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  NaN,
  Infinity,
  '',
  'ab',
  '12',
  [],
  ['ab'],
  {},
  { a: 'ab' },
  { a: 'ab', b: 1 },
  { a: 'ab', b: undefined },
  { a: undefined },
  { a: 'ab', c: 1 },
  Object.assign([], { a: 'ab' }),
  Object.create({ a: 'ab' }),
]
const letsThrough = (shape: Shape<unknown>): readonly unknown[] => anything.filter(shape)

it('lets through what has the shape, and nothing else', () => {
  expect(letsThrough(oneOf<0 | 'ab' | null>(0, 'ab', null))).toEqual([null, 0, 'ab'])
  expect(letsThrough(isBoolean)).toEqual([true])
  expect(letsThrough(isNumber)).toEqual([0, -1, 1.5, 2 ** 53])
  expect(letsThrough(wholeNumber())).toEqual([0, -1])
  expect(letsThrough(wholeNumber(0, 1))).toEqual([0])
  expect(letsThrough(text())).toEqual(['', 'ab', '12'])
  expect(letsThrough(text({ min: 1, max: 1 }))).toEqual([])
  expect(letsThrough(textLike(/^\d+$/))).toEqual(['12'])
  expect(letsThrough(nullable(isBoolean))).toEqual([null, true])
  expect(letsThrough(listOf(text(), { min: 1 }))).toEqual([['ab']])
  expect(letsThrough(listOf(text(), { max: 0 })).length).toBe(2)
  expect(letsThrough(anyOf(isBoolean, listOf(text(), { min: 1 })))).toEqual([true, ['ab']])
})

it('knows every field of an object', () => {
  expect(letsThrough(exactly({ a: text() }))).toStrictEqual([{ a: 'ab' }])
  expect(letsThrough(exactly({ a: text() }, { b: wholeNumber() }))).toStrictEqual([
    { a: 'ab' },
    { a: 'ab', b: 1 },
    { a: 'ab', b: undefined },
  ])
  expect(letsThrough(exactly({ a: oneOf(undefined) }))).toStrictEqual([{ a: undefined }])
  expect(exactly({ a: text() })(JSON.parse('{"a":"ab","__proto__":1}'))).toBe(false)
})

it('has the type of what it lets through', () => {
  const shape = anyOf(exactly({ kind: oneOf('a') }, { n: wholeNumber() }), exactly({ b: text() }))
  expectTypeOf<Shaped<typeof shape>>().toEqualTypeOf<
    { readonly kind: 'a'; readonly n?: number | undefined } | { readonly b: string }
  >()
})
