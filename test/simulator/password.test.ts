import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NewPayer } from '../../simulator/control/contract.ts'
import { newNumber, openTill, type Till } from './till.ts'

let till: Till

beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.close())
beforeEach(() => till.control.reset())

const payAs = async (settings: NewPayer, fields: Record<string, string> = {}): Promise<string> => {
  await till.control.createPayer({ id: 'bob', ...settings })
  const number = newNumber()
  const answer = await till.payAs('bob', { out_trade_no: number, ...fields })
  expect(answer).toMatchObject({ err_code: 'USERPAYING', err_code_des: '需要用户输入支付密码' })
  return number
}

const stateOf = async (number: string): Promise<string | undefined> =>
  (await till.query(number))['trade_state']

describe('the password', () => {
  it.each([
    ['100000', 'SUCCESS'],
    ['100001', 'FAIL'],
  ])('of %s fen is asked for above 1,000 yuan only', async (total, result) => {
    const answer = await till.payAs('alice', { out_trade_no: newNumber(), total_fee: total })
    expect(answer['result_code']).toBe(result)
  })

  it('is asked for when the day’s password-free payments are used up', async () => {
    await till.control.changePayer('alice', { passwordFreePerDay: 2 })
    const results: unknown[] = []
    for (let n = 0; n < 3; n += 1)
      results.push((await till.payAs('alice', { out_trade_no: newNumber() }))['err_code'])
    expect(results).toEqual([undefined, undefined, 'USERPAYING'])
  })

  it('pays when it is right, after mistakes too', async () => {
    const number = await payAs({ mood: 'asks-password' })
    expect(await stateOf(number)).toBe('USERPAYING')
    expect((await till.control.enterPassword('bob', '000000')).outcome).toBe('wrong-password')
    expect((await till.control.mistype('bob')).outcome).toBe('wrong-password')
    expect(await stateOf(number)).toBe('USERPAYING')
    expect(await till.control.enterPassword('bob')).toEqual({ outcome: 'paid', outTradeNo: number })
    expect(await stateOf(number)).toBe('SUCCESS')
    expect((await till.control.order(number)).charged).toBe(888)
  })

  it('ends the payment after five mistakes', async () => {
    const number = await payAs({ mood: 'asks-password' })
    const outcomes: string[] = []
    for (let n = 0; n < 5; n += 1) outcomes.push((await till.control.mistype('bob')).outcome)
    expect(outcomes.at(-1)).toBe('locked')
    expect(await stateOf(number)).toBe('PAYERROR')
    expect((await till.control.enterPassword('bob')).outcome).toBe('no-dialog')
  })

  it('closed by the payer fails the payment', async () => {
    const number = await payAs({ mood: 'asks-password' })
    expect((await till.control.cancel('bob')).outcome).toBe('cancelled')
    expect(await stateOf(number)).toBe('PAYERROR')
  })

  it('cannot be typed on a phone that is offline', async () => {
    const number = await payAs({ mood: 'offline' }, { total_fee: '200000' })
    expect((await till.control.enterPassword('bob')).outcome).toBe('offline')
    await till.control.changePayer('bob', { online: true })
    expect((await till.control.enterPassword('bob')).outcome).toBe('paid')
    expect(await stateOf(number)).toBe('SUCCESS')
  })

  it('can be the place where a poor payer is asked for another card', async () => {
    const number = await payAs({ balance: 10, whenPoor: 'asked' })
    expect((await till.control.enterPassword('bob')).outcome).toBe('not-enough')
    await till.control.changePayer('bob', { balance: 10_000 })
    expect((await till.control.enterPassword('bob')).outcome).toBe('paid')
    expect(await stateOf(number)).toBe('SUCCESS')
  })

  it.each([
    ['enters-password', [3_000], ['SUCCESS']],
    ['wrong-password', [3_000, 3_000], ['USERPAYING', 'SUCCESS']],
    ['cancels', [3_000], ['PAYERROR']],
    ['ignores', [3_000, 41_999, 1], ['USERPAYING', 'USERPAYING', 'REVOKED']],
  ] as const)(
    'is answered by a payer in the mood “%s” without help',
    async (mood, waits, states) => {
      const number = await payAs({ mood })
      const seen: unknown[] = []
      for (const wait of waits) {
        await till.control.advance(wait)
        seen.push(await stateOf(number))
      }
      expect(seen).toEqual(states)
    },
  )
})

