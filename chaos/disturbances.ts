import { setTimeout as delay } from 'node:timers/promises'
import type { Link, Outage } from './link.ts'
import type { NodeSlot } from './node-slot.ts'
import type { Postgres } from './postgres.ts'
import type { Random } from './random.ts'
import { revokers } from './revokers.ts'

/** What is done to programs and links while the storm lasts. */
export type Deed =
  | 'kill'
  | 'drain'
  | 'pause'
  /** Whoever waits for the answer of an old revoke is paused until another has taken over and revokes itself. */
  | 'pause-revoker'
  | 'crash-postgres'
  | 'outage'
  | 'sever-postgres'
  | 'nothing'

/** What the deeds are done to. */
export interface Victims {
  readonly nodes: readonly [NodeSlot, ...NodeSlot[]]
  readonly links: readonly [Link, ...Link[]]
  readonly postgresLinks: readonly [Link, ...Link[]]
  readonly postgres: Postgres
}

/** How a storm goes on. */
export interface Weather {
  readonly deeds: readonly [Deed, ...Deed[]]
  readonly everyMs: readonly [number, number]
  readonly pauseMs: readonly [number, number]
}

/** One line of the run's diary. */
export interface DeedDone {
  readonly deed: Deed | 'kill-till'
  readonly whom: string
  readonly atMs: number
  readonly forMs: number
}

const OUTAGES: readonly [Outage, ...Outage[]] = ['sever', 'close', 'hold', 'silence', 'refuse']
const OUTAGE_MS = [200, 4_000] as const
const AWAY_MS = [0, 2_500] as const
/** A crash makes every node lose all connections: too often, and nothing else is ever tried. */
const BETWEEN_CRASHES_MS = 12_000

/** Does deeds, one after the other, until `over`. Resolves when nobody is paused and PostgreSQL runs. */
export async function disturb(
  { nodes, links, postgresLinks, postgres }: Victims,
  weather: () => Weather,
  { random, over, done }: { random: Random; over: AbortSignal; done: (deed: DeedDone) => void },
): Promise<void> {
  let crashedMs = Number.NEGATIVE_INFINITY
  const unfinished = new Set<Promise<unknown>>()
  const later = (work: Promise<unknown>): void => {
    unfinished.add(work)
    void work.finally(() => unfinished.delete(work))
  }
  /** One at a time: the others have to take over. */
  let pausing = false
  const pauseRevoker = async (tell: (whom: string, forMs: number) => void): Promise<void> => {
    const [revoker] = await revokers(postgres.url(), nodes)
    if (revoker === undefined || over.aborted) return
    const forMs = random.between(...weather().pauseMs)
    revoker.signal('SIGSTOP')
    tell(revoker.name, forMs)
    await delay(forMs)
    revoker.signal('SIGCONT')
  }
  const act = (deed: Deed, tell: (whom: string, forMs?: number) => void): void => {
    const node = random.pick(nodes)
    const link = random.pick(deed === 'sever-postgres' ? postgresLinks : links)
    switch (deed) {
      case 'kill':
        node.signal('SIGKILL')
        return tell(node.name)
      case 'drain':
        node.signal('SIGTERM')
        return tell(node.name)
      case 'pause': {
        const forMs = random.between(...weather().pauseMs)
        node.signal('SIGSTOP')
        later(delay(forMs).then(() => node.signal('SIGCONT')))
        return tell(node.name, forMs)
      }
      case 'pause-revoker':
        if (pausing) return
        pausing = true
        return later(pauseRevoker(tell).finally(() => (pausing = false)))
      case 'crash-postgres': {
        const awayMs = random.between(...AWAY_MS)
        if (performance.now() - crashedMs < BETWEEN_CRASHES_MS) return
        // Counted from its return, however long a busy machine takes for that.
        crashedMs = Number.POSITIVE_INFINITY
        later(postgres.crash(awayMs).then(() => (crashedMs = performance.now())))
        return tell('postgres', awayMs)
      }
      case 'outage': {
        const outage = random.pick(OUTAGES)
        const forMs = random.between(...OUTAGE_MS)
        link.strike(outage, forMs)
        return tell(`${link.name} ${outage}`, forMs)
      }
      case 'sever-postgres':
        link.strike(random.pick(['sever', 'close']), 0)
        return tell(link.name)
      case 'nothing':
        return
    }
  }
  while (!over.aborted) {
    const waitMs = random.between(...weather().everyMs)
    await delay(waitMs, undefined, { signal: over }).catch(() => undefined)
    if (over.aborted) break
    const deed = random.pick(weather().deeds)
    act(deed, (whom, forMs = 0) => done({ deed, whom, atMs: Date.now(), forMs }))
  }
  await Promise.all(unfinished)
}
