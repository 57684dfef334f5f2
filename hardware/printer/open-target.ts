import type { PrinterLightDetail } from '../../app/printer-light.ts'
import type { Paper } from '../../app/receipt/print-line.ts'
import type { After } from '../after.ts'
import type { LoadSerial } from '../scanner/serial-module.ts'
import { emulatedBus } from './emulator/emulated-bus.ts'
import { escPosTarget, type EscPosPrinter } from './esc-pos-target.ts'
import { fileBus } from './file-bus.ts'
import type { PrintTarget } from './print-target.ts'
import type { PrinterBus } from './printer-line.ts'
import type { DevicePrinter } from './printer-protocol.ts'
import { serialBus } from './serial-bus.ts'
import { systemTarget } from './system-target.ts'
import { tcpBus } from './tcp-bus.ts'

/** What targets are made with. */
export interface TargetParts {
  readonly loadSerial: LoadSerial
  readonly after: After
  readonly trouble: (text: string) => void
  readonly onSystem: (page: {
    readonly name: string
    readonly paper: Paper
    readonly svg: string
  }) => Promise<boolean>
  /** The emulated printer printed this picture. */
  readonly emulated: (svg: string) => void
}

/** A printer to print on, and how it is called while all is well. */
export interface OpenedTarget {
  readonly target: PrintTarget
  readonly paper: Paper
  readonly shownAs: PrinterLightDetail | null
}

/** The printer that the settings name; null when they name none. Another bus is another case. */
export function openTarget(printer: DevicePrinter, parts: TargetParts): OpenedTarget | null {
  const { after, loadSerial } = parts
  switch (printer.kind) {
    case 'none':
      return null
    case 'tcp':
      return escPos(printer, tcpBus(printer, after), after)
    case 'serial':
      return escPos(printer, serialBus(printer, loadSerial, after), after)
    case 'usb':
      return escPos(printer, fileBus(printer.path, after), after)
    case 'system': {
      const { name, paper } = printer
      const target = systemTarget(paper, (svg) => parts.onSystem({ name, paper, svg }))
      return { target, paper, shownAs: null }
    }
    case 'emulated':
      return emulated(printer.paper, parts)
  }
}

const escPos = (settings: EscPosPrinter, bus: PrinterBus, after: After): OpenedTarget => ({
  target: escPosTarget(bus, settings, after),
  paper: settings.paper,
  shownAs: null,
})

function emulated(paper: Paper, { after, emulated: show, trouble }: TargetParts): OpenedTarget {
  const bus = emulatedBus({
    paper,
    printed: (printed) => {
      for (const complaint of printed.complaints) trouble(`emulated printer: ${complaint}`)
      void import('./emulator/picture.ts').then(async ({ drawPaper }) =>
        show(await drawPaper(printed, paper)),
      )
    },
  })
  const settings = {
    paper,
    encoding: 'gb18030',
    status: 'asked',
    cut: 'partial',
    drawer: 'pin-2',
  } as const
  return { target: escPosTarget(bus, settings, after), paper, shownAs: 'printer-emulated' }
}
