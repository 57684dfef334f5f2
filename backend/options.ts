import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { configurationSchema } from '../app/contract/configuration.ts'
import { limitsSchema } from './limits.ts'
import { newMasterKey } from './master-key.ts'
import { DEFAULT_PACES } from './payment-service.ts'

const port = (text: string): number => {
  const value = Number(text)
  if (text === '' || !Number.isInteger(value) || value < 0 || value > 65_535)
    throw new Error(`${text}: not a port`)
  return value
}

/** Reads the command line. What the options mean is in docs/operations.md. */
export function parseOptions(args: readonly string[], environment: NodeJS.ProcessEnv) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '8700' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string', default: 'backend-data' },
      demo: { type: 'boolean' },
      timing: { type: 'string', default: '{}' },
      'master-key-file': { type: 'string' },
      'dead-after-ms': { type: 'string', default: String(DEFAULT_PACES.deadAfterMs) },
      limits: { type: 'string', default: '{}' },
      'metrics-port': { type: 'string' },
      'metrics-host': { type: 'string', default: '127.0.0.1' },
      'trust-proxy': { type: 'string' },
      'log-level': { type: 'string', default: 'info' },
    },
  })
  const deadAfterMs = Number(values['dead-after-ms'])
  if (!(deadAfterMs >= 300)) throw new Error('--dead-after-ms: 300 or more')
  // Set but empty is how a compose file leaves it out.
  const databaseUrl = environment['DATABASE_URL'] || null
  const data = path.resolve(values.data)
  return {
    port: port(values.port),
    host: values.host,
    data,
    databaseUrl,
    // Whoever has a database of their own has merchants of their own.
    demo: values.demo ?? databaseUrl === null,
    timing: configurationSchema.shape.timing.parse(JSON.parse(values.timing)),
    paces: { ...DEFAULT_PACES, deadAfterMs, beatEveryMs: Math.min(1_000, deadAfterMs / 3) },
    masterKey: () => masterKeyText(data, environment, values['master-key-file']),
    limits: limitsSchema.parse(JSON.parse(values.limits)),
    trustedProxies: values['trust-proxy'] ?? null,
    // Not unless asked for: what a shop takes is nobody's business but its operator's.
    metrics:
      values['metrics-port'] === undefined
        ? null
        : { host: values['metrics-host'], port: port(values['metrics-port']) },
    logLevel: values['log-level'],
  }
}

/** From the environment, else from a file; on a machine with its own database, made at the first start. */
function masterKeyText(
  data: string,
  environment: NodeJS.ProcessEnv,
  file: string | undefined,
): string {
  const named = environment['QUICK_PAY_MASTER_KEY']
  if (named !== undefined) return named
  if (file !== undefined) return readFileSync(file, 'utf8')
  if (environment['DATABASE_URL'] !== undefined) {
    throw new Error('DATABASE_URL needs QUICK_PAY_MASTER_KEY or --master-key-file')
  }
  const own = path.join(data, 'master-key.txt')
  mkdirSync(data, { recursive: true })
  if (!existsSync(own)) writeFileSync(own, `${newMasterKey()}\n`, { mode: 0o600, flag: 'wx' })
  return readFileSync(own, 'utf8')
}
