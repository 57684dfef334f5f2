import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SCAN_LENGTH_MAX } from '../../hardware/scanner/decoder.ts'
import { posReports } from '../../hardware/scanner/hid-emulator.ts'
import { HID_MAKES, HONEYWELL_POS } from '../../hardware/scanner/hid-makes.ts'
import { hidPosDecoder, type PosState } from '../../hardware/scanner/hid-pos-decoder.ts'
import { layoutIn, type PosLayout } from '../../hardware/scanner/hid-pos-layout.ts'

const CODE = '134567890123456789'
const OTHER = '101112131415161718'

/** A report of 64 bytes: these at its beginning, and others at their places. */
function report(start: readonly (number | string)[], rest: Readonly<Record<number, number>> = {}) {
  const bytes = new Uint8Array(64)
  bytes.set(
    start.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part, 'latin1')])),
  )
  for (const [at, value] of Object.entries(rest)) bytes[Number(at)] = value
  return bytes
}

interface Read {
  readonly scans: readonly string[]
  readonly state: PosState
  readonly unterminated: boolean
}

/** Feeds reports; null stands for silence. */
function read(layout: PosLayout | null, reports: readonly (Uint8Array | null)[]): Read {
  const decoder = hidPosDecoder(layout)
  let state = decoder.start
  let unterminated = false
  const scans: string[] = []
  for (const one of reports) {
    const step = one === null ? decoder.silence(state) : decoder.feed(state, one)
    state = step.state
    unterminated ||= step.unterminated
    scans.push(...step.scans)
  }
  return { scans, state, unterminated }
}

const honeywell = layoutIn(HONEYWELL_POS.descriptor)

describe('reports as manuals show them', () => {
  it('Access-IS LSR118, appendix B.1.1: 60 characters in two reports', () => {
    const pass = 'M1GATHERGOOD/MICHAEL  YABCDEF LHRDURAK 3542 052Y003D23  '
    const reports = [
      report([2, 0x38, ']Q0', pass], { 61: 0x73, 63: 1 }),
      report([2, 4, ']Q0', '1234'], { 61: 0x73 }),
    ]
    for (const layout of [honeywell, null]) {
      expect(read(layout, reports).scans).toEqual([`${pass}1234`])
    }
  })

  it.each([
    ['AIM identifier behind the length', report([2, 18, ']C0', CODE], { 61: 0x6a })],
    ['AIM identifier one byte later', report([2, 18, 0, ']C1', CODE])],
    ['no AIM identifier', report([2, 18, CODE], { 62: 0x6a })],
    ['AIM identifier as part of the data', report([2, 21, ']C0', CODE])],
    ['CR behind the code', report([2, 19, ']Q1', CODE, '\r'])],
    ['CR LF behind the code', report([2, 20, CODE, '\r\n'])],
  ])('without a descriptor: %s', (_, one) => {
    expect(read(null, [one]).scans).toEqual([CODE])
  })

  it('takes no answer to a command for a scan of a code', () => {
    // What a Honeywell says of itself comes as a scan of symbology ]X0.
    expect(read(honeywell, [report([2, 12, ']X0', 'Product Name'])]).scans).toEqual([
      'Product Name',
    ])
  })
})

describe.each(Object.entries(HID_MAKES))('%s', (_, make) => {
  const layout = layoutIn(make.descriptor)
  if (layout === null) throw new Error('no layout')

  it('brings texts of every length up to the longest, one after the other', () => {
    const texts = [1, 18, 55, 56, 57, 112, 113, SCAN_LENGTH_MAX].map((length) => 'x'.repeat(length))
    expect(
      read(
        layout,
        texts.flatMap((text) => posReports(layout, text, ']Q1')),
      ).scans,
    ).toEqual(texts)
  })

  it('never joins half a scan with another', () => {
    const [first] = posReports(layout, OTHER.repeat(5), ']Q1')
    if (first === undefined) throw new Error('no report')
    const { scans, unterminated } = read(layout, [first, null, ...posReports(layout, CODE, ']C0')])
    expect(scans).toEqual([CODE])
    expect(unterminated).toBe(true)
  })

  it('makes no code of noise, and grows nothing', () => {
    const noise = fc.uint8Array({ minLength: 1, maxLength: 70 })
    const real = fc.constant(posReports(layout, CODE, ']C0')[0] ?? new Uint8Array())
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 6, arbitrary: noise }, real)), (reports) => {
        for (const described of [layout, null]) {
          const { scans, state } = read(described, reports)
          const codes = scans.filter((scan) => /^1[0-5]\d{16}$/.test(scan))
          expect(codes.filter((code) => code !== CODE)).toEqual([])
          expect(state.text.length).toBeLessThanOrEqual(SCAN_LENGTH_MAX)
        }
      }),
      { numRuns: 1_000 },
    )
  })
})

it('reads another kind of report as nothing', () => {
  const { scans, state } = read(honeywell, [report([4, 18, ']C0', CODE])])
  expect(scans).toEqual([])
  expect(state.continued).toBe(false)
})

it('takes no report that is longer than the descriptor says', () => {
  // A byte too many in front of the code would make another valid one of it.
  const longer = [report([2, 18, ']C', '11', CODE]), new Uint8Array(1)]
  expect(read(honeywell, [Uint8Array.from(longer.flatMap((part) => [...part]))]).scans).toEqual([])
})

it('is not led beyond its data by a length that cannot be', () => {
  const { scans } = read(honeywell, [report([2, 255, ']C0', CODE], { 61: 0x31, 62: 0x32 })])
  // The fill is cleaned off; what lies behind the data is no part of it.
  expect(scans).toEqual([CODE])
  expect(read(null, [report([2, 255, ']C0', CODE])]).scans).toEqual([])
})

it('gives up a scan whose last report says that more follows', () => {
  const endless = report([2, 56, ']Q1', 'x'.repeat(56)], { 63: 1 })
  const { state, scans } = read(
    honeywell,
    Array.from({ length: 100 }, () => endless),
  )
  expect(scans).toEqual([])
  expect(state.text).toHaveLength(SCAN_LENGTH_MAX)
})
