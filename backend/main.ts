/** The merchant backend as a program: `npm run backend`. What it prints and takes is in docs/operations.md. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openDatabase } from './database.ts'
import { startDemo } from './demo.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { openLog } from './log.ts'
import { readMasterKey } from './master-key.ts'
import { isUpToDate, migrate } from './migrate.ts'
import { startNode } from './node.ts'
import { parseOptions } from './options.ts'
import { sentenceOf } from './sentence.ts'

let embedded: EmbeddedPostgres | null = null
/** One line for the operator. A PostgreSQL that was started for nothing must not live on. */
const startFailed = (error: Error): void => {
  console.error(sentenceOf(error))
  void (embedded?.stop() ?? Promise.resolve()).finally(() => process.exit(1))
}
process.once('uncaughtException', startFailed)

const options = parseOptions(process.argv.slice(2), process.env)
const log = openLog(options.logLevel)
const masterKey = readMasterKey(options.masterKey())

if (options.databaseUrl === null)
  embedded = await startEmbeddedPostgres(path.join(options.data, 'postgres'))
const databaseUrl = options.databaseUrl ?? embedded?.url ?? ''

const setUp = openDatabase({ url: databaseUrl, connections: 1 })
if (!(await isUpToDate(setUp))) {
  const patient = openDatabase({ url: databaseUrl, connections: 1, patient: true })
  for (const name of await migrate(patient)) log.info({ name }, 'migrated')
  await patient.end()
}
mkdirSync(options.data, { recursive: true })
if (embedded !== null) {
  // For the operator's commands; it holds the password, so it is the owner's alone.
  const file = path.join(options.data, 'database-url.txt')
  rmSync(file, { force: true })
  writeFileSync(file, embedded.url, { mode: 0o600 })
}
const demo = options.demo ? await startDemo(setUp, masterKey, options.data) : null
await setUp.end()
const node = await startNode({ databaseUrl, masterKey, log, options })
// From here on it is a fault of ours, and its place in the program is wanted.
process.off('uncaughtException', startFailed)

let ending = false
const end = (signal: string): void => {
  if (ending) return
  ending = true
  log.info({ node: node.id, signal }, 'draining')
  node
    .drain()
    .then(() => demo?.stop())
    .then(() => embedded?.stop())
    .then(() => process.exit(0))
    .catch((error: unknown) => {
      log.fatal({ error: String(error) }, 'could not end in order')
      process.exit(1)
    })
}
process.on('SIGTERM', end)
process.on('SIGINT', end)

const told = demo && {
  merchantId: demo.merchantId,
  storeId: demo.storeId,
  tillId: demo.tillId,
  enrolmentCode: demo.enrolmentCode,
  operators: demo.operators,
  phone: demo.phone,
  control: demo.control,
}
console.log(JSON.stringify({ url: node.url, node: node.id, metrics: node.metricsUrl, demo: told }))
if (process.stderr.isTTY && demo !== null) {
  console.error(`Enrolment code of till 1, good for 10 minutes: ${demo.enrolmentCode}`)
  for (const { role, pin } of demo.operators) console.error(`PIN of the ${role}: ${pin}`)
  console.error(`The payer's phone: ${demo.phone}`)
}
