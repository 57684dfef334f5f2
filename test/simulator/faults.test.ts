import { readFileSync } from 'node:fs'
import { connect } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FaultRequest } from '../../simulator/faults/behaviour.ts'
import { newNumber, openTill, type Message, signatureOf, type Till, toXml } from './till.ts'

let till: Till

beforeAll(async () => {
  till = await openTill()
})
afterAll(() => till.close())
beforeEach(() => till.control.reset())

const charged = async (number: string): Promise<number> => {
  const { charged: taken, returned } = await till.control.order(number)
  return taken - returned
}

const payUnder = async (
  fault: FaultRequest,
): Promise<{ number: string; answer: Promise<Message> }> => {
  await till.control.addFault(fault)
  const number = newNumber()
  return { number, answer: till.payAs('alice', { out_trade_no: number }) }
}

describe('an answer that never comes', () => {
  it.each([
    ['reset-before', 0],
    ['reset-after', 888],
    ['closed-after', 888],
  ])('%s: the line breaks, charged %i', async (preset, taken) => {
    const { number, answer } = await payUnder({ preset })
    await expect(answer).rejects.toThrow(/ECONNRESET|hang up/)
    expect(await charged(number)).toBe(taken)
  })

  it.each([
    ['lost-before', 0],
    ['lost-after', 888],
  ])('%s: nothing is heard until the client gives up, charged %i', async (preset, taken) => {
    await till.control.addFault({ preset })
    const number = newNumber()
    const giveUp = new AbortController()
    const { code } = await till.control.code('alice')
    const answer = till.pay({ out_trade_no: number, auth_code: code }, { signal: giveUp.signal })
    await till.control.waitForRequests({ outTradeNo: number, answered: true })
    expect(await charged(number)).toBe(taken)
    giveUp.abort()
    await expect(answer).rejects.toThrow(/abort/)
  })

  it('truncated: less arrives than was announced', async () => {
    const { number, answer } = await payUnder({ preset: 'truncated' })
    await expect(answer).rejects.toThrow(/cut short|aborted/)
    expect(await charged(number)).toBe(888)
  })
})

describe('an answer that comes late', () => {
  it('answered-late: charged at once, told 8 seconds later', async () => {
    const { number, answer } = await payUnder({ preset: 'answered-late' })
    await till.control.waitForOrder({ outTradeNo: number, state: 'SUCCESS' })
    await till.control.advance(8_000)
    expect(await answer).toMatchObject({ result_code: 'SUCCESS', out_trade_no: number })
    const [request] = await till.control.requests({ outTradeNo: number })
    expect((request?.answeredAtMs ?? 0) - (request?.atMs ?? 0)).toBe(8_000)
  })

  it('arrives-late: a revoke can overtake it, and then it must not be charged', async () => {
    await till.control.changeSettings({ unknownRevoke: 'tombstone' })
    const { number, answer } = await payUnder({ preset: 'arrives-late' })
    await till.control.waitForRequests({ outTradeNo: number })
    expect(await till.revoke(number)).toMatchObject({ recall: 'N' })
    await till.control.advance(8_000)
    expect(await answer).toMatchObject({ err_code: 'ORDERREVERSED' })
    expect(await charged(number)).toBe(0)
  })

  it('slow: trickles in, and is whole in the end', async () => {
    await till.control.addFault({
      behaviour: { delivery: { kind: 'slow', bytesPerSecond: 1_000 } },
    })
    const answer = till.payAs('alice', { out_trade_no: newNumber() })
    await till.control.waitForRequests({ answered: true })
    await till.control.advance(2_000)
    expect(till.signedWell(await answer)).toBe(true)
  })

  it('with a latency, every submit takes its time', async () => {
    await till.control.changeSettings({ latencyMs: 1_500 })
    const answer = till.payAs('alice', { out_trade_no: newNumber() })
    await till.control.waitForOrder({ state: 'SUCCESS' })
    await till.control.advance(1_500)
    expect(await answer).toMatchObject({ result_code: 'SUCCESS' })
  })
})

