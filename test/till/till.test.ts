import { describe, expect, it } from 'vitest'
import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import { createTill, type Till } from '../../app/till/till.ts'
import type { TillView } from '../../app/till/view.ts'
import { anAmount } from '../support/builders.ts'
import { countingRandom } from '../support/counting-random.ts'
import { handClock, settle } from '../support/hand-clock.ts'
import { CODE, littleWechat } from '../support/little-wechat.ts'
import { memoryJournal } from '../support/memory-journal.ts'

/** A till at a counter: real flow, runner and till; only time, disk and WeChat are emulated. */
function counter() {
  const clock = handClock()
  const journal = memoryJournal()
  const wechat = littleWechat(clock)
  const random = countingRandom()
  const seen: string[] = []
  let latest: TillView | null = null
  const start = (): Till =>
    createTill({
      gateway: wechat.gateway,
      journal,
      clock,
      random,
      timing: DEFAULT_TIMING,
      codePrefixes: ['10', '11', '12', '13', '14', '15'],
      description: 'Demo Store',
      fingerprint: (code) => `mark of ${code}`,
      saved: journal.saved(),
      onView(view) {
        latest = view
        const kind = view.current?.screen.kind ?? 'none'
        if (seen.at(-1) !== kind) seen.push(kind)
      },
    })
  let till = start()
  return {
    clock,
    journal,
    wechat,
    seen,
    view: () => latest ?? till.view(),
    till: () => till,
    screen: () => till.view().current?.screen,
    notice: () => till.view().notice?.scan.kind,
    async sell(code: string, minor = 1280) {
      const sale = await till.startSale(anAmount(minor), '')
      if (!sale.ok) throw new Error(sale.error.kind)
      till.scan(code)
      await settle()
      return sale.value.saleId
    },
    /** The process dies and starts anew: only the journal and the world remain. */
    async crash() {
      till.close()
      till = start()
      await settle()
    },
  }
}

describe('a payment', () => {
  it('without password: paid by its only call', async () => {
    const c = counter()
    await c.sell(CODE.pays)
    expect(c.seen).toEqual(['ready', 'charging', 'paid'])
    expect(c.wechat.calls).toHaveLength(1)
    expect(c.view().recent[0]).toMatchObject({ screen: { kind: 'paid' }, amountMinor: 1280 })
  })

  it('with password: asked every 5 s until paid', async () => {
    const c = counter()
    await c.sell(CODE.asksPassword)
    expect(c.screen()).toEqual({ kind: 'password', giveUpAtMs: 1_030_000 })
    await c.clock.advance(5_000)
    c.wechat.pay(c.view().current?.outTradeNo ?? '')
    await c.clock.advance(5_000)
    expect(c.screen()?.kind).toBe('paid')
    expect(c.wechat.calls.map((call) => call.split(' ')[0])).toEqual(['submit', 'query', 'query'])
  })

  it('nobody finishes: revoked after 30 s, and only then', async () => {
    const c = counter()
    await c.sell(CODE.asksPassword)
    await c.clock.advance(29_000)
    expect(c.wechat.calls.join()).not.toContain('revoke')
    await c.clock.advance(2_000)
    expect(c.screen()).toMatchObject({ kind: 'stopped', cause: 'gave-up' })
    expect(c.wechat.charged()).toEqual([])
  })

  it('that WeChat charged but never answered is found paid, charged once', async () => {
    const c = counter()
    await c.sell(CODE.paysButNeverAnswers)
    await c.clock.advance(9_000)
    expect(c.screen()?.kind).toBe('charging')
    await c.clock.advance(1_500)
    expect(c.screen()?.kind).toBe('paid')
    expect(c.wechat.charged()).toHaveLength(1)
  })

  it('that never arrived is proven so before a new code may be scanned', async () => {
    const c = counter()
    await c.sell(CODE.neverArrives)
    await c.clock.advance(40_000)
    c.till().scan(CODE.pays)
    expect(c.notice()).toBe('payment-open')
    await c.clock.advance(25_000)
    expect(c.screen()).toMatchObject({ kind: 'stopped', proof: 'never-arrived' })
    c.till().scan(CODE.pays)
    await settle()
    expect(c.screen()?.kind).toBe('paid')
    expect(c.wechat.charged()).toHaveLength(1)
  })

  it('refused: a new code is charged under a new number', async () => {
    const c = counter()
    await c.sell(CODE.poor)
    expect(c.screen()).toMatchObject({ kind: 'not-charged', refusal: { code: 'NOTENOUGH' } })
    c.till().scan(CODE.pays)
    await settle()
    expect(c.screen()?.kind).toBe('paid')
    expect(new Set(c.wechat.calls.map((call) => call.split(' ')[1])).size).toBe(2)
  })

  it('paid while it was being revoked: the money is on its way back, then it is back', async () => {
    const c = counter()
    const saleId = await c.sell(CODE.paysAfterTheRevokeWasSent)
    await c.clock.advance(16_000)
    c.till().stop(saleId)
    await settle()
    expect(c.screen()?.kind).toBe('returning')
    await c.clock.advance(6_000)
    expect(c.screen()).toMatchObject({ kind: 'stopped', proof: 'returned' })
    expect(c.wechat.charged()).toEqual([])
    expect(c.seen).not.toContain('paid')
  })

  it('that WeChat will not revoke calls a manager, and is never called paid', async () => {
    const c = counter()
    await c.sell(CODE.asksPasswordAndRefusesRevokes)
    await c.clock.advance(75_000)
    expect(c.screen()).toMatchObject({ kind: 'needs-attention', problem: 'revoke-not-confirmed' })
    c.wechat.pay(c.view().current?.outTradeNo ?? '')
    await c.clock.advance(3_600_000)
    expect(c.screen()?.kind).toBe('needs-attention')
  })
})

