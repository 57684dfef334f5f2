import type { Input, WebContents } from 'electron'
import type { ScannerConfiguration } from '../app/contract/scanner-configuration.ts'
import { preciseNowMs, systemAfter, type After } from '../hardware/after.ts'
import type { Scan } from '../hardware/scanner/open-scanner.ts'
import { wedgeDecoder, type WedgeStep } from '../hardware/scanner/wedge-decoder.ts'
import { wedgeStrokes } from '../hardware/scanner/wedge-emulator.ts'
import type { WedgeKey } from '../hardware/scanner/wedge-keys.ts'

/** The settings of a keyboard scanner. */
export type KeyboardScanner = Extract<ScannerConfiguration, { kind: 'keyboard' }>

/** Whether a scanner types into the window. */
export const isKeyboard = (scanner: ScannerConfiguration): scanner is KeyboardScanner =>
  scanner.kind === 'keyboard'

export interface WedgeListener {
  /** Asked at each key: whether the next thing is a payment code, so that no digit is anybody's typing. */
  readonly codeExpected: () => boolean
  /** A scan, with the time of its last key. It may be a payment code: memory only. */
  readonly onScan: (scan: Scan) => void
  /** A scanner is typing. So many characters (often none) reached the page before that was clear, and are to be taken back. */
  readonly onBurstRecognised: (passedCharacters: number) => void
  /** What was recognised is over, its scan comes next: until now the focus had to stay, so that an input method kept the keys in order. */
  readonly onBurstEnded: () => void
}

/** A window's keyboard scanner while it is read. */
export interface WedgeReader {
  readonly stop: () => void
  /** The page says that keys may come out of their order now. */
  readonly doubt: () => void
}

/** Time as the wedge needs it: waiting, and a clock that does not jump. */
export interface WedgeTime {
  readonly after: After
  readonly nowMs: () => number
}

const SYSTEM_TIME: WedgeTime = { after: systemAfter, nowMs: preciseNowMs }

/** When this process was busy, keys may still be on their way at the end of a silence. */
const STALL_MS = 20

/**
 * Reads a keyboard scanner from the keys of a window before its page gets them. Here the time of a key is
 * right even while the page is busy.
 */
export function readWedge(
  contents: Pick<WebContents, 'on' | 'off'>,
  scanner: KeyboardScanner,
  on: WedgeListener,
  { after, nowMs }: WedgeTime = SYSTEM_TIME,
  /** Windows and macOS keep keys in their order under any input method. */
  inputMethodsMix = process.platform === 'linux',
): WedgeReader {
  const decoder = wedgeDecoder(scanner, { inputMethodsMix })
  const expectation = () => ({ codeExpected: on.codeExpected() })
  let state = decoder.start
  let lastKeyAtMs = 0
  let cancelSilence = (): void => undefined

  const take = (step: WedgeStep): void => {
    const began = step.takeBack !== null || state.burst?.recognised === true
    state = step.state
    cancelSilence()
    if (step.takeBack !== null) on.onBurstRecognised(step.takeBack)
    if (began && state.burst?.recognised !== true) on.onBurstEnded()
    for (const text of step.scans) on.onScan({ text, lastByteAtMs: lastKeyAtMs })
    const { silenceAtMs } = step
    if (silenceAtMs === null) return
    cancelSilence = after(silenceAtMs - nowMs(), () => {
      if (nowMs() - silenceAtMs <= STALL_MS) silence()
      else cancelSilence = after(STALL_MS, silence)
    })
  }
  const silence = (): void => take(decoder.silence(state, nowMs(), expectation()))
  const onKey = (event: { readonly preventDefault: () => void }, input: Input): void => {
    lastKeyAtMs = nowMs()
    const step = decoder.feed(state, keyOf(input, lastKeyAtMs), expectation())
    // First of all: what is told to others must not let the key through.
    if (step.swallow) event.preventDefault()
    take(step)
  }
  contents.on('before-input-event', onKey)
  return {
    stop() {
      cancelSilence()
      contents.off('before-input-event', onKey)
    },
    doubt() {
      state = decoder.doubt(state, nowMs())
    },
  }
}

/** The emulated keyboard scanner: types a scan into a window, where the system's own keys come in. */
export function typeScan(
  contents: Pick<WebContents, 'sendInputEvent'>,
  text: string,
  scanner: KeyboardScanner,
): void {
  for (const key of wedgeStrokes(text, scanner).flat()) contents.sendInputEvent(key)
}

/** A key event of a window as the decoders know it. */
export const keyOf = (input: Input, atMs: number): WedgeKey => ({
  type: input.type === 'keyUp' ? 'keyUp' : 'keyDown',
  code: input.code,
  key: input.key,
  atMs,
  isAutoRepeat: input.isAutoRepeat,
  shift: input.shift,
  control: input.control,
  alt: input.alt,
  meta: input.meta,
})
