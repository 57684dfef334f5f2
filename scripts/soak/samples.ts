import { readdirSync, readFileSync } from 'node:fs'
import type { ElectronApplication, Page } from '@playwright/test'

/** Processes of the app that live as long as it does. */
export const WATCHED = ['main', 'page', 'device service'] as const
export type Watched = (typeof WATCHED)[number]

/** One process at one moment. */
export interface ProcessSample {
  /** Memory of the process alone, in MiB. */
  readonly residentMiB: number
  /** JavaScript's own after a full collection, in MiB; null where nobody can ask for one. */
  readonly heapMiB: number | null
  readonly openFiles: number
}

/** The app at one moment. */
export interface Sample {
  readonly atMinutes: number
  readonly payments: number
  readonly processes: Readonly<Record<Watched, ProcessSample>>
}

const MIB = 1_048_576

function ofProcess(pid: number, heapBytes: number | null): ProcessSample {
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return {
    residentMiB: Number(resident) / 1_024,
    heapMiB: heapBytes === null ? null : heapBytes / MIB,
    openFiles: readdirSync(`/proc/${pid}/fd`).length,
  }
}

/** Numbers of the app's processes. */
async function pidsOf(app: ElectronApplication): Promise<Readonly<Record<Watched, number>>> {
  const metrics = await app.evaluate(({ app: electron }) => electron.getAppMetrics())
  const pid = (type: string, name = ''): number => {
    const found = metrics.find((one) => one.type === type && (one.name ?? '').includes(name))
    if (found === undefined) throw new Error(`the app has no process ${type} ${name}`)
    return found.pid
  }
  return { main: pid('Browser'), page: pid('Tab'), 'device service': pid('Utility', 'devices') }
}

/** Main's heap after everything that nobody holds was collected. */
const mainHeap = (app: ElectronApplication): Promise<number> =>
  app.evaluate(() => {
    process.getBuiltinModule('v8').setFlagsFromString('--expose-gc')
    // The flag above makes it a function of every new context.
    const collect = process.getBuiltinModule('vm').runInNewContext('gc') as () => void
    collect()
    return process.memoryUsage().heapUsed
  })

/** Looks at the app's processes; `measurePage` gives the page's heap. */
export async function sampleOf(
  app: ElectronApplication,
  measurePage: () => Promise<number>,
  at: Pick<Sample, 'atMinutes' | 'payments'>,
): Promise<Sample> {
  const pids = await pidsOf(app)
  return {
    ...at,
    processes: {
      main: ofProcess(pids.main, await mainHeap(app)),
      page: ofProcess(pids.page, await measurePage()),
      'device service': ofProcess(pids['device service'], null),
    },
  }
}

/** Asks the page's engine for its heap, after a collection. */
export async function pageHeap(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  return async () => {
    await session.send('HeapProfiler.collectGarbage')
    return (await session.send('Runtime.getHeapUsage')).usedSize
  }
}

/** Growth for each 1,000 payments, by least squares over the samples of the later two thirds: the first of them is warming up. */
export function growth(samples: readonly Sample[], value: (sample: Sample) => number): number {
  const later = samples.slice(Math.floor(samples.length / 3))
  const xs = later.map(({ payments }) => payments / 1_000)
  const ys = later.map(value)
  const mean = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0) / all.length
  const [x, y] = [mean(xs), mean(ys)]
  const over = xs.reduce((sum, each, index) => sum + (each - x) * ((ys[index] ?? y) - y), 0)
  const under = xs.reduce((sum, each) => sum + (each - x) ** 2, 0)
  return under === 0 ? 0 : over / under
}
