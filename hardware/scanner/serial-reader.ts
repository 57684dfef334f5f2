import { readSync } from 'node:fs'
import { messageOf, type FilePort, type SystemPort } from './serial-module.ts'

/** Told what a port sends. `gone` is called once and last, and not after the port was closed here. */
export interface ReaderListener {
  readonly bytes: (chunk: Uint8Array) => void
  readonly gone: (why: string) => void
}

const CHUNK_MAX = 4096

/** Reads a port until it is gone or closed. */
export function readPort(port: SystemPort | (SystemPort & FilePort), on: ReaderListener): void {
  if ('poller' in port) readFilePort(port, on)
  else void readOverlapped(port, on)
}

/**
 * The package's own read on Linux and macOS asks again at once when it gets no bytes, and a terminal
 * that was hung up gives none for ever: a scanner unplugged at the wrong moment leaves a port
 * that looks open and keeps a core busy (github.com/serialport/bindings-cpp issue 162). So the bytes
 * are read here, and none means gone: with VMIN=1 and O_NONBLOCK, which the package sets, a
 * living line without data answers EAGAIN instead (termios(3)).
 */
export function readFilePort(port: FilePort, on: ReaderListener): void {
  const onReadable = (error: Error | null): void => {
    if (port.fd === null) return
    if (error !== null) return on.gone(error.message)
    const chunk = readOnce(port.fd)
    if (chunk.kind === 'gone') return on.gone(chunk.why)
    if (chunk.kind === 'bytes') on.bytes(chunk.bytes)
    wait()
  }
  // The listener may have closed the port.
  const wait = (): void => void (port.fd === null || port.poller.once('readable', onReadable))
  wait()
}

type Chunk =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'nothing-yet' }
  | { readonly kind: 'gone'; readonly why: string }

const NOTHING_YET: ReadonlySet<unknown> = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR'])

function readOnce(file: number): Chunk {
  const buffer = new Uint8Array(CHUNK_MAX)
  try {
    const length = readSync(file, buffer, 0, CHUNK_MAX, null)
    if (length === 0) return { kind: 'gone', why: 'the line was hung up' }
    return { kind: 'bytes', bytes: buffer.subarray(0, length) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return NOTHING_YET.has(code) ? { kind: 'nothing-yet' } : { kind: 'gone', why: messageOf(error) }
  }
}

/** Windows: the package waits for at least one byte, and rejects when the device goes away or the port is closed. */
async function readOverlapped(port: SystemPort, on: ReaderListener): Promise<void> {
  while (port.isOpen) {
    const buffer = Buffer.alloc(CHUNK_MAX)
    const outcome = await port.read(buffer, 0, CHUNK_MAX).then(
      ({ bytesRead }) => ({ length: bytesRead, why: 'the line was hung up' }),
      (error: unknown) => ({ length: 0, why: messageOf(error) }),
    )
    if (!port.isOpen) return
    if (outcome.length === 0) return on.gone(outcome.why)
    on.bytes(buffer.subarray(0, outcome.length))
  }
}
