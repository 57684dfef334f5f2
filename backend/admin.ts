/** What an operator does about merchants, tills and devices: `npm run backend:admin -- COMMAND`. See docs/operations.md. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { pinSchema, ROLES } from '../app/contract/rest-operators.ts'
import { readDay } from '../app/reconciliation/day.ts'
import { type Database, openDatabase } from './database.ts'
import { changeMerchant, createMerchant, createStore, createTill, sealAnew } from './directory.ts'
import { createEnrolmentCode, revokeDevice } from './enrolment.ts'
import { createGateways } from './gateways.ts'
import { type MasterKey, readMasterKey } from './master-key.ts'
import { merchantSettingsSchema } from './merchant-settings.ts'
import {
  changeOperator,
  createOperator,
  listOperators,
  newPin,
  sealPinsAnew,
  setPin,
} from './operators.ts'
import { parseOptions } from './options.ts'
import { sentenceOf } from './sentence.ts'
import { reconcileMerchantDay } from './reconcile-day.ts'

const merchantFileSchema = z.strictObject({
  name: z.string().min(1).max(100),
  settings: merchantSettingsSchema,
  apiKeyFile: z.string(),
  apiV3KeyFile: z.string().optional(),
  certificateFile: z.string(),
  certificateKeyFile: z.string(),
})

/** A merchant's file names the files of its keys, as seen from its own folder. */
function readMerchant(file: string) {
  const wanted = merchantFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const read = (name: string): string =>
    readFileSync(path.resolve(path.dirname(file), name), 'utf8').trim()
  return {
    name: wanted.name,
    settings: wanted.settings,
    secrets: {
      apiKey: read(wanted.apiKeyFile),
      apiV3Key: wanted.apiV3KeyFile === undefined ? '' : read(wanted.apiV3KeyFile),
      certificatePem: read(wanted.certificateFile),
      certificateKeyPem: read(wanted.certificateKeyFile),
    },
  }
}

interface Desk {
  readonly sql: Database
  readonly masterKey: MasterKey
  readonly options: ReturnType<typeof parseOptions>
}

type Command = (desk: Desk, words: readonly [string, string, string]) => Promise<unknown>

const roleSchema = z.enum(ROLES)

/** A PIN is never an argument: those can be seen by everybody on the machine. */
const pinFromInput = (): string => pinSchema.parse(readFileSync(0, 'utf8').trim())

const doneOrNot = (done: boolean): string => (done ? 'done' : 'no such operator')

const COMMANDS: Readonly<
  Record<string, { readonly words: readonly string[]; readonly run: Command }>
