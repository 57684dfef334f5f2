import type { Language } from '../../app/language.ts'
import { printerLight, type PrinterLight } from '../../app/printer-light.ts'
import type { Paper } from '../../app/receipt/print-line.ts'
import type { Slip } from '../../app/receipt/slip.ts'
import type { After } from '../after.ts'
import type { KeptService } from '../keep-service.ts'
import type { DevicePrinter, FromPrinters, QueueOutcome, ToPrinters } from './printer-protocol.ts'

/** Where to print from now on. */
export interface PrinterSettings {
  readonly printer: DevicePrinter
  readonly languages: readonly Language[]
  /** Where slips are kept until they are printed. */
  readonly queueFile: string
}

/** What main hears of the printer. */
export interface PrinterListener {
  readonly onLight: (light: PrinterLight) => void
  /** Training: this came out of the emulated printer. */
  readonly onPaper: (svg: string) => void
  /** Prints a picture on a printer of the system; false when it refused. */
  readonly printOnSystem: (page: {
    readonly name: string
    readonly paper: Paper
    readonly svg: string
  }) => Promise<boolean>
}

/** A slip to be printed. */
export interface PrintOrder {
  /** Names the print: the same one is queued once. */
  readonly key: string
  readonly slip: Slip
  /** A person asks for it, although it may have been printed. */
  readonly again: boolean
  readonly atMs: number
}

/** The printer as main sees it. Nothing here waits for the printer itself but `test`. */
export interface Printers {
  readonly follow: (listener: PrinterListener) => void
  /** Uses this printer from now on. Starts the device service, unless there is none to print on. */
  readonly configure: (settings: PrinterSettings) => void
  /** Resolves when the slip is durably queued; null when the device service died on it. */
  readonly print: (order: PrintOrder) => Promise<QueueOutcome | null>
  readonly test: (
    ask: Omit<Asked<'test'>, 'type' | 'ask'>,
  ) => Promise<Omit<Answered<'tested'>, 'type' | 'ask'> | null>
  /** The slip as it would be printed, as SVG; null when the device service died on it. */
  readonly draw: (ask: Omit<Asked<'draw'>, 'type' | 'ask'>) => Promise<string | null>
  /** Forgets what waits. Says how many. */
  readonly discard: () => Promise<number | null>
}

type Asked<T extends ToPrinters['type']> = Extract<ToPrinters, { readonly type: T }>
type Answered<T extends FromPrinters['type']> = Extract<FromPrinters, { readonly type: T }>

/** The printers with the ends that the device host holds. */
export interface HostedPrinters extends Printers {
  readonly started: () => void
  readonly died: () => void
  readonly hear: (message: FromPrinters) => void
}

/** Longer than a test page takes on a slow printer. */
const ANSWER_TIMEOUT_MS = 40_000

/** Speaks for the printing part of the device service. */
export function hostPrinters(
  service: Pick<KeptService, 'post' | 'wake' | 'listens'>,
  after: After,
): HostedPrinters {
  let listener: PrinterListener | null = null
  let settings: PrinterSettings | null = null
  let id = 0
  let waiting = 0
  const post = (message: ToPrinters): void => service.post({ type: 'printers', message })
  const asks = openAsks(after)
  const tell = (): void => {
    if (settings !== null) {
      const { languages, ...rest } = settings
      post({ type: 'configure', id, ...rest, languages: [...languages] })
    }
  }
  const shine = (light: PrinterLight): void => {
    waiting = light.waiting
    listener?.onLight(light)
  }
  const none = (): boolean => settings === null || settings.printer.kind === 'none'

  return {
    follow: (on) => {
      listener = on
    },
    configure: (next) => {
      settings = next
      id += 1
      shine(printerLight(none() ? 'printer-none' : 'printer-connecting'))
      if (service.listens()) tell()
      else if (!none()) service.wake()
    },
    print: async (order) =>
      (await asks.ask('queued', (ask) => post({ type: 'print', ask, ...order })))?.outcome ?? null,
    test: (what) => asks.ask('tested', (ask) => post({ type: 'test', ask, ...what })),
    draw: async (what) =>
      (await asks.ask('drawn', (ask) => post({ type: 'draw', ask, ...what })))?.svg ?? null,
    discard: async () =>
      (await asks.ask('discarded', (ask) => post({ type: 'discard', ask })))?.count ?? null,
    started: tell,
    died: () => {
      asks.giveUp()
      if (!none()) shine(printerLight('printer-restarting', waiting))
    },
    hear: (message) => {
      switch (message.type) {
        case 'light':
          // A light of the printer before may still be on its way.
          if (message.id === id) shine(printerLight(message.detail, message.waiting))
          return
        case 'paper':
          return listener?.onPaper(message.svg)
        case 'print-on-system': {
          const { ask, type: _, ...page } = message
          const printed = listener?.printOnSystem(page) ?? Promise.resolve(false)
          return void printed.then((done) => post({ type: 'system-printed', ask, printed: done }))
        }
        default:
          return asks.answer(message)
      }
    },
  }
}

type Answer = Extract<FromPrinters, { readonly type: 'queued' | 'tested' | 'drawn' | 'discarded' }>

/** Questions that were asked and not answered yet. */
function openAsks(after: After) {
  const open = new Map<number, (answer: Answer | null) => void>()
  let asked = 0
  const settle = (ask: number, answer: Answer | null): void => {
    open.get(ask)?.(answer)
    open.delete(ask)
  }
  return {
    answer: (answer: Answer) => settle(answer.ask, answer),
    ask: <T extends Answer['type']>(
      type: T,
      send: (ask: number) => void,
    ): Promise<Answered<T> | null> =>
      new Promise((resolve) => {
        const ask = ++asked
        const cancel = after(ANSWER_TIMEOUT_MS, () => settle(ask, null))
        open.set(ask, (answer) => {
          cancel()
          // Each question has one kind of answer, by its number; the type says which.
          resolve(answer?.type === type ? (answer as unknown as Answered<T>) : null)
        })
        send(ask)
      }),
    giveUp: (): void => {
      for (const ask of open.keys()) settle(ask, null)
    },
  }
}
