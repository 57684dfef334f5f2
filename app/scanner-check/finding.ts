import type { SerialSetting } from './serial-setting.ts'

/** How a scanner reaches the till. */
export type ScannerBus = 'serial' | 'hid' | 'keyboard'

/** What ends a scan, as it was seen. */
export type SeenEnd = 'cr' | 'lf' | 'crlf' | 'tab' | 'etx' | 'enter' | 'none' | 'other'

/**
 * What is unusual about a scanner that was read, and how much it matters: `note` changes nothing for payment codes, `advice` works and
 * could be better, `must` has to be changed in the scanner.
 */
export const REMARKS = {
  /** Baud rate or format is not what the till had. */
  'other-setting': 'note',
  /** The till waited for another end of a scan. */
  'other-end': 'note',
  /** Nothing ends a scan: the till has to wait for silence. */
  'no-end': 'advice',
  /** What ends a scan is neither a line end nor a frame. */
  'unusual-end': 'advice',
  /** A scan comes in pieces with pauses. */
  'in-pieces': 'note',
  /** The pauses are so long that half a scan is given up. */
  'long-pauses': 'must',
  /** An AIM identifier stands in front. */
  'aim-prefix': 'note',
  /** Characters before each scan, which the till takes off. */
  prefix: 'note',
  /** Characters around each scan that the till cannot take off. */
  'extra-characters': 'must',
  /** Caps Lock is on at this computer. */
  'caps-lock': 'note',
  /** The scanner sends capitals as small letters and the other way round. */
  'swapped-case': 'note',
  /** The scanner is set to the keyboard of another country; digits come right. */
  layout: 'advice',
  /** The same, and digits come wrong. */
  'layout-digits': 'must',
  /** A Chinese or other input method is on; keys are read past it. */
  'input-method': 'note',
  /** So slow that it may be taken for fingers. */
  'slow-keys': 'advice',
} as const satisfies Readonly<Record<string, 'note' | 'advice' | 'must'>>

/** The stable kinds of remarks. */
export type Remark = keyof typeof REMARKS

/** What a scanner's settings become. Its device is known apart from it. */
export type FoundSettings =
  | ({
      readonly bus: 'serial'
      readonly framing: 'any-line' | 'stx-etx' | 'idle'
      readonly idleMs: number
    } & SerialSetting)
  | { readonly bus: 'hid' }
  | {
      readonly bus: 'keyboard'
      readonly prefix: string
      readonly suffix: 'enter' | 'tab' | 'none'
    }

/** What one scan of the test code showed. */
export type Finding =
  /** The test code was read: with these settings the scanner works, but for what `must` be changed. */
  | {
      readonly kind: 'read'
      readonly settings: FoundSettings
      readonly end: SeenEnd
      readonly remarks: readonly Remark[]
    }
  /** Readable, and not the test code. */
  | { readonly kind: 'other-text' }
  /** The beginning of the test code; the rest may follow. */
  | { readonly kind: 'beginning' }
  /** Unreadable: the setting of the line is not the scanner's. `next` is tried now; `guessed`: told from what came. */
  | {
      readonly kind: 'garbled'
      readonly tried: SerialSetting
      readonly next: SerialSetting
      readonly guessed: boolean
    }

/** Whether nothing has to be changed in the scanner. */
export const isUsable = (finding: Finding): boolean =>
  finding.kind === 'read' && finding.remarks.every((remark) => REMARKS[remark] !== 'must')
