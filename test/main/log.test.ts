import fc from 'fast-check'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLog, redact } from '../../main/log.ts'

const code = fc
  .tuple(fc.constantFrom('10', '13', '15', '16', '28'), fc.stringMatching(/^\d{16}$/))
  .map(([a, b]) => a + b)

describe('the log', () => {
  it('never holds a payment code, wherever it stands', () => {
    fc.assert(
      fc.property(
        code,
        fc.stringMatching(/^[^0-9]*$/),
        fc.stringMatching(/^[^0-9]*$/),
        (c, before, after) => {
          expect(redact(`${before}${c}${after}`, [])).not.toContain(c)
        },
      ),
    )
  })

  it('keeps order numbers, transaction ids and times readable', () => {
    const line =
      'order 202511210000000000000000000001 is 4200000000202501010000000001 at 20250101093000'
    expect(redact(line, [])).toBe(line)
  })

  it('hides known secrets and keys in PEM form', () => {
    const pem = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'
    const hidden = redact(`key 192006250b4c09247ec02edce69f6a2d ${pem} end`, [
      '192006250b4c09247ec02edce69f6a2d',
    ])
    expect(hidden).toBe('key [hidden] [hidden] end')
  })

  it('hides them in the file, in messages and in fields', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'log-'))
    const file = path.join(folder, 'till.log')
    const log = openLog(file, () => ['very-secret-key'])
    log.info({ scanned: '134567890123456789', key: 'very-secret-key' }, 'code 134567890123456789')
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('[hidden]')
    expect(text).not.toMatch(/134567890123456789|very-secret-key/)
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(['/dev/full', '/dev/null/logs/till.log'])(
    'that cannot be written (%s) loses lines and nothing else',
    (file) => {
      const log = openLog(file, () => [])
      expect(() => {
        for (let line = 0; line < 5; line += 1) log.info({ line }, 'lost')
      }).not.toThrow()
    },
  )
})
