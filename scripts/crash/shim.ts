import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import path from 'node:path'

/** What a process does to the world, as the shim counts it. */
export const DEEDS = ['journal', 'send', 'receive'] as const
export type Deed = (typeof DEEDS)[number]

/** Right before the deed, with half of it done, or right after it. */
export const MOMENTS = ['before', 'half', 'after'] as const
export type Moment = (typeof MOMENTS)[number]

/** A point at which a process ends: at its n-th deed, counted from 1. */
export interface CrashPoint {
  readonly deed: Deed
  readonly at: number
  readonly moment: Moment
}

/** Compiles a shim: the one that ends a process, or the one that writes down what it does. Needs nothing but a compiler. */
export function buildShim(folder: string, name: 'crash' | 'record' = 'crash'): string {
  const made = path.join(folder, `${name}-shim.so`)
  const source = path.join(import.meta.dirname, `${name}-shim.c`)
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-nostdlib', '-o', made, source])
  return made
}

/** Bytes of the file that a process and its test share: twelve numbers in a page. */
const BYTES = 4_096
const AT = {
  armed: 0,
  kind: 1,
  at: 2,
  moment: 3,
  linePort: 4,
  journalPort: 5,
  counts: 7,
  fired: 11,
}

/** The file through which a test tells the shim of a process what to do. */
export class ShimControl {
  readonly file: string
  readonly #handle: number

  constructor(
    file: string,
    { linePort, journalPort }: { readonly linePort: number; readonly journalPort: number },
  ) {
    this.file = file
    this.#handle = openSync(file, 'w+')
    writeSync(this.#handle, Buffer.alloc(BYTES), 0, BYTES, 0)
    this.#put(AT.linePort, linePort)
    this.#put(AT.journalPort, journalPort)
  }

  /** What a process needs in its environment; `journal` is in the name of every file of its journal. */
  environment(shim: string, journal: string): Readonly<Record<string, string>> {
    return { LD_PRELOAD: shim, CRASH_CONTROL: this.file, CRASH_JOURNAL: journal }
  }

  /** Counts from now on, and ends the process at the point. */
  arm({ deed, at, moment }: CrashPoint): void {
    this.disarm()
    for (const index of [0, 1, 2, 3]) this.#put(AT.counts + index, 0)
    this.#put(AT.fired, 0)
    this.#put(AT.kind, 1 + DEEDS.indexOf(deed))
    this.#put(AT.at, at)
    this.#put(AT.moment, MOMENTS.indexOf(moment))
    this.#put(AT.armed, 1)
  }

  disarm(): void {
    this.#put(AT.armed, 0)
  }

  /** Whether the process was ended at the point. */
  fired(): boolean {
    return this.#get(AT.fired) === 1
  }

  close(): void {
    closeSync(this.#handle)
  }

  #put(index: number, value: number): void {
    const bytes = Buffer.alloc(4)
    bytes.writeInt32LE(value)
    writeSync(this.#handle, bytes, 0, 4, index * 4)
  }

  #get(index: number): number {
    const bytes = Buffer.alloc(4)
    readSync(this.#handle, bytes, 0, 4, index * 4)
    return bytes.readInt32LE()
  }
}
