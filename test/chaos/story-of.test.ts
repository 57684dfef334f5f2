import { expect, it } from 'vitest'
import type { Facts } from '../../chaos/checker/facts.ts'
import { storyOf } from '../../chaos/story-of.ts'

const facts: Facts = {
  times: { calmUntilMs: 0, quietFromMs: 0 },
  books: {
    orders: [],
    movements: [],
    requests: [
      {
        operation: 'submit',
        outTradeNo: 'A-1',
        atMs: 5_100,
        answeredAtMs: 5_900,
        answer: 'SUCCESS',
        fault: 'slow',
      },
      {
        operation: 'query',
        outTradeNo: 'B-1',
        atMs: 5_200,
        answeredAtMs: null,
        answer: '',
        fault: '',
      },
    ],
  },
  rows: [],
  events: [
    {
      payment_id: 'A-1',
      version: 1,
      status: 'submitting',
      type: 'code-scanned',
      node: 'n',
      at_ms: 5_000,
    },
  ],
  lines: [],
  painted: [
    { paintedAtMs: 5_950, saleId: 'S', outTradeNo: 'A-1', amountMinor: 500, screen: 'paid' },
    { paintedAtMs: 5_960, saleId: 'S2', outTradeNo: 'B-1', amountMinor: 500, screen: 'unknown' },
  ],
  ownTills: [],
  codes: new Set(),
  texts: new Map(),
}

it('tells what happened to one order, in order of time, and what was done around it', () => {
  const deeds = [
    { deed: 'kill', whom: 'node-2', atMs: 5_050, forMs: 0 },
    { deed: 'kill', whom: 'node-3', atMs: 9_000, forMs: 0 },
  ] as const
  expect(storyOf('A-1', { facts, deeds })).toEqual([
    'A-1, seconds from its first moment:',
    '    0.000  journal    1: code-scanned → submitting (n)',
    '    0.050  deed       kill node-2 0 ms',
    '    0.100  WeChat Pay submit → SUCCESS after 800 ms, slow',
    '    0.950  screen     paid',
  ])
  expect(storyOf('C-1', { facts, deeds })).toEqual(['C-1: nothing is known of it'])
})