describe('an answer that lies', () => {
  it.each(['forged', 'other-key', 'no-signature'])(
    '%s: does not carry our signature',
    async (preset) => {
      const { answer } = await payUnder({ preset })
      const told = await answer
      expect(told['result_code']).toBe('SUCCESS')
      expect(till.signedWell(told)).toBe(false)
    },
  )

  it.each([
    ['other-order', { out_trade_no: 'SOMEBODY-ELSES-ORDER' }],
    ['other-amount', { total_fee: '1' }],
    ['other-merchant', { mch_id: '1900000999' }],
    ['other-currency', { fee_type: 'JPY' }],
  ])('%s: is signed well, but about something else', async (preset, fields) => {
    const { answer } = await payUnder({ preset })
    const told = await answer
    expect(told).toMatchObject({ result_code: 'SUCCESS', ...fields })
    expect(till.signedWell(told)).toBe(true)
  })

  it.each([
    ['html-after', 502, '<h1>502 Bad Gateway</h1>'],
    ['empty-body', 200, ''],
    ['doctype', 200, '<!ENTITY file SYSTEM'],
  ])('%s: is no answer of WeChat’s', async (preset, status, text) => {
    await till.control.addFault({ preset, when: { operation: 'any' } })
    const answer = await till.sendRaw('/pay/orderquery', signedQuery().xml)
    expect(answer.status).toBe(status)
    expect(answer.body.toString()).toContain(text)
  })

  it('huge: is larger than any answer of WeChat’s', async () => {
    await till.control.addFault({ preset: 'huge', when: { operation: 'any' } })
    expect((await till.sendRaw('/pay/orderquery', signedQuery().xml)).body.length).toBeGreaterThan(
      65_536,
    )
  })

  it('answered-twice: a second answer follows on the same line', async () => {
    await till.control.addFault({ preset: 'answered-twice', when: { operation: 'query' } })
    const { xml } = signedQuery()
    const { port } = new URL(till.simulator.ready.api)
    const ca = readFileSync(till.simulator.ready.caFile)
    const socket = connect({ host: '127.0.0.1', port: Number(port), servername: 'localhost', ca })
    let bytes = ''
    const both = new Promise<void>((resolve) => {
      socket.on('data', (chunk: Buffer) => {
        bytes += chunk.toString()
        if (bytes.split('</xml>').length === 3) resolve()
      })
    })
    const head = `POST /pay/orderquery HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${Buffer.byteLength(xml)}\r\n\r\n`
    socket.write(head + xml)
    await both
    socket.destroy()
    const [first, second] = bytes.match(/<xml>.*?<\/xml>/g) ?? []
    expect(second).toBe(first)
    expect(bytes.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2)
  })
})

function signedQuery(): { xml: string } {
  const { merchant } = till.simulator.ready
  const message = {
    appid: merchant.appId,
    mch_id: merchant.mchId,
    nonce_str: 'n',
    out_trade_no: 'X',
  }
  return { xml: toXml({ ...message, sign: signatureOf(message, merchant.apiKey) }) }
}