> = {
  'create-merchant': {
    words: ['FILE'],
    run: ({ sql, masterKey }, [file]) => createMerchant(sql, masterKey, readMerchant(file)),
  },
  'change-merchant': {
    words: ['MERCHANT', 'FILE'],
    run: async ({ sql, masterKey }, [id, file]) => {
      const { settings, secrets } = readMerchant(file)
      return changeMerchant(sql, masterKey, { id, settings, secrets })
    },
  },
  'create-store': {
    words: ['MERCHANT', 'NAME'],
    run: ({ sql }, [merchantId, name]) => createStore(sql, { merchantId, name }),
  },
  'create-till': {
    words: ['STORE', 'NAME'],
    run: ({ sql }, [storeId, name]) => createTill(sql, { storeId, name }),
  },
  'enrolment-code': {
    words: ['TILL'],
    run: ({ sql, masterKey }, [till]) => createEnrolmentCode(sql, masterKey, till),
  },
  'revoke-device': {
    words: ['DEVICE'],
    run: async ({ sql }, [device]) =>
      (await revokeDevice(sql, device)) ? 'revoked' : 'no such device',
  },
  'create-operator': {
    words: ['MERCHANT', 'NAME', 'cashier|manager'],
    async run({ sql, masterKey }, [merchantId, name, role]) {
      const pin = newPin()
      const operator = { merchantId, name, role: roleSchema.parse(role), pin }
      return `${await createOperator(sql, masterKey, operator)} PIN ${pin}`
    },
  },
  'change-operator': {
    words: ['OPERATOR', 'NAME', 'cashier|manager'],
    run: async ({ sql }, [id, name, role]) =>
      doneOrNot(await changeOperator(sql, id, { name, role: roleSchema.parse(role) })),
  },
  'deactivate-operator': {
    words: ['OPERATOR'],
    run: async ({ sql }, [id]) => doneOrNot(await changeOperator(sql, id, { active: false })),
  },
  'activate-operator': {
    words: ['OPERATOR'],
    run: async ({ sql }, [id]) => doneOrNot(await changeOperator(sql, id, { active: true })),
  },
  'new-pin': {
    words: ['OPERATOR'],
    async run({ sql, masterKey }, [id]) {
      const pin = newPin()
      return (await setPin(sql, masterKey, id, pin)) ? `PIN ${pin}` : doneOrNot(false)
    },
  },
  'set-pin': {
    words: ['OPERATOR'],
    run: async ({ sql, masterKey }, [id]) =>
      doneOrNot(await setPin(sql, masterKey, id, pinFromInput())),
  },
  operators: {
    words: ['MERCHANT'],
    async run({ sql }, [merchantId]) {
      const rows = await listOperators(sql, merchantId)
      return rows.map((row) => Object.values(row).join('\t')).join('\n')
    },
  },
  'reconcile-day': {
    words: ['MERCHANT', 'yyyyMMdd'],
    run: (desk, [merchantId, text]) => reconcile(desk, merchantId, text),
  },
  'seal-anew': {
    words: [],
    run: async ({ sql, masterKey }) =>
      (await sealAnew(sql, masterKey)) + (await sealPinsAnew(sql, masterKey)),
  },
}

/** Compares a day of all the merchant's stores with WeChat's bill, and says in a few lines what came of it. */
async function reconcile(
  { sql, masterKey, options }: Desk,
  merchantId: string,
  text: string,
): Promise<string> {
  const day = readDay(text)
  if (day === null) throw new Error(`${text}: not a day, as in 20260314`)
  const { connectTimeoutMs, submitTimeoutMs, queryTimeoutMs, revokeTimeoutMs } = options.timing
  const gateways = createGateways({
    sql,
    masterKey,
    timeouts: {
      connectMs: connectTimeoutMs,
      submitMs: submitTimeoutMs,
      queryMs: queryTimeoutMs,
      revokeMs: revokeTimeoutMs,
    },
    onCall: () => undefined,
  })
  try {
    const folder = path.join(options.data, 'reconciliation')
    const { report, csv } = await reconcileMerchantDay({ sql, gateways, folder }, merchantId, day)
    if (report.state.kind === 'failed') process.exitCode = 2
    const { classes, bill } = report.report ?? {}
    return JSON.stringify({ day, state: report.state, classes, bill, csv }, null, 2)
  } finally {
    gateways.close()
  }
}

const usage = (): string =>
  Object.entries(COMMANDS)
    .map(([name, { words }]) => `  ${[name, ...words].join(' ')}`)
    .join('\n')

/** Runs one command and prints what it made. */
async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { data: { type: 'string' }, 'master-key-file': { type: 'string' } },
  })
  const [name = '', ...words] = positionals
  const command = COMMANDS[name]
  if (command === undefined || words.length !== command.words.length) {
    throw new Error(`commands:\n${usage()}`)
  }
  const same = Object.entries(values).flatMap(([option, value]) => [`--${option}`, value])
  const options = parseOptions(same, process.env)
  const file = path.join(options.data, 'database-url.txt')
  const url = options.databaseUrl ?? (existsSync(file) ? readFileSync(file, 'utf8') : null)
  if (url === null) throw new Error('no DATABASE_URL, and no backend runs on this --data folder')
  // One for the rows that are read on, one for what is looked up meanwhile.
  const sql = openDatabase({ url, connections: 2 })
  try {
    const [first = '', second = '', third = ''] = words
    const desk = { sql, masterKey: readMasterKey(options.masterKey()), options }
    console.log((await command.run(desk, [first, second, third])) ?? 'done')
  } finally {
    await sql.end()
  }
}

await run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(sentenceOf(error))
  process.exitCode = 1
})
