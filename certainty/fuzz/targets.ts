import fc from 'fast-check'
import type { z } from 'zod'
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
import { journalFile } from './journal-file.ts'
import { must, type Target, target } from './target.ts'

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

const DECLARATION = encoder.encode('<?xml version="1.0"?>')

type Reading = ReturnType<typeof readXml>
const sameReading = (one: Reading, other: Reading): boolean =>
  one.ok && other.ok
    ? JSON.stringify([...one.value]) === JSON.stringify([...other.value])
    : !one.ok && !other.ok && one.error.kind === other.error.kind

/** Begins as `readPlainXml` wants it, and is short enough to take a declaration, too. */
const isPlainStart = (body: Uint8Array): boolean =>
  body.length + DECLARATION.length <= XML_BYTES_MAX &&
  new TextDecoder().decode(body.subarray(0, 5)) === '<xml>'

const xml = target('XML', messages, (body) => {
  const read = readXml(body)
  // In front of `<xml>` a declaration changes nothing, but only the parser reads it: see `readPlainXml`.
  const parsed = readXml(Buffer.concat([DECLARATION, body]))
  must(
    !isPlainStart(body) || sameReading(read, parsed),
    'a plain message means something else to the parser',
  )
  if (!read.ok) return read.error.kind
  must(body.length <= XML_BYTES_MAX, 'a message that is too long was read')
  const again = readXml(encoder.encode(writeXml([...read.value])))
  must(again.ok, 'what was read cannot be written and read again')
  must(sameReading(read, again), 'what was read means something else once it is written again')
  return 'read'
})

const FIELDS = readXml(encoder.encode(ANSWER))

/** Changed in any way that changes its meaning, an answer is not believed. */
const judged = target('answers of WeChat', messages, (body) => {
  const asked = { merchant, key: merchant.apiKey, echoes: [['out_trade_no', 'ORDER1'] as const] }
  const verdict = judge({ status: 200, body }, asked)
  if (verdict.kind === 'no-answer') return verdict.cause
  const meaning = (fields: Iterable<readonly [string, string]>): string =>
    [...fields]
      .flatMap(([name, value]) => (value === '' ? [] : JSON.stringify([name, value])))
      .toSorted((a, b) => (a < b ? -1 : 1))
      .join()
  must(
    FIELDS.ok && meaning(verdict.fields) === meaning(FIELDS.value),
    'a changed answer is believed',
  )
  return 'believed'
})

const BILL =
  '\uFEFF交易时间,商户号,微信订单号,商户订单号,交易状态,货币种类,订单金额\r\n`2026-05-20 12:00:00,`1,`4200,`D1,`SUCCESS,`CNY,`8.88\r\n总交易单数,订单总金额\r\n`1,`8.88\r\n'

/** Whatever is read of a bill, its rows are whole and its own sums fit. */
const bills = fc.oneof(fc.uint8Array({ maxLength: 400 }), nearly(BILL))
const bill = target('bills', bills, (body) => {
  if (isGzip(body)) return 'gzip'
  if (readRefusal(body) !== null) return 'refusal'
  const lines = new BillLines()
  const sums = createBillSums()
  let reader: RowReader | null = null
  let minor = 0
  for (const line of new TextDecoder().decode(body).split(/\r?\n/)) {
    const part = lines.take(line)
    if (!part.ok) return part.error.kind
    if (part.value?.kind === 'header') reader = createRowReader(part.value.columns, sums)
    if (part.value?.kind !== 'row' || reader === null) continue
    const row = reader(part.value.text, part.value.line)
    if (!row.ok) return row.error.kind
    minor += row.value.kind === 'payment' ? row.value.price.minor : 0
  }
  const end = lines.end()
  if (!end.ok) return end.error.kind
  const wrong = sums.check(end.value.header, end.value.values, end.value.line)
  if (wrong !== null) return wrong.kind
  must(Number.isSafeInteger(minor), 'a bill that fits has an amount that is none')
  return 'read'
})

const texts = fc.oneof(
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc.stringMatching(/^[\s\d\]C]{0,24}$/),
)
const scan = target('scanned texts', texts, (text) => {
  const read = classifyScan(text, ['10', '11', '12', '13', '14', '15'])
  if (read.kind !== 'payment-code') return read.kind
  must(/^1[0-5]\d{16}$/.test(read.code), 'that is no payment code')
  const digits = text.normalize('NFKC').replaceAll(/\D/g, '')
  must(digits.endsWith(read.code), 'a payment code was made up')
  return read.kind
})

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

const lines = fc.tuple(fc.constantFrom(...FRAMINGS), pieces)
const serial = target('serial scanners', lines, ([framing, chunks]) => {
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
  return `${framing}: ${whole.length} scans`
})

const reports = fc.tuple(
  fc.uint8Array({ maxLength: 120 }),
  fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 5 }),
)
const hid = target('HID scanners', reports, ([descriptor, sent]) => {
  const reads = parseReportDescriptor(descriptor)?.length
  return `${reads ?? 'no'} fields, ${decoded(hidPosDecoder(null), sent).length} scans`
})

const anything = fc.anything({ maxDepth: 3, withNullPrototype: true, withBigInt: false })

/** What a decoder says of an input, never with an exception. A call that is not there any more is refused as well. */
const said = (schema: z.ZodType | undefined, value: unknown): string =>
  schema?.safeParse(value).success === true ? 'read' : 'refused'

/** One of several by its name, which can be kept, and a value for it. */
const named = <T extends object>(of: T) =>
  // The keys are those of the object itself.
  fc.tuple(fc.constantFrom(...(Object.keys(of) as (keyof T & string)[])), anything)

const ipc = target('calls of the page', named(asks), ([name, value]) => said(asks[name], value))

const rest = target('calls of the backend', named(REST_CALLS), ([name, value]) => {
  const call: (typeof REST_CALLS)[typeof name] | undefined = REST_CALLS[name]
  return [call?.body, call?.params, call?.query].map((schema) => said(schema, value)).join(', ')
})

const configuration = target('configuration files', anything, (value) =>
  said(configurationSchema, value),
)

/** All that read what strangers send. */
export const TARGETS: readonly Target[] = [
  xml,
  judged,
  bill,
  scan,
  serial,
  hid,
  ipc,
  rest,
  configuration,
  journalFile,
]
