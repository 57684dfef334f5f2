import { scannerLight, type ScannerLight } from '../app/scanner-light.ts'
import type { After } from './after.ts'
import type { DeviceScanner, FromService, Unversioned } from './device-protocol.ts'
import { openCommanded, type OpenedScanner } from './scanner/commanded-scanner.ts'
import { framedDecoder } from './scanner/framed-decoder.ts'
import type { LoadHid } from './scanner/hid-module.ts'
import { hidPosDecoder } from './scanner/hid-pos-decoder.ts'
import { layoutIn } from './scanner/hid-pos-layout.ts'
import { hidTransport, type HidClaims } from './scanner/hid-transport.ts'
import { openScanner, type Scan, type ScannerListener } from './scanner/open-scanner.ts'
import { hidRefusal } from './scanner/refusal-signal.ts'
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

/** Opens all scanners. Their lights are said together. `scanned` hears whose scan it was before the scan is said. */
export function openAll(
  scanners: readonly DeviceScanner[],
  { id, scanned }: { readonly id: number; readonly scanned: (by: OpenedScanner) => void },
  parts: Parts,
): readonly OpenedScanner[] {
  const lights: ScannerLight[] = scanners.map(() => scannerLight('opening'))
  let shown = ''
  const shine = (): void => {
    const worst = WORST_FIRST.flatMap((state) => lights.filter((light) => light.state === state))
    const each = lights.map(({ detail }) => detail)
    if (each.join() === shown) return
    shown = each.join()
    parts.say({ type: 'light', id, detail: worst[0]?.detail ?? 'none', each })
  }
  const opened = scanners.map((scanner, at) => {
    const light = (next: ScannerLight): void => {
      lights[at] = next
      shine()
    }
    const { scan: deliver, trouble } = deliverTo(parts.say)
    const scan = (one: Scan): void => {
      if (opened !== null) scanned(opened)
      deliver(one)
    }
    const opened = openOne(scanner, { scan, trouble, light }, parts)
    return opened
  })
  shine()
  return opened.filter((scanner) => scanner !== null)
}

/** Opens a scanner. Another bus is another case: a transport and a decoder of its own. */
export function openOne(
  scanner: DeviceScanner,
  on: ScannerListener,
  parts: Parts,
): OpenedScanner | null {
  switch (scanner.kind) {
    case 'serial': {
      const { framing, idleMs, commands } = scanner
      const transport = serialTransport(scanner, parts.serial, parts.after)
      const decoder = framedDecoder(framing, idleMs)
      return openCommanded({ transport, decoder }, commands, on, parts.after)
    }
    case 'hid': {
      const transport = hidTransport(scanner, parts.claims, parts.hid, parts.after)
      let refusal: Uint8Array | null = null
      const decoder = ({ descriptor = null }: Connection) => {
        refusal = hidRefusal(scanner, descriptor)
        return hidPosDecoder(layoutIn(descriptor))
      }
      const opened = openScanner({ transport, decoder }, on, parts.after)
      return {
        close: opened.close,
        judged: (taken) => {
          // A beep that is not heard changes nothing, so nobody waits for its answer.
          if (!taken && refusal !== null) void opened.write(refusal)
        },
        await: () => undefined,
      }
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
