/** Checks what a run left: `node chaos/checker/main.ts FOLDER`. Exits with 1 when a rule is broken. */
import { check } from './check.ts'
import { readFacts } from './read-facts.ts'

const findings = check(readFacts(process.argv[2] ?? '.'))
for (const { rule, about, what } of findings) console.log(`${rule}: ${about}: ${what}`)
console.log(`${findings.length} findings`)
process.exitCode = findings.length === 0 ? 0 : 1
