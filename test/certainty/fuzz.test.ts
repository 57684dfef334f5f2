import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runTarget } from '../../certainty/fuzz/run-target.ts'
import { must, target } from '../../certainty/fuzz/target.ts'
import { TARGETS } from '../../certainty/fuzz/targets.ts'

describe.each(TARGETS.map((one) => [one.name, one] as const))('%s', (_, one) => {
  it('comes to everything that it is there for', async () => {
    expect(one.reaches).not.toEqual([])
    const { missed, broken } = await runTarget(one, { seed: 1, ms: 0, kept: [] })
    expect(broken).toBeNull()
    expect(missed).toEqual([])
  }, 60_000)
})

describe('a target', () => {
  const small = (reaches: readonly string[]) =>
    target('numbers', {
      inputs: fc.nat(100),
      reaches,
      outcome: (number, reached) => {
        must(number !== 7 || !reaches.includes('seven'), 'seven')
        reached(number < 50 ? 'small' : 'large')
        return 'read'
      },
    })
  const wish = { seed: 1, ms: 0, kept: [], enough: 1_000 }

  it('fails when no new input came to a branch', async () => {
    const run = await runTarget(small(['small', 'negative']), wish)
    expect(run).toMatchObject({ runs: 1_000, missed: ['negative'], broken: null })
  })

  it('is not helped to a branch by what was kept', async () => {
    const kept = [{ target: 'numbers', outcome: 'negative', input: '' }]
    expect((await runTarget(small(['negative']), { ...wish, kept })).missed).toEqual(['negative'])
  })

  it('gives back the input that broke a rule, so that it can be tried again', async () => {
    const one = small(['seven'])
    const { broken } = await runTarget(one, wish)
    expect(broken?.error).toEqual(new Error('seven'))
    await expect(one.again(broken?.input ?? '')).rejects.toThrow('seven')
  })
})
