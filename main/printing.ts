import type { BrowserWindow } from 'electron'
import path from 'node:path'
import type { Configuration } from '../app/contract/configuration.ts'
import type { Handlers } from '../app/contract/contract.ts'
import type { PrinterLight } from '../app/printer-light.ts'
import { slipOf, type SaleSlip, type SlipContext, type SlipPlace } from '../app/receipt/slip.ts'
import { fail, succeed } from '../app/result.ts'
import type { InShift } from '../app/shift/shifts.ts'
import type { SaleView, TillView } from '../app/till/view.ts'
import { zoneOf } from '../app/zone.ts'
import type { Printers } from '../hardware/printer/printer-host.ts'
import type { DevicePrinter } from '../hardware/printer/printer-protocol.ts'
import type { Station } from './station.ts'

/** What printing needs of the rest of main. */
export interface PrintingParts {
  readonly printers: Printers
  readonly configuration: () => Configuration
  /** Null while the till cannot sell. */
  readonly station: () => Station | null
  /** The shift that slips name. */
  readonly shiftAt: (at: InShift) => Promise<string | null>
  readonly window: () => BrowserWindow | null
  readonly onLight: (light: PrinterLight) => void
  readonly onPaper: (svg: string) => void
  readonly onTrouble: (text: string) => void
}

type PrintingCalls = 'printSlip' | 'drawSlip' | 'discardSlips' | 'testPrinter' | 'listPrinters'

/** Slips of the till's sales. It follows the till and never leads it: no payment waits for anything here. */
export interface Printing {
  /** Uses the printer that is set up now. */
  readonly open: () => void
  readonly isOpen: () => boolean
  /** The till shows this: what is to be printed by itself is queued. */
  readonly follow: (view: TillView) => void
  readonly handlers: Pick<Handlers, PrintingCalls>
}

/** Starts without a printer, until `open`. */
export function createPrinting(parts: PrintingParts): Printing {
  const { printers, configuration, station } = parts
  const asked = new Set<string>()
  let opened = false

  printers.follow({
    onLight: parts.onLight,
    onPaper: parts.onPaper,
    printOnSystem: async (page) => {
      const { printPicture } = await import('./system-print.ts')
      const problem = await printPicture(page)
      if (problem !== null) parts.onTrouble(`system printer: ${problem}`)
      return problem === null
    },
  })

  const slip = async (saleId: string): Promise<SaleSlip | null> => {
    const seq = station()?.seqOf(saleId) ?? null
    if (seq === null) return null
    const shift = await parts.shiftAt({ seq })
    // Read last: what has happened meanwhile is on the slip.
    const state = station()?.sale(saleId) ?? null
    return state === null ? null : slipOf(state, contextOf(configuration(), shift))
  }
  const order = (saleId: string, found: SaleSlip, again: boolean) =>
    printers.print({ key: keyOf(saleId, found), slip: found, again, atMs: Date.now() })

  /** Queues a slip that nobody asked for. It is queued once, however often the till is started. */
  const printByItself = async (saleId: string): Promise<void> => {
    const found = await slip(saleId)
    if (found === null || asked.has(keyOf(saleId, found))) return
    asked.add(keyOf(saleId, found))
    // A device service that died on it has queued it or not; asking again cannot queue it twice.
    if ((await order(saleId, found, false)) === null) await order(saleId, found, false)
  }
  const follow = (view: TillView): void => {
    if (!opened || printerOf(configuration()).kind === 'none') return
    const due = dueOf(view, configuration().receipt.print)
    // The verdict is on its way to the page; the journal is read when that has left.
    if (due.length > 0) setImmediate(() => due.forEach(({ saleId }) => void printByItself(saleId)))
  }

  return {
    follow,
    isOpen: () => opened,
    open: () => {
      const folder = station()?.folder
      opened = folder !== undefined
      if (folder === undefined) return
      printers.configure({
        printer: printerOf(configuration()),
        languages: configuration().receipt.languages,
        queueFile: path.join(folder, 'print-queue.db'),
      })
      // Sales that a kill left paid and not printed yet.
      const till = station()?.till
      if (till !== undefined) follow(till.view())
    },
    handlers: handlersOf(parts, { slip, order }),
  }
}

