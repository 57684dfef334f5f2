import type { PrinterLightDetail } from '../../app/printer-light.ts'
import { layoutSlip } from '../../app/receipt/layout.ts'
import type { PrintQueue } from '../../app/receipt/print-queue.ts'
import type { After } from '../after.ts'
import { messageOf, type LoadSerial } from '../scanner/serial-module.ts'
import { drawLines } from './draw-lines.ts'
import { memoryQueue } from './memory-queue.ts'
import { openTarget, type OpenedTarget } from './open-target.ts'
import { keepPrinting, printWaiting, type PrintWorker } from './print-worker.ts'
import type { DevicePrinter, FromPrinters, QueueOutcome, ToPrinters } from './printer-protocol.ts'

/** Opens the file of waiting slips; a rejection costs the keeping, not the printing. */
export type OpenQueue = (file: string) => Promise<PrintQueue>

/** What printing needs of the rest of the device service. */
export interface PrinterServiceParts {
  readonly say: (message: FromPrinters) => void
  readonly trouble: (text: string) => void
  readonly openQueue: OpenQueue
  readonly loadSerial: LoadSerial
  readonly after: After
  readonly nowMs: () => number
}

/** The part of the device service that prints. */
export interface PrinterService {
  readonly receive: (message: ToPrinters) => void
}

type Message<T extends ToPrinters['type']> = Extract<ToPrinters, { readonly type: T }>
type Target = (printer: DevicePrinter) => OpenedTarget | null

/** Time for main to hand a picture to the system's printer. */
const SYSTEM_TIMEOUT_MS = 60_000

/** Starts with nothing to print on. */
export function startPrinters(parts: PrinterServiceParts): PrinterService {
  const { say, trouble } = parts
  const system = systemPrints(parts)
  const target: Target = (printer) =>
    openTarget(printer, {
      ...parts,
      onSystem: system.print,
      emulated: (svg) => say({ type: 'paper', svg }),
    })
  let station: Promise<Station> = Promise.resolve({ queue: memoryQueue(), worker: null })

  return {
    receive: (message) => {
      switch (message.type) {
        case 'configure':
          // One after the other: the new printer may be the one that the old worker still talks to.
          station = station.then((before) => openStation(parts, target, before, message))
          return
        case 'print':
          return void station.then(({ queue, worker }) => {
            const outcome = enqueue(queue, message, trouble)
            worker?.wake()
            say({ type: 'queued', ask: message.ask, outcome })
          })
        case 'test':
          return void printTest(parts, target(message.printer), message).then(say)
        case 'draw':
          return void draw(message).then(say)
        case 'discard':
          return void station.then(({ queue, worker }) => {
            const count = discardAll(queue, trouble)
            worker?.wake()
            say({ type: 'discarded', ask: message.ask, count })
          })
        case 'system-printed':
          return system.answer(message.ask, message.printed)
      }
    },
  }
}

interface Station {
  readonly queue: PrintQueue
  readonly worker: PrintWorker | null
}

async function openStation(
  parts: PrinterServiceParts,
  target: Target,
  before: Station,
  { id, printer, languages, queueFile }: Message<'configure'>,
): Promise<Station> {
  await before.worker?.close()
  before.queue.close()
  const { queue, kept } = await openQueueOr(parts, queueFile)
  const light = (detail: PrinterLightDetail, waiting: number): void =>
    parts.say({ type: 'light', id, waiting, detail: kept ? detail : unkept(detail) })
  const opened = target(printer)
  if (opened === null) {
    light('printer-none', queue.waiting())
    return { queue, worker: null }
  }
  light(opened.shownAs ?? 'printer-connecting', queue.waiting())
  const shown = (detail: PrinterLightDetail): PrinterLightDetail =>
    detail === 'printer-ready' ? (opened.shownAs ?? detail) : detail
  const worker = keepPrinting({
    ...parts,
    ...opened,
    queue,
    languages,
    on: { trouble: parts.trouble, light: (detail, waiting) => light(shown(detail), waiting) },
  })
  return { queue, worker }
}

async function printTest(
  parts: PrinterServiceParts,
  opened: OpenedTarget | null,
  { ask, slip, languages }: Message<'test'>,
): Promise<FromPrinters> {
  if (opened === null) return { type: 'tested', ask, printed: false, detail: 'printer-none' }
  const queue = memoryQueue()
  queue.add({ key: 'test', slip, copy: false, atMs: parts.nowMs() })
  const on = { trouble: parts.trouble, light: () => undefined }
  const detail = await printWaiting({ ...parts, ...opened, queue, languages, on })
  return { type: 'tested', ask, printed: queue.waiting() === 0, detail }
}

async function draw({ ask, paper, languages, slip }: Message<'draw'>): Promise<FromPrinters> {
  const lines = layoutSlip(slip, { paper, languages, mark: 'original' })
  return { type: 'drawn', ask, svg: await drawLines(lines, paper) }
}

/** A queue that is not kept is worth a warning, while everything else is well. */
const unkept = (detail: PrinterLightDetail): PrinterLightDetail =>
  detail === 'printer-ready' ? 'print-queue-broken' : detail

async function openQueueOr({ openQueue, trouble }: PrinterServiceParts, file: string) {
  try {
    return { queue: await openQueue(file), kept: true }
  } catch (error) {
    trouble(`print queue: ${messageOf(error)}`)
    return { queue: memoryQueue(), kept: false }
  }
}

/** Queues a slip unless it is there already; printed again it is a copy. */
function enqueue(
  queue: PrintQueue,
  { key, slip, again, atMs }: Message<'print'>,
  trouble: (text: string) => void,
): QueueOutcome {
  try {
    const known = queue.known(key)
    if (known === 'waiting') return 'waits-already'
    if (known !== 'unknown' && !again) return 'printed-before'
    const copy = known === 'printed'
    queue.add({ key: copy ? `${key}#${atMs}` : key, slip, copy, atMs })
    return copy ? 'queued-copy' : 'queued'
  } catch (error) {
    trouble(`print queue: ${messageOf(error)}`)
    return 'queue-broken'
  }
}

/** Forgets what waits; nothing on a disk that refuses. */
function discardAll(queue: PrintQueue, trouble: (text: string) => void): number {
  try {
    return queue.discard()
  } catch (error) {
    trouble(`print queue: ${messageOf(error)}`)
    return 0
  }
}

/** Pictures that main was asked to print and has not answered yet. */
function systemPrints({ say, after }: PrinterServiceParts) {
  const open = new Map<number, (printed: boolean) => void>()
  let asked = 0
  const answer = (ask: number, printed: boolean): void => {
    open.get(ask)?.(printed)
    open.delete(ask)
  }
  return {
    answer,
    print: (
      page: Omit<Extract<FromPrinters, { readonly type: 'print-on-system' }>, 'type' | 'ask'>,
    ): Promise<boolean> =>
      new Promise((resolve) => {
        const ask = ++asked
        const cancel = after(SYSTEM_TIMEOUT_MS, () => answer(ask, false))
        open.set(ask, (printed) => {
          cancel()
          resolve(printed)
        })
        say({ type: 'print-on-system', ask, ...page })
      }),
  }
}
