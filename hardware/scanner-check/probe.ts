import type { CheckedDevice } from '../../app/scanner-check/checked-device.ts'
import type { Finding } from '../../app/scanner-check/finding.ts'
import type { RawLine } from '../../app/scanner-check/raw.ts'

/** Told what a check sees. */
export interface CheckListener {
  /** The devices that are listened to, or why not; after each change. */
  readonly devices: (devices: readonly CheckedDevice[]) => void
  readonly found: (key: string, finding: Finding) => void
  /** What came, with every digit of a code hidden. */
  readonly raw: (key: string, line: RawLine) => void
}

/** Told what one device shows. */
export interface ProbeListener {
  readonly state: (change: Partial<Pick<CheckedDevice, 'state' | 'setting'>>) => void
  readonly found: (finding: Finding) => void
  readonly raw: (line: RawLine) => void
}

/** A device that is listened to. */
export interface Probe {
  /** Opens it again, if it is not open. */
  readonly retry: () => void
  readonly close: () => Promise<void>
}
