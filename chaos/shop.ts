import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Database, openDatabase } from '../backend/database.ts'
import { createMerchant, createStore, createTill } from '../backend/directory.ts'
import { createEnrolmentCode } from '../backend/enrolment.ts'
import { newMasterKey, readMasterKey } from '../backend/master-key.ts'
import { merchantSettingsSchema } from '../backend/merchant-settings.ts'
import { migrate } from '../backend/migrate.ts'
import { type ControlClient, connectControl } from '../simulator/control-client.ts'
import { readySchema } from '../simulator/ready-line.ts'
import { type Link, openLink } from './link.ts'
import { type LoadBalancer, openLoadBalancer } from './load-balancer.ts'
import { createNodeSlot, type NodeSlot } from './node-slot.ts'
import type { ChaosOptions } from './options.ts'
import { openOwnTills, type OwnTills } from './own-tills.ts'
import { openPostgres, type Postgres } from './postgres.ts'
import type { Program, Programs } from './processes.ts'
import type { Random } from './random.ts'
import { CODE_LIFE_MS, ORDER_LIFE_MS } from './timing.ts'

/** Everything that takes part in a run. */
export interface Shop {
  readonly postgres: Postgres
  readonly control: ControlClient
  readonly controlUrl: string
  readonly nodes: readonly [NodeSlot, ...NodeSlot[]]
  readonly balancer: LoadBalancer
  readonly shopLinks: readonly Link[]
  readonly databaseLinks: readonly [Link, ...Link[]]
  readonly wechatLinks: readonly [Link, ...Link[]]
  /** Those that are written from the contract. */
  readonly tills: Program
  readonly ownTills: OwnTills
}

export interface ShopParts {
  readonly options: ChaosOptions
  readonly folder: string
  readonly programs: Programs
  readonly random: Random
}

const NODES = ['node-1', 'node-2', 'node-3'] as const

async function openLinks(
  names: readonly string[],
  random: Random,
): Promise<readonly [Link, ...Link[]]> {
  const [first, ...rest] = await Promise.all(
    names.map((name) => openLink(name, random.stream(name))),
  )
  if (first === undefined) throw new Error('no links')
  return [first, ...rest]
}

async function startSimulator({ folder, programs, options }: ShopParts) {
  const data = path.join(folder, 'simulator')
  mkdirSync(data)
  const program = await programs.start({
    name: 'simulator',
    args: [path.resolve(import.meta.dirname, '../simulator/main.ts'), '--port', '0']
      .concat(['--data', data, '--seed', options.seed])
      .concat(['--set', `codeLifeMs=${CODE_LIFE_MS}`, '--set', `autoRevokeMs=${ORDER_LIFE_MS}`]),
  })
  return readySchema.parse(program.ready)
}

type Ready = Awaited<ReturnType<typeof startSimulator>>

/** The merchant, known to WeChat Pay by two addresses, each by a link of its own. */
function merchantOf({ caFile, merchant }: Ready, hosts: readonly string[]) {
  return {
    name: 'Chaos Merchant',
    settings: merchantSettingsSchema.parse({
      appId: merchant.appId,
      mchId: merchant.mchId,
      hosts,
      authorityPem: readFileSync(caFile, 'utf8'),
    }),
    secrets: {
      apiKey: merchant.apiKey,
      certificatePem: readFileSync(merchant.certificateFile, 'utf8'),
      certificateKeyPem: readFileSync(merchant.certificateKeyFile, 'utf8'),
    },
  }
}

interface TillWish {
  readonly name: string
  readonly url: string
  readonly enrolmentCode: string
}

async function makeTills(
  sql: Database,
  masterKeyText: string,
  { merchant, links }: { merchant: ReturnType<typeof merchantOf>; links: readonly Link[] },
): Promise<readonly TillWish[]> {
  const masterKey = readMasterKey(masterKeyText)
  const merchantId = await createMerchant(sql, masterKey, merchant)
  const storeId = await createStore(sql, { merchantId, name: 'Chaos Store' })
  const tills: TillWish[] = []
  for (const { name, port } of links) {
    const tillId = await createTill(sql, { storeId, name })
    const enrolmentCode = await createEnrolmentCode(sql, masterKey, tillId)
    tills.push({ name, url: `http://127.0.0.1:${port}`, enrolmentCode })
  }
  return tills
}

const names = (letter: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`)

/** Tills of both kinds, each at once. */
async function startTills(
  { options, folder, programs, random }: ShopParts,
  { control, wishes }: { readonly control: string; readonly wishes: readonly TillWish[] },
): Promise<Pick<Shop, 'tills' | 'ownTills'>> {
  const tills = wishes.slice(0, options.tills)
  const [program, ownTills] = await Promise.all([
    programs.start({
      name: 'tills',
      args: [
        path.join(import.meta.dirname, 'contract-tills.ts'),
        JSON.stringify({ seed: options.seed, folder, control, tills }),
      ],
    }),
    openOwnTills(wishes.slice(options.tills), {
      folder,
      programs,
      random,
      tree: options.tree,
      controlUrl: control,
    }),
  ])
  return { tills: program, ownTills }
}

/** Starts all programs and opens all ways between them. Nothing is broken yet. */
export async function openShop(parts: ShopParts): Promise<Shop> {
  const { options, folder, programs, random } = parts
  const ready = await startSimulator(parts)
  const wechatLinks = await openLinks(['wechat-1', 'wechat-2'], random)
  for (const link of wechatLinks) link.lead(Number(new URL(ready.api).port))
  const databaseLinks = await openLinks(
    NODES.map((name) => `${name}-postgres`),
    random,
  )
  const postgres = await openPostgres(path.join(folder, 'postgres'), databaseLinks, programs)
  const nodeLinks = await openLinks(
    NODES.map((name) => `balancer-${name}`),
    random,
  )
  const tillNames = [...names('T', options.tills), ...names('O', options.ownTills)]
  const tillLinks = await openLinks(tillNames, random)

  const masterKey = newMasterKey()
  const hosts = wechatLinks.map(({ port }) => `https://localhost:${port}`)
  const sql = openDatabase({ url: postgres.url(), connections: 1 })
  await migrate(sql)
  const merchant = merchantOf(ready, hosts)
  const wishes = await makeTills(sql, masterKey, { merchant, links: tillLinks })
  await sql.end()

  const slots = NODES.map((name, index) => {
    const [toNode, toDatabase] = [nodeLinks[index], databaseLinks[index]]
    if (toNode === undefined || toDatabase === undefined) throw new Error('a link a node')
    const databaseUrl = postgres.urlBy(toDatabase)
    return createNodeSlot({
      name,
      programs,
      tree: options.tree,
      folder,
      toNode,
      databaseUrl,
      masterKey,
    })
  })
  await Promise.all(slots.map((slot) => slot.open()))
  const [firstNode, ...otherNodes] = slots
  if (firstNode === undefined) throw new Error('no nodes')
  const nodePorts = nodeLinks.map(({ port }) => port)
  const balancer = await openLoadBalancer(nodePorts, random.stream('balancer'))
  for (const link of tillLinks) link.lead(balancer.port)
  const tills = await startTills(parts, { control: ready.control, wishes })
  return {
    postgres,
    control: connectControl(ready.control),
    controlUrl: ready.control,
    nodes: [firstNode, ...otherNodes],
    balancer,
    shopLinks: [...tillLinks, ...nodeLinks],
    databaseLinks,
    wechatLinks,
    ...tills,
  }
}
