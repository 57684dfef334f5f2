import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanScan, SCAN_LENGTH_MAX, type Decoded } from '../../hardware/scanner/decoder.ts'
import {
  framedDecoder,
  type FrameState,
  type Framing,
} from '../../hardware/scanner/framed-decoder.ts'

const CODE = '134567890123456789'
const OTHER = '101112131415161718'
const IDLE_MS = 80

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')

interface Read {
  readonly scans: readonly string[]
  readonly state: FrameState
  readonly unterminated: boolean
}

/** Feeds the chunks; null stands for silence. */
function read(framing: Framing, chunks: readonly (Uint8Array | string | null)[]): Read {
  const decoder = framedDecoder(framing, IDLE_MS)
  let state = decoder.start
  let unterminated = false
  const scans: string[] = []
  for (const chunk of chunks) {
    const step: Decoded<FrameState> =
      chunk === null
        ? decoder.silence(state)
        : decoder.feed(state, typeof chunk === 'string' ? bytes(chunk) : chunk)
    state = step.state
    unterminated ||= step.unterminated
    scans.push(...step.scans)
  }
  return { scans, state, unterminated }
}

/** Lines as scanners of these settings send them: two scans and what comes of them. */
const LINES: readonly (readonly [Framing, string])[] = [
  ['cr', `${CODE}\r${OTHER}\r`],
  ['lf', `${CODE}\n${OTHER}\n`],
  ['crlf', `${CODE}\r\n${OTHER}\r\n`],
  ['any-line', `${CODE}\r${OTHER}\r`],
  ['any-line', `${CODE}\n${OTHER}\n`],
  ['any-line', `${CODE}\r\n${OTHER}\r\n`],
  ['stx-etx', `\x02${CODE}\x03\x02${OTHER}\x03`],
  ['stx-etx', `\x02${CODE}\x03\r\n\x02${OTHER}\x03\r\n`],
  // A line framing also takes frames with an AIM identifier and STX in front.
  ['any-line', `\x02]C1${CODE}\x03\r\n]Q3${OTHER}\r\n`],
  ['cr', `]C0${CODE}\r\n\0\0]C0${OTHER}\r\n`],
]

describe.each(LINES)('%s reads %j', (framing, line) => {
  it('cut at every length', () => {
    for (let size = 1; size <= line.length; size++) {
      const chunks = [...line].flatMap((_, at) => (at % size ? [] : [line.slice(at, at + size)]))
      expect(read(framing, chunks).scans).toEqual([CODE, OTHER])
    }
  })

  it('cut in two anywhere', () => {
    for (let at = 0; at <= line.length; at++) {
      expect(read(framing, [line.slice(0, at), line.slice(at)]).scans).toEqual([CODE, OTHER])
    }
  })
})

it('ends a scan by silence', () => {
  expect(read('idle', [CODE.slice(0, 7), CODE.slice(7), null, `${OTHER}\r\n`, null]).scans).toEqual(
    [CODE, OTHER],
  )
})

it('never joins half a scan with one after a silence', () => {
  for (const framing of ['cr', 'lf', 'crlf', 'any-line', 'stx-etx'] as const) {
    const half = framing === 'stx-etx' ? `\x02${CODE.slice(0, 9)}` : CODE.slice(0, 9)
    const end = { cr: '\r', lf: '\n', crlf: '\r\n', 'any-line': '\r', 'stx-etx': '\x03' }[framing]
    const start = framing === 'stx-etx' ? '\x02' : ''
    expect(read(framing, [half, null, `${start}${OTHER}${end}`]).scans).toEqual([OTHER])
  }
})

it('tells a scanner with another framing from a crackle', () => {
  expect(read('crlf', [`${CODE}\r`, null]).unterminated).toBe(true)
  expect(read('stx-etx', [CODE, null]).unterminated).toBe(true)
  expect(read('any-line', ['x~', null]).unterminated).toBe(false)
  expect(read('any-line', [`${CODE}\r`, null]).unterminated).toBe(false)
  expect(read('idle', [CODE, null]).unterminated).toBe(false)
})

it('does not let the tail of something long pass for a code', () => {
  const long = '9'.repeat(SCAN_LENGTH_MAX) + CODE
  for (const chunks of [[`${long}\r`], [long, '\r'], [...`${long}\r`]]) {
    expect(read('any-line', chunks).scans).toEqual(['9'.repeat(SCAN_LENGTH_MAX)])
  }
})

it('keeps room for a code on a line that sends NULs for ever', () => {
  expect(read('any-line', ['\0'.repeat(100_000), `${CODE}\r`]).scans).toEqual([CODE])
})

it('starts anew at an STX', () => {
  expect(read('stx-etx', [`\x0213456\x02${CODE}\x03`]).scans).toEqual([CODE])
  expect(read('stx-etx', [`${OTHER}\x03\x02${CODE}\x03`]).scans).toEqual([CODE])
})

it.each([
  [']C0134567890123456789', CODE],
  [']e0\x1d134567890123456789\r', CODE],
  ['\x02134567890123456789\x03', CODE],
  // Inside, a control character stays: without it two halves would make a code.
  ['134567890\x00123456789', '134567890\x00123456789'],
  [']', ']'],
  ['\x00\x01', ''],
])('cleans %j', (raw, clean) => {
  expect(cleanScan(raw)).toBe(clean)
})

describe('noise', () => {
  const framings = ['cr', 'lf', 'crlf', 'any-line', 'stx-etx', 'idle'] as const
  const noise = fc.uint8Array({ maxLength: 60 })

  // 100,000 chunks of noise in all, with true scans between.
  it.each(framings)('makes no code and grows nothing: %s', (framing) => {
    const frame = {
      cr: `${CODE}\r`,
      lf: `${CODE}\n`,
      crlf: `${CODE}\r\n`,
      'any-line': `${CODE}\r\n`,
      'stx-etx': `\x02${CODE}\x03`,
      idle: CODE,
    }[framing]
    const parts = fc.array(fc.oneof({ weight: 8, arbitrary: noise }, fc.constant(bytes(frame))), {
      minLength: 10,
      maxLength: 30,
    })
    fc.assert(
      fc.property(parts, (chunks) => {
        const { scans, state } = read(framing, chunks)
        expect(state.text.length).toBeLessThanOrEqual(SCAN_LENGTH_MAX)
        const codes = scans.filter((scan) => /^1[0-5]\d{16}$/.test(scan))
        expect(codes.filter((code) => code !== CODE)).toEqual([])
        for (const scan of scans) expect(scan.length).toBeLessThanOrEqual(SCAN_LENGTH_MAX)
      }),
      { numRuns: 850 },
    )
  })

  it.each(framings)('reads nothing that is not on the line in one piece: %s', (framing) => {
    const digits = fc.string({
      unit: fc.constantFrom(...'0123456789\0\r\n\x02\x03]C1\x1d'),
      maxLength: 25,
    })
    fc.assert(
      fc.property(fc.array(fc.oneof(digits, fc.constant(null)), { maxLength: 30 }), (chunks) => {
        const stretches = chunks.map((chunk) => chunk ?? '\xff').join('')
        for (const scan of read(framing, chunks).scans) expect(stretches).toContain(scan)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each(framings)('leaves the scan after a silence whole: %s', (framing) => {
    const frame = framing === 'stx-etx' ? `\x02${CODE}\x03` : `${CODE}\r\n`
    fc.assert(
      fc.property(noise, (chunk) => {
        expect(read(framing, [chunk, null, frame, null]).scans.at(-1)).toBe(CODE)
      }),
    )
  })
})
