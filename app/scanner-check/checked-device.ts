import type { ScannerLightDetail } from '../scanner-light.ts'
import type { ScannerBus } from './finding.ts'
import type { SerialSetting } from './serial-setting.ts'

/** A device that is listened to while the scanners are checked. */
export interface CheckedDevice {
  /** Names it as long as the check lasts. */
  readonly key: string
  readonly bus: ScannerBus
  /** For people. */
  readonly label: string
  /** What its USB says of it; empty parts are not known. Null: it is known by its path alone. */
  readonly usb: {
    readonly vendorId: string
    readonly productId: string
    readonly serialNumber: string
  } | null
  /** Port of a serial scanner; else empty. */
  readonly path: string
  /** `ready`: it is listened to; else why it is not. */
  readonly state: Extract<
    ScannerLightDetail,
    | 'ready'
    | 'opening'
    | 'no-such-port'
    | 'port-busy'
    | 'no-permission'
    | 'no-hid-permission'
    | 'module-unavailable'
    | 'open-failed'
  >
  /** At which setting it is listened to; null for others than serial ports. */
  readonly setting: SerialSetting | null
}
