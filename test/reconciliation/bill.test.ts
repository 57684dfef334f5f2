import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderNumberIn, readColumns } from '../../app/reconciliation/bill-columns.ts'
import { BillLines } from '../../app/reconciliation/bill-lines.ts'
import type { BillFileProblem } from '../../app/reconciliation/bill-problem.ts'
import { createRowReader } from '../../app/reconciliation/bill-reader.ts'
import type { BillRow } from '../../app/reconciliation/bill-row.ts'
import { createBillSums } from '../../app/reconciliation/bill-sums.ts'
import { minorOf, readRatePpm, readUnits } from '../../app/reconciliation/decimal.ts'
import { aBill, aRow, HEADERS } from './bill-texts.ts'

/** Reads a whole bill the way that a reconciliation does, but in one go. */
function read(text: string): readonly BillRow[] | BillFileProblem {
  const lines = new BillLines()
  const sums = createBillSums()
  const rows: BillRow[] = []
  let reader: ReturnType<typeof createRowReader> | null = null
  for (const line of text.split(/\r?\n/)) {
    const part = lines.take(line)
    if (!part.ok) return part.error
    if (part.value?.kind === 'header') reader = createRowReader(part.value.columns, sums)
    if (part.value?.kind !== 'row' || reader === null) continue
    const row = reader(part.value.text, part.value.line)
    if (!row.ok) return row.error
    rows.push(row.value)
  }
  const end = lines.end()
  if (!end.ok) return end.error
  return sums.check(end.value.header, end.value.values, end.value.line) ?? rows
}

const REFUND_CELLS = {
  交易状态: 'REFUND',
  应结订单金额: '0.00',
  订单金额: '0.00',
  微信退款单号: '50000000002019021900000000001',
  商户退款单号: 'R1',
  退款金额: '0.01',
  申请退款金额: '0.01',
  退款类型: 'ORIGINAL',
  退款状态: 'SUCCESS',
  手续费: '-0.00006',
}

