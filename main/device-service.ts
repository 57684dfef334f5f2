/**
 * Entry of the device service: a utility process of its own, so that a native module that hangs or
 * dies takes a scanner with it and no sale.
 */
import { EMULATED_HID } from './channels.ts'
import { startDeviceService } from '../hardware/device-service.ts'
import type { LoadHid } from '../hardware/scanner/hid-module.ts'

/** A scanner that somebody plays at a socket; its program is loaded only then. */
function playedHid(address: string): LoadHid {
  const loading = import('../hardware/scanner/hid-socket.ts').then(({ socketHid }) =>
    socketHid(address),
  )
  return async () => (await loading)()
}

const { parentPort } = process
const emulatedHid = process.argv
  .find((word) => word.startsWith(EMULATED_HID))
  ?.slice(EMULATED_HID.length)
const service = startDeviceService((message) => parentPort.postMessage(message), {
  ...(emulatedHid === undefined ? {} : { loadHid: playedHid(emulatedHid) }),
  openQueue: async (file) => {
    const { openPrintQueue } = await import('../adapters/sqlite-print-queue.ts')
    return openPrintQueue(file, Date.now())
  },
})
parentPort.on('message', ({ data }: { readonly data: unknown }) => service.receive(data))
