import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { systemClock } from '../../adapters/system-clock.ts'
import type { ReconciliationConfiguration } from '../../app/contract/reconciliation-configuration.ts'
import { DEFAULT_TIMING, type Timing } from '../../app/payment/timing.ts'
import type { Gateway } from '../../app/ports.ts'
import { createMerchant, createStore, createTill, newId } from '../../backend/directory.ts'
import { createGateways, type Gateways } from '../../backend/gateways.ts'
import { type MasterKey, newMasterKey, readMasterKey } from '../../backend/master-key.ts'
import { merchantSettingsSchema } from '../../backend/merchant-settings.ts'
import { migrate } from '../../backend/migrate.ts'
import { type PaymentRow, readPayment } from '../../backend/payment-rows.ts'
import { PaymentService, type StartRequest } from '../../backend/payment-service.ts'
import { startSimulatorProcess, type SimulatorProcess } from '../e2e/simulator-process.ts'
import { postgresStore } from '../../backend/postgres-store.ts'
import { anAmount } from '../support/builders.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

/** The flow's own times, all of them much shorter; the simulator's codes die as early. */
export const QUICK: Timing = {
  ...DEFAULT_TIMING,
  queryEveryMs: 150,
  giveUpAfterMs: 1_200,
  noRevokeBeforeMs: 500,
  absentAfterMs: 2_000,
  backgroundPauseMaxMs: 500,
}

/** PostgreSQL, WeChat Pay and a merchant with one till: all real but WeChat. */
export interface Rig {
  readonly database: TestDatabase
  readonly simulator: SimulatorProcess
  readonly masterKey: MasterKey
  readonly masterKeyText: string
  readonly merchantId: string
  readonly storeId: string
  readonly tillId: string
  readonly gateways: Gateways
  /** A node of this process. `through` may stall the way to WeChat. */
  readonly node: (through?: (gateway: Gateway) => Gateway) => Promise<PaymentService>
  readonly request: (id: string, paymentCode: string) => StartRequest
  /** The payment, as soon as it is as wanted. */
  readonly when: (id: string, wanted: (row: PaymentRow) => boolean) => Promise<PaymentRow>
  readonly close: () => Promise<void>
}

const DEADLINE_MS = 10_000

/** The demo merchant of a simulator. */
export function demoMerchant(
  { ready: { api, caFile, merchant } }: SimulatorProcess,
  reconciliation: Partial<ReconciliationConfiguration> = {},
) {
  return {
    name: 'Demo Merchant',
    settings: merchantSettingsSchema.parse({
      appId: merchant.appId,
      mchId: merchant.mchId,
      hosts: [api],
      authorityPem: readFileSync(caFile, 'utf8'),
      reconciliation,
    }),
    secrets: {
      apiKey: merchant.apiKey,
      apiV3Key: merchant.apiV3Key,
      certificatePem: readFileSync(merchant.certificateFile, 'utf8'),
      certificateKeyPem: readFileSync(merchant.certificateKeyFile, 'utf8'),
    },
  }
}

/** `timing` is for a test that must not run out of patience on a slow machine. */
export async function openRig(timing = QUICK): Promise<Rig> {
  const folder = mkdtempSync(path.join(tmpdir(), 'quick-pay-sim-'))
  const [database, simulator] = await Promise.all([
    openTestDatabase(),
    startSimulatorProcess(folder, ['--set', 'codeLifeMs=2000']),
  ])
  const { sql } = database
  await migrate(sql)
  const masterKeyText = newMasterKey()
  const masterKey = readMasterKey(masterKeyText)
  const merchantId = await createMerchant(sql, masterKey, demoMerchant(simulator))
  const storeId = await createStore(sql, { merchantId, name: 'Store 1' })
  const tillId = await createTill(sql, { storeId, name: 'Till 1' })
  const gateways = createGateways({
    sql,
    masterKey,
    timeouts: { connectMs: 2_000, submitMs: 3_000, queryMs: 3_000, revokeMs: 3_000 },
    onCall: () => undefined,
  })
  const services: PaymentService[] = []
  const waiting = new Set<() => void>()

  return {
    database,
    simulator,
    masterKey,
    masterKeyText,
    merchantId,
    storeId,
    tillId,
    gateways,
    async node(through = (gateway) => gateway) {
      const service = new PaymentService({
        store: postgresStore(sql),
        node: newId('node'),
        gatewayOf: async (id) => through(await gateways.of(id)),
        timing,
        callMsMax: gateways.callMsMax,
        clock: systemClock,
        monotonicMs: () => performance.now(),
        paces: { lookEveryMs: 20, beatEveryMs: 100, deadAfterMs: 600 },
        onChange: () => {
          for (const look of waiting) look()
        },
        onTrouble: () => undefined,
      })
      await service.open()
      services.push(service)
      return service
    },
    request: (id, paymentCode) => ({
      merchantId,
      id,
      tillId,
      fingerprint: masterKey.fingerprint(id + paymentCode),
      sale: { amount: anAmount(1280), description: 'Demo Store-Tea', note: '' },
      paymentCode,
    }),
    when(id, wanted) {
      return new Promise((resolve, reject) => {
        const finish = (done: () => void): void => {
          waiting.delete(look)
          clearTimeout(late)
          done()
        }
        const look = (): void => {
          readPayment(sql, { merchantId, id }).then(
            (row) => {
              if (row !== null && wanted(row)) finish(() => resolve(row))
            },
            // A test may have cut this connection too: the deadline ends what does not come back.
            () => {
              if (waiting.has(look)) look()
            },
          )
        }
        const late = setTimeout(
          () => finish(() => reject(new Error(`${id} did not come that far`))),
          DEADLINE_MS,
        )
        waiting.add(look)
        look()
      })
    },
    async close() {
      // Whatever fails, no process is left behind.
      try {
        await Promise.all(services.map((service) => service.close()))
      } finally {
        gateways.close()
        await simulator.stop()
        await database.close()
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}
