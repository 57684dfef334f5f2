import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { BillRequest } from '../../app/wechat/bill.ts'
import { readRefusal } from '../../app/wechat/bill-text.ts'
import { GOLDEN } from './golden.ts'
import { type Line, reply, wireRig } from './wire-rig.ts'

const TEXT = [
  '交易时间,商户订单号,商品名称,订单金额',
  '`2019-02-19 01:52:32,`D1,`Tea, green,`0.03',
  '`2019-02-19 02:00:00,`D2,``quoted`,`12.80',
  '总交易单数,订单总金额',
  '`2.0,`12.83',
  '',
].join('\r\n')
const FILE = `\uFEFF${TEXT}`
const REQUEST: BillRequest = { date: '20190219', type: 'ALL', gzip: false }
const whole = (text: string, status = 200): Line => inPieces(Buffer.from(text), status)

const drop = (): void => undefined
const billOn = (line: Line, request = REQUEST) =>
  wireRig({ line }).gateway.downloadBill(request, drop)

/** A line that gives a body the way that a connection does: in pieces, to whoever takes them. */
const inPieces =
  (body: Uint8Array, status = 200): Line =>
  ({ request }) => {
    for (let from = 0; from < body.length; from += 1_000)
      request.onBytes?.(body.subarray(from, from + 1_000))
    return reply(new Uint8Array(), status)
  }
const failure = (message: string, code?: string): string =>
  `<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[${message}]]></return_msg>${
    code === undefined ? '' : `<error_code><![CDATA[${code}]]></error_code>`
  }</xml>`

describe('a bill download', () => {
  it('asks for a day', async () => {
    const rig = wireRig({ line: whole(FILE) })
    await rig.gateway.downloadBill(REQUEST, drop)
    await rig.gateway.downloadBill({ ...REQUEST, type: 'REFUND', gzip: true }, drop)
    const asked = rig.sent.map(({ fields }) =>
      ['bill_date', 'bill_type', 'tar_type'].map((name) => fields.get(name)),
    )
    expect(asked).toEqual([
      ['20190219', 'ALL', undefined],
      ['20190219', 'REFUND', 'GZIP'],
    ])
    expect(rig.sent[0]).toMatchObject({
      path: '/pay/downloadbill',
      request: { withCertificate: false, timeoutMs: 600_000 },
    })
    expect(rig.reports).toMatchObject([{ outcome: 'bill' }, { outcome: 'bill' }])
  })

  it.each([
    ['plain', Buffer.from(FILE)],
    ['packed', gzipSync(FILE)],
    ['of any size', Buffer.from(FILE.repeat(2_000))],
  ])('%s goes into the sink as it is', async (_, body) => {
    const chunks: Uint8Array[] = []
    const { gateway } = wireRig({ line: inPieces(body) })
    const answer = await gateway.downloadBill(REQUEST, (chunk) => void chunks.push(chunk))
    expect(answer).toEqual({ kind: 'bill', bytes: body.length })
    expect(Buffer.concat(chunks).equals(body)).toBe(true)
  })

  it.each([
    ['No Bill Exist', '20002', 'none'],
    ['NO Bill Exist', undefined, 'none'],
    ['Bill Creating', '20002', 'not-ready'],
    ['SYSTEMERROR', '100', 'try-again'],
    ['UnCompressGZip Error', '20100', 'try-again'],
    ['invalid bill_date', '20001', 'bad-request'],
    ['SIGN ERROR', '20001', 'bad-request'],
    ['签名错误', undefined, 'unrecognised'],
    ['权限已关闭', '20007', 'not-allowed'],
    ['timeout', '20003', 'try-again'],
    ['', 'constructor', 'unrecognised'],
  ])('is refused with "%s" %s', async (message, code, reason) => {
    const expected = { kind: 'refused', reason, code: code ?? '', detail: message }
    expect(await billOn(whole(failure(message, code)))).toEqual(expected)
    expect(await billOn(whole(`\uFEFF\n${failure(message, code)}`))).toEqual(expected)
  })

  it('is refused by the golden message', async () => {
    expect(await billOn(whole(GOLDEN.billError))).toMatchObject({ reason: 'none' })
  })

  it.each<readonly [string, Line]>([
    ['nothing', whole('')],
    ['a web page', whole('<html><hr></html>', 404)],
    ['a web page that pretends', whole('<html><hr></html>')],
    ['an error without a body of its own', whole('Bad Gateway', 502)],
    ['XML without an end', whole('<xml><return_code>FAIL')],
  ])('cannot be %s', async (_, line) => {
    expect(await billOn(line)).toMatchObject({ kind: 'no-answer', cause: 'unreadable' })
  })

  it('that is not sent has no answer', async () => {
    const line: Line = () => ({ kind: 'not-sent', cause: 'unreachable', detail: 'refused' })
    expect(await billOn(line)).toMatchObject({ kind: 'no-answer', cause: 'broken' })
    const never = await billOn(line, { ...REQUEST, date: '2019-02-19' })
    expect(never).toMatchObject({ detail: 'not sent (configuration): field bill_date: malformed' })
  })
})

describe('readRefusal', () => {
  it('never throws, and takes nothing else for one', () => {
    expect(readRefusal(Buffer.from(FILE))).toBeNull()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (body) => {
        expect([true, false, undefined]).toContain(readRefusal(body)?.ok)
      }),
    )
  })
})
