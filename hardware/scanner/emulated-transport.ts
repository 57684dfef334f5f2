import { fail, succeed, type Result } from '../../app/result.ts'
import { preciseNowMs } from '../after.ts'
import type { Connection, OpenFailure, Transport, TransportListener } from './transport.ts'

/** A scanner that exists in memory. Below it everything is as with a real one: bytes, pieces, plugs. */
export interface EmulatedTransport extends Transport {
  /** Sends the text as a scanner set to the suffix CR LF does, in ragged pieces. Resolves when the last was sent. Unplugged it sends nothing. */
  readonly scan: (text: string) => Promise<void>
  /** Sends these bytes in one piece. */
  readonly raw: (bytes: Uint8Array) => void
  readonly unplug: () => void
  readonly replug: () => void
  /** What the host wrote to the device so far. */
  readonly written: () => Uint8Array
}

/** Lengths of the pieces, in turn. They share no factor with 18 digits, so the cuts wander. */
const PIECES = [1, 5, 2, 7, 3, 11] as const

/** A plugged-in scanner; one host can open it at a time. `hear` is told what that host writes. */
export function emulatedTransport(
  hear: (bytes: Uint8Array) => void = () => undefined,
): EmulatedTransport {
  let plugged = true
  let host: TransportListener | null = null
  let piece = 0
  let line = Promise.resolve()
  const written: number[] = []

  const send = (bytes: Uint8Array): void => host?.bytes(bytes, preciseNowMs())
  const open = (on: TransportListener): Promise<Result<Connection, OpenFailure>> => {
    if (!plugged) return Promise.resolve(refuse('no-such-port'))
    if (host !== null) return Promise.resolve(refuse('port-busy'))
    host = on
    return Promise.resolve(
      succeed({
        write: (bytes: Uint8Array) => {
          if (host !== on) return Promise.resolve(fail({ kind: 'not-open' as const }))
          written.push(...bytes)
          hear(bytes)
          return Promise.resolve(succeed(null))
        },
        close: () => {
          if (host === on) host = null
          return Promise.resolve()
        },
      }),
    )
  }
  const sendRagged = async (bytes: Uint8Array): Promise<void> => {
    const before = host
    for (let at = 0; at < bytes.length;) {
      const length = PIECES[piece++ % PIECES.length] ?? 1
      await new Promise<void>((resolve) => setImmediate(resolve))
      // Whoever opened it meanwhile gets nothing of a scan that began before.
      if (host !== before) return
      send(bytes.slice(at, at + length))
      at += length
    }
  }
  return {
    open,
    scan: (text) => {
      // One code after the other, as they pass a scanner's window.
      line = line.then(() => sendRagged(new TextEncoder().encode(`${text}\r\n`)))
      return line
    },
    raw: send,
    unplug: () => {
      plugged = false
      const left = host
      host = null
      left?.closed()
    },
    replug: () => {
      plugged = true
    },
    written: () => Uint8Array.from(written),
  }
}

const refuse = (kind: OpenFailure['kind']): { readonly ok: false; readonly error: OpenFailure } =>
  fail({ kind, detail: 'emulated scanner' })
