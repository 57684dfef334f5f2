/** Breaks everything at once and looks whether the money is right: `npm run chaos`. See docs/chaos.md. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { check } from './checker/check.ts'
import { readFacts } from './checker/read-facts.ts'
import { parseOptions } from './options.ts'
import { openPrograms } from './processes.ts'
import { report } from './report.ts'
import { runChaos } from './run.ts'

const options = parseOptions(process.argv.slice(2))
const folder = mkdtempSync(path.join(tmpdir(), 'quick-pay-chaos-'))
// PostgreSQL runs as another user when this one is root.
chmodSync(folder, 0o755)
const programs = openPrograms(folder)
const startedMs = performance.now()
const say = (line: string): void => {
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0).padStart(4)
  console.log(`${seconds} s  ${line}`)
}

let ending = false
const interrupted = (): void => {
  if (ending) return
  ending = true
  void programs.endAll().finally(() => process.exit(130))
}
process.on('SIGINT', interrupted)
process.on('SIGTERM', interrupted)

const { seed, minutes, tills, ownTills } = options
console.log(`chaos: seed ${seed}, ${minutes} minutes, ${tills} tills and ${ownTills} of our own`)
try {
  const story = await runChaos(options, { folder, programs, say })
  const facts = readFacts(folder)
  const findings = check(facts)
  console.log(report(story, facts, findings))
  process.exitCode = findings.length === 0 ? 0 : 1
} catch (error) {
  console.error(error)
  process.exitCode = 2
} finally {
  await programs.endAll()
}
if (options.forget || (process.exitCode === 0 && !options.keep))
  rmSync(folder, { recursive: true, force: true })
else console.log(`everything that was said is in ${folder}`)
process.exit()