describe('45 seconds', () => {
  it('after the submit WeChat ends an order that nobody paid, and nobody can pay it then', async () => {
    const number = await payAs({ mood: 'asks-password' })
    await till.control.advance(44_999)
    expect(await stateOf(number)).toBe('USERPAYING')
    await till.control.advance(1)
    expect(await stateOf(number)).toBe('REVOKED')
    expect((await till.control.enterPassword('bob')).outcome).toBe('no-dialog')
    expect((await till.control.payer('bob')).balance).toBe(1_000_000)
  })

  it.each(['CLOSED', 'PAYERROR'] as const)('can end in %s', async (autoRevokeState) => {
    await till.control.changeSettings({ autoRevokeState, autoRevokeMs: 1_000 })
    const number = await payAs({ mood: 'ignores' })
    await till.control.advance(1_000)
    expect(await stateOf(number)).toBe(autoRevokeState)
  })

  it.each(['REVOKED', 'PAYERROR'] as const)(
    'an order that failed is called %s when it is revoked, if the settings say so, and cannot be paid',
    async (revokedFailedState) => {
      const autoRevokeState = 'PAYERROR'
      await till.control.changeSettings({
        autoRevokeState,
        autoRevokeMs: 1_000,
        revokedFailedState,
      })
      const number = await payAs({ mood: 'asks-password' })
      await till.control.advance(1_000)
      expect(await till.revoke(number)).toMatchObject({ result_code: 'SUCCESS', recall: 'N' })
      expect(await stateOf(number)).toBe(revokedFailedState)
      expect((await till.control.enterPassword('bob')).outcome).toBe('no-dialog')
    },
  )

  it('leave a paid order alone', async () => {
    const number = await payAs({ mood: 'asks-password' })
    await till.control.enterPassword('bob')
    await till.control.advance(45_000)
    expect(await stateOf(number)).toBe('SUCCESS')
  })
})

describe('a payment code', () => {
  const payWith = (code: string, fields: Record<string, string> = {}) =>
    till.pay({ out_trade_no: newNumber(), auth_code: code, ...fields })

  it('has 18 digits, a prefix of the payer’s wallet, and never that of a printed code', async () => {
    const hongKong = await till.control.createPayer({ currency: 'HKD' })
    for (let n = 0; n < 50; n += 1) {
      expect((await till.control.refreshCode('alice')).code).toMatch(
        /^1(?:[1-4]\d{16}|0(?!00)\d{16})$/,
      )
      expect((await till.control.refreshCode(hongKong.id)).code).toMatch(/^15\d{16}$/)
    }
  })

  it('lives for one minute and is then replaced', async () => {
    const { code } = await till.control.code('alice')
    await till.control.advance(59_999)
    expect((await till.control.code('alice')).code).toBe(code)
    await till.control.advance(1)
    expect((await till.control.code('alice')).code).not.toBe(code)
    expect(await payWith(code)).toMatchObject({
      err_code: 'AUTH_CODE_INVALID',
      err_code_des: '101 付款码已过期,请退出重试',
    })
  })

  it('is good for one payment', async () => {
    const { code } = await till.control.code('alice')
    expect(await payWith(code)).toMatchObject({ result_code: 'SUCCESS' })
    expect(await payWith(code)).toMatchObject({
      err_code: 'AUTH_CODE_INVALID',
      err_code_des: '101 每个二维码仅限使用一次，请刷新再试',
    })
    expect((await till.control.code('alice')).code).not.toBe(code)
  })

  it('stays on a phone that does not refresh', async () => {
    await till.control.changePayer('alice', { mood: 'same-code' })
    const { code } = await till.control.code('alice')
    await payWith(code)
    expect(await till.control.code('alice')).toMatchObject({ code, used: true })
  })

  it('is refused with the documented codes when the setting says so', async () => {
    await till.control.changeSettings({ codeErrors: 'documented' })
    const { code } = await till.control.code('alice')
    await payWith(code)
    expect(await payWith(code)).toMatchObject({ err_code: 'AUTH_CODE_ERROR' })
    const next = await till.control.code('alice')
    await till.control.advance(60_000)
    expect(await payWith(next.code)).toMatchObject({ err_code: 'AUTHCODEEXPIRE' })
  })

  it.each([
    '281234567890123456',
    '134567890123456789',
    '16012345678901234',
    'abc',
    '160123456789012345',
  ])('%s is none that WeChat gave out', async (code) => {
    expect(await payWith(code)).toMatchObject({ err_code: 'AUTH_CODE_INVALID' })
  })

  it('tells the payer’s open id without being used up', async () => {
    const { code } = await till.control.code('alice')
    const answer = await till.send('/tools/authcodetoopenid', { auth_code: code })
    const paid = await payWith(code)
    expect(paid['result_code']).toBe('SUCCESS')
    expect(answer['openid']).toBe(paid['openid'])
  })

  it('is never written down', async () => {
    const { code } = await till.control.code('alice')
    await payWith(code)
    expect(JSON.stringify(await till.control.books())).not.toContain(code)
  })
})
