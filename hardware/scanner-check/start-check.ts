import type { ScannerConfiguration } from '../../app/contract/scanner-configuration.ts'
import type { DeviceScanner } from '../device-protocol.ts'
import type { Parts } from '../open-devices.ts'
import { checkScanners } from './check-scanners.ts'

const isConfigured = (scanner: DeviceScanner): scanner is ScannerConfiguration =>
  scanner.kind !== 'emulated'

/** Checks scanners for main. Loaded when somebody wants it: no payment needs it. */
export const startCheck = (
  own: readonly DeviceScanner[],
  { say, serial, hid, after }: Parts,
): { readonly close: () => Promise<void> } =>
  checkScanners(
    { configured: own.filter(isConfigured), serial, hid, after },
    {
      devices: (devices) =>
        say({ type: 'check', notice: { type: 'devices', devices: [...devices] } }),
      found: (key, finding) => say({ type: 'check', notice: { type: 'found', key, finding } }),
      raw: (key, line) => say({ type: 'check', notice: { type: 'raw', key, line } }),
    },
  )
