import { succeed } from '../../../app/result.ts'
import type { PrinterBus } from '../printer-line.ts'
import { printerMachine, type MachineOptions } from './machine.ts'

/** A printer in this process, for training: it takes the same bytes as one on the counter. */
export const emulatedBus = (options: Omit<MachineOptions, 'reply'>): PrinterBus => ({
  open: async (on) => {
    const machine = printerMachine({ ...options, reply: on.bytes })
    return succeed({
      write: async (bytes) => {
        machine.feed(bytes)
        return true
      },
      close: async () => undefined,
    })
  },
})
