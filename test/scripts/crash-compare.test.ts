import { expect, it } from 'vitest'
import type { Painted } from '../../chaos/checker/facts.ts'
import { type BooksRead, wrongIn } from '../../scripts/crash/compare.ts'

const painted = (screen: string, paintedAtMs: number, outTradeNo = 'A'): Painted => ({
  paintedAtMs,
  saleId: 'sale',
  outTradeNo,
  amountMinor: 500,
  screen,
})

const paid = (atMs: number, outTradeNo = 'A') => ({
  kind: 'payment',
  outTradeNo,
  amount: 500,
  atMs,
})
const submit = { operation: 'submit', outTradeNo: 'A' }
const order = { outTradeNo: 'A', totalFee: 500 }

const books = (read: Partial<BooksRead>): BooksRead => ({
  orders: [order],
  movements: [paid(100)],
  requests: [submit],
  ...read,
})

it('is content when the screen says what the books hold', () => {
  expect(wrongIn([[painted('charging', 50), painted('paid', 200)]], books({}))).toEqual([])
  const returned = { kind: 'revoke', outTradeNo: 'A', amount: 500, atMs: 150 }
  const undone = books({ movements: [paid(100), returned] })
  expect(wrongIn([[painted('stopping', 50), painted('stopped', 200)]], undone)).toEqual([])
})

it.each<[string, readonly Painted[], Partial<BooksRead>]>([
  ['never on a screen', [], {}],
  ['was called stopped, and the books hold 500', [painted('stopped', 200)], {}],
  ['was called paid, and the books hold 0', [painted('paid', 200)], { movements: [] }],
  ['was left charging', [painted('charging', 200)], { movements: [] }],
  ['moved after its verdict', [painted('paid', 20)], {}],
  ['paid, then charging', [painted('paid', 200), painted('charging', 300)], {}],
  ['submitted 2 times', [painted('paid', 200)], { requests: [submit, submit] }],
  ['another amount', [{ ...painted('paid', 200), amountMinor: 400 }], {}],
])('notices what %s', (text, lines, read) => {
  expect(wrongIn([lines], books(read)).join()).toContain(text)
})

it('notices a sale that was charged under two numbers', () => {
  const both = books({ movements: [paid(100), paid(120, 'B')] })
  const lines = [painted('paid', 200), painted('paid', 300, 'B')]
  expect(wrongIn([lines], both)).toEqual(['sale sale holds the money of 2 orders'])
})
