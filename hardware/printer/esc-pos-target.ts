import type { PrinterConfiguration } from '../../app/contract/printer-configuration.ts'
import { succeed } from '../../app/result.ts'
import type { After } from '../after.ts'
import { converse } from './conversation.ts'
import type { PrintTarget } from './print-target.ts'
import type { PrinterBus } from './printer-line.ts'

/** Settings of a printer that takes ESC/POS. */
export type EscPosPrinter = Extract<
  PrinterConfiguration,
  { readonly kind: 'tcp' | 'serial' | 'usb' }
>

const PINS = { never: null, 'pin-2': 2, 'pin-5': 5 } as const

/** An ESC/POS printer on a bus. */
export const escPosTarget = (
  bus: PrinterBus,
  settings: Omit<EscPosPrinter, 'kind' | 'path' | 'host' | 'port' | 'baudRate'>,
  after: After,
): PrintTarget => ({
  tellsStatus: settings.status === 'asked',
  open: async (report) => {
    const asked = settings.status === 'asked'
    const opened = await converse(bus, after)
    if (!opened.ok) return opened
    const { write, status, printed, close } = opened.value
    return succeed({
      light: () => (asked ? status() : Promise.resolve('printer-ready')),
      print: async ({ lines, drawer }) => {
        // Character tables are large: they are read with the first slip.
        const { escPos } = await import('./esc-pos.ts')
        const bytes = escPos(lines, { ...settings, drawer: drawer ? PINS[settings.drawer] : null })
        return (await write(bytes)) && (!asked || (await printed(report)))
      },
      close,
    })
  },
})
