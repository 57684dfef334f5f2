import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Role } from '../app/contract/rest-operators.ts'
import type { Database } from './database.ts'
import { changeMerchant, createMerchant, createStore, createTill } from './directory.ts'
import { createEnrolmentCode } from './enrolment.ts'
import type { MasterKey } from './master-key.ts'
import { merchantSettingsSchema } from './merchant-settings.ts'
import { createOperator, listOperators } from './operators.ts'

/** A merchant to try things with, whose WeChat Pay is the simulator. */
export interface Demo {
  readonly merchantId: string
  readonly storeId: string
  readonly tillId: string
  readonly enrolmentCode: string
  /** Who can sign in, with a PIN that everybody knows. */
  readonly operators: readonly { readonly id: string; readonly role: Role; readonly pin: string }[]
  /** The payer's phone, for a browser. */
  readonly phone: string
  readonly control: string
  readonly stop: () => Promise<void>
}

/** What the simulator's first line says, as far as it matters here (docs/simulator.md). */
const readySchema = z.object({
  api: z.string(),
  control: z.string(),
  phone: z.string(),
  caFile: z.string(),
  merchant: z.object({
    appId: z.string(),
    mchId: z.string(),
    apiKey: z.string(),
    apiV3Key: z.string(),
    certificateFile: z.string(),
    certificateKeyFile: z.string(),
  }),
})

/** A demo's PINs are no secrets: they are printed at each start. */
const OPERATORS = [
  { name: 'Cashier', role: 'cashier', pin: '111111' },
  { name: 'Manager', role: 'manager', pin: '999999' },
] as const

/** The demo's operators, made where they are missing. */
async function demoOperators(sql: Database, masterKey: MasterKey, merchantId: string) {
  const known = await listOperators(sql, merchantId)
  return Promise.all(
    OPERATORS.map(async ({ name, role, pin }) => {
      const id =
        known.find((one) => one.name === name)?.id ??
        (await createOperator(sql, masterKey, { merchantId, name, role, pin }))
      return { id, role, pin }
    }),
  )
}

const idsSchema = z.object({ merchantId: z.string(), storeId: z.string(), tillId: z.string() })

/** Starts the simulator beside this process; it ends with it, however that ends. */
async function startSimulator(folder: string) {
  const program = path.resolve(import.meta.dirname, '../simulator/main.ts')
  const child = spawn(process.execPath, [program, '--until-stdin-ends', '--data', folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  const died = gone.then((): never => {
    throw new Error('the simulator did not start')
  })
  const line = once(createInterface({ input: child.stdout }), 'line')
  const [text] = z.tuple([z.string()]).parse(await Promise.race([line, died]))
  died.catch(() => undefined)
  const stop = async (): Promise<void> => {
    child.stdin.end()
    await gone
  }
  return { ready: readySchema.parse(JSON.parse(text)), stop }
}

/** Starts the simulator and makes its merchant, or finds the one of the last start and tells it the new address. */
export async function startDemo(
  sql: Database,
  masterKey: MasterKey,
  folder: string,
): Promise<Demo> {
  const { ready, stop } = await startSimulator(path.join(folder, 'simulator'))
  const { appId, mchId, apiKey, apiV3Key, certificateFile, certificateKeyFile } = ready.merchant
  const settings = merchantSettingsSchema.parse({
    appId,
    mchId,
    hosts: [ready.api],
    authorityPem: readFileSync(ready.caFile, 'utf8'),
  })
  const secrets = {
    apiKey,
    apiV3Key,
    certificatePem: readFileSync(certificateFile, 'utf8'),
    certificateKeyPem: readFileSync(certificateKeyFile, 'utf8'),
  }
  const file = path.join(folder, 'demo.json')
  const known = existsSync(file)
    ? idsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    : undefined
  const make = async (): Promise<z.infer<typeof idsSchema>> => {
    const merchantId = await createMerchant(sql, masterKey, {
      name: 'Demo Merchant',
      settings,
      secrets,
    })
    const storeId = await createStore(sql, { merchantId, name: 'Demo Store' })
    const tillId = await createTill(sql, { storeId, name: '1' })
    const ids = { merchantId, storeId, tillId }
    writeFileSync(file, JSON.stringify(ids))
    return ids
  }
  if (known !== undefined) {
    await changeMerchant(sql, masterKey, { id: known.merchantId, settings, secrets })
  }
  const ids = known ?? (await make())
  const enrolmentCode = await createEnrolmentCode(sql, masterKey, ids.tillId)
  const operators = await demoOperators(sql, masterKey, ids.merchantId)
  return { ...ids, enrolmentCode, operators, phone: ready.phone, control: ready.control, stop }
}
