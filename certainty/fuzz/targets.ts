import fc from 'fast-check'
import { asks } from '../../app/contract/contract.ts'
import { configurationSchema } from '../../app/contract/configuration.ts'
import { REST_CALLS } from '../../app/contract/rest-calls.ts'
import { classifyScan } from '../../app/payment/payment-code.ts'
import { BillLines } from '../../app/reconciliation/bill-lines.ts'
import { createRowReader, type RowReader } from '../../app/reconciliation/bill-reader.ts'
import { createBillSums } from '../../app/reconciliation/bill-sums.ts'
import { isGzip, readRefusal } from '../../app/wechat/bill-text.ts'
import { judge } from '../../app/wechat/judge.ts'
import { signFields } from '../../app/wechat/sign.ts'
import { readXml, writeXml, XML_BYTES_MAX } from '../../app/wechat/xml.ts'
import { parseReportDescriptor } from '../../hardware/scanner/hid-descriptor.ts'
import { hidPosDecoder } from '../../hardware/scanner/hid-pos-decoder.ts'
import { framedDecoder, type Framing } from '../../hardware/scanner/framed-decoder.ts'
import type { Decoder } from '../../hardware/scanner/decoder.ts'
import { DEFAULT_MERCHANT } from '../../simulator/world.ts'

/** Something that reads what strangers send, and what must hold for every input. Throws when it does not. */
export interface Target {
  readonly name: string
  readonly property: fc.IRawProperty<unknown>
}

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what)
}

const merchant = {
  ...DEFAULT_MERCHANT,
  subAppId: '',
  subMchId: '',
  signType: 'MD5',
  deviceInfo: '',
  clientIp: '192.0.2.1',
  sandbox: 'off',
  negativeTest: '',
} as const

const encoder = new TextEncoder()

/** A signed, whole answer of WeChat. */
const ANSWER = (() => {
  const fields = [
    ['return_code', 'SUCCESS'],
    ['appid', merchant.appId],
    ['mch_id', merchant.mchId],
    ['result_code', 'SUCCESS'],
    ['out_trade_no', 'ORDER1'],
    ['total_fee', '888'],
    ['trade_state', 'SUCCESS'],
  ] as const
  return writeXml([...fields, ['sign', signFields(fields, merchant.apiKey, 'MD5')]])
})()

/** Bytes that are nearly right: a sample with pieces cut out, doubled, or replaced. */
const nearly = (sample: string): fc.Arbitrary<Uint8Array> =>
  fc
    .array(
      fc.record({
        at: fc.nat(sample.length),
        cut: fc.nat(12),
        put: fc.oneof(
          fc.string({ maxLength: 8, unit: 'binary' }),
          fc.constantFrom(
            '<',
            '>',
            '&',
            ']]>',
            '<![CDATA[',
            '&#0;',
            '<!DOCTYPE x>',
            '<xml>',
            '</xml>',
          ),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((edits) => {
      let text = sample
      for (const { at, cut, put } of edits) text = text.slice(0, at) + put + text.slice(at + cut)
      return encoder.encode(text)
    })

const messages = fc.oneof(fc.uint8Array({ maxLength: 400 }), nearly(ANSWER))

const xml = fc.property(messages, (body) => {
  const read = readXml(body)
  if (!read.ok) return
  must(body.length <= XML_BYTES_MAX, 'a message that is too long was read')
  const again = readXml(encoder.encode(writeXml([...read.value])))
  must(again.ok, 'what was read cannot be written and read again')
  if (again.ok) {
    const same = JSON.stringify([...again.value]) === JSON.stringify([...read.value])
    must(same, 'what was read means something else once it is written again')
  }
})

const FIELDS = readXml(encoder.encode(ANSWER))

/** Changed in any way that changes its meaning, an answer is not believed. */
const judged = fc.property(messages, (body) => {
  const asked = { merchant, key: merchant.apiKey, echoes: [['out_trade_no', 'ORDER1'] as const] }
  const verdict = judge({ status: 200, body }, asked)
  if (verdict.kind === 'no-answer') return
  const meaning = (fields: Iterable<readonly [string, string]>): string =>
    [...fields]
      .flatMap(([name, value]) => (value === '' ? [] : JSON.stringify([name, value])))
      .toSorted((a, b) => (a < b ? -1 : 1))
      .join()
  must(
    FIELDS.ok && meaning(verdict.fields) === meaning(FIELDS.value),
    'a changed answer is believed',
  )
})

const BILL =
  '\uFEFF交易时间,商户号,微信订单号,商户订单号,交易状态,货币种类,订单金额\r\n`2026-05-20 12:00:00,`1,`4200,`D1,`SUCCESS,`CNY,`8.88\r\n总交易单数,订单总金额\r\n`1,`8.88\r\n'

/** Whatever is read of a bill, its rows are whole and its own sums fit. */
const bill = fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), nearly(BILL)), (body) => {
  if (isGzip(body) || readRefusal(body) !== null) return
  const lines = new BillLines()
  const sums = createBillSums()
  let reader: RowReader | null = null
  let minor = 0
  for (const line of new TextDecoder().decode(body).split(/\r?\n/)) {
    const part = lines.take(line)
    if (!part.ok) return
    if (part.value?.kind === 'header') reader = createRowReader(part.value.columns, sums)
    if (part.value?.kind !== 'row' || reader === null) continue
    const row = reader(part.value.text, part.value.line)
    if (!row.ok) return
    minor += row.value.kind === 'payment' ? row.value.price.minor : 0
  }
  const end = lines.end()
  if (!end.ok || sums.check(end.value.header, end.value.values, end.value.line) !== null) return
  must(Number.isSafeInteger(minor), 'a bill that fits has an amount that is none')
})

const scan = fc.property(
  fc.oneof(fc.string({ maxLength: 60, unit: 'binary' }), fc.stringMatching(/^[\s\d\]C]{0,24}$/)),
  (text) => {
    const read = classifyScan(text, ['10', '11', '12', '13', '14', '15'])
    if (read.kind !== 'payment-code') return
    must(/^1[0-5]\d{16}$/.test(read.code), 'that is no payment code')
    const digits = text.normalize('NFKC').replaceAll(/\D/g, '')
    must(digits.endsWith(read.code), 'a payment code was made up')
  },
)

