import { connect, type Socket } from 'node:net'

const LOOK_EVERY_MS = 1_000

/** What of the driver's options says where PostgreSQL is. Each may be a list; one entry is what we connect to ourselves. */
export interface Address {
  readonly host: readonly string[]
  readonly port: readonly number[]
  readonly path?: string | false | undefined
}

/** A socket as the driver wants it: with the name that TLS is to prove. */
type NamedSocket = Socket & { host?: string | undefined; port?: number | undefined }

/**
 * Opens the line to PostgreSQL, and drops it when nothing at all has passed for `silentMs`. A firewall that forgot a line,
 * or a machine that lost its power, tells nobody: without this, a statement on such a line would be waited for for ever.
 */
export function openWatchedLine({ host, port, path }: Address, silentMs: number): Socket {
  // What is written before it is connected waits inside the socket.
  const socket: NamedSocket =
    typeof path === 'string' && path !== '' ? connect(path) : connect(port[0] ?? 5432, host[0])
  socket.host = host[0]
  socket.port = port[0]
  let passed = 0
  let sinceMs = performance.now()
  // Counted below TLS, whose reads this socket's own events and time-outs never see.
  const timer = setInterval(() => {
    const now = socket.bytesRead + socket.bytesWritten
    if (now !== passed) [passed, sinceMs] = [now, performance.now()]
    else if (performance.now() - sinceMs > silentMs) socket.destroy()
  }, LOOK_EVERY_MS).unref()
  socket.on('close', () => clearInterval(timer))
  return socket
}
