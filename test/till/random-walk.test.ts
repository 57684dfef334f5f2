import { describe, expect, it } from 'vitest'
import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import { createTill, type Till } from '../../app/till/till.ts'
import type { SaleView, TillView } from '../../app/till/view.ts'
import { anAmount } from '../support/builders.ts'
import { countingRandom } from '../support/counting-random.ts'
import { handClock, settle } from '../support/hand-clock.ts'
import { memoryJournal } from '../support/memory-journal.ts'
import { moodyWechat } from '../support/moody-wechat.ts'
import { seededRandom } from '../support/seeded-random.ts'

/** What was on the screen about each order number, in order. This and WeChat's books are all the checks below read. */
type Told = Map<string, { readonly sale: SaleView; readonly screens: readonly string[] }>

function note(told: Told, view: TillView): void {
  for (const sale of [view.current, ...view.background]) {
    if (sale === null || sale.outTradeNo === null) continue
    const screens = told.get(sale.outTradeNo)?.screens ?? []
    const { kind } = sale.screen
    told.set(sale.outTradeNo, {
      sale,
      screens: screens.at(-1) === kind ? screens : [...screens, kind],
    })
  }
}

/** A day at a till whose world misbehaves, told by its seed. */
async function day(seed: number) {
  const draw = seededRandom(seed)
  const clock = handClock()
  const journal = memoryJournal()
  const wechat = moodyWechat(clock, draw)
  const random = countingRandom()
  const told: Told = new Map()
  const start = (): Till =>
    createTill({
      gateway: wechat.gateway,
      journal,
      clock,
      random,
      timing: DEFAULT_TIMING,
      codePrefixes: ['13'],
      description: 'Demo Store',
      fingerprint: (code) => code,
      saved: journal.saved(),
      onView: (view) => note(told, view),
    })
  let till = start()
  let codes = 0
  /** The power goes: between two writes, or in the middle of the next one, before or after it is on the disk. */
  const crash = async (how: number): Promise<void> => {
    if (how < 0.7) {
      journal.crashes = how < 0.35 ? 'before' : 'after'
      await clock.advance(Math.floor(draw() * 8_000))
    }
    till.close()
    journal.crashes = 'no'
    // What nobody saw does not count: only what the new till shows.
    till = start()
    note(told, till.view())
  }
  const act = async (): Promise<void> => {
    const current = till.view().current
    const what = draw()
    if (what < 0.3) await till.startSale(anAmount(100 + Math.floor(draw() * 900)), '')
    else if (what < 0.65) till.scan(`13${String((codes += 1)).padStart(16, '0')}`)
    else if (what < 0.75 && current !== null) till.stop(current.saleId)
    else if (what < 0.8 && current !== null) till.askAgain(current.saleId)
    else if (what < 0.88) till.park()
    else if (what < 0.94) till.next()
    else if (what < 0.96) journal.broken = draw() < 0.5
    else await crash(draw())
    await settle()
  }
  for (let step = 0; step < 60; step += 1) {
    await act()
    await clock.advance(Math.floor(draw() * 12_000))
  }
  journal.broken = false
  wechat.calmDown()
  await clock.advance(180_000)
  note(told, till.view())
  return { told, wechat, till }
}

const SEEDS = 1000

describe('days at a till whose world misbehaves', () => {
  it(`end with the cashier told what WeChat’s books say (${SEEDS} seeds)`, async () => {
    const seen = new Set<string>()
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { told, wechat, till } = await day(seed)
      const paidBySale = new Map<string, number>()
      for (const [outTradeNo, { sale, screens }] of told) {
        const books = wechat.stateOf(outTradeNo)
        const last = screens.at(-1)
        seen.add(`${last} ${books}`)
        const at = `seed ${seed}, order ${outTradeNo}: ${screens.join(' → ')}, books ${books}`
        expect(['paid', 'not-charged', 'stopped'], at).toContain(last)
        expect(last === 'paid', at).toBe(books === 'SUCCESS')
        // Once told "paid" it stays paid: goods have left.
        expect(screens.indexOf('paid') === -1 || last === 'paid', at).toBe(true)
        expect(wechat.submits.get(outTradeNo) ?? 0, at).toBeLessThanOrEqual(1)
        if (books === 'SUCCESS') paidBySale.set(sale.saleId, (paidBySale.get(sale.saleId) ?? 0) + 1)
      }
      expect(
        [...wechat.history.keys()].every((number) => told.has(number)),
        `seed ${seed}`,
      ).toBe(true)
      expect(Math.max(0, ...paidBySale.values()), `seed ${seed}`).toBeLessThanOrEqual(1)
      expect(till.anyOpen(), `seed ${seed}`).toBe(false)
      till.close()
    }
    // The walks went where it matters, or they prove nothing.
    expect([...seen].sort()).toEqual(
      expect.arrayContaining([
        'not-charged undefined',
        'paid SUCCESS',
        'stopped REFUND',
        'stopped REVOKED',
        'stopped undefined',
      ]),
    )
  }, 120_000)
})
