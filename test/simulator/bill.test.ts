import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newNumber, openTill, signatureOf, type Message, type Till, toXml } from './till.ts'

let till: Till

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.close())
/** Each test begins at noon, so that none of them runs into the next day. */
beforeEach(async () => {
  await till.control.reset()
  const { nowMs } = await till.control.clock()
  await till.control.advance(DAY_MS - ((nowMs + 8 * HOUR_MS - DAY_MS / 2) % DAY_MS))
})

/** Day in UTC+8, as `bill_date` wants it. */
const today = async (): Promise<string> =>
  new Date((await till.control.clock()).nowMs + 8 * HOUR_MS)
    .toISOString()
    .slice(0, 10)
    .replaceAll('-', '')

async function download(message: Message): Promise<Buffer> {
  const { merchant } = till.simulator.ready
  const full = { appid: merchant.appId, mch_id: merchant.mchId, nonce_str: 'n', ...message }
  const sign = signatureOf(full, merchant.apiKey)
  return (await till.sendRaw('/pay/downloadbill', toXml({ ...full, sign }))).body
}

interface Table {
  readonly header: readonly string[]
  readonly rows: readonly Record<string, string>[]
  readonly summary: Record<string, string>
}

function parse(text: string): Table {
  expect(text.startsWith('\uFEFF')).toBe(true)
  expect(text.endsWith('\r\n')).toBe(true)
  const lines = text.slice(1).split('\r\n').slice(0, -1)
  const cells = (line = ''): string[] => line.slice(1).split(',`')
  const [first = '', ...rest] = lines
  const header = first.split(',')
  const summaryHeader = rest.at(-2)?.split(',') ?? []
  const named = (names: readonly string[], line?: string): Record<string, string> =>
    Object.fromEntries(cells(line).map((cell, n): [string, string] => [names[n] ?? '', cell]))
  return {
    header,
    rows: rest.slice(0, -2).map((line) => named(header, line)),
    summary: named(summaryHeader, rest.at(-1)),
  }
}

async function aDay(): Promise<string> {
  const date = await today()
  const paid = newNumber()
  await till.payAs('alice', { out_trade_no: paid, body: 'Demo-Tea, green`leaf', total_fee: '1000' })
  await till.control.advance(1_000)
  await till.refund({
    out_trade_no: paid,
    out_refund_no: `R${paid}`,
    total_fee: '1000',
    refund_fee: '250',
  })
  await till.control.advance(1_000)
  const revoked = newNumber()
  await till.payAs('alice', { out_trade_no: revoked, total_fee: '300' })
  await till.control.advance(1_000)
  await till.revoke(revoked)
  await till.control.changePayer('alice', { mood: 'asks-password' })
  await till.payAs('alice', { out_trade_no: newNumber() })
  return date
}

