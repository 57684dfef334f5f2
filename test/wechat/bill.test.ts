import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { gunzip } from '../../adapters/gunzip.ts'
import type { BillRequest } from '../../app/wechat/bill.ts'
import { decodeBill, splitBill } from '../../app/wechat/bill-text.ts'
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
const billOn = (line: Line, request = REQUEST) =>
  wireRig({ line }).gateway.downloadBill(request, gunzip)
const failure = (message: string, code?: string): string =>
  `<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[${message}]]></return_msg>${
    code === undefined ? '' : `<error_code><![CDATA[${code}]]></error_code>`
  }</xml>`

describe('a bill download', () => {
  it('asks for a day', async () => {
    const rig = wireRig({ line: () => reply(FILE) })
    await rig.gateway.downloadBill(REQUEST, gunzip)
    await rig.gateway.downloadBill({ ...REQUEST, type: 'REFUND', gzip: true }, gunzip)
    const asked = rig.sent.map(({ fields }) =>
      ['bill_date', 'bill_type', 'tar_type'].map((name) => fields.get(name)),
    )
    expect(asked).toEqual([
      ['20190219', 'ALL', undefined],
      ['20190219', 'REFUND', 'GZIP'],
    ])
    expect(rig.sent[0]).toMatchObject({
      path: '/pay/downloadbill',
      request: { withCertificate: false, timeoutMs: 60_000 },
    })
    expect(rig.reports).toMatchObject([{ outcome: 'bill' }, { outcome: 'bill' }])
  })

  it('reads a plain and a packed one, whichever was asked for', async () => {
    expect(await billOn(() => reply(FILE))).toEqual({ kind: 'bill', text: TEXT })
    expect(await billOn(() => reply(gzipSync(FILE)))).toEqual({ kind: 'bill', text: TEXT })
    expect(await billOn(() => reply(FILE), { ...REQUEST, gzip: true })).toMatchObject({
      kind: 'bill',
    })
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
    expect(await billOn(() => reply(failure(message, code)))).toEqual(expected)
    expect(await billOn(() => reply(`\uFEFF\n${failure(message, code)}`))).toEqual(expected)
  })

  it('is refused by the golden message', async () => {
    expect(await billOn(() => reply(GOLDEN.billError))).toMatchObject({ reason: 'none' })
  })

  it.each<readonly [string, Line]>([
    ['nothing', () => reply('')],
    ['only a mark', () => reply('\uFEFF')],
    ['a web page', () => reply('<html><hr></html>', 404)],
    ['an error without a body of its own', () => reply('Bad Gateway', 502)],
    ['broken gzip', () => reply(gzipSync(FILE).subarray(0, -9))],
    ['another encoding', () => reply(Buffer.from(FILE, 'utf16le'))],
  ])('cannot read %s', async (_, line) => {
    expect(await billOn(line)).toMatchObject({ kind: 'no-answer', cause: 'unreadable' })
  })

  it('that is not sent has no answer', async () => {
    const line: Line = () => ({ kind: 'not-sent', cause: 'unreachable', detail: 'refused' })
    expect(await billOn(line)).toMatchObject({ kind: 'no-answer', cause: 'broken' })
    const never = await billOn(line, { ...REQUEST, date: '2019-02-19' })
    expect(never).toMatchObject({ detail: 'not sent (configuration): field bill_date: malformed' })
  })
})

describe('splitBill', () => {
  it('splits header, rows and sums', () => {
    expect(splitBill(TEXT)).toEqual({
      ok: true,
      value: {
        columns: ['交易时间', '商户订单号', '商品名称', '订单金额'],
        rows: [
          ['2019-02-19 01:52:32', 'D1', 'Tea, green', '0.03'],
          ['2019-02-19 02:00:00', 'D2', '`quoted`', '12.80'],
        ],
        summaryColumns: ['总交易单数', '订单总金额'],
        summary: ['2.0', '12.83'],
      },
    })
  })

  it('takes a day without rows, other line ends and a mark', () => {
    expect(splitBill('\uFEFFa,b\nc\n`0')).toEqual({
      ok: true,
      value: { columns: ['a', 'b'], rows: [], summaryColumns: ['c'], summary: ['0'] },
    })
  })

  it.each([
    ['', 'too-short', 0],
    ['a\r\nb\r\n', 'too-short', 2],
    ['`a\r\nb\r\n`1', 'header-expected', 1],
    ['a\r\n`b\r\n`1', 'header-expected', 2],
    ['a\r\nb\r\n1', 'row-expected', 3],
    ['a\r\nx\r\nb\r\n`1', 'row-expected', 2],
    ['a,b\r\n`x\r\nb\r\n`1', 'cells-differ', 2],
    ['a\r\nb,c\r\n`1', 'cells-differ', 3],
  ])('refuses %j', (text, kind, line) => {
    expect(splitBill(text)).toEqual({ ok: false, error: { kind, line } })
  })

  it('gives back the cells that were joined', () => {
    // A cell may hold anything but a line end and the two characters that part cells.
    const cell = fc
      .string({ unit: fc.constantFrom('a', ',', '`', '"', ' ', '茶', '0', '.') })
      .filter((text) => !text.includes(',`') && !text.endsWith(','))
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell)), (rows) => {
        const lines = rows.map((cells) => `\`${cells.join(',`')}`)
        const split = splitBill(['a,b,c', ...lines, 'n', '`0', ''].join('\r\n'))
        expect(split.ok ? split.value.rows : split.error).toEqual(rows)
      }),
    )
  })
})

describe('decodeBill', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (body) => {
        expect(decodeBill(body).kind).toMatch(/^(bill|refused|unreadable)$/)
      }),
    )
  })
})
