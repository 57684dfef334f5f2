/** Puts the simulated WeChat Pay together and opens its doors. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ApiAnswer, type ApiRequest, serve, type Service } from './api/serve.ts'
import { openV3Desk } from './api/v3.ts'
import { startApiServer } from './api/server.ts'
import { type Books, createBooks, memoryStore } from './books.ts'
import { type CertificateFiles, prepareCertificates } from './certificates.ts'
import { createSimulatedClock, type SimulatedClock } from './clock.ts'
import { bookRoutes } from './control/book-routes.ts'
import { payerRoutes } from './control/payer-routes.ts'
import { startControlServer } from './control/server.ts'
import { worldRoutes } from './control/world-routes.ts'
import { createPayer, FIRST_PAYER } from './payers.ts'
import type { ReadyLine } from './ready-line.ts'
import { createService } from './service.ts'
import type { Settings, SettingsChange } from './settings.ts'
import { openStore } from './store.ts'
import type { Merchant } from './world.ts'

export interface SimulatorOptions {
  readonly port?: number
  readonly controlPort?: number
  /** Where the API listens; loopback unless given. */
  readonly host?: string
  /** Folder for certificates and books; without it a temporary one that goes away at the end. */
  readonly data?: string
  readonly seed?: string
  readonly clock?: {
    readonly frozen?: boolean
    readonly speed?: number
    readonly startsBehindMs?: number
  }
  readonly settings?: SettingsChange
  readonly faultRate?: number
  readonly merchant?: Partial<Merchant>
  readonly onBug?: (error: unknown) => void
}

/** A running simulator, for tests that start it inside their own process. */
export interface Simulator {
  readonly ready: ReadyLine
  readonly books: Books
  readonly clock: SimulatedClock
  readonly service: Service
  readonly close: () => Promise<void>
}

const LOOPBACK = ['127.0.0.1', '::1']

function reset(service: Service, clock: SimulatedClock, settings: Settings): void {
  clock.stop()
  service.faults.clear()
  service.billEdits = []
  for (const world of Object.values(service.worlds)) {
    world.books.put({ kind: 'reset', value: null })
    world.shownCodes.clear()
  }
  service.worlds.real.settings = settings
  createPayer(service.worlds.real, FIRST_PAYER)
}

function readyLine(
  files: CertificateFiles,
  { merchant, folder, seed }: { merchant: Merchant; folder: string; seed: string },
): (ports: { api: number; control: number }) => ReadyLine {
  const apiKeyFile = path.join(folder, 'api-key.txt')
  writeFileSync(apiKeyFile, merchant.apiKey, { mode: 0o600 })
  const apiV3KeyFile = path.join(folder, 'api-v3-key.txt')
  writeFileSync(apiV3KeyFile, merchant.apiV3Key, { mode: 0o600 })
  const { caFile, certificateFile, certificateKeyFile, p12File, p12Passphrase } = files
  return ({ api, control }) => ({
    api: `https://localhost:${api}`,
    control: `http://127.0.0.1:${control}`,
    phone: `http://127.0.0.1:${control}/phone`,
    caFile,
    seed,
    merchant: {
      ...merchant,
      apiKeyFile,
      apiV3KeyFile,
      certificateFile,
      certificateKeyFile,
      p12File,
      p12Passphrase,
    },
  })
}

/** Starts everything; resolves when requests can come. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, controlPort = 0, host, data, onBug = () => undefined } = options
  const seed = options.seed ?? randomBytes(6).toString('hex')
  const folder =
    data === undefined
      ? mkdtempSync(path.join(tmpdir(), 'quick-pay-simulator-'))
      : path.resolve(data)
  mkdirSync(folder, { recursive: true })
  const clock = createSimulatedClock(options.clock)
  const store = data === undefined ? memoryStore : openStore(folder)
  const lastClock = store.records.findLast((record) => record.kind === 'clock')
  if (lastClock?.kind === 'clock') clock.setOffset(lastClock.value)
  const books = createBooks({ clock, store })
  const { settings, merchant: ids, faultRate } = options
  const service = createService({ clock, seed, books, settings, merchant: ids, faultRate })
  const world = service.worlds.real
  const { merchant } = world
  const firstSettings = world.settings
  const files = await prepareCertificates(folder, merchant.mchId)
  service.v3 = openV3Desk(files.certificateFile)

  const line = readyLine(files, { merchant, folder, seed })
  const answer = (request: ApiRequest): Promise<ApiAnswer> => serve(service, request)
  const hosts = host === undefined ? LOOPBACK : [host]
  const api = await startApiServer({ files, port, hosts, clock, answer, onBug })
  let ready: ReadyLine = line({ api: api.port, control: 0 })
  const routes = [
    ...worldRoutes({
      service,
      clock,
      ready: () => ready,
      reset: () => reset(service, clock, firstSettings),
    }),
    ...payerRoutes(world),
    ...bookRoutes(service),
  ]
  const control = await startControlServer({ port: controlPort, routes, books, onBug })
  ready = line({ api: api.port, control: control.port })
  return {
    ready,
    books,
    clock,
    service,
    close: async () => {
      clock.stop()
      await Promise.all([api.close(), control.close()])
      store.close()
      if (data === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
