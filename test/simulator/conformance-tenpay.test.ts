/** A client that nobody here wrote does everything that it can against the simulator: the npm package tenpay. */
import { readFileSync } from 'node:fs'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import Payment from 'tenpay'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newNumber, openTill, type Till } from './till.ts'

type Answer = Record<string, string>

let till: Till
const defaults = getCACertificates('default')

beforeAll(async () => {
  till = await openTill({ settings: { billToday: true } })
  // The package has no option for a certificate authority.
  setDefaultCACertificates([...defaults, readFileSync(till.simulator.ready.caFile, 'utf8')])
})
afterAll(async () => {
  setDefaultCACertificates(defaults)
  await till.close()
})

const HOST = 'https://api.mch.weixin.qq.com'

const configuration = (): Record<string, unknown> => {
  const { merchant } = till.simulator.ready
  return {
    appid: merchant.appId,
    mchid: merchant.mchId,
    partnerKey: merchant.apiKey,
    pfx: readFileSync(merchant.p12File),
  }
}

/** The package knows WeChat's own address only. */
function towardsSimulator(client: Payment): Payment {
  client.urls = Object.fromEntries(
    Object.entries(client.urls).map(([name, url]) => [
      name,
      url.replace(HOST, till.simulator.ready.api),
    ]),
  )
  return client
}

describe.each(['MD5', 'HMAC-SHA256'])('tenpay with %s', (sign_type) => {
  const client = (): Payment => towardsSimulator(new Payment(configuration()))

  const pay = async (): Promise<Answer> => {
    const { code } = await till.control.code('alice')
    return client().micropay({
      out_trade_no: newNumber(),
      body: '商品简单描述',
      total_fee: 888,
      auth_code: code,
      sign_type,
    })
  }

  it('pays, queries and revokes', async () => {
    const paid = await pay()
    expect(paid).toMatchObject({ result_code: 'SUCCESS', total_fee: '888' })
    const { out_trade_no = '' } = paid
    expect(await client().orderQuery({ out_trade_no, sign_type })).toMatchObject({
      trade_state: 'SUCCESS',
      transaction_id: paid['transaction_id'],
    })
    expect(await client().reverse({ out_trade_no, sign_type })).toMatchObject({ recall: 'N' })
    expect(await client().orderQuery({ out_trade_no, sign_type })).toMatchObject({
      trade_state: 'REVOKED',
    })
    expect((await till.control.order(out_trade_no)).returned).toBe(888)
  })

  it('refunds, queries the refund, and reads the bill', async () => {
    const { out_trade_no = '' } = await pay()
    const out_refund_no = `R${out_trade_no}`
    const refund = { out_trade_no, out_refund_no, total_fee: 888, refund_fee: 88, sign_type }
    expect(await client().refund(refund)).toMatchObject({
      result_code: 'SUCCESS',
      refund_fee: '88',
    })
    expect(await client().refundQuery({ out_refund_no, sign_type })).toMatchObject({
      refund_fee_0: '88',
      refund_count: '1',
    })
    const { nowMs } = await till.control.clock()
    const bill_date = new Date(nowMs + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
    const bill = await client().downloadBill({ bill_date, sign_type }, true)
    const column = bill.list_title.indexOf('商户订单号')
    expect(bill.list_data.filter((row) => row[column] === out_trade_no)).toHaveLength(2)
    expect(Number(bill.total_data[0])).toBe(bill.list_data.length)
  })

  it('understands errors as such', async () => {
    await till.control.createPayer({ id: 'poor', balance: 0 })
    const { code } = await till.control.code('poor')
    const fields = {
      out_trade_no: newNumber(),
      body: 'b',
      total_fee: 1,
      auth_code: code,
      sign_type,
    }
    await expect(client().micropay(fields)).rejects.toThrow('NOTENOUGH')
    await expect(client().orderQuery({ out_trade_no: 'NONE', sign_type })).rejects.toThrow(
      'ORDERNOTEXIST',
    )
  })
})

describe('tenpay in the old sandbox', () => {
  it('fetches the sandbox key and pays with it', async () => {
    const { sandbox_signkey: partnerKey } = await till.send('/sandboxnew/pay/getsignkey', {})
    const client = towardsSimulator(new Payment({ ...configuration(), partnerKey, sandbox: true }))
    const out_trade_no = newNumber()
    const fields = { out_trade_no, body: 'b', total_fee: 1, auth_code: '120061098828009406' }
    expect(await client.micropay(fields)).toMatchObject({ err_code: 'SUCCESS', err_code_des: 'ok' })
    expect(await client.reverse({ out_trade_no })).toMatchObject({ recall: 'N' })
  })
})
