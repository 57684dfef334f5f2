import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRefunds, type SqliteRefunds } from '../../adapters/sqlite-refunds.ts'
import type { RefundFigures, OpenRefund } from '../../app/shift/refund-figures.ts'
import { firstRefundDifference } from '../../app/shift/refund-figures.ts'
import { createRefundFold } from '../../app/shift/refund-fold.ts'
import type { RefundState } from '../../app/refund/state.ts'
import { states } from '../refund/samples.ts'
import { anAmount, aRefund } from '../support/builders.ts'

let folder: string
let refunds: SqliteRefunds
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refund-count-'))
  const opened = await openRefunds(join(folder, 'refunds.db'), 'shop')
  if (!opened.ok) throw new Error(opened.error.kind)
  refunds = opened.value
})
afterEach(() => {
  refunds.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Ways in which a refund may go, as states after the first. */
const WAYS = {
  'still sent': [],
  refunded: ['refunded'],
  'refunded later': ['accepted', 'refunded'],
  'on its way': ['confirming', 'accepted'],
  'looked at': ['accepted', 'needs-attention'],
  'arrived after all': ['accepted', 'needs-attention', 'accepted', 'refunded'],
  'closed by WeChat': ['accepted', 'refused'],
  refused: ['confirming', 'refused'],
  unknown: ['confirming', 'needs-attention'],
  // The bill lacks it: taken up again, and counted once all the same.
  'sent again': ['accepted', 'refunded', 'confirming', 'accepted', 'refunded'],
  'sent again, not known': ['refunded', 'confirming'],
  'sent again, undone': ['refunded', 'confirming', 'refused'],
} as const satisfies { readonly [way: string]: readonly RefundState['kind'][] }

interface Made {
  readonly number: number
  readonly minor: number
  readonly inYen: boolean
  readonly name: string | null
  readonly way: keyof typeof WAYS
}

/** The entries of a refund, in their order. */
function entriesOf({ number, minor, inYen, name, way }: Made) {
  const outRefundNo = `R${String(number).padStart(10, '0')}`
  const amount = anAmount(minor, inYen ? 'JPY' : 'CNY')
  const refund = aRefund({ outRefundNo, amount, total: amount })
  const askedBy = name === null ? null : { id: name, name }
  const facts = { saleId: `sale-${number}`, askedBy, approvedBy: null }
  const kinds: readonly RefundState['kind'][] = ['submitting', ...WAYS[way]]
  return kinds.map((kind, at) => ({
    outRefundNo,
    atMs: number,
    event:
      at === 0
        ? ({ type: 'refund-requested', facts } as const)
        : kinds[at - 1] === 'refunded'
          ? ({ type: 'resend-pressed', askedBy: name } as const)
          : ({ type: 'ask-again-pressed' } as const),
    state: { ...states[kind], refund },
  }))
}

/** Counts in both ways, which must agree. */
function count(fromSeq: number, carried: readonly OpenRefund[]): RefundFigures {
  const ask = { fromSeq, toSeq: refunds.tip().seq, currency: 'CNY', carried } as const
  const fold = createRefundFold(ask)
  for (const entry of refunds.entries(ask)) fold.take(entry)
  const figures = fold.figures()
  expect(refunds.sums(ask)).toEqual(figures)
  expect(firstRefundDifference(figures, refunds.sums(ask))).toBeNull()
  return figures
}

describe('the count of a shift’s refunds', () => {
  it('tells apart what became of them', async () => {
    let number = 0
    for (const way of Object.keys(WAYS) as (keyof typeof WAYS)[]) {
      const made = { number: ++number, minor: 100, inYen: false, name: 'Mei', way }
      for (const entry of entriesOf(made)) await refunds.append(entry)
    }
    const { totals, byCashier, open } = count(0, [])
    expect(totals).toEqual({
      given: { count: 9, minor: 900 },
      undone: { count: 2, minor: 200 },
      refused: { count: 1, minor: 100 },
    })
    expect(byCashier).toEqual([{ cashier: 'Mei', given: { count: 9, minor: 900 } }])
    expect(open.map(({ taken }) => taken)).toEqual([false, true, true, false, true])
  })

  it('is the same in both ways for any refunds, cut into shifts anywhere', async () => {
    const made = fc.record({
      minor: fc.integer({ min: 1, max: 1_000_000 }),
      inYen: fc.boolean(),
      name: fc.constantFrom(null, 'Mei', 'Chen', '王伟'),
      // Proven by WAYS's own type.
      way: fc.constantFrom(...(Object.keys(WAYS) as (keyof typeof WAYS)[])),
      /** Which refund goes on at each step. */
      turns: fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
      closesAfter: fc.boolean(),
    })
    let number = 0
    let fromSeq = 0
    let carried: readonly OpenRefund[] = []
    let given = 0
    const told = new Map<string, number>()
    const close = (): void => {
      const figures = count(fromSeq, carried)
      given += figures.totals.given.count + (figures.others[0]?.totals.given.count ?? 0)
      fromSeq = refunds.tip().seq
      carried = figures.open
    }
    await fc.assert(
      fc.asyncProperty(fc.array(made, { maxLength: 8 }), async (all) => {
        const waiting = all.map((one) => [...entriesOf({ ...one, number: ++number })])
        const turns = all.flatMap((one) => one.turns)
        while (waiting.some((left) => left.length > 0)) {
          const left = waiting.filter((one) => one.length > 0)
          const entry = left[(turns.shift() ?? 0) % left.length]?.shift()
          if (entry === undefined) break
          await refunds.append(entry)
          const { kind } = entry.state
          if (kind === 'accepted' || kind === 'refunded') told.set(entry.outRefundNo, 1)
          if (all[0]?.closesAfter === true && turns.length % 3 === 0) close()
        }
        close()
        // Each that WeChat took on is in one shift, and in no other.
        expect(given).toBe(told.size)
      }),
      { numRuns: 20 },
    )
  })

  it('notices a refund that only one of them counts', async () => {
    for (const way of ['refunded', 'refused'] as const) {
      const made = { number: way.length, minor: 100, inYen: false, name: null, way }
      for (const entry of entriesOf(made)) await refunds.append(entry)
    }
    const ask = { fromSeq: 0, toSeq: refunds.tip().seq, currency: 'CNY', carried: [] } as const
    const fold = createRefundFold(ask)
    for (const entry of refunds.entries(ask).slice(2)) fold.take(entry)
    expect(firstRefundDifference(fold.figures(), refunds.sums(ask))).toBe('refunds.totals')
  })
})
