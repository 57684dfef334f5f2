/** The operator's guide names all that there is. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const guide = readFileSync('docs/operations.md', 'utf8')
const quoted = (file: string, pattern: RegExp): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name = '']) => name)

it.each([
  ['option', 'backend/options.ts', /^ {6}'?([a-z-]+)'?: \{ type: '(?:string|boolean)'/gm, '--'],
  ['variable of the environment', 'backend/options.ts', /environment\['(\w+)'\]/g, ''],
  ['command', 'backend/admin.ts', /^ {2}'([a-z-]+)': \{$/gm, ''],
])('docs/operations.md names every %s', (_what, file, pattern, prefix) => {
  const names = quoted(file, pattern)
  expect(names.length).toBeGreaterThan(1)
  expect(names.filter((name) => !guide.includes(prefix + name))).toEqual([])
})
