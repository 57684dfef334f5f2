import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createMerchant, createStore, createTill } from '../../backend/directory.ts'
import { createEnrolmentCode } from '../../backend/enrolment.ts'
import { newMasterKey, readMasterKey } from '../../backend/master-key.ts'
import { migrate } from '../../backend/migrate.ts'
import { startBalancer } from '../../test/backend/balancer.ts'
import { openTestDatabase } from '../../test/backend/database.ts'
import { type NodeProcess, startNodeProcess } from '../../test/backend/node-process.ts'
import { demoMerchant } from '../../test/backend/rig.ts'
import type { SimulatorProcess } from '../../test/e2e/simulator-process.ts'
import { startPtyScanner } from '../../hardware/scanner/pty-emulator.ts'
import type { Lane } from './run-point.ts'
import { ShimControl } from './shim.ts'
import {
  SHORT_TIMES,
  writeBackendTillConfiguration,
  writeTillConfiguration,
} from './till-configuration.ts'
import { headlessTill, type TillUnderTest } from './till-under-test.ts'
import { windowTill } from './window-till.ts'

/** A lane, and where what its till painted is written. */
export interface OpenLane {
  readonly lane: Lane
  readonly screenLog: string
  readonly close: () => Promise<void>
}

/** What all lanes of a run share. */
export interface Ground {
  readonly folder: string
  readonly simulator: SimulatorProcess
  /** The compiled shim. */
  readonly shim: string
  readonly nextAmount: () => number
}

const portOf = (url: string): number => Number(new URL(url).port)

/** Code compiled once is there for all: a node that is killed leaves none behind, a till or a node that ends in order does. */
const compileCache = (folder: string): Readonly<Record<string, string>> => ({
  NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
})

/** Where a lane keeps its things. */
function makeHome(folder: string, name: string) {
  const home = path.join(folder, name)
  mkdirSync(home)
  return { home, configFile: path.join(home, 'till.json'), dataDir: path.join(home, 'data') }
}

/** A lane whose till itself is ended: `open` makes the till, whose configuration is the simulator's with some more. */
function openOwnLane(
  name: string,
  { folder, simulator, shim, nextAmount }: Ground,
  more: Readonly<Record<string, unknown>>,
  open: (parts: Parameters<typeof headlessTill>[0]) => TillUnderTest,
): OpenLane {
  const { home, configFile, dataDir } = makeHome(folder, name)
  writeTillConfiguration(configFile, simulator.ready, more)
  const linePort = portOf(simulator.ready.api)
  const control = new ShimControl(path.join(home, 'control'), { linePort, journalPort: 0 })
  const till = open({ configFile, dataDir, environment: control.environment(shim, '/journal.db') })
  return {
    lane: {
      till,
      control,
      wechat: simulator.control,
      nextAmount,
      async revive() {
        control.disarm()
        await till.start()
      },
    },
    screenLog: path.join(dataDir, 'screen-log.jsonl'),
    async close() {
      await till.stop()
      control.close()
    },
  }
}

/** A till that speaks to WeChat itself, and that is ended. */
export const openTillLane = (name: string, ground: Ground): OpenLane =>
  openOwnLane(name, ground, {}, (parts) =>
    headlessTill({
      ...parts,
      environment: { ...parts.environment, ...compileCache(ground.folder) },
    }),
  )

/** The same till in its window: the program as it is built, whose main process is ended. */
export async function openWindowLane(name: string, ground: Ground): Promise<OpenLane> {
  const scanner = await startPtyScanner(path.join(ground.folder, `${name}-scanner`))
  const { close, ...opened } = openOwnLane(
    name,
    ground,
    { scanner: { kind: 'serial', path: scanner.path, framing: 'any-line' } },
    ({ configFile, dataDir, environment }) =>
      windowTill({
        words: ['--config', configFile, '--data-dir', dataDir],
        environment,
        scan: (code) => scanner.scan(code),
      }),
  )
  return {
    ...opened,
    async close() {
      await close()
      await scanner.close()
    },
  }
}

/** How long a node may be silent before its payments are another's; the node that is started anew is another, too. */
const DEAD_AFTER_MS = 600

/**
 * A till behind a backend with a PostgreSQL of its own, whose only node is ended and started again at once, as by a service manager. Its journal is
 * the line to PostgreSQL.
 */
export async function openBackendLane(
  name: string,
  { folder, simulator, shim, nextAmount }: Ground,
): Promise<OpenLane> {
  const { home, configFile, dataDir } = makeHome(folder, name)
  const database = await openTestDatabase()
  const masterKeyText = newMasterKey()
  const enrolmentCode = await enrol(database.sql, masterKeyText, simulator)
  const ports = { linePort: portOf(simulator.ready.api), journalPort: portOf(database.url) }
  const control = new ShimControl(path.join(home, 'control'), ports)
  const environment = { ...control.environment(shim, '/no-file'), ...compileCache(folder) }
  const start = (): Promise<NodeProcess> =>
    startNodeProcess({ database, masterKeyText, environment }, SHORT_TIMES, DEAD_AFTER_MS)
  let node = await start()
  const balancer = await startBalancer([node.url])
  let closing = false
  async function startAgain(): Promise<void> {
    for (;;) {
      await node.gone
      balancer.nodes = []
      if (closing) return
      // Ended after the verdict, it may be ended once more while it starts: by then the next point is waited for.
      node = await patiently(start)
      balancer.nodes = [node.url]
    }
  }
  const supervised = startAgain()
  writeBackendTillConfiguration(configFile, { url: balancer.url, enrolmentCode })
  const till = headlessTill({ configFile, dataDir, environment: compileCache(folder) })
  // The first start enrols the till, for which its short time-outs are too short where a machine is busy.
  await patiently(() => till.start())
  await till.stop()
  return {
    lane: {
      till,
      control,
      wechat: simulator.control,
      nextAmount,
      revive: () =>
        Promise.reject(new Error('the till of a backend ended, which nobody had asked for')),
    },
    screenLog: path.join(dataDir, 'screen-log.jsonl'),
    async close() {
      if (closing) return
      closing = true
      control.disarm()
      await till.stop()
      await node.stop()
      await supervised
      await balancer.close()
      await database.close()
      control.close()
    },
  }
}

/** Starts again what did not come up, as a service manager does. */
async function patiently<T>(start: () => Promise<T>): Promise<T> {
  for (let left = 20; ; left -= 1) {
    try {
      return await start()
    } catch (error) {
      if (left === 0) throw error
    }
  }
}

async function enrol(
  sql: Parameters<typeof migrate>[0],
  masterKeyText: string,
  simulator: SimulatorProcess,
): Promise<string> {
  await migrate(sql)
  const masterKey = readMasterKey(masterKeyText)
  const merchantId = await createMerchant(sql, masterKey, demoMerchant(simulator))
  const storeId = await createStore(sql, { merchantId, name: 'Corner Tea' })
  const tillId = await createTill(sql, { storeId, name: '3' })
  return createEnrolmentCode(sql, masterKey, tillId)
}
