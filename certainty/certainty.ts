/** Everything that CI proves about certainty, two programs at a time, with its figures. `npm run certainty`. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'

const root = path.resolve(import.meta.dirname, '..')

const { values } = parseArgs({ options: { worlds: { type: 'string', default: '20000' } } })
const half = Math.ceil(Number(values.worlds) / 2)

/** Each a program of its own, the longest first. */
const PROGRAMS: readonly (readonly string[])[] = [
  ['certainty/mutants/run-mutants.ts', '--at-once', '1'],
  ['certainty/simulate.ts', '--from', '1', '--seeds', String(half)],
  ['certainty/simulate.ts', '--from', String(half + 1), '--seeds', String(half)],
  ['certainty/fuzz/fuzz.ts', '--minutes', '1'],
  ['certainty/simulate.ts', '--access', 'backend', '--seeds', '400'],
]
const AT_ONCE = 2

/** Runs one to its end; what it said comes out in one piece. True: it found nothing wrong. */
async function run(words: readonly string[]): Promise<boolean> {
  const startedMs = performance.now()
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  const code = await new Promise((resolve) => child.once('close', resolve))
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0)
  console.log(`== ${words.join(' ')} (${seconds} s)\n${said}`)
  return code === 0
}

const left = [...PROGRAMS]
const work = async (): Promise<boolean> => {
  let good = true
  for (let words = left.shift(); words !== undefined; words = left.shift()) {
    good = (await run(words)) && good
  }
  return good
}
const all = await Promise.all(Array.from({ length: AT_ONCE }, work))
if (all.includes(false)) process.exitCode = 1
