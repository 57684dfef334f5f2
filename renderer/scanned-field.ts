import { call } from './bridge.ts'
import { tell } from './panel-store.ts'
import { isTextField, leave, SCAN_COMES_IN_MS, write, type Field } from './text-field.ts'
import { watchWritten } from './written-scan.ts'

/**
 * Keys and texts closer than this came in one go. A scanner is faster; an input method on a busy machine hands its keys on in fits and starts. A
 * hand needs longer to go from the keys to the scanner.
 */
const ONE_GO_MS = 250

/** What was written into a field in one go. */
interface Written {
  readonly field: Field
  /** What stood there before. */
  readonly before: string
  readonly lastAtMs: number
}

/** Events before which a field is as it was. */
const WRITING = ['keydown', 'compositionstart', 'beforeinput'] as const

/**
 * Keeps what a keyboard scanner types out of the text fields, on every screen. A field keeps the focus until the scan is over: on Linux an input
 * method gives keys back in their order only as long as it has a field, and those that come after it lost that would overtake them. What the
 * scan wrote until then is taken back. Returns a function that ends this.
 */
export function guardFields(): () => void {
  let written: Written | null = null
  let scanned: Field | null = null
  let composedAtMs = Number.NEGATIVE_INFINITY

  const onWriting = ({ target, timeStamp }: Event): void => {
    if (!isTextField(target)) return
    const near = written !== null && timeStamp - written.lastAtMs <= ONE_GO_MS
    const goesOn = written?.field === target && (near || scanned === target)
    const before = goesOn && written !== null ? written.before : target.value
    written = { field: target, before, lastAtMs: timeStamp }
  }
  /** Leaves the field as it was before what came last. */
  const takeBack = (field: Field): void => {
    const before = written?.field === field ? written.before : field.value
    written = null
    composedAtMs = Number.NEGATIVE_INFINITY
    // Leaving it may write what was being composed.
    leave(field)
    write(field, before)
  }
  const digits = watchWritten(() => {
    if (written !== null) takeBack(written.field)
    tell({ kind: 'keyboard-scan' })
  })
  const onComposition = (): void => {
    composedAtMs = Number.POSITIVE_INFINITY
  }
  const onCompositionEnd = ({ timeStamp }: Event): void => {
    composedAtMs = timeStamp
  }
  const onFocusOut = ({ target }: Event): void => {
    if (isTextField(target)) void call('keysInDoubt', null)
  }
  const onScanned = (): void => {
    digits.forget()
    const field = document.activeElement
    if (!isTextField(field)) return
    const nowMs = performance.now()
    // Keys that choose among an input method's candidates are lost to the scan, or come as others.
    if (nowMs - composedAtMs <= SCAN_COMES_IN_MS) void call('keysInDoubt', null)
    // What people wrote long before is no scanner's.
    if (written !== null && nowMs - written.lastAtMs > SCAN_COMES_IN_MS) written = null
    scanned = field
    written ??= { field, before: field.value, lastAtMs: nowMs }
  }
  const onEnded = (): void => {
    digits.forget()
    if (scanned !== null) takeBack(scanned)
    scanned = null
  }
  const ends = [window.till.on('wedgeScanned', onScanned), window.till.on('wedgeEnded', onEnded)]
  const capture = { capture: true }
  for (const name of WRITING) window.addEventListener(name, onWriting, capture)
  document.addEventListener('compositionstart', onComposition, capture)
  document.addEventListener('compositionend', onCompositionEnd, capture)
  document.addEventListener('focusout', onFocusOut, capture)
  return () => {
    for (const end of ends) end()
    digits.stop()
    for (const name of WRITING) window.removeEventListener(name, onWriting, capture)
    document.removeEventListener('compositionstart', onComposition, capture)
    document.removeEventListener('compositionend', onCompositionEnd, capture)
    document.removeEventListener('focusout', onFocusOut, capture)
  }
}
