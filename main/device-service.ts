/**
 * Entry of the device service: a utility process of its own, so that a native module that hangs or
 * dies takes a scanner with it and no sale.
 */
import '../app/contract/without-eval.ts'
import { startDeviceService } from '../hardware/device-service.ts'

const { parentPort } = process
const service = startDeviceService((message) => parentPort.postMessage(message), {
  openQueue: async (file) => {
    const { openPrintQueue } = await import('../adapters/sqlite-print-queue.ts')
    return openPrintQueue(file, Date.now())
  },
})
parentPort.on('message', ({ data }: { readonly data: unknown }) => service.receive(data))
