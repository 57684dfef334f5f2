import type { CheckedDevice } from './checked-device.ts'
import type { Finding } from './finding.ts'
import type { RawLine } from './raw.ts'

/** Names the keys of the window among the devices of a check. */
export const KEYS = 'keys'

/** What a running check of the scanners has to say. */
export type CheckNotice =
  /** Everything that is listened to now, besides the keys of the window. */
  | { readonly type: 'devices'; readonly devices: readonly CheckedDevice[] }
  /** A scan came from the device of this key. */
  | { readonly type: 'found'; readonly key: string; readonly finding: Finding }
  | { readonly type: 'raw'; readonly key: string; readonly line: RawLine }