describe('a bill', () => {
  it('is read with its payments, refunds and revokes', () => {
    const rows = read(
      aBill([
        aRow({ 代金券金额: '0.01', 应结订单金额: '0.02' }),
        aRow(REFUND_CELLS),
        aRow({ ...REFUND_CELLS, 交易状态: 'REVOKED', 微信退款单号: '0', 商户退款单号: '0' }),
      ]),
    )
    expect(rows).toMatchObject([
      {
        line: 2,
        kind: 'payment',
        atMs: Date.parse('2019-02-19T01:52:32+08:00'),
        mchId: '10000100',
        subMchId: '',
        device: 'POS-1',
        orderNumber: 'D1',
        price: { minor: 3, currency: 'CNY' },
        settlement: { minor: 2, currency: 'CNY' },
        couponMinor: 1,
        feeUnits: 18,
        ratePpm: 6_000,
        refund: null,
      },
      {
        line: 3,
        kind: 'refund',
        price: { minor: 0 },
        refund: {
          refundNumber: 'R1',
          settled: { minor: 1 },
          asked: { minor: 1 },
          status: 'SUCCESS',
        },
      },
      { line: 4, kind: 'revoke', refund: { refundNumber: '', refundId: '' } },
    ])
  })

  it.each(['ALL', 'SUCCESS', 'REFUND'] as const)('of kind %s has its columns found', (kind) => {
    expect(read(aBill([aRow()], { header: HEADERS[kind] }))).toMatchObject([
      { orderNumber: 'D1', price: { minor: 3 }, feeUnits: 18 },
    ])
  })

  it('is found by the names of its columns, in whatever order', () => {
    const header = HEADERS.ALL.split(',').toReversed().join(',')
    expect(read(aBill([aRow()], { header }))).toEqual(read(aBill([aRow()])))
  })

  it('with the older 24 columns is read too', () => {
    const row = aRow({ 子商户号: '1900000109', 总金额: '12.80', 退款金额: '0.00' })
    const sums =
      '总交易单数,总交易额,总退款金额,总代金券或立减优惠退款金额,手续费总金额\n`1,`12.8,`0.0,`0.0,`0.0'
    expect(read(aBill([row], { header: HEADERS.OLD, sums, end: '\n' }))).toMatchObject([
      { subMchId: '1900000109', price: { minor: 1280 }, settlement: { minor: 1280 } },
    ])
  })

  it('of the global kind may settle in another currency than it is priced in', () => {
    const row = aRow({
      标价币种: 'JPY',
      '订单金额(标价币种)': '500',
      结算币种: 'HKD',
      应结订单金额: '26.31',
      手续费: '0.15786',
      优惠券金额: '0',
    })
    const sums = '总交易单数,应结订单总金额\r\n`1,`26.31'
    expect(read(aBill([row], { header: HEADERS.STATEMENT, sums }))).toMatchObject([
      { price: { minor: 500, currency: 'JPY' }, settlement: { minor: 2631, currency: 'HKD' } },
    ])
  })

  it.each<readonly [string, string, BillFileProblem]>([
    ['without its end', aBill([aRow()]).split('总交易单数')[0] ?? '', { kind: 'cut-off', line: 3 }],
    [
      'cut within its sums',
      `${aBill([aRow()]).split('\r\n').slice(0, 3).join('\r\n')}`,
      { kind: 'cut-off', line: 3 },
    ],
    ['with no line', '', { kind: 'columns-missing', columns: ['交易时间', '商户号', '微信订单号', '商户订单号', '交易状态', '标价币种', '订单金额(标价币种)'] }], // prettier-ignore
    ['that is a web page', '<html>', { kind: 'columns-missing', columns: ['交易时间', '商户号', '微信订单号', '商户订单号', '交易状态', '标价币种', '订单金额(标价币种)'] }], // prettier-ignore
    [
      'with a row that is too short',
      aBill([aRow()]).replace(',`0.60%', ''),
      { kind: 'row-malformed', line: 2 },
    ],
    [
      'with an amount that is none',
      aBill([aRow({ 订单金额: '1e3' })], { sums: '总交易单数\r\n`1' }),
      { kind: 'cell-malformed', line: 2, column: '订单金额' },
    ],
    [
      'with a fraction of a fen',
      aBill([aRow({ 订单金额: '0.031' })], { sums: '总交易单数\r\n`1' }),
      { kind: 'cell-malformed', line: 2, column: '订单金额' },
    ],
    [
      'with a state nobody knows',
      aBill([aRow({ 交易状态: 'PENDING' })]),
      { kind: 'cell-malformed', line: 2, column: '交易状态' },
    ],
    [
      'with an impossible time',
      aBill([aRow({ 交易时间: '2019-02-19 25:52:32' })]),
      { kind: 'cell-malformed', line: 2, column: '交易时间' },
    ],
    [
      'with a row too few',
      aBill([aRow(), aRow({ 商户订单号: 'D2' })]).replace(/`2019.*?\r\n/, ''),
      { kind: 'totals-differ', total: 'rows', said: '200000', counted: '100000' },
    ],
    [
      'whose sum is another',
      aBill([aRow()], { sums: '总交易单数,订单总金额\r\n`1.0,`0.04' }),
      { kind: 'totals-differ', total: 'order', said: '4000', counted: '3000' },
    ],
    [
      'that does not count its rows',
      aBill([aRow()], { sums: '订单总金额\r\n`0.03' }),
      { kind: 'columns-missing', columns: ['总交易单数'] },
    ],
    [
      'that goes on after its end',
      `${aBill([aRow()])}\`more\r\n`,
      { kind: 'row-malformed', line: 5 },
    ],
  ])('%s is refused', (_, text, problem) => {
    expect(read(text)).toEqual(problem)
  })

  it('never loses or moves a cell', () => {
    // A cell may hold anything but a line end and the two characters that part cells.
    const text = fc
      .string({ unit: fc.constantFrom('a', ',', '`', '"', ' ', '茶', '0', '.') })
      .filter((one) => !one.includes(',`') && !one.endsWith(','))
    const row = fc.record({
      商品名称: text,
      商户数据包: text,
      订单金额: fc.integer({ min: 0, max: 10 ** 9 }).map((minor) => (minor / 100).toFixed(2)),
      商户订单号: fc.string({
        unit: fc.constantFrom('a', '1', '_', '-'),
        minLength: 1,
        maxLength: 32,
      }),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (cells) => {
        const rows = cells.map((one) => aRow(one))
        const found = read(aBill(rows, { sums: `总交易单数\r\n\`${rows.length}` }))
        expect(found).toMatchObject(
          cells.map((one) => ({
            orderNumber: one.商户订单号,
            price: { minor: Math.round(Number(one.订单金额) * 100) },
            feeUnits: 18,
          })),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('shows the order number of a row without splitting it', () => {
    const columns = readColumns(HEADERS.ALL)
    const line = aBill([aRow({ 商户订单号: 'X-1' })]).split('\r\n')[1] ?? ''
    expect(columns.ok && orderNumberIn(line, columns.value)).toBe('X-1')
    expect(columns.ok && orderNumberIn('`a,`b', columns.value)).toBeNull()
  })
})

describe('amounts of a bill', () => {
  it.each([
    ['0.03', 3_000],
    ['-12.8', -1_280_000],
    ['', 0],
    ['0.00018', 18],
    ['7', 700_000],
    ['-0.00', 0],
    ['9999999999.99999', 999_999_999_999_999],
    ['1.000000', 100_000],
  ])('%s is %i units', (text, units) => expect(readUnits(text)).toBe(units))

  it.each([
    '1e3',
    '1.',
    '.5',
    '1,000.00',
    '0x10',
    '１',
    ' 1',
    '0.000001',
    '12345678901',
    '-',
    '--1',
  ])('%s is none', (text) => expect(readUnits(text)).toBeNull())

  it('are whole minor units of their currency', () => {
    expect(minorOf(1_280_000, 'CNY')).toBe(1280)
    expect(minorOf(1_280_000, 'JPY')).toBeNull()
    expect(minorOf(1_300_000, 'JPY')).toBe(13)
    expect(minorOf(18, 'CNY')).toBeNull()
  })

  it('have their rates read exactly', () => {
    expect(['0.60%', '0.38%', '1%', '0.00%', '', '0.6', '%'].map(readRatePpm)).toEqual([
      6_000,
      3_800,
      10_000,
      0,
      null,
      null,
      null,
    ])
  })
})
