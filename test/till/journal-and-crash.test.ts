import { describe, expect, it } from 'vitest'
import { anAmount } from '../support/builders.ts'
import { settle } from '../support/hand-clock.ts'
import { CODE } from '../support/little-wechat.ts'
import { counter } from './counter.ts'

describe('the journal', () => {
  it('holds the intent before the request leaves, and no payment code', async () => {
    const c = counter()
    const { submit } = c.wechat.gateway
    const atSubmit: (string | undefined)[] = []
    Object.assign(c.wechat.gateway, {
      submit: (...call: Parameters<typeof submit>) => {
        atSubmit.push(c.journal.entries.at(-1)?.state.kind)
        return submit(...call)
      },
    })
    await c.sell(CODE.pays)
    expect(atSubmit).toEqual(['submitting'])
    expect(c.journal.entries.at(-1)?.state.kind).toBe('paid')
    expect(JSON.stringify(c.journal.entries)).not.toContain(CODE.pays)
  })

  it('broken at the scan: nothing is sent, and the same code works once it is mended', async () => {
    const c = counter()
    await c.till().startSale(anAmount(), '')
    c.journal.broken = true
    c.till().scan(CODE.pays)
    await settle()
    expect(c.wechat.calls).toEqual([])
    expect(c.view().journalBroken).toBe(true)
    c.journal.broken = false
    c.till().scan(CODE.pays)
    await settle()
    expect(c.screen()?.kind).toBe('paid')
    expect(c.view().journalBroken).toBe(false)
  })

  it('broken when a sale is started: the next try works once it is mended', async () => {
    const c = counter()
    c.journal.broken = true
    expect(await c.till().startSale(anAmount(), '')).toMatchObject({
      error: { kind: 'journal-broken' },
    })
    c.journal.broken = false
    await c.sell(CODE.pays)
    expect(c.screen()?.kind).toBe('paid')
    expect(c.view().journalBroken).toBe(false)
  })

  it('broken at the verdict: no success is shown before it is durable', async () => {
    const c = counter()
    await c.sell(CODE.asksPassword)
    c.wechat.pay(c.view().current?.outTradeNo ?? '')
    c.journal.broken = true
    await c.clock.advance(8_000)
    expect(c.screen()?.kind).toBe('password')
    expect(c.view().journalBroken).toBe(true)
    c.journal.broken = false
    await c.clock.advance(2_000)
    expect(c.screen()?.kind).toBe('paid')
  })
})

