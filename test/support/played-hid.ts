import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { posReports } from '../../hardware/scanner/hid-emulator.ts'
import { HONEYWELL_POS } from '../../hardware/scanner/hid-makes.ts'
import { layoutIn } from '../../hardware/scanner/hid-pos-layout.ts'

/** A USB HID POS scanner that a test plays for the till, report by report. */
export interface PlayedHid {
  readonly address: string
  readonly plug: () => Promise<void>
  readonly unplug: () => Promise<void>
  /** Sends the reports of a scan, or only the first few of them. */
  readonly scan: (text: string, reports?: number) => Promise<void>
  /** What the till wrote to the device. */
  readonly written: () => readonly string[]
  readonly close: () => Promise<void>
}

/** Waits at a socket for the till that is started with `--emulated-hid=ADDRESS`. */
export async function playHid(address: string): Promise<PlayedHid> {
  const layout = layoutIn(HONEYWELL_POS.descriptor)
  if (layout === null) throw new Error('this scanner has no scans')
  const written: string[] = []
  let host: Promise<Socket>
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    createInterface(socket).on('line', (line) => written.push(line))
  })
  host = once(server, 'connection').then(([socket]) => socket as Socket) // as the event's own type
  server.on('connection', (socket: Socket) => {
    host = Promise.resolve(socket)
  })
  await new Promise<void>((resolve) => server.listen(address, resolve))
  const say = async (line: string): Promise<void> => void (await host).write(`${line}\n`)
  return {
    address,
    plug: () => say('plug'),
    unplug: () => say('unplug'),
    scan: async (text, reports = Infinity) => {
      for (const report of posReports(layout, text, ']Q1').slice(0, reports)) {
        await say(Buffer.from(report).toString('hex'))
      }
    },
    written: () => written,
    close: async () => {
      server.close()
      void host.then((socket) => socket.destroy())
    },
  }
}