describe('an error code', () => {
  it.each([
    ['system-error-charged', 'SYSTEMERROR', 888, 'SUCCESS'],
    ['bank-error-charged', 'BANKERROR', 888, 'SUCCESS'],
    ['bank-error-uncharged', 'BANKERROR', 0, 'NOTPAY'],
    ['system-error-uncharged', 'SYSTEMERROR', 0, undefined],
    ['system-error-then-failed', 'SYSTEMERROR', 0, 'PAYERROR'],
    ['refused-although-charged', 'TRADE_ERROR', 888, 'SUCCESS'],
  ])('%s: says %s, took %i, leaves the order %s', async (preset, code, taken, state) => {
    const { number, answer } = await payUnder({ preset })
    const told = await answer
    expect(told).toMatchObject({ result_code: 'FAIL', err_code: code })
    expect(till.signedWell(told)).toBe(true)
    expect(await charged(number)).toBe(taken)
    expect((await till.query(number))['trade_state']).toBe(state)
  })

  it.each([
    ['system-error-charged-later', 3_000],
    ['bank-error-charged-later', 7_000],
  ])('%s: the money moves %i ms afterwards', async (preset, ms) => {
    const { number, answer } = await payUnder({ preset })
    await answer
    await till.control.advance(ms - 1)
    expect(await charged(number)).toBe(0)
    await till.control.advance(1)
    expect(await charged(number)).toBe(888)
  })

  it('can be any, for any operation, signed, with the text that comes along', async () => {
    const { errorCodes } = await till.control.presets()
    for (const code of [...errorCodes, 'NEVER_HEARD_OF']) {
      await till.control.addFault({ preset: `error:${code}`, when: { operation: 'query' } })
      const told = await till.query('X')
      expect(told).toMatchObject({ result_code: 'FAIL', err_code: code })
      expect(told['err_code_des']).toBeTruthy()
      expect(till.signedWell(told)).toBe(true)
    }
  })

  it.each([
    ['unsigned-before', 0],
    ['unsigned-after', 888],
  ])('%s: return_code FAIL proves nothing, charged %i', async (preset, taken) => {
    const { number, answer } = await payUnder({ preset })
    expect(await answer).toEqual({ return_code: 'FAIL', return_msg: 'system error' })
    expect(await charged(number)).toBe(taken)
  })

  it('request-twice: the second time it is paid already', async () => {
    const { number, answer } = await payUnder({ preset: 'request-twice' })
    expect(await answer).toMatchObject({ err_code: 'ORDERPAID' })
    expect(await charged(number)).toBe(888)
  })
})

describe('a troubled revoke', () => {
  const openDialog = async (): Promise<string> => {
    await till.control.changePayer('alice', { mood: 'asks-password' })
    const number = newNumber()
    await till.payAs('alice', { out_trade_no: number })
    return number
  }

  it('recall: asks to be called again n times', async () => {
    const number = await openDialog()
    await till.control.addFault({ preset: 'recall', times: 2 })
    const recalls: unknown[] = []
    for (let n = 0; n < 3; n += 1) recalls.push((await till.revoke(number))['recall'])
    expect(recalls).toEqual(['Y', 'Y', 'N'])
    expect((await till.query(number))['trade_state']).toBe('REVOKED')
  })

  it('revoke-refused: USERPAYING n times', async () => {
    const number = await openDialog()
    await till.control.addFault({ preset: 'revoke-refused', times: 1 })
    expect(await till.revoke(number)).toMatchObject({ err_code: 'USERPAYING', recall: 'Y' })
    expect(await till.revoke(number)).toMatchObject({ result_code: 'SUCCESS' })
  })

  it('revoke-without-effect: says SUCCESS and does nothing', async () => {
    const number = await openDialog()
    await till.control.addFault({ preset: 'revoke-without-effect' })
    expect(await till.revoke(number)).toMatchObject({ result_code: 'SUCCESS', recall: 'N' })
    expect((await till.query(number))['trade_state']).toBe('USERPAYING')
  })

  it('paid-before-revoke: the money comes and goes', async () => {
    const number = await openDialog()
    await till.control.addFault({ preset: 'paid-before-revoke' })
    expect(await till.revoke(number)).toMatchObject({ result_code: 'SUCCESS' })
    expect(await till.control.order(number)).toMatchObject({ charged: 888, returned: 888 })
  })

  it('paid-despite-revoke: SUCCESS after the revoke was sent', async () => {
    const number = await openDialog()
    await till.control.addFault({ preset: 'paid-despite-revoke' })
    expect(await till.revoke(number)).toMatchObject({ result_code: 'SUCCESS' })
    expect((await till.query(number))['trade_state']).toBe('SUCCESS')
  })

  it('always says whether to come again, even in an error', async () => {
    await till.control.addFault({ preset: 'error:SYSTEMERROR', when: { operation: 'revoke' } })
    expect(await till.revoke(newNumber())).toMatchObject({ err_code: 'SYSTEMERROR', recall: 'N' })
  })
})

