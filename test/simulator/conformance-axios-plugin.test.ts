/** Another client that nobody here wrote: the npm package wechatpay-axios-plugin. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Formatter, Wechatpay } from 'wechatpay-axios-plugin'
import { newNumber, openTill, type Till } from './till.ts'

type Answer = Record<string, string>

let till: Till

beforeAll(async () => {
  till = await openTill({ settings: { billToday: true } })
})
afterAll(() => till.close())

interface Options {
  readonly certificate?: boolean
  readonly tls?: object
  readonly config?: object
}

/** Calls an address with its V2 client. */
async function call<T = Answer>(
  path: string,
  message: Answer,
  { certificate = false, tls = pemFiles(), config = {} }: Options = {},
): Promise<T> {
  const { merchant, caFile, api } = till.simulator.ready
  const ca = readFileSync(caFile)
  const wxpay = new Wechatpay({
    baseURL: `${api}/`,
    mchid: merchant.mchId,
    secret: merchant.apiKey,
    merchant: { ca, ...(certificate ? tls : {}) },
    // The V3 side of the client wants these too; nothing of it is used.
    serial: 'any',
    privateKey: readFileSync(merchant.certificateKeyFile),
    certs: { other: readFileSync(merchant.certificateFile) },
  })
  // Its types describe the V3 side; the V2 side is an axios instance (see its README).
  const v2 = wxpay.client.v2 as unknown as {
    post: (path: string, message: Answer, config: object) => Promise<{ data: T }>
  }
  const full = { appid: merchant.appId, mch_id: merchant.mchId, ...message }
  return (await v2.post(path, full, { security: true, ...config })).data
}

const pemFiles = (): object => ({
  cert: readFileSync(till.simulator.ready.merchant.certificateFile),
  key: readFileSync(till.simulator.ready.merchant.certificateKeyFile),
})

const p12File = (): object => ({
  pfx: readFileSync(till.simulator.ready.merchant.p12File),
  passphrase: till.simulator.ready.merchant.p12Passphrase,
})

describe.each(['MD5', 'HMAC-SHA256'])('wechatpay-axios-plugin with %s', (sign_type) => {
  const pay = async (): Promise<string> => {
    const { code } = await till.control.code('alice')
    const out_trade_no = newNumber()
    const paid = await call('pay/micropay', {
      out_trade_no,
      body: '商品 & <描述>',
      total_fee: '888',
      spbill_create_ip: '127.0.0.1',
      auth_code: code,
      sign_type,
    })
    expect(paid).toMatchObject({ result_code: 'SUCCESS', total_fee: '888', out_trade_no })
    return out_trade_no
  }

  it('pays, queries and revokes', async () => {
    const out_trade_no = await pay()
    expect(await call('pay/orderquery', { out_trade_no, sign_type })).toMatchObject({
      trade_state: 'SUCCESS',
    })
    expect(
      await call('secapi/pay/reverse', { out_trade_no, sign_type }, { certificate: true }),
    ).toMatchObject({ recall: 'N' })
    expect(await call('pay/orderquery', { out_trade_no, sign_type })).toMatchObject({
      trade_state: 'REVOKED',
    })
  })

  it('refunds with a p12 certificate, queries the refund, and reads the bill', async () => {
    const out_trade_no = await pay()
    const out_refund_no = `R${out_trade_no}`
    const refund = { out_trade_no, out_refund_no, total_fee: '888', refund_fee: '88', sign_type }
    expect(
      await call('secapi/pay/refund', refund, { certificate: true, tls: p12File() }),
    ).toMatchObject({ result_code: 'SUCCESS', refund_fee: '88' })
    expect(await call('pay/refundquery', { out_refund_no, sign_type })).toMatchObject({
      refund_fee_0: '88',
    })
    const { nowMs } = await till.control.clock()
    const bill_date = new Date(nowMs + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
    const file = await call<Buffer>(
      'pay/downloadbill',
      { bill_date, bill_type: 'ALL', sign_type },
      // A bill is no XML: the package's own reader of bills takes the bytes.
      { config: { responseType: 'arraybuffer', transformResponse: [] } },
    )
    // Its types say no more than that it is an object.
    const { rows, summary } = Formatter.castCsvBill(file) as { rows: Answer[]; summary: Answer }
    expect(rows.filter((row) => row['商户订单号'] === out_trade_no)).toHaveLength(2)
    expect(Number(summary['总交易单数'])).toBe(rows.length)
  })

  it('is refused without the certificate', async () => {
    const out_trade_no = await pay()
    await expect(call('secapi/pay/reverse', { out_trade_no, sign_type })).rejects.toThrow(
      /ECONNRESET|hang up/,
    )
  })

  it('notices a forged answer', async () => {
    await till.control.addFault({ preset: 'query-forged' })
    const out_trade_no = await pay()
    await expect(call('pay/orderquery', { out_trade_no, sign_type })).rejects.toThrow(/sign/)
  })
})
