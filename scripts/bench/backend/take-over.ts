import type { Program } from './processes.ts'
import type { BenchRig } from './rig.ts'
import { startWaiting } from './waiting.ts'

const POLL_SECONDS = 0.02
const GIVE_UP_MS = 30_000

/**
 * Kills a node while WeChat owes it the answers to submits, and measures for each payment how long nobody touched it: until
 * another node has written that it asks.
 */
export async function takeOver(
  rig: BenchRig,
  { doomed, count }: { readonly doomed: Program; readonly count: number },
): Promise<readonly number[]> {
  const ids = await startWaiting(rig, doomed, { count, kind: 'H' })
  await doomed.end('SIGKILL')
  const killedMs = performance.now()
  const left = new Set(ids)
  const tookMs: number[] = []
  while (left.size > 0) {
    const moved = await rig.sql<{ id: string }[]>`
      select id from payment where id = any(${[...left]}) and version > 1`
    const nowMs = performance.now()
    for (const { id } of moved) if (left.delete(id)) tookMs.push(nowMs - killedMs)
    if (nowMs - killedMs > GIVE_UP_MS) throw new Error(`${left.size} payments were forgotten`)
    await rig.sql`select pg_sleep(${POLL_SECONDS})`
  }
  return tookMs
}
