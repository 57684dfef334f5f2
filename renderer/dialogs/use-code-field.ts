import { useRef, useState, type KeyboardEvent } from 'react'
import { isScan, NO_BURST, track } from '../key-burst.ts'

/** A Quick Pay code has 18 digits (mainland product page of Quick Pay). */
export const CODE_LENGTH = 18

/** The key on the screen that takes a digit away. */
export const ERASE = 'erase'

const digitsIn = (text: string): string => text.normalize('NFKC').replaceAll(/\D/g, '')

/** Digits as phones show them below the barcode. */
const grouped = (digits: string): string => digits.replaceAll(/\d{4}(?=\d)/g, '$& ')

/** Where the cursor stands in grouped text behind so many digits. */
const placeBehind = (digits: number): number => digits + Math.floor(Math.max(0, digits - 1) / 4)

/** Behind so many digits the cursor stands. */
const cursorIn = (input: HTMLInputElement): number =>
  digitsIn(input.value.slice(0, input.selectionStart ?? undefined)).length

/** Writes the digits so that they can be compared with the phone's, or bare behind dots; the cursor stays unless told. */
function write(
  input: HTMLInputElement,
  digits: string,
  shown: boolean,
  behind: number = cursorIn(input),
): void {
  const cursor = Math.min(behind, digits.length)
  input.value = shown ? grouped(digits) : digits
  if (document.activeElement !== input) return
  const place = shown ? placeBehind(cursor) : cursor
  input.setSelectionRange(place, place)
}

/** Typing a code: the digits live in the field alone; only how many there are is known outside. */
export function useCodeField() {
  const field = useRef<HTMLInputElement>(null)
  const burst = useRef(NO_BURST)
  const [length, setLength] = useState(0)
  const [shown, setShown] = useState(true)
  const [problem, setProblem] = useState<'scanned' | 'short' | null>(null)

  function clear(): string {
    const code = digitsIn(field.current?.value ?? '')
    if (field.current !== null) field.current.value = ''
    setLength(0)
    return code
  }

  function changed(): void {
    const input = field.current
    if (input === null) return
    const digits = digitsIn(input.value).slice(0, CODE_LENGTH)
    write(input, digits, shown)
    setLength(digits.length)
    setProblem(null)
  }

  /** A key on the screen: a digit where the cursor stands, or the one before it away. */
  function press(key: string): void {
    const input = field.current
    if (input === null) return
    const at = cursorIn(input)
    const digits = digitsIn(input.value)
    input.focus()
    const before = digits.slice(0, key === ERASE ? Math.max(0, at - 1) : at) + (key === ERASE ? '' : key) // prettier-ignore
    const next = (before + digits.slice(at)).slice(0, CODE_LENGTH)
    write(input, next, shown, before.length)
    setLength(next.length)
    setProblem(null)
  }

  function toggle(): void {
    if (field.current !== null) write(field.current, digitsIn(field.current.value), !shown)
    setShown(!shown)
  }

  /** Whether this key comes from a scanner, whose Enter must not confirm anything. */
  function isScannersKey(event: KeyboardEvent): boolean {
    burst.current = track(burst.current, event.timeStamp)
    if (!isScan(burst.current)) return false
    event.preventDefault()
    clear()
    setProblem('scanned')
    return true
  }

  return { field, length, shown, problem, setProblem, clear, changed, press, toggle, isScannersKey }
}