describe('the bill of a day', () => {
  it('lists payments, refunds and revokes, but no order that was not paid', async () => {
    const date = await aDay()
    await till.control.advance(2 * DAY_MS)
    const { header, rows, summary } = parse((await download({ bill_date: date })).toString('utf8'))
    expect(header).toHaveLength(27)
    expect(header.slice(0, 3)).toEqual(['交易时间', '公众账号ID', '商户号'])
    expect(rows.map((row) => row['交易状态'])).toEqual(['SUCCESS', 'REFUND', 'SUCCESS', 'REVOKED'])
    const [paid, refunded, , revoked] = rows
    expect(paid).toMatchObject({
      交易类型: 'MICROPAY',
      货币种类: 'CNY',
      应结订单金额: '10.00',
      订单金额: '10.00',
      退款金额: '0.00',
      商品名称: 'Demo-Tea, green`leaf',
      手续费: '0.06000',
      费率: '0.60%',
      微信退款单号: '0',
    })
    expect(refunded).toMatchObject({
      退款金额: '2.50',
      申请退款金额: '2.50',
      订单金额: '0.00',
      退款状态: 'SUCCESS',
    })
    expect(refunded?.['微信退款单号']).toMatch(/^5000/)
    expect(revoked).toMatchObject({ 退款金额: '3.00' })
    expect(summary).toEqual({
      总交易单数: '4',
      应结订单总金额: '13.00',
      退款总金额: '5.50',
      充值券退款总金额: '0.00',
      手续费总金额: '0.04',
      订单总金额: '13.00',
      申请退款总金额: '5.50',
    })
  })

  it('comes packed when asked for, and in parts', async () => {
    const date = await aDay()
    await till.control.advance(2 * DAY_MS)
    const plain = await download({ bill_date: date, bill_type: 'ALL' })
    const packed = await download({ bill_date: date, bill_type: 'ALL', tar_type: 'GZIP' })
    expect(gunzipSync(packed).equals(plain)).toBe(true)
    const success = parse((await download({ bill_date: date, bill_type: 'SUCCESS' })).toString())
    expect(success.header).toHaveLength(20)
    expect(success.rows).toHaveLength(2)
    const refunds = parse((await download({ bill_date: date, bill_type: 'REFUND' })).toString())
    expect(refunds.header).toHaveLength(29)
    expect(refunds.rows.map((row) => row['交易状态'])).toEqual(['REFUND', 'REVOKED'])
    expect(refunds.rows[0]?.['退款申请时间']).toMatch(/^\d{4}-/)
  })

  it.each([
    [{ bill_date: '20240230' }, 'invalid bill_date', '20001'],
    [{ bill_date: 'yesterday' }, 'invalid bill_date', '20001'],
    [{ bill_type: 'SOME' }, 'invalid bill_type', '20001'],
    [{ tar_type: 'ZIP' }, 'invalid tar_type', '20001'],
    [{ bill_date: '' }, 'missing parameter', '20001'],
  ])('is refused for %o', async (change, message, code) => {
    const body = await download({ bill_date: await today(), ...change })
    expect(body.toString()).toBe(
      `<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[${message}]]></return_msg><error_code><![CDATA[${code}]]></error_code></xml>`,
    )
  })

  it('is there from ten o’clock of the next day', async () => {
    const date = await aDay()
    const said = async (): Promise<string> =>
      /return_msg><!\[CDATA\[(.*?)\]/.exec((await download({ bill_date: date })).toString())?.[1] ??
      'bill'
    expect(await said()).toBe('No Bill Exist')
    const { nowMs } = await till.control.clock()
    const untilMidnight = DAY_MS - ((nowMs + 8 * HOUR_MS) % DAY_MS)
    await till.control.advance(untilMidnight)
    expect(await said()).toBe('Bill Creating')
    await till.control.advance(10 * HOUR_MS)
    expect(await said()).toBe('bill')
    await till.control.advance(93 * DAY_MS)
    expect(await said()).toBe('invalid bill_date')
  })

  it('can be had at once for a demonstration, unless there is nothing in it', async () => {
    await till.control.changeSettings({ billToday: true })
    const date = await today()
    expect((await download({ bill_date: date })).toString()).toContain('No Bill Exist')
    await till.payAs('alice', { out_trade_no: newNumber() })
    expect(parse((await download({ bill_date: date })).toString()).rows).toHaveLength(1)
  })

  it('can be made to disagree with the books', async () => {
    const date = await aDay()
    await till.control.changeSettings({ billToday: true })
    const { orders } = await till.control.books()
    const [paid = '', revoked = ''] = orders.map(({ outTradeNo }) => outTradeNo)
    await till.control.editBill({
      date,
      drop: [revoked],
      alter: [{ outTradeNo: paid, cells: { 订单金额: '99.00' } }],
      add: [{ 商户订单号: 'STRANGER', 交易状态: 'SUCCESS', 订单金额: '1.00' }],
    })
    const { rows, summary } = parse((await download({ bill_date: date })).toString())
    expect(rows.map((row) => row['商户订单号'])).toEqual([paid, paid, 'STRANGER'])
    expect(rows[0]?.['订单金额']).toBe('99.00')
    expect(summary['总交易单数']).toBe('3')
    await till.control.clearBillEdits()
    expect(parse((await download({ bill_date: date })).toString()).rows).toHaveLength(4)
  })

  it('is not given to somebody with another key', async () => {
    const { merchant } = till.simulator.ready
    const full = {
      appid: merchant.appId,
      mch_id: merchant.mchId,
      nonce_str: 'n',
      bill_date: await today(),
    }
    const { body } = await till.sendRaw(
      '/pay/downloadbill',
      toXml({ ...full, sign: 'A'.repeat(32) }),
    )
    expect(body.toString()).toContain('SIGN ERROR')
  })
})
