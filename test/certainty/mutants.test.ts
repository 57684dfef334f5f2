import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { BACKEND_MUTANTS } from '../../certainty/mutants/backend-mutants.ts'
import { edited } from '../../certainty/mutants/mutant.ts'
import { REFUND_MUTANTS } from '../../certainty/mutants/refund-mutants.ts'
import { STORE_MUTANTS } from '../../certainty/mutants/store-mutants.ts'

it.each([...STORE_MUTANTS, ...REFUND_MUTANTS, ...BACKEND_MUTANTS])(
  '“$name” still fits the code',
  ({ edits }) => {
    const texts = new Map<string, string>()
    for (const edit of edits) {
      const before = texts.get(edit.file) ?? readFileSync(edit.file, 'utf8')
      const after = edited(before, edit)
      expect(after).not.toBe(before)
      texts.set(edit.file, after)
    }
  },
)
