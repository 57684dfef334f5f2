import { createMerchant, createStore, createTill } from '../../backend/directory.ts'
import { createEnrolmentCode, revokeDevice } from '../../backend/enrolment.ts'
import { newMasterKey, readMasterKey } from '../../backend/master-key.ts'
import { createOperator } from '../../backend/operators.ts'
import type { Role } from '../../app/contract/rest-operators.ts'
import { migrate } from '../../backend/migrate.ts'
import { type Balancer, startBalancer } from '../backend/balancer.ts'
import { openTestDatabase } from '../backend/database.ts'
import { type NodeProcess, startNodeProcess } from '../backend/node-process.ts'
import { demoMerchant } from '../backend/rig.ts'
import type { SimulatorProcess } from './simulator-process.ts'

/** One shop's share of the backend: a merchant of its own, reached through a balancer of its own. */
export interface Branch {
  /** The balancer's address: each request goes to another node. */
  readonly url: string
  readonly balancer: Balancer
  /** A code for the shop's till. */
  readonly enrolmentCode: string
  /** Another code for the same till. */
  readonly newCode: () => Promise<string>
  /** Somebody of the merchant who may sign in. */
  readonly addOperator: (who: {
    readonly name: string
    readonly role: Role
    readonly pin: string
  }) => Promise<string>
  /** A code for a till of another store of the merchant. */
  readonly anotherStore: (name: string) => Promise<string>
  /** Makes the merchant's payments a day older: no test can wait for a day to be over. */
  readonly ageByADay: () => Promise<void>
  /** Ends the right of whatever device the till is to ask anything. */
  readonly revokeTill: () => Promise<void>
  /** Fresh nodes for tests that kill them; the balancer sends to them from now on, and no others run. */
  readonly ownNodes: (count: number) => Promise<readonly NodeProcess[]>
  readonly close: () => Promise<void>
}

/** A busy machine may hold a living node up for a moment. */
const DEAD_AFTER_MS = 2_500

/** Makes a merchant whose WeChat is this simulator. */
export type OpenBranch = (
  simulator: SimulatorProcess,
  timing: Readonly<Record<string, number>>,
) => Promise<Branch>

/** The backend of all shops of a worker, one after the other. */
export interface Chain {
  readonly openBranch: OpenBranch
  readonly close: () => Promise<void>
}

/** Starts PostgreSQL; nodes are started when a shop needs them. */
export async function openChain(): Promise<Chain> {
  const database = await openTestDatabase()
  const { sql } = database
  await migrate(sql)
  const masterKeyText = newMasterKey()
  const masterKey = readMasterKey(masterKeyText)
  let fresh = 0
  let running: { readonly key: string; readonly nodes: readonly NodeProcess[] } | null = null

  /** Any node works on any payment by its own times, so only nodes with the same times run together. */
  async function nodesFor(
    key: string,
    timing: Readonly<Record<string, number>>,
    count: number,
  ): Promise<readonly NodeProcess[]> {
    if (running?.key === key) return running.nodes
    await Promise.all(running?.nodes.map((node) => node.kill()) ?? [])
    running = null
    const nodes = await Promise.all(
      Array.from({ length: count }, () =>
        startNodeProcess({ database, masterKeyText }, timing, DEAD_AFTER_MS),
      ),
    )
    running = { key, nodes }
    return nodes
  }

  return {
    async openBranch(simulator, timing) {
      const merchantId = await createMerchant(sql, masterKey, demoMerchant(simulator))
      const storeId = await createStore(sql, { merchantId, name: 'Corner Tea' })
      const tillId = await createTill(sql, { storeId, name: '3' })
      const newCode = (): Promise<string> => createEnrolmentCode(sql, masterKey, tillId)
      const shared = await nodesFor(JSON.stringify(timing), timing, 2)
      const balancer = await startBalancer(shared.map(({ url }) => url))
      return {
        url: balancer.url,
        balancer,
        enrolmentCode: await newCode(),
        newCode,
        addOperator: (who) => createOperator(sql, masterKey, { merchantId, ...who }),
        async anotherStore(name) {
          const other = await createStore(sql, { merchantId, name })
          const till = await createTill(sql, { storeId: other, name: '1' })
          return createEnrolmentCode(sql, masterKey, till)
        },
        async ageByADay() {
          await sql`update payment set submitted_at = submitted_at - interval '24 hours'
            where merchant_id = ${merchantId}`
        },
        async revokeTill() {
          const devices = await sql<
            { id: string }[]
          >`select id from device where till_id = ${tillId}`
          for (const { id } of devices) await revokeDevice(sql, id)
        },
        async ownNodes(count) {
          // A key of its own each time: the nodes before may be dead.
          const nodes = await nodesFor(`${merchantId} ${++fresh}`, timing, count)
          balancer.nodes = nodes.map(({ url }) => url)
          return nodes
        },
        close: balancer.close,
      }
    },
    async close() {
      await Promise.all(running?.nodes.map((node) => node.kill()) ?? [])
      await database.close()
    },
  }
}
