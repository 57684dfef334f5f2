import fc from 'fast-check'
import { classifyScan } from '../../app/payment/payment-code.ts'
import { type Decoder, SCAN_LENGTH_MAX } from '../../hardware/scanner/decoder.ts'
import { framedDecoder, type Framing } from '../../hardware/scanner/framed-decoder.ts'
import { posReports } from '../../hardware/scanner/hid-emulator.ts'
import { HID_MAKES } from '../../hardware/scanner/hid-makes.ts'
import { hidPosDecoder } from '../../hardware/scanner/hid-pos-decoder.ts'
import { layoutIn } from '../../hardware/scanner/hid-pos-layout.ts'
import { flipped, flips, nearlyText } from './nearly.ts'
import { must, target } from './target.ts'

const encoder = new TextEncoder()

const PREFIXES = ['10', '11', '12', '13', '14', '15']

const code = fc.stringMatching(/^1[0-5]\d{16}$/)
/** What scanners, phones and people put around a code, and what they make of its digits. */
const around = fc.constantFrom('', '', ' ', '\r', '\r\n', ']C1', ']Q0', '\u0002', '\u0000', '　')
const written = fc.constantFrom<(digits: string) => string>(
  (digits) => digits,
  (digits) => digits.replaceAll(/(\d{4})/g, '$1 '),
  (digits) => digits.replaceAll(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
)
const nearCode = fc.tuple(around, code, written, around).map(([before, digits, write, behind]) => {
  return before + write(digits) + behind
})
const brokenCode = nearCode.chain((text) =>
  nearlyText(
    text,
    fc.string({ maxLength: 3, unit: fc.constantFrom(...'0123456789 \r\n]CQ\0０９') }),
  ),
)

const texts = fc.oneof(
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc.stringMatching(/^[\s\d\]C]{0,24}$/),
  fc.stringMatching(/^(?:2[5-9]|30|62)\d{14,22}$/),
  nearCode,
  brokenCode,
)

/** Whatever is scanned, only the code that stands there is charged. */
export const scan = target('scanned texts', {
  inputs: texts,
  reaches: ['payment-code', 'other-wallet', 'goods-barcode', 'incomplete-code', 'unreadable-code'],
  outcome: (text, reached) => {
    const read = classifyScan(text, PREFIXES)
    reached(read.kind)
    if (read.kind !== 'payment-code') return read.kind
    must(/^1[0-5]\d{16}$/.test(read.code), 'that is no payment code')
    const digits = text.normalize('NFKC').replaceAll(/\D/g, '')
    must(digits.endsWith(read.code), 'a payment code was made up')
    return read.kind
  },
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

/** However a serial line is cut into chunks, it brings the same scans. */
export const serial = target('serial scanners', {
  inputs: fc.tuple(fc.constantFrom(...FRAMINGS), pieces),
  // Without a frame a scan ends by silence, which is not played here.
  reaches: FRAMINGS.filter((framing) => framing !== 'idle'),
  outcome: ([framing, chunks], reached) => {
    const decoder = framedDecoder(framing)
    const whole = decoded(decoder, [Buffer.concat(chunks)])
    const bytes = Array.from(Buffer.concat(chunks), (byte) => Uint8Array.of(byte))
    must(
      JSON.stringify(whole) === JSON.stringify(decoded(decoder, bytes)),
      'the cuts changed the scans',
    )
    must(
      whole.every((text) => text.length <= SCAN_LENGTH_MAX),
      'a scan grew without a bound',
    )
    if (whole.length > 0) reached(framing)
    return `${framing}: ${whole.length} scans`
  },
})

const scannedTexts = fc.array(fc.oneof(code, fc.string({ minLength: 1, maxLength: 150 })), {
  minLength: 1,
  maxLength: 3,
})

/** A real make's descriptor and reports, with some bits turned round in either or none. */
const ofMake = fc
  .record({
    make: fc.constantFrom(...Object.values(HID_MAKES)),
    describes: fc.boolean(),
    bent: flips({ most: 2 }),
    said: scannedTexts,
    noise: fc.array(fc.record({ at: fc.nat(12), changes: flips({ most: 3 }) }), { maxLength: 2 }),
  })
  .map(({ make, describes, bent, said, noise }): [Uint8Array, Uint8Array[]] => {
    const layout = layoutIn(make.descriptor)
    if (layout === null) throw new Error('this make has no scans')
    const sent = said.flatMap((text) => [...posReports(layout, text, ']C0')])
    for (const { at, changes } of noise) {
      const index = at % sent.length
      sent[index] = flipped(sent[index] ?? new Uint8Array(), changes)
    }
    return [describes ? flipped(make.descriptor, bent) : new Uint8Array(), sent]
  })

const reports = fc.oneof(
  fc.tuple(
    fc.uint8Array({ maxLength: 120 }),
    fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 5 }),
  ),
  { weight: 4, arbitrary: ofMake },
)

/** Whatever a HID scanner says of itself and sends, no scan has more in it than came. */
export const hid = target('HID scanners', {
  inputs: reports,
  reaches: ['described, scans', 'guessed, scans', 'described, over several reports'],
  outcome: ([descriptor, sent], reached) => {
    const layout = layoutIn(descriptor)
    const scans = decoded(hidPosDecoder(layout), sent)
    const bytes = sent.reduce((sum, { length }) => sum + length, 0)
    must(
      scans.every(({ length }) => length > 0 && length <= SCAN_LENGTH_MAX),
      'a scan is empty, or grew without a bound',
    )
    must(scans.join('').length <= bytes, 'more was scanned than came')
    const how = layout === null ? 'guessed' : 'described'
    if (scans.length > 0) reached(`${how}, scans`)
    if (scans.some(({ length }) => length > 64)) reached(`${how}, over several reports`)
    return `${how}, ${scans.length} scans`
  },
})