describe('a fault', () => {
  it('strikes what it names, as often as it says, after what it skips', async () => {
    const [hit, other] = [newNumber(), newNumber()]
    await till.control.addFault({
      preset: 'query-system-error',
      when: { outTradeNo: hit },
      skip: 1,
      times: 2,
    })
    const codes: unknown[] = []
    for (const number of [hit, other, hit, hit, hit])
      codes.push((await till.query(number))['err_code'])
    expect(codes).toEqual([
      'ORDERNOTEXIST',
      'ORDERNOTEXIST',
      'SYSTEMERROR',
      'SYSTEMERROR',
      'ORDERNOTEXIST',
    ])
    expect(await till.control.faults()).toEqual([])
  })

  it('can name a payment code or an amount, and can be taken back', async () => {
    const { code } = await till.control.code('alice')
    await till.control.addFault({ preset: 'error:RULELIMIT', when: { code }, times: 0 })
    await till.control.addFault({ preset: 'error:NOAUTH', when: { totalFee: 777 } })
    const third = await till.control.addFault({ preset: 'error:NOAUTH' })
    await till.control.removeFault(third.id)
    const pay = (fields: Message) => till.payAs('alice', { out_trade_no: newNumber(), ...fields })
    expect(await pay({})).toMatchObject({ err_code: 'RULELIMIT' })
    await till.control.refreshCode('alice')
    expect(await pay({ total_fee: '777' })).toMatchObject({ err_code: 'NOAUTH' })
    expect(await pay({ total_fee: '777' })).toMatchObject({ result_code: 'SUCCESS' })
    await till.control.clearFaults()
    expect(await till.control.faults()).toEqual([])
    await expect(till.control.addFault({ preset: 'no-such-thing' })).rejects.toThrow(
      'unknown-preset',
    )
  })

  it('can make the payer act just before, or some time after', async () => {
    await till.control.changePayer('alice', { mood: 'asks-password' })
    await till.control.addFault({ behaviour: { payerAfterMs: 2_000 } })
    const number = newNumber()
    expect(await till.payAs('alice', { out_trade_no: number })).toMatchObject({
      err_code: 'USERPAYING',
    })
    await till.control.addFault({
      when: { operation: 'query' },
      behaviour: { payerFirst: 'mistypes' },
    })
    expect((await till.query(number))['trade_state']).toBe('USERPAYING')
    await till.control.advance(2_000)
    expect((await till.query(number))['trade_state']).toBe('SUCCESS')
  })
})

describe('random faults', () => {
  const run = async (seed: string, order: readonly string[]): Promise<Record<string, string>> => {
    const other = await openTill({ seed, faultRate: 0 })
    await other.control.randomFaults({
      rate: 0.5,
      presets: ['error:SYSTEMERROR', 'unsigned-after'],
      operations: ['query'],
    })
    const answers: Record<string, string> = {}
    for (const number of order) {
      const answer = await other.query(number)
      answers[number] = answer['err_code'] ?? answer['return_code'] ?? ''
    }
    await other.close()
    return answers
  }
  const numbers = Array.from({ length: 20 }, (_, n) => `ORDER${n}`)

  it('depend on the seed and on the request, not on the order of requests', async () => {
    const first = await run('one', numbers)
    expect(await run('one', numbers.toReversed())).toEqual(first)
    expect(await run('two', numbers)).not.toEqual(first)
    expect(new Set(Object.values(first))).toEqual(new Set(['ORDERNOTEXIST', 'SYSTEMERROR', 'FAIL']))
  })
})
