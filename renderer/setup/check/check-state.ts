import type { CheckNotice } from '../../../app/scanner-check/check-notice.ts'
import type { CheckedDevice } from '../../../app/scanner-check/checked-device.ts'
import type { Finding } from '../../../app/scanner-check/finding.ts'

/** One line of what came. */
export interface RawEntry {
  readonly number: number
  readonly key: string
  readonly hex: string
  readonly text: string
}

/** What a check has shown so far. */
export interface CheckState {
  readonly devices: readonly CheckedDevice[]
  /** The latest scan, and where it came from; null before the first. */
  readonly latest: { readonly key: string; readonly finding: Finding } | null
  /** Scans so far: the same finding twice is noticed twice. */
  readonly scans: number
  readonly raw: readonly RawEntry[]
  /** What comes is not added to `raw`. */
  readonly paused: boolean
}

/** Enough to see what is wrong. */
const RAW_MAX = 60

export const NOTHING_YET: CheckState = {
  devices: [],
  latest: null,
  scans: 0,
  raw: [],
  paused: false,
}

/** What the page makes of a notice, or of somebody pausing. */
export function checked(
  state: CheckState,
  event: CheckNotice | { readonly type: 'pause-pressed' },
): CheckState {
  switch (event.type) {
    case 'devices':
      return { ...state, devices: event.devices }
    case 'found':
      return {
        ...state,
        latest: { key: event.key, finding: event.finding },
        scans: state.scans + 1,
      }
    case 'raw': {
      if (state.paused) return state
      const number = (state.raw.at(-1)?.number ?? 0) + 1
      const entry = { number, key: event.key, ...event.line }
      return { ...state, raw: [...state.raw, entry].slice(-RAW_MAX) }
    }
    case 'pause-pressed':
      return { ...state, paused: !state.paused }
  }
}

/** The raw lines as they are handed to support. */
export const rawText = ({ raw }: CheckState): string =>
  raw
    .map(({ number, key, hex, text }) => {
      const bytes = hex === '' ? '' : `\n    ${hex}`
      return `${number}  ${key}${bytes}\n    ${text}`
    })
    .join('\n')
