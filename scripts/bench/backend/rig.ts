import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Database, openDatabase } from '../../../backend/database.ts'
import { createMerchant, createStore } from '../../../backend/directory.ts'
import { startEmbeddedPostgres } from '../../../backend/embedded-postgres.ts'
import { newMasterKey, readMasterKey } from '../../../backend/master-key.ts'
import { merchantSettingsSchema } from '../../../backend/merchant-settings.ts'
import { migrate } from '../../../backend/migrate.ts'
import { type CertificateFiles, prepareCertificates } from '../../../simulator/certificates.ts'
import { holdTo } from './cpu-share.ts'
import { API_KEY, APP_ID, MCH_ID } from './merchant.ts'
import { familyCpuMs, type Program, startProgram } from './processes.ts'
import { type BenchTill, makeTill } from './tills.ts'

/** PostgreSQL, WeChat's answerer, and a merchant with tills. */
export interface BenchRig {
  readonly databaseUrl: string
  readonly sql: Database
  readonly merchantId: string
  readonly tills: readonly BenchTill[]
  /** Processor time so far of what stands in WeChat's place. */
  readonly answererCpuMs: () => number
  /** And of PostgreSQL with all its processes. */
  readonly postgresCpuMs: () => number
  /** How long after each answer the next query about the same order came, and all calls, since the last time. */
  readonly takeGaps: () => Promise<{ readonly gapsMs: readonly number[]; readonly calls: number }>
  /** A node whose payments stay where they are (`silent`), or one with WeChat behind it. */
  readonly node: (kind: 'silent' | 'whole', ...args: readonly string[]) => Promise<Program>
  /** A program that only checks the same signatures and answers. */
  readonly bare: () => Promise<Program>
  readonly close: () => Promise<void>
}

/** `postgresCores`: how much of the machine PostgreSQL may have; null is all of it. */
export async function openBenchRig(
  tillCount: number,
  postgresCores: number | null = null,
): Promise<BenchRig> {
  const folder = mkdtempSync(path.join(tmpdir(), 'quick-pay-bench-'))
  // A folder of its own: PostgreSQL runs as another user when we are root.
  const data = mkdtempSync(path.join(tmpdir(), 'quick-pay-bench-pg-'))
  const certificates = await prepareCertificates(folder, MCH_ID)
  const postgres = await startEmbeddedPostgres(data)
  const letGo = postgresCores === null ? () => undefined : holdTo(postgres.pid, postgresCores)
  const sql = openDatabase({ url: postgres.url, connections: 8 })
  await migrate(sql)
  const answerer = await startAnswerer(certificates)
  const masterKeyText = newMasterKey()
  const merchantId = await createMerchant(sql, readMasterKey(masterKeyText), {
    name: 'Load',
    settings: merchantSettingsSchema.parse({
      appId: APP_ID,
      mchId: MCH_ID,
      hosts: [answerer.url],
      authorityPem: readFileSync(certificates.caFile, 'utf8'),
    }),
    secrets: {
      apiKey: API_KEY,
      certificatePem: readFileSync(certificates.certificateFile, 'utf8'),
      certificateKeyPem: readFileSync(certificates.certificateKeyFile, 'utf8'),
    },
  })
  const storeId = await createStore(sql, { merchantId, name: 'Load' })
  const tills: BenchTill[] = []
  for (let made = 0; made < tillCount; made += 1) tills.push(await makeTill(sql, storeId))
  const programs: Program[] = []
  const opened = (program: Program): Program => {
    programs.push(program)
    return program
  }
  return {
    databaseUrl: postgres.url,
    sql,
    merchantId,
    tills,
    answererCpuMs: answerer.cpuMs,
    postgresCpuMs: () => familyCpuMs(postgres.pid),
    async takeGaps() {
      const text = await textFrom(`${answerer.url}/take-gaps`, readFileSync(certificates.caFile))
      // The answerer's own answer.
      return JSON.parse(text) as { gapsMs: readonly number[]; calls: number }
    },
    async node(kind, ...args) {
      const program = kind === 'silent' ? path.join(import.meta.dirname, 'node.ts') : MAIN
      const environment = { DATABASE_URL: postgres.url, QUICK_PAY_MASTER_KEY: masterKeyText }
      const own = ['--port', '0', '--log-level', 'warn', '--limits', LIMITS]
      return opened(await startProgram([program, ...own, ...args], environment))
    },
    bare: async () => opened(await startBare(tills)),
    async close() {
      await Promise.all(programs.map((program) => program.end('SIGKILL')))
      await answerer.end('SIGKILL')
      await sql.end()
      await postgres.stop()
      letGo()
      for (const one of [folder, data]) rmSync(one, { recursive: true, force: true })
    },
  }
}

const startAnswerer = (certificates: CertificateFiles): Promise<Program> =>
  startProgram([
    path.join(import.meta.dirname, 'answerer.ts'),
    `--certificate=${certificates.serverCertificateFile}`,
    `--key=${certificates.serverKeyFile}`,
  ])

const textFrom = (url: string, ca: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    get(url, { ca }, (response) => {
      let all = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (all += chunk))
      response.on('end', () => resolve(all))
    }).on('error', reject)
  })

function startBare(tills: readonly BenchTill[]): Promise<Program> {
  const keys = Object.fromEntries(tills.map(({ deviceId, publicKey }) => [deviceId, publicKey]))
  return startProgram([path.join(import.meta.dirname, 'bare.ts'), JSON.stringify(keys)])
}

const MAIN = path.resolve(import.meta.dirname, '../../../backend/main.ts')

/** Few tills stand for many here. */
const LIMITS = JSON.stringify({ startsPerMinute: 1_000_000, readsPerMinute: 1_000_000 })
