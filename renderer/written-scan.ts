import { isScan, NO_BURST, track } from './key-burst.ts'
import { isTextField } from './text-field.ts'

/** An input method in its full-width mode writes a scanner's digits as these, and no key comes. */
const DIGIT = /^[0-9０-９]$/u

/** As long after the last digit a scan that an input method wrote is over. */
const WRITTEN_AFTER_MS = 150

const ENDS: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter', 'Tab'])

/** Looks for scans of which no key comes. */
export interface WrittenScans {
  /** Main has recognised a scanner: what was written is its. */
  readonly forget: () => void
  readonly stop: () => void
}

/**
 * Finds scans that an input method writes into a text field itself, so that neither main nor the page gets their keys. `onScan` is called
 * when one is over, by its Enter, which goes no further, or by silence.
 */
export function watchWritten(onScan: () => void): WrittenScans {
  let keyed = false
  let burst = NO_BURST
  let timer: ReturnType<typeof setTimeout> | null = null

  const forget = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    burst = NO_BURST
  }
  const settle = (): void => {
    forget()
    onScan()
  }
  const onBeforeInput = ({ target, data, timeStamp }: InputEvent): void => {
    const byKey = keyed
    keyed = false
    if (byKey || !isTextField(target) || data === null || !DIGIT.test(data)) return
    burst = track(burst, timeStamp)
    if (!isScan(burst) && timer === null) return
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(settle, WRITTEN_AFTER_MS)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (timer !== null && ENDS.has(event.code)) {
      event.preventDefault()
      event.stopImmediatePropagation()
      settle()
    }
    keyed = event.key.length === 1
  }
  // Before anything that the keys of the sales screen do.
  window.addEventListener('keydown', onKey, { capture: true })
  window.addEventListener('beforeinput', onBeforeInput, { capture: true })
  return {
    forget,
    stop() {
      forget()
      window.removeEventListener('keydown', onKey, { capture: true })
      window.removeEventListener('beforeinput', onBeforeInput, { capture: true })
    },
  }
}
