import type { ProcessLife } from './process-life.ts'
import type { VirtualTime } from './virtual-time.ts'

/**
 * - `fails`: an I/O error; nothing of the record is on the disk
 * - `fails-but-kept`: the error comes after the record reached the disk: it comes back after a crash, unless another one
 *   was written over it
 */
export type WriteFault = 'fails' | 'fails-but-kept'

/** A disk that holds records in order. It survives the process; what was not synced may not. */
export interface Disk {
  /** Full: every write fails until there is room again. */
  full: boolean
  /** Writes so far, those that failed included. */
  readonly writes: () => number
  /** Resolves when the record survives a power cut. Rejects when the disk says that it does not. */
  readonly write: (life: ProcessLife, record: string) => Promise<void>
  /** What a process finds that starts now. */
  readonly records: () => readonly string[]
  /** The power went: of the records under way, the first few are on the disk. */
  readonly crash: () => void
}

/** Longest time that a sync takes. */
const SYNC_MS = 12
/** How long one takes where the disk is slow: long enough for a screen to say what is not durable yet. */
const SLOW_SYNC_MS = { least: 400, most: 2_000 }

export function createDisk(parts: {
  readonly time: VirtualTime
  /** What happens to the n-th write, counted from 1. */
  readonly faultOf: (nth: number) => WriteFault | null
  /** 0 up to 1 for the n-th write or crash: how long its sync takes, how much of it is kept. */
  readonly chanceOf: (label: string) => number
  /** Whether a sync that begins now is a slow one. */
  readonly isSlow: () => boolean
  /** Sees everything that was ever written. */
  readonly onRecord: (record: string) => void
}): Disk {
  const { time, faultOf, chanceOf, isSlow, onRecord } = parts
  const durable: string[] = []
  let underWay: string[] = []
  /** Written, but said to have failed: the next record takes its place. */
  let ghost: string | null = null
  let nth = 0
  let crashes = 0
  const disk: Disk = {
    full: false,
    writes: () => nth,
    async write(life, record) {
      nth += 1
      const own = nth
      if (!life.step()) return new Promise(() => undefined)
      onRecord(record)
      const fault = disk.full ? 'fails' : faultOf(own)
      if (fault === 'fails-but-kept') ghost = record
      if (fault !== null) {
        await new Promise<void>((resolve) => void life.clock.after(1, resolve))
        throw new Error('disk I/O error')
      }
      underWay.push(record)
      const chance = chanceOf(`sync ${own}`)
      const { least, most } = SLOW_SYNC_MS
      const syncMs = Math.floor(isSlow() ? least + chance * (most - least) : chance * SYNC_MS)
      await new Promise<void>((resolve) => void time.after(syncMs, resolve))
      if (!life.alive()) return new Promise(() => undefined)
      ghost = null
      durable.push(record)
      underWay = underWay.filter((other) => other !== record)
      if (!life.step()) return new Promise(() => undefined)
    },
    records: () => durable,
    crash() {
      crashes += 1
      // A record under way has taken the place of one that failed before it.
      const found = underWay.length > 0 || ghost === null ? underWay : [ghost]
      const kept = Math.floor(chanceOf(`crash ${crashes}`) * (found.length + 1))
      durable.push(...found.slice(0, kept))
      underWay = []
      ghost = null
    },
  }
  return disk
}
