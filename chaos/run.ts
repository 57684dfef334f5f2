import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type DeedDone, disturb, type Weather } from './disturbances.ts'
import { dumpBooks, dumpDatabase } from './dump.ts'
import { calmWechat, EPISODES, type Episode } from './episodes.ts'
import type { Link } from './link.ts'
import { NO_FAULTS } from './line-fault.ts'
import type { ChaosOptions } from './options.ts'
import type { Programs } from './processes.ts'
import { createRandom, type Random } from './random.ts'
import { openShop, type Shop } from './shop.ts'

/** What was done in a run, for its report. What came of it is in the run's folder. */
export interface RunStory {
  readonly episodes: readonly string[]
  readonly deeds: readonly DeedDone[]
  readonly nodeStarts: number
  readonly lines: ReadonlyMap<string, number>
  readonly doubled: number
}

const CALM_MS = 8_000
/** How long WeChat Pay takes for a submit while all is calm: long enough to see two calls at once. */
const CALM_LATENCY_MS = 500
const EPISODE_MS = 30_000
/** What the promise allows, and a little for the last answers to arrive. */
const QUIET_MS = 65_000
/** A start that met a silent line gives up, and is followed by another. */
const NODES_BACK_MS = 60_000
/** Longer than any request of a till waits. */
const LAST_ANSWERS_MS = 12_000
/** A request that was held up on its way has arrived by then. */
const QUIET_LEAST_MS = 14_000

/** The episodes of a storm: all kinds, in an order that the seed chooses, again and again. */
function planStorm(random: Random, { minutes, only }: ChaosOptions): readonly Episode[] {
  const count = Math.max(1, Math.round((minutes * 60_000) / EPISODE_MS))
  if (only !== null) return Array.from({ length: count }, () => only)
  const plan: Episode[] = []
  while (plan.length < count) {
    plan.push(
      ...EPISODES.map((one) => [random.fraction(), one] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, one]) => one),
    )
  }
  return plan.slice(0, count)
}

/** Runs calm, storm and quiet, and writes what everybody says into `folder`. */
export async function runChaos(
  options: ChaosOptions,
  { folder, programs, say }: { folder: string; programs: Programs; say: (line: string) => void },
): Promise<RunStory> {
  const random = createRandom(options.seed)
  const shop = await openShop({ options, folder, programs, random })
  const deeds: DeedDone[] = []
  say('calm')
  await shop.control.changeSettings({ latencyMs: CALM_LATENCY_MS })
  await delay(CALM_MS)
  const calmUntilMs = Date.now()
  await calmWechat(shop.control)

  const plan = planStorm(random.stream('plan'), options)
  const stormMs = (options.minutes * 60_000) / plan.length
  let weather: Weather | null = null
  const over = new AbortController()
  const disturbing = { done: Promise.resolve() }
  const did = (deed: DeedDone): void => void deeds.push(deed)
  const killing = shop.ownTills.disturb(over.signal, did)
  for (const episode of plan) {
    say(episode.name)
    setMoods(shop, episode)
    await episode.simulator(shop.control)
    const first = weather === null
    weather = episode.weather
    if (first) {
      const now = (): Weather => weather ?? episode.weather
      disturbing.done = disturb(victimsOf(shop), now, {
        random: random.stream('deeds'),
        over: over.signal,
        done: did,
      })
    }
    await delay(stormMs)
    await calmWechat(shop.control)
  }
  over.abort()
  await Promise.all([disturbing.done, killing])
  await quieten(shop)
  say('quiet')
  const quietFromMs = Date.now()
  await closeTills(shop)
  const times = { calmUntilMs, quietFromMs }
  writeFileSync(path.join(folder, 'times.json'), JSON.stringify(times))
  writeFileSync(path.join(folder, 'deeds.json'), JSON.stringify(deeds, null, 1))
  await dumpBooks(shop.controlUrl, folder)
  await dumpDatabase(shop.postgres.url(), folder)
  const story = tellStory(shop, plan, deeds)
  await close(shop)
  return story
}

/** Waits until all tills know how their payments ended; what is not settled in time, their logs and the checker will say. */
async function closeTills({ tills, ownTills }: Shop): Promise<void> {
  tills.tell('close')
  const settled = Promise.all([tills.gone, ownTills.settle()])
  await Promise.all([Promise.race([settled, delay(QUIET_MS)]), delay(QUIET_LEAST_MS)])
  tills.tell('over')
  await Promise.race([tills.gone, delay(LAST_ANSWERS_MS)])
  tills.signal('SIGKILL')
  await ownTills.close()
}

const linksOf = (shop: Shop): readonly Link[] => [
  ...shop.shopLinks,
  ...shop.databaseLinks,
  ...shop.wechatLinks,
]

const victimsOf = (shop: Shop) => ({
  nodes: shop.nodes,
  links: [
    shop.wechatLinks[0],
    ...shop.wechatLinks,
    ...shop.shopLinks,
    ...shop.databaseLinks,
  ] as const,
  postgresLinks: shop.databaseLinks,
  postgres: shop.postgres,
})

function setMoods(shop: Shop, episode: Episode): void {
  for (const link of shop.shopLinks) link.setMood(episode.shop)
  for (const link of shop.databaseLinks) link.setMood(episode.database)
  for (const link of shop.wechatLinks) link.setMood(episode.wechat)
  shop.balancer.setDoubling(episode.doubling)
}

/** The network is back, and every node runs. */
async function quieten(shop: Shop): Promise<void> {
  for (const link of linksOf(shop)) link.setMood(NO_FAULTS)
  for (const link of linksOf(shop)) link.heal()
  shop.balancer.setDoubling(0)
  for (const node of shop.nodes) node.signal('SIGCONT')
  const deadlineMs = performance.now() + NODES_BACK_MS
  while (shop.nodes.some((node) => !node.alive())) {
    if (performance.now() > deadlineMs) throw new Error('a node does not come back')
    await delay(50)
  }
}

function tellStory(shop: Shop, plan: readonly Episode[], deeds: readonly DeedDone[]): RunStory {
  const lines = new Map<string, number>()
  for (const link of linksOf(shop)) {
    for (const [what, times] of link.happened()) lines.set(what, (lines.get(what) ?? 0) + times)
  }
  return {
    episodes: plan.map(({ name }) => name),
    deeds,
    nodeStarts: shop.nodes.reduce((sum, node) => sum + node.starts(), 0),
    lines,
    doubled: shop.balancer.doubled(),
  }
}

async function close(shop: Shop): Promise<void> {
  for (const node of shop.nodes) node.close()
  shop.balancer.close()
  for (const link of linksOf(shop)) link.close()
  await shop.postgres.close()
}
