import { expect, it } from 'vitest'
import { accountOf, type KeptPart, nightlyReport } from '../../certainty/nightly-report.ts'
import { versionOf } from '../../certainty/version.ts'
import { NO_FIGURES } from '../../certainty/world/tally.ts'

const part = (from: number, digest: string, failedSeeds: readonly number[] = []): KeptPart => ({
  access: 'store',
  from,
  seeds: 1_000,
  version: { digest, commit: `commit of ${digest}` },
  figures: { ...NO_FIGURES, worlds: 1_000, failedSeeds },
})

it('adds the parts of a night up, and says which seeds were left out and which failed', () => {
  const account = accountOf('store', [part(3_001, 'old'), part(1, 'old'), part(1_001, 'old', [7])])
  expect(account.ranges).toEqual([
    [1, 2_000],
    [3_001, 4_000],
  ])
  expect(account.figures).toMatchObject({ worlds: 3_000, failedSeeds: [7] })
  expect(accountOf('backend', [part(1, 'old')]).figures.worlds).toBe(0)
})

it('names the code of each part', () => {
  const kept = [part(1, 'old'), part(1_001, 'old'), part(2_001, 'new')]
  const report = nightlyReport([accountOf('store', kept)], { kept, wanted: 10_000 })
  expect(report).toContain('3,000 of 10,000 worlds')
  expect(report).toContain('| old | commit of old | store | 2,000 | 1 to 2,000 |')
  expect(report).toContain('| new | commit of new | store | 1,000 | 2,001 to 3,000 |')
})

it('tells the code of the worlds by all that they are made of', () => {
  const { digest } = versionOf('.')
  expect(digest).toMatch(/^[0-9a-f]{12}$/)
  expect(versionOf('.').digest).toBe(digest)
})