/** The slip of a sale as it stands, and the way to the printer. */
interface Slips {
  readonly slip: (saleId: string) => Promise<SaleSlip | null>
  readonly order: (saleId: string, found: SaleSlip, again: boolean) => ReturnType<Printers['print']>
}

function handlersOf(
  { printers, configuration, window }: PrintingParts,
  { slip, order }: Slips,
): Printing['handlers'] {
  return {
    async printSlip({ saleId }) {
      const found = await slip(saleId)
      if (found === null) return fail({ kind: 'no-slip' })
      if (printerOf(configuration()).kind === 'none') return fail({ kind: 'no-printer' })
      const outcome = await order(saleId, found, true)
      // A person's wish is always taken: nothing else is said of it than that it was not.
      if (outcome === null || outcome === 'queue-broken' || outcome === 'printed-before') {
        return fail({ kind: 'devices-lost' })
      }
      return succeed({ outcome })
    },
    async drawSlip({ saleId }) {
      const found = await slip(saleId)
      if (found === null) return fail({ kind: 'no-slip' })
      const { receipt } = configuration()
      const { languages } = receipt
      const svg = await printers.draw({ slip: found, paper: paperOf(configuration()), languages })
      return svg === null ? fail({ kind: 'devices-lost' }) : succeed({ svg })
    },
    async discardSlips() {
      const count = await printers.discard()
      return count === null ? fail({ kind: 'devices-lost' }) : succeed({ count })
    },
    async testPrinter({ printer, receipt }) {
      const { place, zoneMinutesAt } = contextOf(configuration(), null)
      const atMs = Date.now()
      const page = { kind: 'test', place, atMs, zoneMinutes: zoneMinutesAt(atMs) } as const
      const tested = await printers.test({ printer, languages: receipt.languages, slip: page })
      if (tested === null) return fail({ kind: 'devices-lost' })
      return succeed({ printed: tested.printed, detail: tested.detail })
    },
    async listPrinters() {
      const known = (await window()?.webContents.getPrintersAsync()) ?? []
      return succeed(known.map(({ name }) => name))
    },
  }
}

const keyOf = (saleId: string, { outTradeNo, outcome }: SaleSlip): string =>
  `${saleId} ${outTradeNo} ${outcome}`

const paperOf = ({ printer }: Configuration) => (printer.kind === 'none' ? '80mm' : printer.paper)

/** The printer in use. Training prints on the screen, whatever printer is set up: paper of training must not lie about. */
export const printerOf = (configuration: Configuration): DevicePrinter =>
  configuration.mode === 'training'
    ? { kind: 'emulated', paper: paperOf(configuration) }
    : configuration.printer

/** Where slips of this till come from. */
export function placeOf({ shop, mode, wechat }: Configuration): SlipPlace {
  const realMoney = mode !== 'training' && (wechat === undefined || wechat.sandbox === 'off')
  return { ...shop, realMoney }
}

/** What slips say besides what they are about. A sale brings its own cashier. */
export const contextOf = (configuration: Configuration, shift: string | null): SlipContext => ({
  place: placeOf(configuration),
  cashier: null,
  shift,
  zoneMinutesAt: zoneOf(configuration.timeZone).minutesAt,
})

/** Sales whose slip is printed without anybody asking. */
function dueOf(view: TillView, print: Configuration['receipt']['print']): readonly SaleView[] {
  if (print === 'on-demand') return []
  const paid = [view.current, ...view.background].filter((sale) => sale?.screen.kind === 'paid')
  const parked = view.background.filter(({ screen }) => UNDECIDED.has(screen.kind))
  return [...paid, ...(print === 'paid' ? [] : parked)].filter((sale) => sale !== null)
}

const UNDECIDED: ReadonlySet<SaleView['screen']['kind']> = new Set([
  'charging',
  'password',
  'unknown',
  'stopping',
  'returning',
  'needs-attention',
])
