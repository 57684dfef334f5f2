/** Printed codes, and WeChat's own two sandboxes. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNumber, openTill, type Message, type SendOptions, type Till } from './till.ts'

let till: Till

beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.close())
beforeEach(() => till.control.reset())

const payWith = async (code: string): Promise<{ number: string; answer: Message }> => {
  const number = newNumber()
  return { number, answer: await till.pay({ out_trade_no: number, auth_code: code }) }
}

describe('a printed code', () => {
  const code = (number: string): string => `1000${number}12345678901`

  it('can be used again and again, and never expires', async () => {
    for (let n = 0; n < 3; n += 1) {
      expect((await payWith(code('000'))).answer).toMatchObject({ result_code: 'SUCCESS' })
      await till.control.advance(120_000)
    }
  })

  it.each([
    ['001', ['USERPAYING', 'SUCCESS']],
    ['003', ['USERPAYING', 'PAYERROR']],
    ['004', ['USERPAYING', 'USERPAYING']],
  ])('%s: what happens on the phone happens by itself', async (number, states) => {
    const { number: order } = await payWith(code(number))
    const seen = [(await till.query(order))['trade_state']]
    await till.control.advance(3_000)
    seen.push((await till.query(order))['trade_state'])
    expect(seen).toEqual(states)
  })

  it('006: waits for a person at the phone page of its own payer', async () => {
    const { number } = await payWith(code('006'))
    expect((await till.control.waitForDialog('printed-006')).outTradeNo).toBe(number)
    expect(await till.control.enterPassword('printed-006')).toMatchObject({ outcome: 'paid' })
  })

  it('050: its revoke asks twice to be called again', async () => {
    const { number } = await payWith(code('050'))
    const recalls = [
      await till.revoke(number),
      await till.revoke(number),
      await till.revoke(number),
    ]
    expect(recalls.map(({ recall }) => recall)).toEqual(['Y', 'Y', 'N'])
  })

  it('of every number does something to a submit, and leaves nothing behind for the next one', async () => {
    const sentinels = await till.control.sentinels()
    expect(new Set(sentinels.map(({ number }) => number)).size).toBe(sentinels.length)
    const waiting = /late|lost-before|lost-after|reset|slow|truncated/
    for (const { code: digits, name } of sentinels.filter((one) => !waiting.test(one.name))) {
      const number = newNumber()
      const answer = await till.pay({ out_trade_no: number, auth_code: digits })
      const refused = answer['err_code'] === 'AUTH_CODE_INVALID'
      expect(refused, name).toBe(name === 'auth-code-invalid')
      await till.control.advance(46_000)
    }
    await till.control.clearFaults()
    expect(await till.payAs('alice', { out_trade_no: newNumber() })).toMatchObject({
      result_code: 'SUCCESS',
    })
  })

  it('of no number is no code', async () => {
    expect((await payWith(code('999'))).answer).toMatchObject({ err_code: 'AUTH_CODE_INVALID' })
  })
})

const SUBMIT = { body: 'b', spbill_create_ip: '127.0.0.1', auth_code: '120061098828009406' }

/** Makes a call that is never answered, and gives up once the sandbox has dealt with it. */
async function unheard(
  realm: 'sandboxnew' | 'xdc',
  { out_trade_no: number }: Message,
  call: (signal: AbortSignal) => Promise<Message>,
): Promise<void> {
  const giveUp = new AbortController()
  const answer = call(giveUp.signal)
  await expect
    .poll(async () => (await till.control.books(realm)).orders.map((one) => one.outTradeNo))
    .toContain(number)
  giveUp.abort()
  await expect(answer).rejects.toThrow(/abort/)
}