describe('what is scanned', () => {
  it.each([
    ['6901234567892', 'goods-barcode'],
    ['281234567890123456', 'other-wallet'],
    ['1345678901234567', 'incomplete-code'],
    ['https://example.com/pay', 'collect-code'],
  ])('%s is explained, never sent', async (text, kind) => {
    const c = counter()
    await c.till().startSale(anAmount(), '')
    c.till().scan(text)
    await settle()
    expect(c.notice()).toBe(kind)
    expect(c.wechat.calls).toEqual([])
  })

  it('without an amount is explained', () => {
    const c = counter()
    c.till().scan(CODE.pays)
    expect(c.notice()).toBe('no-amount')
  })

  it('twice in a row is charged once', async () => {
    const c = counter()
    await c.till().startSale(anAmount(), '')
    c.till().scan(CODE.asksPassword)
    c.till().scan(CODE.asksPassword)
    c.till().scan(CODE.pays)
    await settle()
    expect(c.wechat.calls).toHaveLength(1)
  })

  it('after it was used for another attempt is recognised', async () => {
    const c = counter()
    await c.sell(CODE.poor)
    c.till().scan(CODE.poor)
    expect(c.notice()).toBe('same-code')
    expect(c.wechat.calls).toHaveLength(1)
  })

  it('and never left the till may be scanned again', async () => {
    const c = counter()
    await c.sell(CODE.noConnection)
    expect(c.screen()).toMatchObject({ kind: 'not-charged', refusal: { kind: 'not-sent' } })
    c.till().scan(CODE.noConnection)
    await settle()
    expect(c.wechat.calls).toHaveLength(2)
  })

  it('that never left is good again, and no other code with it', async () => {
    const c = counter()
    await c.till().startSale(anAmount(), '')
    const { submit } = c.wechat.gateway
    // The first sale's submit hangs until the second sale's code was scanned.
    let release = (): void => undefined
    const hung = new Promise<void>((resolve) => {
      release = resolve
    })
    Object.assign(c.wechat.gateway, {
      submit: async (...call: Parameters<typeof submit>) => {
        if (call[1] === CODE.noConnection) await hung
        return submit(...call)
      },
    })
    c.till().scan(CODE.noConnection)
    await settle()
    c.till().park()
    await c.sell(CODE.poor)
    release()
    await settle()
    c.till().scan(CODE.poor)
    expect(c.notice()).toBe('same-code')
    c.till().scan(CODE.noConnection)
    await settle()
    expect(c.wechat.calls.filter((call) => call.startsWith('submit'))).toHaveLength(3)
  })

  it('during a payment is explained until something else is to be read', async () => {
    const c = counter()
    await c.sell(CODE.asksPassword)
    c.till().scan(CODE.pays)
    await c.clock.advance(11_000)
    expect(c.notice()).toBe('payment-open')
    await c.clock.advance(25_000)
    expect(c.notice()).toBeUndefined()
  })

  it('after the sale was paid is refused', async () => {
    const c = counter()
    await c.sell(CODE.pays)
    c.till().scan(CODE.poor)
    expect(c.notice()).toBe('already-paid')
  })
})

describe('the next customer', () => {
  it('is served while a parked sale resolves in the background', async () => {
    const c = counter()
    const parked = await c.sell(CODE.asksPassword)
    expect(c.till().park().ok).toBe(true)
    await c.sell(CODE.pays, 500)
    expect(c.screen()?.kind).toBe('paid')
    await c.clock.advance(35_000)
    expect(c.view().background).toMatchObject([{ saleId: parked, screen: { kind: 'stopped' } }])
    expect(c.till().acknowledge(parked).ok).toBe(true)
    expect(c.view().background).toEqual([])
    expect(c.wechat.charged()).toHaveLength(1)
  })

  it('has to wait or park while a payment is open', async () => {
    const c = counter()
    await c.sell(CODE.asksPassword)
    expect(c.till().next()).toEqual({ ok: false, error: { kind: 'payment-open' } })
    expect(await c.till().startSale(anAmount(), '')).toEqual({
      ok: false,
      error: { kind: 'payment-open' },
    })
  })

  it('gives up a sale that nobody was charged for', async () => {
    const c = counter()
    await c.till().startSale(anAmount(), '')
    expect(c.till().next().ok).toBe(true)
    expect(c.view().current).toBeNull()
    await settle()
    await c.crash()
    expect(c.view().current).toBeNull()
  })
})

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
    await c.clock.advance(60_000)
    expect(c.screen()).toMatchObject({ kind: 'needs-attention' })
    expect(c.wechat.calls.length - before).toBeLessThan(6)
    c.wechat.online = true
    c.wechat.pay(c.till().view().current?.outTradeNo ?? '')
    await c.clock.advance(60_000)
    // Nothing was ever revoked, so what WeChat says now is the truth: the money moved.
    expect(c.screen()?.kind).toBe('paid')
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
