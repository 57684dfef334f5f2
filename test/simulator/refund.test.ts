import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNumber, openTill, type Message, type Till } from './till.ts'

let till: Till

beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.close())
beforeEach(() => till.control.reset())

const DAY_MS = 86_400_000

const pay = async (fields: Message = {}): Promise<string> => {
  const number = newNumber()
  await till.payAs('alice', { out_trade_no: number, ...fields })
  return number
}

const refund = (number: string, name: string, fee: number, more: Message = {}): Promise<Message> =>
  till.refund({
    out_trade_no: number,
    out_refund_no: `${number}-${name}`,
    total_fee: '888',
    refund_fee: String(fee),
    ...more,
  })

const refundQuery = (message: Message): Promise<Message> => till.send('/pay/refundquery', message)

const balance = async (): Promise<number> => (await till.control.payer('alice')).balance

describe('a refund', () => {
  it('is accepted at once and arrives later', async () => {
    const number = await pay()
    const answer = await refund(number, 'a', 300)
    expect(answer).toMatchObject({
      result_code: 'SUCCESS',
      refund_fee: '300',
      cash_refund_fee: '300',
      total_fee: '888',
      out_refund_no: `${number}-a`,
    })
    expect(answer['refund_id']).toMatch(/^5000\d{25}$/)
    expect(till.signedWell(answer)).toBe(true)
    expect(await till.query(number)).toMatchObject({ trade_state: 'REFUND', total_fee: '888' })
    expect(await refundQuery({ out_refund_no: `${number}-a` })).toMatchObject({
      refund_count: '1',
      refund_status_0: 'PROCESSING',
    })
    expect(await balance()).toBe(1_000_000 - 888)
    await till.control.advance(5_000)
    const after = await refundQuery({ out_trade_no: number })
    expect(after).toMatchObject({ refund_status_0: 'SUCCESS', refund_fee_0: '300' })
    expect(after['refund_success_time_0']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    expect(await balance()).toBe(1_000_000 - 588)
  })

  it('happens once for one number, and never with another amount', async () => {
    const number = await pay()
    const first = await refund(number, 'a', 300)
    const again = await refund(number, 'a', 300)
    expect(again['refund_id']).toBe(first['refund_id'])
    expect(await refund(number, 'a', 301)).toMatchObject({ err_code: 'REFUND_FEE_MISMATCH' })
    await till.control.advance(5_000)
    expect(await balance()).toBe(1_000_000 - 588)
  })

  it('never gives back more than was paid', async () => {
    const number = await pay()
    await refund(number, 'a', 800)
    expect(await refund(number, 'b', 89)).toEqual({
      return_code: 'FAIL',
      return_msg: 'invalid refund_fee',
    })
    expect(await refund(number, 'c', 88)).toMatchObject({ result_code: 'SUCCESS' })
    await till.control.advance(5_000)
    expect(await balance()).toBe(1_000_000)
  })

  it('may come in up to fifty parts', async () => {
    const number = await pay()
    for (let n = 0; n < 50; n += 1)
      expect(await refund(number, String(n), 1)).toMatchObject({ result_code: 'SUCCESS' })
    expect(await refund(number, 'one-more', 1)).toMatchObject({ err_code: 'ERROR' })
    const page = await refundQuery({ out_trade_no: number, offset: '45' })
    expect(page).toMatchObject({ refund_count: '5', total_refund_count: '50' })
    expect(page['out_refund_no_0']).toBe(`${number}-45`)
    expect(await refundQuery({ out_trade_no: number, offset: '50' })).toMatchObject({
      err_code: 'PARAM_ERROR',
    })
  })

  it('is possible for a year', async () => {
    const number = await pay()
    await till.control.advance(365 * DAY_MS)
    expect(await refund(number, 'a', 1)).toMatchObject({ result_code: 'SUCCESS' })
    await till.control.advance(1)
    expect(await refund(number, 'b', 1)).toMatchObject({ err_code: 'TRADE_OVERDUE' })
  })

  it.each([
    [{ total_fee: '999' }, 'PARAM_ERROR'],
    [{ refund_fee_type: 'HKD' }, 'PARAM_ERROR'],
    [{ out_refund_no: 'a b' }, 'PARAM_ERROR'],
    [{ refund_fee: '' }, 'LACK_PARAMS'],
    [{ out_trade_no: 'UNKNOWN' }, 'ORDERNOTEXIST'],
  ])('with %o is refused: %s', async (change, code) => {
    expect(await refund(await pay(), 'a', 1, change)).toMatchObject({ err_code: code })
  })

  it('needs a payment that was not given back already', async () => {
    await till.control.changePayer('alice', { mood: 'asks-password' })
    expect(await refund(await pay(), 'a', 1)).toMatchObject({ err_code: 'ORDERNOTEXIST' })
    await till.control.cancel('alice')
    await till.control.changePayer('alice', { mood: 'normal' })
    const revoked = await pay()
    await till.revoke(revoked)
    expect(await refund(revoked, 'a', 1)).toMatchObject({ err_code: 'ORDERNOTEXIST' })
    expect(await balance()).toBe(1_000_000)
  })

  it('is asked to wait when another was made just before, where that is so set', async () => {
    await till.control.changeSettings({ refundIntervalMs: 60_000 })
    const number = await pay()
    await refund(number, 'a', 1)
    expect(await refund(number, 'b', 1)).toMatchObject({ err_code: 'BIZERR_NEED_RETRY' })
    await till.control.advance(60_000)
    expect(await refund(number, 'b', 1)).toMatchObject({ result_code: 'SUCCESS' })
  })

  it('of another currency brings the payer what the payment took', async () => {
    const number = await pay({ fee_type: 'HKD', total_fee: '10000' })
    const answer = await refund(number, 'a', 10_000, { total_fee: '10000', refund_fee_type: 'HKD' })
    expect(answer).toMatchObject({ refund_fee: '10000', cash_refund_fee: '9200' })
    await till.control.advance(5_000)
    expect(await balance()).toBe(1_000_000)
  })

  it('is not known before it was made', async () => {
    expect(await refundQuery({ out_refund_no: 'none' })).toMatchObject({
      err_code: 'REFUNDNOTEXIST',
    })
    expect(await refundQuery({ out_trade_no: await pay() })).toMatchObject({
      err_code: 'REFUNDNOTEXIST',
    })
  })
})

describe('the books', () => {
  it('move money only from one account to another: all balances of a currency add up to nothing', async () => {
    const number = await pay()
    await refund(number, 'a', 300)
    await till.revoke(await pay())
    await pay({ fee_type: 'USD', total_fee: '100' })
    await till.control.advance(5_000)
    const sums = new Map<string, number>()
    for (const { currency, amount } of (await till.control.books()).balances)
      sums.set(currency, (sums.get(currency) ?? 0) + amount)
    expect(Object.fromEntries(sums)).toEqual({ CNY: 0, USD: 0 })
  })
})