describe('the old sandbox', () => {
  let key = ''

  beforeEach(async () => {
    const answer = await till.send('/sandboxnew/pay/getsignkey', {})
    key = answer['sandbox_signkey'] ?? ''
  })

  const call = (path: string, message: Message, signal?: AbortSignal): Promise<Message> =>
    till.send(`/sandboxnew${path}`, message, { key, ...(signal ? { signal } : {}) })

  const order = (amount: number, number = newNumber()): Message => ({
    ...SUBMIT,
    out_trade_no: number,
    total_fee: String(amount),
  })
  const pay = async (amount: number): Promise<[string, Message]> => {
    const asked = order(amount)
    return [asked['out_trade_no'] ?? '', await call('/pay/micropay', asked)]
  }

  it('has keys of its own, and books of its own', async () => {
    expect(key).toMatch(/^[0-9a-f]{32}$/)
    expect(
      (await till.pay({ out_trade_no: newNumber(), auth_code: '1' }, { key }))['return_code'],
    ).toBe('FAIL')
    await pay(1)
    expect(await till.control.orders()).toEqual([])
    expect((await till.control.books('sandboxnew')).orders).toHaveLength(1)
  })

  it.each([
    [
      1,
      { result_code: 'SUCCESS', cash_fee: '1', err_code: 'SUCCESS', err_code_des: 'ok' },
      { trade_state: 'SUCCESS' },
    ],
    [2, { coupon_fee: '1', cash_fee: '1' }, { coupon_count: '1', coupon_type_0: 'CASH' }],
    [3, { coupon_fee: '3', cash_fee: '0', settlement_total_fee: '1' }, { coupon_count: '2' }],
    [79, { result_code: 'FAIL' }, { trade_state: 'SUCCESS' }],
    [501, { result_code: 'SUCCESS', coupon_fee: '1', cash_fee: '500' }, { coupon_count: '1' }],
    [551, { result_code: 'SUCCESS', coupon_fee: '1', cash_fee: '550' }, { coupon_count: '1' }],
    [502, { result_code: 'SUCCESS', coupon_fee: '1', cash_fee: '501' }, { trade_state: 'SUCCESS' }],
    [12, { return_code: 'FAIL', return_msg: '沙箱支付金额不正确，请确认验收case' }, {}],
  ])('case of %i fen', async (amount, paid, queried) => {
    const [number, answer] = await pay(amount)
    expect(answer).toMatchObject(paid)
    expect(await call('/pay/orderquery', { out_trade_no: number })).toMatchObject(queried)
  })

  it('case of 30 fen: a password, then paid', async () => {
    const [number, answer] = await pay(30)
    expect(answer).toMatchObject({ err_code: 'USERPAYING' })
    await till.control.advance(10_000)
    expect(await call('/pay/orderquery', { out_trade_no: number })).toMatchObject({
      trade_state: 'SUCCESS',
    })
  })

  it.each([
    [31, { trade_state: 'SUCCESS', total_fee: '31' }],
    [32, { trade_state: 'PAYERROR' }],
    [33, { result_code: 'FAIL', err_code: 'SYSTEMERROR' }],
  ])('case of %i fen: no answer', async (amount, queried) => {
    const asked = order(amount)
    await unheard('sandboxnew', asked, (signal) => call('/pay/micropay', asked, signal))
    const { out_trade_no = '' } = asked
    expect(await call('/pay/orderquery', { out_trade_no })).toMatchObject(queried)
  })

  it('case of 33 fen: a revoke ends it', async () => {
    const asked = order(33)
    await unheard('sandboxnew', asked, (signal) => call('/pay/micropay', asked, signal))
    const { out_trade_no = '' } = asked
    expect(await call('/pay/reverse', { out_trade_no })).toMatchObject({
      result_code: 'SUCCESS',
      recall: 'N',
    })
  })

  it('case of 34 fen: fails, is revoked without a certificate, and succeeds with a new number', async () => {
    const [number, answer] = await pay(34)
    expect(answer).toMatchObject({ err_code: 'SYSTEMERROR' })
    expect(await call('/pay/reverse', { out_trade_no: number })).toMatchObject({ recall: 'N' })
    expect((await pay(34))[1]).toMatchObject({ result_code: 'SUCCESS', coupon_fee: '1' })
  })

  it('case of 552 fen: a part is refunded', async () => {
    const [number] = await pay(552)
    const refund = {
      out_trade_no: number,
      out_refund_no: `R${number}`,
      total_fee: '552',
      refund_fee: '551',
    }
    expect(await call('/secapi/pay/refund', refund)).toMatchObject({
      result_code: 'SUCCESS',
      refund_fee: '551',
    })
    expect(await call('/pay/refundquery', { out_trade_no: number })).toMatchObject({
      refund_fee_0: '551',
    })
  })
})

describe('the newer sandbox', () => {
  const header = (value: string) => ({ headers: { 'Wechatpay-Negative-Test': value } })

  it('does what the header says, for any amount', async () => {
    const { sandbox_signkey: key = '' } = await till.send(
      '/xdc/apiv2getsignkey/sign/getsignkey',
      {},
    )
    const pay = (number: string, options: SendOptions = {}): Promise<Message> =>
      till.send(
        '/xdc/apiv2sandbox/pay/micropay',
        { ...SUBMIT, out_trade_no: number, total_fee: '4321' },
        { key, ...options },
      )
    const query = (number: string, options: SendOptions = {}): Promise<Message> =>
      till.send('/xdc/apiv2sandbox/pay/orderquery', { out_trade_no: number }, { key, ...options })

    expect(await pay(newNumber())).toMatchObject({ result_code: 'SUCCESS', total_fee: '4321' })
    const asked = newNumber()
    expect(await pay(asked, header('MICROPAY_USERPAYING'))).toMatchObject({
      err_code: 'USERPAYING',
    })
    expect(await query(asked)).toMatchObject({ trade_state: 'USERPAYING' })
    await till.control.advance(10_000)
    expect(await query(asked)).toMatchObject({ trade_state: 'SUCCESS' })
    const failed = newNumber()
    expect(await pay(failed, header('MICROPAY_PAYERROR'))).toMatchObject({ result_code: 'FAIL' })
    expect(await query(failed)).toMatchObject({ trade_state: 'PAYERROR' })
    const silent = newNumber()
    await unheard('xdc', { out_trade_no: silent }, (signal) =>
      pay(silent, { ...header('MICROPAY_TIMEOUT'), signal }),
    )
    expect(await query(silent)).toMatchObject({ trade_state: 'SUCCESS' })
    const mute = newNumber()
    await unheard('xdc', { out_trade_no: mute }, (signal) =>
      pay(mute, { ...header('MICROPAY_PAY_QUERY_TIMEOUT'), signal }),
    )
    const queried = query(mute, { signal: AbortSignal.timeout(200) })
    await expect(queried).rejects.toThrow(/abort/)
  })

  it('shares its header with the real address', async () => {
    const { code } = await till.control.code('alice')
    const number = newNumber()
    const answer = await till.pay(
      { out_trade_no: number, auth_code: code },
      header('MICROPAY_PAYERROR'),
    )
    expect(answer).toMatchObject({ err_code: 'TRADE_ERROR' })
    expect(await till.query(number)).toMatchObject({ trade_state: 'PAYERROR' })
  })
})
