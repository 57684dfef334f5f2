import { scannerLight, type ScannerLight } from '../app/scanner-light.ts'
import type { After } from './after.ts'
import type { DeviceScanner, FromService, Unversioned } from './device-protocol.ts'
import { framedDecoder } from './scanner/framed-decoder.ts'
import type { LoadHid } from './scanner/hid-module.ts'
import { hidPosDecoder } from './scanner/hid-pos-decoder.ts'
import { layoutIn } from './scanner/hid-pos-layout.ts'
import { hidTransport, type HidClaims } from './scanner/hid-transport.ts'
import { openScanner, type Scanner, type ScannerListener } from './scanner/open-scanner.ts'
import type { LoadSerial } from './scanner/serial-module.ts'
import { serialTransport } from './scanner/serial-transport.ts'
import type { Connection } from './scanner/transport.ts'

/** Sends main a message. */
export type Say = (message: Unversioned<FromService>) => void

/** What opening takes. */
export interface Parts {
  readonly say: Say
  readonly serial: LoadSerial
  readonly hid: LoadHid
  readonly claims: HidClaims
  readonly after: After
}

/** From worst to best: of several scanners the one that needs help decides what the light says. */
const WORST_FIRST: readonly ScannerLight['state'][] = ['bad', 'wait', 'ok', 'off']

/** Opens all scanners. Their lights are one. */
export function openAll(
  scanners: readonly DeviceScanner[],
  id: number,
  parts: Parts,
): readonly Scanner[] {
  const lights: ScannerLight[] = scanners.map(() => scannerLight('opening'))
  let shown: ScannerLight['detail'] | null = null
  const shine = (): void => {
    const worst = WORST_FIRST.flatMap((state) => lights.filter((light) => light.state === state))
    const detail = worst[0]?.detail ?? 'none'
    if (detail !== shown) parts.say({ type: 'light', id, detail })
    shown = detail
  }
  const opened = scanners.map((scanner, at) => {
    const light = (next: ScannerLight): void => {
      lights[at] = next
      shine()
    }
    return openOne(scanner, { ...deliverTo(parts.say), light }, parts)
  })
  shine()
  return opened.filter((scanner) => scanner !== null)
}

/** Opens a scanner. Another bus is another case: a transport and a decoder of its own. */
export function openOne(scanner: DeviceScanner, on: ScannerListener, parts: Parts): Scanner | null {
  switch (scanner.kind) {
    case 'serial': {
      const { framing, idleMs } = scanner
      const transport = serialTransport(scanner, parts.serial, parts.after)
      return openScanner({ transport, decoder: framedDecoder(framing, idleMs) }, on, parts.after)
    }
    case 'hid': {
      const transport = hidTransport(scanner, parts.claims, parts.hid, parts.after)
      const decoder = ({ descriptor = null }: Connection) => hidPosDecoder(layoutIn(descriptor))
      return openScanner({ transport, decoder }, on, parts.after)
    }
    case 'keyboard':
    case 'none':
    case 'emulated':
      on.light(scannerLight(scanner.kind))
      return null
  }
}

/** Where scans and trouble go. */
export const deliverTo = (say: Say) => ({
  scan: (scan: { readonly text: string; readonly lastByteAtMs: number }) =>
    say({ type: 'scan', ...scan }),
  trouble: (text: string) => say({ type: 'trouble', text }),
})
