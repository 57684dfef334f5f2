import { cleanScan, SCAN_LENGTH_MAX, type Decoded, type Decoder } from './decoder.ts'
import { layoutByContent, readPosReport, type PosLayout } from './hid-pos-layout.ts'

/** The parts of a scan that came so far. */
export interface PosState {
  readonly text: string
  /** More reports of this scan are to come. */
  readonly continued: boolean
  /** How its first report was laid out. */
  readonly layout: PosLayout | null
}

/** The reports of one scan follow each other at once; a scan whose rest never comes is given up. */
const ABANDON_AFTER_MS = 500

const START: PosState = { text: '', continued: false, layout: null }

/**
 * The decoder for a USB HID POS scanner; each chunk is one report. Without a layout from the descriptor
 * each scan's first report is read by its content.
 */
export function hidPosDecoder(described: PosLayout | null): Decoder<PosState> {
  const feed = (state: PosState, report: Uint8Array): Decoded<PosState> => {
    const layout = described ?? state.layout ?? layoutByContent(report)
    const read = layout === null ? null : readPosReport(layout, report)
    if (read === null) return { state, scans: [], unterminated: false }
    const text = (state.text + latin1(read.data)).slice(0, SCAN_LENGTH_MAX)
    if (read.continued) {
      return { state: { text, continued: true, layout }, scans: [], unterminated: false }
    }
    const scan = cleanScan(text)
    return { state: START, scans: scan === '' ? [] : [scan], unterminated: false }
  }
  return {
    start: START,
    feed,
    silenceMs: ABANDON_AFTER_MS,
    silence: ({ continued }) => ({ state: START, scans: [], unterminated: continued }),
    pending: ({ continued }) => continued,
  }
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
