/** Whether what rules charges out, by numbers alone, ever rules out one that the rules themselves would find. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findChargedTwice, markOf, readNearOnes, twinKeyOf, UnplacedCharges, writeCharge } from '../../app/reconciliation/charged-twice.ts' // prettier-ignore
import { endOf, startOf } from '../../app/reconciliation/day.ts'
import type { Charge, MatchContext } from '../../app/reconciliation/match-context.ts'
import { DEFAULT_RULES } from '../../app/reconciliation/rules.ts'
import { hashOf } from '../../app/reconciliation/spill.ts'
import { DAY } from './played-day.ts'

const contextOf = (twiceWithinMs: number): MatchContext => ({
  day: DAY,
  rules: { ...DEFAULT_RULES, mchId: '1', twiceWithinMs },
  covers: 'all',
  nextBillSeen: false,
  isElsewhere: () => false,
})

const charges = fc.array(
  fc.record({
    till: fc.constantFrom('T1', 'T2'),
    minor: fc.constantFrom(990, 1280),
    payer: fc.constantFrom('', 'a', 'b'),
    // Beyond both ends of the day too, and often at the very edge of a stretch.
    atMs: fc.oneof(
      fc.integer({ min: startOf(DAY) - 600_000, max: endOf(DAY) + 600_000 }),
      fc.integer({ min: 0, max: 40 }).map((n) => startOf(DAY) + n * 60_000),
    ),
  }),
  { maxLength: 40 },
)

const chargeOf = (one: Pick<Charge, 'till' | 'minor' | 'payer' | 'atMs'>, n: number): Charge => ({
  ...one,
  orderNumber: `O${n}`,
  saleId: `S${n}`,
  cashier: n % 2 === 0 ? 'Chen' : null,
  currency: 'CNY',
  clean: true,
})

/** In an order that says nothing of which till came first. */
const foundIn = (context: MatchContext, all: readonly Charge[]) =>
  findChargedTwice(context, all).toSorted((a, b) => (a.orderNumber < b.orderNumber ? -1 : 1))

it.each([120_000, 1, 3_600_000])('never, within %i ms', (within) => {
  const context = contextOf(within)
  fc.assert(
    fc.property(charges, (made) => {
      const all = made.map(chargeOf)
      const texts = all.map((one) => writeCharge(one, markOf(context, one, hashOf(twinKeyOf(one)))))
      const near = readNearOnes(texts)
      expect(foundIn(context, near)).toEqual(foundIn(context, all))
      for (const one of near) expect(all).toContainEqual(one)
    }),
  )
})

it('leaves out what stands alone', () => {
  const context = contextOf(120_000)
  const at = (minutes: number, n: number): Charge => chargeOf({ till: 'T1', minor: 990, payer: '', atMs: startOf(DAY) + minutes * 60_000 }, n) // prettier-ignore
  const all = [at(1, 1), at(60, 2), at(61, 3), at(200, 4)]
  const texts = all.map((one) => writeCharge(one, markOf(context, one, hashOf(twinKeyOf(one)))))
  expect(readNearOnes(texts)).toEqual([all[1], all[2]])
})

describe('a charge of which nobody knows the till', () => {
  const context = contextOf(120_000)
  const at = (till: string, payer: string, seconds: number, n: number): Charge => chargeOf({ till, minor: 990, payer, atMs: startOf(DAY) + seconds * 1_000 }, n) // prettier-ignore
  const written = (one: Charge): string => writeCharge(one, markOf(context, one, hashOf(twinKeyOf(one)))) // prettier-ignore

  function found(unplaced: readonly Charge[], placed: readonly Charge[], named: string[] = []) {
    const seen = new UnplacedCharges()
    for (const one of unplaced) seen.add(one)
    seen.look(placed.map(written))
    return seen.find(context, new Set(named)).map(({ difference }) => difference)
  }

  it('is a second one of the same payer at any till, before or after it', () => {
    const [first, second] = [at('T1', 'a', 60, 1), at('', 'a', 170, 2)]
    expect(found([second], [first])).toMatchObject([
      { class: 'charged-twice', orderNumber: 'O2', otherOrderNumber: 'O1', till: 'T1', reasons: ['same-payer'] },
    ]) // prettier-ignore
    const [early, late] = [at('', 'a', 60, 1), at('T2', 'a', 170, 2)]
    expect(found([early], [late])).toMatchObject([{ orderNumber: 'O2', otherOrderNumber: 'O1', till: 'T2' }]) // prettier-ignore
    expect(found([early, at('', 'a', 100, 3)], [])).toMatchObject([{ orderNumber: 'O3' }])
  })

  it('is none of another payer, of nobody known, of another amount, or of later', () => {
    const unplaced = at('', 'a', 170, 2)
    expect(found([unplaced], [at('T1', 'b', 60, 1)])).toEqual([])
    expect(found([{ ...unplaced, payer: '' }], [at('T1', '', 60, 1)])).toEqual([])
    expect(found([{ ...unplaced, minor: 1280 }], [at('T1', 'a', 60, 1)])).toEqual([])
    expect(found([unplaced], [at('T1', 'a', 40, 1)])).toEqual([])
  })

  it('is named once, and says nothing of two whose tills are known', () => {
    const [first, second] = [at('T1', 'a', 60, 1), at('T1', 'a', 90, 2)]
    expect(found([at('', 'a', 10, 3)], [first, second], ['O2'])).toMatchObject([
      { orderNumber: 'O1', otherOrderNumber: 'O3' },
    ])
  })
})
