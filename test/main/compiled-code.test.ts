import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openCompiledCode } from '../../main/compiled-code.ts'

let root = ''
let kept = ''

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'compiled-'))
  kept = path.join(root, 'compiled')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function program(name: string, source: string): string {
  const file = path.join(root, name)
  writeFileSync(file, source)
  return file
}

/** What lies in the folder: names, and when each was written. */
const written = (): readonly string[] =>
  readdirSync(kept, { recursive: true, encoding: 'utf8' })
    .map((name) => `${name} ${statSync(path.join(kept, name), { bigint: true }).mtimeNs}`)
    .toSorted()

const keptFiles = (): readonly string[] =>
  readdirSync(kept, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(kept, name))
    .filter((name) => statSync(name).isFile())

/** One start of the program: what it exports. */
function start(file: string): unknown {
  const code = openCompiledCode(kept)
  const exported = code.load(file)
  code.keep()
  return exported
}

it('runs a file with its neighbours, those of Node and packages, in a circle too', () => {
  program('b.cjs', `const a = require('./a.cjs'); exports.seen = () => a.name`)
  const a = program(
    'a.cjs',
    `exports.name = 'a'
     const { seen } = require('./b.cjs')
     exports.seen = seen()
     exports.joined = require('node:path').join('x', 'y')
     exports.where = [__filename, __dirname]`,
  )
  const expected = { name: 'a', seen: 'a', joined: path.join('x', 'y'), where: [a, root] }
  expect(start(a)).toEqual(expected)
  expect(start(a)).toEqual(expected)
})

it('keeps once what V8 made of each file that ran', () => {
  program('b.cjs', `module.exports = 2`)
  const a = program('a.cjs', `module.exports = 1 + require('./b.cjs')`)
  expect(start(a)).toBe(3)
  expect(keptFiles()).toHaveLength(2)
  const before = written()
  expect(start(a)).toBe(3)
  // Nothing is written anew: what was kept was taken.
  expect(written()).toEqual(before)
})

it('never runs old code for a new source, and leaves nothing of the build before', () => {
  const a = program('a.cjs', `module.exports = 'old'`)
  start(a)
  program('a.cjs', `module.exports = 'new'`)
  expect(start(a)).toBe('new')
  expect(keptFiles()).toHaveLength(1)
})

it.each([
  ['cut short', (file: string) => truncateSync(file, 40)],
  ['empty', (file: string) => truncateSync(file, 0)],
  [
    'changed in one byte',
    (file: string) => {
      const bytes = readFileSync(file)
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9)
      writeFileSync(file, bytes)
    },
  ],
])('compiles anew where the kept code is %s', (_, harm) => {
  const a = program('a.cjs', `module.exports = [1, 2, 3].map((n) => n * 2)`)
  start(a)
  const [file = ''] = keptFiles()
  const whole = readFileSync(file)
  harm(file)
  expect(start(a)).toEqual([2, 4, 6])
  expect(readFileSync(file).length).toBe(whole.length)
})

it('keeps nothing without a folder', () => {
  const code = openCompiledCode(null)
  expect(code.load(program('a.cjs', `module.exports = 1`))).toBe(1)
  code.keep()
  expect(readdirSync(root)).toEqual(['a.cjs'])
})

it('starts where nothing can be kept', () => {
  writeFileSync(kept, 'a file where the folder should be')
  expect(start(program('a.cjs', `module.exports = 1`))).toBe(1)
})

it('throws what the program throws, with the line it is on', () => {
  mkdirSync(kept)
  const a = program('a.cjs', `exports.fails = () => {\n  throw new Error('said here')\n}`)
  // What the file above exports.
  const { fails } = openCompiledCode(kept).load(a) as { readonly fails: () => never }
  expect(fails).toThrow('said here')
  const stack = (): string => {
    try {
      return fails()
    } catch (error) {
      return error instanceof Error ? String(error.stack) : ''
    }
  }
  expect(stack()).toContain(`${a}:2:9`)
})
