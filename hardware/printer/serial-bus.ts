import { fail, succeed } from '../../app/result.ts'
import { systemAfter, type After } from '../after.ts'
import { loadSerial, type LoadSerial } from '../scanner/serial-module.ts'
import { serialTransport } from '../scanner/serial-transport.ts'
import type { Connection, OpenFailure } from '../scanner/transport.ts'
import type { PrinterBus, ReachFailure } from './printer-line.ts'

/** As much as a slow line takes within the transport's time for one write. */
const PIECE_BYTES = 256

const KINDS: { readonly [K in OpenFailure['kind']]: ReachFailure['kind'] } = {
  'no-such-port': 'printer-unreachable',
  'port-busy': 'printer-busy',
  'no-permission': 'printer-no-permission',
  'no-hid-permission': 'printer-no-permission',
  'module-unavailable': 'printer-no-driver',
  'open-failed': 'printer-error',
}

/** A printer on a serial port, RS-232 or USB with a serial chip. */
export function serialBus(
  options: { readonly path: string; readonly baudRate: number },
  load: LoadSerial = loadSerial,
  after: After = systemAfter,
): PrinterBus {
  const transport = serialTransport(options, load, after)
  return {
    open: async (on) => {
      const opened = await transport.open({ bytes: (chunk) => on.bytes(chunk), closed: on.ended })
      if (opened.ok) {
        const { value } = opened
        return succeed({ write: (bytes) => writePieces(value, bytes), close: value.close })
      }
      const { kind, detail } = opened.error
      return fail({ kind: KINDS[kind], detail })
    },
  }
}

async function writePieces(connection: Connection, bytes: Uint8Array): Promise<boolean> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const written = await connection.write(bytes.subarray(at, at + PIECE_BYTES))
    if (!written.ok) return false
  }
  return true
}
