import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { StartFault } from '../../app/contract/start-fault.ts'
import { startTexts } from '../../renderer/i18n/i18n.ts'
import { startFaultText } from '../../renderer/start-fault-texts.ts'

const FILE = '/shop/till.json'
const text = (fault: StartFault, file: string | null): string =>
  startFaultText(i18next.getFixedT('en', 'startFault'), fault, file)

const unusable = (reason: string): StartFault => ({
  kind: 'credentials-missing',
  at: 'certificateFile',
  reason,
})

beforeAll(async () => {
  globalThis.document ??= { documentElement: {} } as Document // only its language is set
  await startTexts('en')
})

describe('a set-up that is wrong', () => {
  it('is changed in the file it came from', () => {
    expect(text(unusable('missing'), FILE)).toBe(
      `Merchant data, key or certificate: certificateFile — this is missing. Change the file ${FILE}, then start the till again.`,
    )
  })

  it('is changed on the screen when it was made there', () => {
    expect(text(unusable('key-mismatch'), null)).toMatch(/do not belong together\. Press F12/)
  })

  it('says what the system’s codes mean, and keeps its words for support', () => {
    const said = text(unusable("ENOENT: no such file, open 'cert.pem'"), FILE)
    expect(said).toContain('certificateFile — the file was not found.')
    expect(said).toMatch(/\(ENOENT: no such file, open 'cert\.pem'\)$/)
  })

  it('names the field and keeps the check’s words', () => {
    const fault = { kind: 'configuration-invalid', at: 'shop.till', reason: 'too long' } as const
    expect(text(fault, FILE)).toMatch(/^The configuration is wrong at shop\.till\..*\(too long\)$/)
  })

  it.each([
    ['ENOENT', /not found/],
    ['not JSON at position 7', /is not JSON\..*\(not JSON at position 7\)$/],
  ])('a file that cannot be read: %s', (detail, said) => {
    expect(text({ kind: 'configuration-unreadable', detail }, FILE)).toMatch(said)
  })
})
