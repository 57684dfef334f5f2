import { describe, expect, it } from 'vitest'
import { anAmount } from '../support/builders.ts'
import { settle } from '../support/hand-clock.ts'
import { CODE } from '../support/little-wechat.ts'
import { counter } from './counter.ts'

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

  it('is asked about at once when somebody says that it has changed', async () => {
    const c = counter()
    await c.sell(CODE.asksPassword)
    const parked = c.view().current?.outTradeNo ?? ''
    expect(c.till().park().ok).toBe(true)
    await c.sell(CODE.asksPasswordAndRefusesRevokes)
    const here = c.view().current?.outTradeNo ?? ''
    c.wechat.pay(parked)
    c.wechat.pay(here)
    for (const number of [parked, here, here, 'another till’s']) c.till().hearNews(number)
    await settle()
    expect(c.view().background).toMatchObject([{ screen: { kind: 'paid' } }])
    expect(c.screen()?.kind).toBe('paid')
    // Twice told is asked once: the first question is still under way.
    expect(c.wechat.calls.filter((call) => call === `query ${here}`)).toHaveLength(1)
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

  it('is waited for by whoever wants to restart the till, from the scan on', async () => {
    const c = counter()
    expect(c.till().anyUnderWay()).toBe(false)
    await c.till().startSale(anAmount(), '')
    expect(c.till().anyUnderWay()).toBe(false)
    c.till().scan(CODE.asksPassword)
    // Nothing is durable yet, and nothing may get in between.
    expect(c.till().anyUnderWay()).toBe(true)
    await settle()
    expect(c.till().anyUnderWay()).toBe(true)
    c.till().park()
    expect(c.till().anyUnderWay()).toBe(false)
    expect(c.till().anyOpen()).toBe(true)
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

  it('does not let a verdict be taken away that nobody has seen', async () => {
    const c = counter()
    const sale = await c.till().startSale(anAmount(), '')
    const seen = c.view().current
    if (!sale.ok || seen === null) throw new Error('no sale')
    // Esc for an amount that nobody has paid, pressed in the very moment in which somebody has.
    c.till().scan(CODE.pays)
    await settle()
    expect(c.screen()?.kind).toBe('paid')
    expect(c.till().next(seen)).toEqual({ ok: false, error: { kind: 'sale-changed' } })
    expect(c.screen()?.kind).toBe('paid')
    const paid = c.view().current
    if (paid === null) throw new Error('no sale')
    expect(c.till().next({ saleId: 'another', version: paid.version }).ok).toBe(false)
    expect(c.till().next(paid).ok).toBe(true)
    expect(c.view().current).toBeNull()
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
