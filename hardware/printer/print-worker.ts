import type { Language } from '../../app/language.ts'
import type { PrinterLightDetail } from '../../app/printer-light.ts'
import { layoutSlip } from '../../app/receipt/layout.ts'
import type { Paper } from '../../app/receipt/print-line.ts'
import type { PrintJob, PrintQueue } from '../../app/receipt/print-queue.ts'
import type { After } from '../after.ts'
import type { PrintSession, PrintTarget } from './print-target.ts'
import { prints } from './status.ts'

/** What a worker prints with. */
export interface PrintWorkerParts {
  readonly target: PrintTarget
  readonly queue: PrintQueue
  readonly paper: Paper
  readonly languages: readonly Language[]
  readonly nowMs: () => number
  readonly after: After
  readonly on: {
    /** How the printer is, and how many slips wait. Called often. */
    readonly light: (detail: PrinterLightDetail, waiting: number) => void
    /** For the log. Holds nothing that was printed. */
    readonly trouble: (text: string) => void
  }
}

/** Prints what is in the queue, for as long as it takes. */
export interface PrintWorker {
  /** Something was queued, or a person has mended the printer: look at once. */
  readonly wake: () => void
  /** Stops after the bytes that are under way. */
  readonly close: () => Promise<void>
}

/** How often a printer that has something to print, or is in trouble, is tried. */
const RETRY_MS = 2_000

/** How often an idle printer is asked how it is: long enough for tills that share one. */
const LOOK_EVERY_MS = 15_000

/** A drawer that springs open minutes after its customer has left would be a present to anybody. */
const DRAWER_WITHIN_MS = 30_000

/** Keeps printing from the queue. */
export function keepPrinting(parts: PrintWorkerParts): PrintWorker {
  const { queue, after, target } = parts
  let closed = false
  let again = false
  let cancel = (): void => undefined
  let turn: Promise<void> | null = null

  const round = async (): Promise<void> => {
    let light: PrinterLightDetail
    let waiting = 0
    do {
      again = false
      light = await printWaiting(parts, () => closed)
      waiting = queue.waiting()
    } while (again && !closed)
    if (closed) return
    parts.on.light(light, waiting)
    if (waiting > 0 || !prints(light)) cancel = after(RETRY_MS, wake)
    else if (target.tellsStatus) cancel = after(LOOK_EVERY_MS, wake)
  }
  // A disk that fails under the queue: nothing can be noted, so nothing is printed until it works again.
  const run = (): Promise<void> =>
    round().catch((error: unknown) => {
      parts.on.trouble(`print queue: ${error instanceof Error ? error.message : 'unknown'}`)
      parts.on.light('print-queue-broken', 0)
      if (!closed) cancel = after(RETRY_MS, wake)
    })
  function wake(): void {
    if (closed) return
    cancel()
    again = true
    turn ??= run().finally(() => {
      turn = null
      // Asked for between the last look at the queue and now.
      if (again) wake()
    })
  }
  wake()
  return {
    wake,
    close: async () => {
      closed = true
      cancel()
      await turn
    },
  }
}

/** Opens the printer and prints everything that waits, unless it cannot. Says how the printer was last. */
export async function printWaiting(
  parts: PrintWorkerParts,
  stopped: () => boolean = () => false,
): Promise<PrinterLightDetail> {
  const { target, queue, on } = parts
  let light: PrinterLightDetail = 'printer-ready'
  const report = (detail: PrinterLightDetail): void => {
    light = detail
    on.light(detail, queue.waiting())
  }
  const opened = await target.open(report)
  if (!opened.ok) {
    on.trouble(`${opened.error.kind}: ${opened.error.detail}`)
    return opened.error.kind
  }
  const session = opened.value
  try {
    report(await session.light())
    while (!stopped() && prints(light)) {
      const job = queue.next()
      if (job === null) break
      if (await printJob(parts, session, job)) report(await session.light())
      // Whatever the printer said meanwhile is the reason; if it said nothing, it is gone.
      else if (prints(light)) report('printer-unreachable')
    }
  } finally {
    await session.close()
  }
  return light
}

/**
 * Prints one slip. A slip that was begun and not finished is printed again: a customer without a receipt is worse off than
 * one with two. So that nobody takes both for originals, the later one is marked as a copy.
 */
async function printJob(
  { queue, paper, languages, nowMs }: PrintWorkerParts,
  session: PrintSession,
  job: PrintJob,
): Promise<boolean> {
  const mark = job.begun > 0 ? 'maybe-copy' : job.copy ? 'copy' : 'original'
  const lines = layoutSlip(job.slip, { paper, languages, mark })
  const fresh = nowMs() - job.atMs < DRAWER_WITHIN_MS
  const { slip } = job
  const opens =
    slip.kind === 'test' ||
    slip.kind === 'drawer' ||
    (slip.kind === 'sale' && slip.outcome === 'paid')
  queue.begin(job.id)
  const printed = await session.print({ lines, drawer: opens && fresh && mark === 'original' })
  if (printed) queue.finish(job.id)
  else queue.putBack(job.id, true)
  return printed
}