/** However the bytes are cut, the scans are the same, and no scan is longer than what came. */
const decoded = <S>(decoder: Decoder<S>, cut: readonly Uint8Array[]): readonly string[] => {
  let { start: state } = decoder
  const scans: string[] = []
  for (const chunk of cut) {
    const step = decoder.feed(state, chunk)
    state = step.state
    scans.push(...step.scans)
  }
  return scans
}

const FRAMINGS: readonly Framing[] = ['cr', 'lf', 'crlf', 'any-line', 'stx-etx', 'idle']

const pieces = fc.array(
  fc.oneof(
    fc.uint8Array({ maxLength: 30 }),
    fc
      .constantFrom(
        '134567890123456789\r',
        '\u0002134567890123456789\u0003',
        ']C1134567890123456789\r\n',
      )
      .map((text) => encoder.encode(text)),
  ),
  { maxLength: 6 },
)

const serial = fc.property(fc.constantFrom(...FRAMINGS), pieces, (framing, chunks) => {
  const decoder = framedDecoder(framing)
  const whole = decoded(decoder, [Buffer.concat(chunks)])
  const bytes = Array.from(Buffer.concat(chunks), (byte) => Uint8Array.of(byte))
  must(
    JSON.stringify(whole) === JSON.stringify(decoded(decoder, bytes)),
    'the cuts changed the scans',
  )
  must(
    whole.every((text) => text.length <= 256),
    'a scan grew without a bound',
  )
})

const hid = fc.property(
  fc.uint8Array({ maxLength: 120 }),
  fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 5 }),
  (descriptor, reports) => {
    parseReportDescriptor(descriptor)
    decoded(hidPosDecoder(null), reports)
  },
)

const anything = fc.anything({ maxDepth: 3, withNullPrototype: true, withBigInt: false })

/** What comes from the page: refused or read, never an exception. */
const ipc = fc.property(fc.constantFrom(...Object.values(asks)), anything, (schema, value) => {
  schema.safeParse(value)
})

const rest = fc.property(fc.constantFrom(...Object.values(REST_CALLS)), anything, (call, value) => {
  call.body.safeParse(value)
  call.params.safeParse(value)
  call.query.safeParse(value)
})

const configuration = fc.property(anything, (value) => {
  configurationSchema.safeParse(value)
})

export const TARGETS: readonly Target[] = [
  { name: 'XML', property: xml },
  { name: 'answers of WeChat', property: judged },
  { name: 'bills', property: bill },
  { name: 'scanned texts', property: scan },
  { name: 'serial scanners', property: serial },
  { name: 'HID scanners', property: hid },
  { name: 'calls of the page', property: ipc },
  { name: 'calls of the backend', property: rest },
  { name: 'configuration files', property: configuration },
]
