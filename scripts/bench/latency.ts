import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Shop } from '../../test/e2e/shop.ts'
import type { Figures } from './figures.ts'

/** People are slower than this between an amount and a code, and a till at rest is what they scan at. Both programs get it. */
const HUMAN_PAUSE_MS = 300

const now = (): number => performance.timeOrigin + performance.now()

/** When the simulator got the first byte of the next submit, after `act`. */
async function firstByteAfter(shop: Shop, seen: number, act: () => Promise<void>): Promise<number> {
  await act()
  const wanted = { operation: 'submit', atLeast: seen + 1 } as const
  const requests = await shop.simulator.control.waitForRequests(wanted)
  return requests.at(-1)?.firstByteAtMs ?? Number.NaN
}

const submitsSeen = async (shop: Shop): Promise<number> =>
  (await shop.simulator.control.requests({ operation: 'submit' })).length

/** What goes on around the scans. */
export interface Around {
  readonly beforeScan: () => Promise<void>
  /** Asked after each scan: whether it was one that is meant. */
  readonly counts: () => Promise<boolean>
}

const NOTHING: Around = { beforeScan: async () => undefined, counts: async () => true }

/** Scan to submit in the real app: the last byte goes onto the line, the first byte arrives at the simulator. */
export async function appLatency(
  shop: Shop,
  runs: number,
  { beforeScan, counts }: Around = NOTHING,
): Promise<Figures> {
  const taken: number[] = []
  for (let run = 0; taken.length < runs; run += 1) {
    await shop.enter(100 + run)
    await beforeScan()
    const { code } = await shop.simulator.control.refreshCode('alice')
    let sentAtMs = 0
    await setTimeout(HUMAN_PAUSE_MS)
    const at = await firstByteAfter(shop, await submitsSeen(shop), async () => {
      sentAtMs = now()
      await shop.scanner.scan(code)
    })
    if (await counts()) taken.push(at - sentAtMs)
    await shop.sees('paid')
    await shop.press('Enter', 'idle')
  }
  return { name: 'till: scan → submit at WeChat', unit: 'ms', runs: taken }
}

/** The same with the bare script in the till's place. The till must be closed: one program has the port. */
export async function bareLatency(shop: Shop, runs: number): Promise<Figures> {
  const script = path.join(import.meta.dirname, 'bare-scan.mjs')
  const { api, caFile } = shop.simulator.ready
  const bare = spawn(process.execPath, [script, shop.scanner.path, api, caFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(bare.stdout, 'data')
  const taken: number[] = []
  for (let run = 0; run < runs; run += 1) {
    let sentAtMs = 0
    const at = await firstByteAfter(shop, await submitsSeen(shop), async () => {
      sentAtMs = now()
      await shop.scanner.scan('134567890123456789')
    })
    taken.push(at - sentAtMs)
    await setTimeout(HUMAN_PAUSE_MS)
  }
  const gone = once(bare, 'exit')
  bare.kill()
  await gone
  return { name: 'bare script: scan → POST at WeChat', unit: 'ms', runs: taken }
}

/**
 * One append and fsync of a journal entry's size on the disk that holds the till's data. The disk rests before each as long as
 * it does before a scan: one that was busy a moment ago answers in half the time.
 */
export async function fsyncTime(folder: string, runs: number): Promise<Figures> {
  const file = openSync(path.join(folder, 'fsync-bench'), 'a')
  const entry = Buffer.alloc(4096, 1)
  const taken: number[] = []
  for (let run = 0; run < runs; run += 1) {
    await setTimeout(HUMAN_PAUSE_MS)
    const startMs = performance.now()
    writeSync(file, entry)
    fsyncSync(file)
    taken.push(performance.now() - startMs)
  }
  closeSync(file)
  return { name: 'one append + fsync', unit: 'ms', runs: taken }
}
