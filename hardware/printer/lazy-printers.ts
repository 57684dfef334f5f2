import { preciseNowMs } from '../after.ts'
import type { Say } from '../open-devices.ts'
import type { ToPrinters } from './printer-protocol.ts'
import type { PrinterService, PrinterServiceParts } from './printer-service.ts'

/** Printing, loaded when something is first to be printed: a till without a printer starts without it. */
export function lazyPrinters({
  say,
  ...parts
}: { readonly say: Say } & Pick<PrinterServiceParts, 'openQueue' | 'after' | 'loadSerial'>): (
  message: ToPrinters,
) => void {
  let service: Promise<PrinterService> | null = null
  return (message) => {
    service ??= import('./printer-service.ts').then(({ startPrinters }) =>
      startPrinters({
        ...parts,
        nowMs: preciseNowMs,
        say: (answer) => say({ type: 'printers', message: answer }),
        trouble: (text) => say({ type: 'trouble', text }),
      }),
    )
    void service.then(({ receive }) => receive(message))
  }
}
