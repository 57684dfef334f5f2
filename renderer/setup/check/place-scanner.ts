import type { ScannerConfiguration } from '../../../app/contract/scanner-configuration.ts'
import type { CheckedDevice } from '../../../app/scanner-check/checked-device.ts'
import type { FoundSettings } from '../../../app/scanner-check/finding.ts'

/** As many as a till reads. */
export const SCANNERS_MAX = 4

/** The settings of the scanner that was found; null: a device without an address. */
export function scannerFrom(
  settings: FoundSettings,
  device: CheckedDevice | null,
): ScannerConfiguration | null {
  switch (settings.bus) {
    case 'keyboard':
      return { kind: 'keyboard', prefix: settings.prefix, suffix: settings.suffix }
    case 'hid':
      return device?.usb ? { kind: 'hid', ...device.usb } : null
    case 'serial': {
      if (device === null) return null
      const { bus: _, ...line } = settings
      const { path, usb } = device
      return { kind: 'serial', path, ...(usb === null ? {} : { usb }), ...line }
    }
  }
}

const usbOf = (scanner: ScannerConfiguration): string | null => {
  if (scanner.kind === 'hid') return idOf(scanner)
  return scanner.kind === 'serial' && scanner.usb !== undefined ? idOf(scanner.usb) : null
}

const idOf = (usb: {
  readonly vendorId: string
  readonly productId: string
  readonly serialNumber: string
}): string => [usb.vendorId.toLowerCase(), usb.productId.toLowerCase(), usb.serialNumber].join(':')

/** Whether two settings are of one device. A till has one keyboard, whoever types on it. */
export function isSameScanner(one: ScannerConfiguration, other: ScannerConfiguration): boolean {
  if (one.kind !== other.kind) return false
  if (one.kind === 'keyboard') return true
  const [id, otherId] = [usbOf(one), usbOf(other)]
  if (id !== null || otherId !== null) return id === otherId
  return one.kind === 'serial' && other.kind === 'serial' && one.path === other.path
}

/** Whether it can be added to these, instead of taking the place of one. */
export const canAdd = (
  scanners: readonly ScannerConfiguration[],
  found: ScannerConfiguration,
): boolean =>
  scanners.length < SCANNERS_MAX &&
  scanners.some(({ kind }) => kind !== 'none') &&
  !scanners.some((scanner) => isSameScanner(scanner, found))

/** The till's scanners with the one that was found: in the place of itself, or of the first, or as one more. */
export function placeScanner(
  scanners: readonly ScannerConfiguration[],
  found: ScannerConfiguration,
  how: 'instead' | 'besides',
): readonly ScannerConfiguration[] {
  const known = scanners.findIndex((scanner) => isSameScanner(scanner, found))
  if (known < 0 && how === 'besides') return [...scanners, found]
  const at = Math.max(known, 0)
  return scanners.with(at, keeping(found, known < 0 ? undefined : scanners[at]))
}

/** What a test code does not show stays as it was set. */
function keeping(
  found: ScannerConfiguration,
  before: ScannerConfiguration | undefined,
): ScannerConfiguration {
  if (found.kind === 'hid' && before?.kind === 'hid') return { ...before, ...found }
  if (found.kind === 'serial' && before?.kind === 'serial') {
    const { commands } = before
    return commands === undefined ? found : { ...found, commands }
  }
  return found
}