describe('a crash', () => {
  it.each([
    ['while the submit is under way, paid meanwhile', CODE.paysButNeverAnswers, 0, 'paid'],
    ['while the submit is under way, never arrived', CODE.neverArrives, 0, 'stopped'],
    ['while the payer types the password', CODE.asksPassword, 12_000, 'stopped'],
    ['while it is being revoked', CODE.paysAfterTheRevokeWasSent, 31_000, 'stopped'],
  ])('%s: ends as WeChat’s books say', async (_, code, afterMs, kind) => {
    const c = counter()
    await c.sell(code)
    await c.clock.advance(afterMs)
    await c.crash()
    expect(c.view().current?.restored).toBe(true)
    await c.clock.advance(90_000)
    expect(c.screen()?.kind).toBe(kind)
    expect(c.wechat.charged()).toHaveLength(kind === 'paid' ? 1 : 0)
    expect(c.wechat.calls.filter((call) => call.startsWith('submit'))).toHaveLength(1)
  })

  it('waits once for the code to die, not anew when the disk works again', async () => {
    const c = counter()
    await c.sell(CODE.neverArrives)
    c.journal.broken = true
    await c.crash()
    await c.clock.advance(40_000)
    expect(c.screen()?.kind).toBe('charging')
    c.journal.broken = false
    await c.clock.advance(19_000)
    expect(c.screen()?.kind).toBe('stopping')
    await c.clock.advance(20_000)
    expect(c.screen()?.kind).toBe('stopped')
  })

  it('begins one sale when Enter is pressed twice while the disk takes its time', async () => {
    const c = counter()
    const [first, again, other] = await Promise.all([
      c.till().startSale(anAmount(990), ''),
      c.till().startSale(anAmount(990), ''),
      c.till().startSale(anAmount(991), ''),
    ])
    expect(first.ok).toBe(true)
    expect(again).toEqual(first)
    expect(other).toEqual({ ok: false, error: { kind: 'payment-open' } })
    expect(c.till().view().current).toMatchObject({ amountMinor: 990, screen: { kind: 'ready' } })
    await c.crash()
    expect(c.till().view().current).toMatchObject({ amountMinor: 990, screen: { kind: 'ready' } })
  })

  it('keeps a sale that waits for its code', async () => {
    const c = counter()
    await c.till().startSale(anAmount(990), 'table 4')
    await c.crash()
    expect(c.till().view().current).toMatchObject({
      amountMinor: 990,
      note: 'table 4',
      screen: { kind: 'ready' },
    })
    c.till().scan(CODE.pays)
    await settle()
    expect(c.screen()?.kind).toBe('paid')
  })

  it('with several unfinished sales resolves all of them', async () => {
    const c = counter()
    for (let n = 0; n < 3; n += 1) {
      await c.sell(`13000000000000000${[3, 4, 5][n]}`)
      c.till().park()
    }
    await c.crash()
    await c.clock.advance(90_000)
    const { current, background } = c.till().view()
    expect(current).toBeNull()
    expect(background.map((sale) => sale.screen.kind)).toEqual(['stopped', 'paid', 'stopped'])
  })

  it('between the durable verdict and its paint: the verdict is told after the restart', async () => {
    const c = counter()
    await c.till().startSale(anAmount(), '')
    const { append } = c.journal
    const dying: typeof append = async (entry) => {
      await append.call(c.journal, entry)
      // The entry is on the disk; the power goes before anybody learns of it.
      if (entry.state.kind === 'paid') await new Promise(() => undefined)
    }
    Object.assign(c.journal, { append: dying })
    c.till().scan(CODE.pays)
    await settle()
    expect(c.seen.at(-1)).toBe('charging')
    Object.assign(c.journal, { append })
    await c.crash()
    expect(c.till().view().current).toMatchObject({ screen: { kind: 'paid' }, restored: true })
    c.till().next()
    await c.crash()
    expect(c.till().view().current).toBeNull()
  })

  it('keeps a settled parked sale until somebody has seen it', async () => {
    const c = counter()
    const saleId = await c.sell(CODE.asksPassword)
    c.till().park()
    c.wechat.pay(c.view().background[0]?.outTradeNo ?? '')
    await c.clock.advance(6_000)
    await c.crash()
    expect(c.till().view().background).toMatchObject([{ saleId, screen: { kind: 'paid' } }])
    c.till().acknowledge(saleId)
    await c.crash()
    expect(c.till().view().background).toEqual([])
  })

  it('keeps a refused sale that waits for another code', async () => {
    const c = counter()
    await c.sell(CODE.poor)
    await c.crash()
    expect(c.till().view().current).toMatchObject({ screen: { kind: 'not-charged' } })
    c.till().scan(CODE.pays)
    await settle()
    expect(c.screen()?.kind).toBe('paid')
  })

  it('leaves each sale where it stood: the one at the counter, the parked one in the background', async () => {
    const c = counter()
    await c.sell(CODE.asksPassword, 500)
    c.till().park()
    await c.till().startSale(anAmount(9900), '')
    await c.clock.advance(6_000)
    await c.crash()
    expect(c.till().view().current?.amountMinor).toBe(9900)
    expect(
      c
        .till()
        .view()
        .background.map((sale) => sale.amountMinor),
    ).toEqual([500])
  })

  it('does not offer yesterday’s unpaid amount to today’s customer', async () => {
    const c = counter()
    await c.till().startSale(anAmount(9900), '')
    c.clock.jump(16 * 3_600_000)
    await c.crash()
    expect(c.till().view().current).toBeNull()
    await c.crash()
    expect(c.till().view().current).toBeNull()
  })

  it('a week before the next start: asked about with pauses, and a person is told', async () => {
    const c = counter()
    await c.sell(CODE.asksPassword)
    c.wechat.online = false
    c.clock.jump(8 * 86_400_000)
    const before = c.wechat.calls.length
    await c.crash()
    await c.clock.advance(180_000)
    expect(c.screen()).toMatchObject({ kind: 'needs-attention' })
    // The calendar alone does not prove that it is too old to revoke: WeChat is asked to, six times, then seldom.
    expect(c.wechat.calls.length - before).toBeLessThan(20)
    c.wechat.online = true
    c.wechat.pay(c.till().view().current?.outTradeNo ?? '')
    await c.clock.advance(60_000)
    // A revoke may have left, so that money must come back.
    expect(c.screen()?.kind).toBe('stopped')
    expect(c.wechat.charged()).toEqual([])
  })

  it('with a clock that jumped ahead, “no such order” is not believed before its code is dead', async () => {
    const c = counter()
    await c.sell(CODE.neverArrives)
    await c.clock.advance(35_000)
    c.clock.jump(5 * 86_400_000)
    await c.crash()
    await c.clock.advance(55_000)
    // The submit may still be under way: its code was good a moment ago, whatever the calendar says.
    expect(c.screen()?.kind).toBe('stopping')
    await c.clock.advance(20_000)
    expect(c.screen()?.kind).toBe('stopped')
  })

  it('without a network stays unknown, and is settled within a minute of its return', async () => {
    const c = counter()
    await c.sell(CODE.asksPassword)
    await c.crash()
    c.wechat.online = false
    await c.clock.advance(600_000)
    expect(c.screen()?.kind).toBe('needs-attention')
    c.wechat.online = true
    await c.clock.advance(60_000)
    expect(c.screen()?.kind).toBe('stopped')
  })
})
