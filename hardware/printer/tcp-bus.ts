import { connect, type Socket } from 'node:net'
import { fail, succeed, type Result } from '../../app/result.ts'
import { systemAfter, type After } from '../after.ts'
import type { PrinterBus, PrinterLine, ReachFailure } from './printer-line.ts'

const CONNECT_TIMEOUT_MS = 3_000

/** A printer that is out of paper stops reading; more than its buffer then waits here. */
const WRITE_TIMEOUT_MS = 10_000

/** Time for the last bytes to leave when the line is closed. */
const CLOSE_TIMEOUT_MS = 1_000

/** A network printer (port 9100, "raw" or "JetDirect"). Most serve one connection at a time, so it is opened for a job and closed again. */
export const tcpBus = (
  { host, port }: { readonly host: string; readonly port: number },
  after: After = systemAfter,
): PrinterBus => ({
  open: (on) =>
    new Promise((resolve) => {
      const socket = connect({ host, port, noDelay: true })
      let settled = false
      const settle = (result: Result<PrinterLine, ReachFailure>): void => {
        if (settled) return
        settled = true
        cancel()
        resolve(result)
      }
      const unreachable = (detail: string): void => {
        socket.destroy()
        settle(fail({ kind: 'printer-unreachable', detail }))
      }
      const cancel = after(CONNECT_TIMEOUT_MS, () => unreachable('no connection in time'))
      socket.on('error', (error: NodeJS.ErrnoException) => unreachable(error.code ?? error.message))
      socket.once('connect', () => settle(succeed(lineOn(socket, on, after))))
    }),
})

function lineOn(socket: Socket, on: Parameters<PrinterBus['open']>[0], after: After): PrinterLine {
  let open = true
  const lose = (): void => {
    if (!open) return
    open = false
    socket.destroy()
    on.ended()
  }
  socket.on('data', (chunk: Buffer) => {
    if (open) on.bytes(chunk)
  })
  socket.once('end', lose)
  socket.once('close', lose)
  return {
    write: (bytes) =>
      new Promise((resolve) => {
        if (!open) return resolve(false)
        const cancel = after(WRITE_TIMEOUT_MS, () => resolve(false))
        socket.write(bytes, (error) => {
          cancel()
          resolve(!error)
        })
      }),
    close: () =>
      new Promise((resolve) => {
        open = false
        const gone = (): void => {
          cancel()
          socket.destroy()
          resolve()
        }
        const cancel = after(CLOSE_TIMEOUT_MS, gone)
        if (socket.destroyed) return gone()
        socket.once('close', gone)
        socket.end()
      }),
  }
}
