import { describe, expect, it } from 'vitest'
import { isUsable, type Finding } from '../../app/scanner-check/finding.ts'
import { TEST_TEXT } from '../../app/scanner-check/test-text.ts'
import { judgeBytes } from '../../hardware/scanner-check/judge-bytes.ts'
import { framedDecoder } from '../../hardware/scanner/framed-decoder.ts'

const AT = { baudRate: 9600, format: '8N1' } as const

const judge = (text: string, pauseMs = 0, expected: Parameters<typeof judgeBytes>[2] = null) =>
  judgeBytes({ bytes: Array.from(text, (c) => c.charCodeAt(0)), pauseMs }, AT, expected)

type Read = Extract<Finding, { kind: 'read' }>

function read(text: string, pauseMs = 0, expected: Parameters<typeof judgeBytes>[2] = null): Read {
  const finding = judge(text, pauseMs, expected)
  if (finding?.kind !== 'read') throw new Error(`not read: ${JSON.stringify(finding)}`)
  return finding
}

describe('what one scan on a serial line shows', () => {
  const ENDINGS = [
    [`${TEST_TEXT}\r`, 'cr', 'any-line', []],
    [`${TEST_TEXT}\n`, 'lf', 'any-line', []],
    [`${TEST_TEXT}\r\n`, 'crlf', 'any-line', []],
    [`\x02${TEST_TEXT}\x03`, 'etx', 'stx-etx', []],
    [`\x02${TEST_TEXT}\x03\r\n`, 'etx', 'stx-etx', []],
    [`${TEST_TEXT}\t`, 'tab', 'idle', ['unusual-end']],
    [TEST_TEXT, 'none', 'idle', ['no-end']],
    [`]C0${TEST_TEXT}\r\n`, 'crlf', 'any-line', ['aim-prefix']],
    [`AB${TEST_TEXT}\r`, 'cr', 'any-line', ['extra-characters']],
    [`${TEST_TEXT}#`, 'other', 'idle', ['unusual-end', 'extra-characters']],
  ] as const

  it.each(ENDINGS)('%j ends by %s: framing %s, %j', (text, end, framing, remarks) => {
    const finding = read(text)
    expect(finding).toMatchObject({ end, settings: { framing, ...AT }, remarks })
  })

  it('gives settings with which the till reads that very scanner, if it calls it usable', () => {
    for (const [text] of ENDINGS) {
      const { settings } = read(text)
      if (settings.bus !== 'serial' || !isUsable(read(text))) continue
      const decoder = framedDecoder(settings.framing, settings.idleMs)
      const bytes = new TextEncoder().encode(text)
      const fed = decoder.feed(decoder.start, bytes)
      const scans = [...fed.scans, ...decoder.silence(fed.state).scans]
      expect(scans).toEqual([TEST_TEXT])
    }
  })

  it('says that the till had another setting or waited for another end', () => {
    const expected = { baudRate: 115_200, format: '8N1', framing: 'stx-etx' } as const
    expect(read(`${TEST_TEXT}\r`, 0, expected).remarks).toEqual(['other-setting', 'other-end'])
    const same = { ...AT, framing: 'cr' } as const
    expect(read(`${TEST_TEXT}\r\n`, 0, same).remarks).toEqual([])
  })

  it('waits longer for the end of a scan that comes in pieces, and refuses what would be cut', () => {
    expect(read(TEST_TEXT, 120)).toMatchObject({
      settings: { idleMs: 240 },
      remarks: ['no-end', 'in-pieces'],
    })
    expect(isUsable(read(`${TEST_TEXT}\r`, 450))).toBe(false)
  })

  it('tells another code and half a test code from garbage', () => {
    expect(judge('6901234567892\r\n')).toEqual({ kind: 'other-text' })
    expect(judge('Till-Q')).toEqual({ kind: 'beginning' })
    expect(judge('\xd4\x69\x6c\x6c')).toBeNull()
    expect(judge('')).toBeNull()
  })
})
