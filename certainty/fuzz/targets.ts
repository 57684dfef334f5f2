import fc from 'fast-check'
import { judge } from '../../app/wechat/judge.ts'
import { signFields } from '../../app/wechat/sign.ts'
import { readXml, writeXml, XML_BYTES_MAX } from '../../app/wechat/xml.ts'
import { DEFAULT_MERCHANT } from '../../simulator/world.ts'
import { bill } from './bills.ts'
import { configuration, ipc, rest } from './calls.ts'
import { journalFile, refundsFile } from './journal-file.ts'
import { keyboardScanner } from './keyboard-scanner.ts'
import { nearly } from './nearly.ts'
import { hid, scan, serial } from './scanners.ts'
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

/** What is read of a message can be written and read again, and nothing depends on which reader took it. */
const xml = target('XML', {
  inputs: messages,
  reaches: ['read', 'malformed'],
  outcome: (body, reached) => {
    const read = readXml(body)
    reached(read.ok ? 'read' : read.error.kind)
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
  },
})

const FIELDS = readXml(encoder.encode(ANSWER))

/** Changed in any way that changes its meaning, an answer is not believed. */
const judged = target('answers of WeChat', {
  inputs: messages,
  reaches: ['believed', 'bad-signature'],
  outcome: (body, reached) => {
    const asked = { merchant, key: merchant.apiKey, echoes: [['out_trade_no', 'ORDER1'] as const] }
    const verdict = judge({ status: 200, body }, asked)
    reached(verdict.kind === 'no-answer' ? verdict.cause : 'believed')
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
  },
})

/** All that read what strangers send. */
export const TARGETS: readonly Target[] = [
  xml,
  judged,
  bill,
  scan,
  serial,
  keyboardScanner,
  hid,
  ipc,
  rest,
  configuration,
  journalFile,
  refundsFile,
]
