import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNumber, openTill, type Till } from './till.ts'

let till: Till

beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.close())
beforeEach(() => till.control.reset())

const DAY_MS = 86_400_000
const done = { return_code: 'SUCCESS', result_code: 'SUCCESS', recall: 'N' }

const pay = async (fields: Record<string, string> = {}): Promise<string> => {
  const number = newNumber()
  await till.payAs('alice', { out_trade_no: number, ...fields })
  return number
}

const stateOf = async (number: string): Promise<string | undefined> =>
  (await till.query(number))['trade_state']

describe('a revoke', () => {
  it('gives the money of a paid order back, once', async () => {
    const number = await pay()
    const answer = await till.revoke(number)
    expect(answer).toMatchObject(done)
    expect(till.signedWell(answer)).toBe(true)
    expect(await till.revoke(number)).toMatchObject(done)
    expect(await till.control.order(number)).toMatchObject({ charged: 888, returned: 888 })
    expect((await till.control.payer('alice')).balance).toBe(1_000_000)
    expect(await stateOf(number)).toBe('REVOKED')
  })

  it('may leave a paid order in the state REFUND instead', async () => {
    await till.control.changeSettings({ revokedPaidState: 'REFUND' })
    const number = await pay()
    await till.revoke(number)
    expect(await stateOf(number)).toBe('REFUND')
    expect(await till.revoke(number)).toMatchObject(done)
    expect((await till.control.payer('alice')).balance).toBe(1_000_000)
  })

  it('closes the dialog of an order that is being paid', async () => {
    await till.control.changePayer('alice', { mood: 'asks-password' })
    const number = await pay()
    expect(await till.revoke(number)).toMatchObject(done)
    expect(await stateOf(number)).toBe('REVOKED')
    expect((await till.control.enterPassword('alice')).outcome).toBe('no-dialog')
  })

  it('is refused while the payer types, where that is so set', async () => {
    await till.control.changeSettings({ revokeWhilePaying: 'refused' })
    await till.control.changePayer('alice', { mood: 'asks-password' })
    const number = await pay()
    expect(await till.revoke(number)).toMatchObject({
      err_code: 'USERPAYING',
      err_code_des: '正在支付中不能发起撤销',
      recall: 'Y',
    })
    await till.control.cancel('alice')
    expect(await till.revoke(number)).toMatchObject(done)
  })

  it('finds the order by WeChat’s own number too', async () => {
    const number = await pay()
    const id = (await till.control.order(number)).order?.transactionId ?? ''
    const answer = await till.send(
      '/secapi/pay/reverse',
      { transaction_id: id },
      { certificate: true },
    )
    expect(answer).toMatchObject(done)
    expect(await stateOf(number)).toBe('REVOKED')
  })

  it('is too late after seven days', async () => {
    const number = await pay()
    await till.control.advance(7 * DAY_MS)
    const other = await pay()
    await till.control.advance(1)
    expect(await till.revoke(number)).toMatchObject({ err_code: 'REVERSE_EXPIRE', recall: 'N' })
    expect(await till.revoke(other)).toMatchObject(done)
    expect(await stateOf(number)).toBe('SUCCESS')
  })

  it('is refused for an order that was refunded', async () => {
    const number = await pay()
    await till.refund({
      out_trade_no: number,
      out_refund_no: `R${number}`,
      total_fee: '888',
      refund_fee: '1',
    })
    expect(await till.revoke(number)).toMatchObject({ err_code: 'TRADE_ERROR' })
  })

  it.each([
    ['success', done, undefined],
    ['tombstone', done, 'ORDERREVERSED'],
    ['refused', { err_code: 'ORDERNOTEXIST' }, undefined],
  ] as const)('of an unknown number is “%s”', async (unknownRevoke, answer, laterSubmit) => {
    await till.control.changeSettings({ unknownRevoke })
    const number = newNumber()
    expect(await till.revoke(number)).toMatchObject(answer)
    const paid = await till.payAs('alice', { out_trade_no: number })
    expect(paid['err_code']).toBe(laterSubmit)
  })

  it('without the merchant’s certificate gets no answer at all', async () => {
    const number = await pay()
    await expect(till.revoke(number, { certificate: false })).rejects.toThrow(/ECONNRESET|hang up/)
    expect(await stateOf(number)).toBe('SUCCESS')
    const [request] = await till.control.requests({ operation: 'revoke' })
    expect(request?.answer).toBe('no certificate')
  })
})

describe('a query', () => {
  it('knows nothing of a number that was never submitted', async () => {
    const answer = await till.query(newNumber())
    expect(answer).toMatchObject({ result_code: 'FAIL', err_code: 'ORDERNOTEXIST' })
    expect(till.signedWell(answer)).toBe(true)
  })

  it('finds a paid order by either number, and WeChat’s own wins', async () => {
    const number = await pay({ attach: 'x' })
    const answer = await till.query(number)
    expect(answer).toMatchObject({
      trade_state: 'SUCCESS',
      total_fee: '888',
      out_trade_no: number,
      attach: 'x',
    })
    const byId = await till.send('/pay/orderquery', {
      transaction_id: answer['transaction_id'] ?? '',
      out_trade_no: 'NONSENSE',
    })
    expect(byId['out_trade_no']).toBe(number)
    expect(await till.send('/pay/orderquery', {})).toMatchObject({ err_code: 'LACK_PARAMS' })
    expect(await till.send('/pay/orderquery', { transaction_id: '42' })).toMatchObject({
      err_code: 'INVALID_TRANSACTIONID',
    })
  })

  it('says no more than the state of an order that was never paid', async () => {
    await till.control.changePayer('alice', { mood: 'asks-password' })
    const answer = await till.query(await pay())
    expect(answer['trade_state']).toBe('USERPAYING')
    expect(answer).not.toHaveProperty('total_fee')
    expect(answer).not.toHaveProperty('transaction_id')
  })
})
