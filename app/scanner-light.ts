/** What the scanner's light says, each with its colour. The renderer has a sentence for every one. */
export const SCANNER_LIGHTS = {
  /** The device is open: scans arrive. */
  ready: 'ok',
  /** A keyboard scanner: it types into the window, there is no device to watch. */
  keyboard: 'ok',
  /** Training: scans come from the emulated scanner. */
  emulated: 'ok',
  /** No scanner is set up: codes are typed. */
  none: 'off',
  opening: 'wait',
  /** The set-up listens to everything that could be a scanner: nothing is charged meanwhile. */
  checking: 'wait',
  /** The program that reads devices ended and is being started again. */
  'service-restarting': 'wait',
  /** Unplugged, not switched on, or another port than the one set up. */
  'no-such-port': 'bad',
  /** Another program has the port open. */
  'port-busy': 'bad',
  'no-permission': 'bad',
  /** The same of a USB HID scanner, whose rights the system gives in another way. */
  'no-hid-permission': 'bad',
  /** The driver for this kind of scanner does not load on this machine; typing and keyboard scanners still work. */
  'module-unavailable': 'bad',
  /** The system refused to open the port for another reason, e.g. a baud rate that it cannot do. */
  'open-failed': 'bad',
  /** Characters arrive, but not what ends a scan: the framing set up here is not the scanner's. */
  'unterminated-scan': 'bad',
} as const satisfies Readonly<Record<string, 'ok' | 'wait' | 'bad' | 'off'>>

/** The stable kinds of the scanner's light. */
export type ScannerLightDetail = keyof typeof SCANNER_LIGHTS

/** The scanner's light as the title bar shows it. */
export interface ScannerLight {
  readonly state: (typeof SCANNER_LIGHTS)[ScannerLightDetail]
  readonly detail: ScannerLightDetail
}

/** The light of all scanners of a till: that of the one that needs help most. */
export interface ScannersLight extends ScannerLight {
  /** The light of each, in the order of the set-up; absent while nobody knows. */
  readonly each?: readonly ScannerLightDetail[]
}

/** The light of this kind, with its colour. */
export const scannerLight = (detail: ScannerLightDetail): ScannerLight => ({
  state: SCANNER_LIGHTS[detail],
  detail,
})
