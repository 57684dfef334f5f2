import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { printerMachine, type MachineOptions, type PrinterMachine } from './machine.ts'
import type { Paper } from './paper.ts'

/** A network printer for tests and demos: real bytes over a real socket. */
export interface TcpPrinter {
  readonly port: number
  readonly machine: PrinterMachine
  /** Everything that was cut off, oldest first. */
  readonly papers: () => readonly Paper[]
  /** How many connections are open. */
  readonly connections: () => number
  /** Pulls its plug: connections break, its memory is gone, nobody can connect. */
  readonly switchOff: () => Promise<void>
  readonly switchOn: () => Promise<void>
}

/** Switches a printer on, on loopback. */
export async function startTcpPrinter(
  options: Pick<MachineOptions, 'paper' | 'encoding'> & { readonly port?: number } = {},
): Promise<TcpPrinter> {
  const papers: Paper[] = []
  const sockets = new Set<Socket>()
  const machine = printerMachine({
    ...options,
    reply: (bytes) => {
      for (const socket of sockets) socket.write(bytes)
    },
    printed: (paper) => papers.push(paper),
  })
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('data', (bytes: Buffer) => machine.feed(bytes))
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  })
  const listenOn = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    // A server that listens on TCP has an address of this shape.
    return (server.address() as AddressInfo).port
  }
  const port = await listenOn(options.port ?? 0)
  return {
    port,
    machine,
    papers: () => papers,
    connections: () => sockets.size,
    switchOff: async () => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.resetAndDestroy()
      machine.reset()
      await closed
    },
    switchOn: async () => {
      if (!server.listening) await listenOn(port)
    },
  }
}
