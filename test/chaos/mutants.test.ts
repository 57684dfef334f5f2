import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { RULES } from '../../chaos/checker/check.ts'
import { EPISODES } from '../../chaos/episodes.ts'
import { MUTANTS, patched } from '../../chaos/mutants.ts'

it.each(MUTANTS)('$name still differs from the source in what it says', (mutant) => {
  for (const patch of mutant.patches) {
    const source = readFileSync(patch.file, 'utf8')
    expect(patched(source, patch)).not.toBe(source)
  }
  expect(EPISODES.map(({ name }) => name)).toContain(mutant.only)
  for (const rule of mutant.breaks) expect(Object.keys(RULES)).toContain(rule)
})

it('a patch whose text is gone is an error, not a mutant that survives', () => {
  const patch = { file: 'x.ts', from: 'fence', to: '' }
  expect(() => patched('nothing', patch)).toThrow('x.ts has 0 times')
  expect(() => patched('fence fence', patch)).toThrow('x.ts has 2 times')
})
