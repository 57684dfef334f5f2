import { useEffect, useRef, useState } from 'react'
import type { Person } from '../../app/people/person.ts'
import { PIN_DIGITS_MAX } from '../../app/people/pin.ts'
import type { Fault } from '../bridge.ts'
import { isScan, NO_BURST, track } from '../key-burst.ts'

/** What is wrong with what was typed. */
export type PinTrouble = Fault | { readonly kind: 'scanned' }

/** A name that is chosen and a PIN that is typed, with keys or with fingers. */
export interface PinEntry {
  readonly people: readonly Person[]
  readonly chosen: Person | null
  readonly digits: number
  readonly trouble: PinTrouble | null
  readonly busy: boolean
  readonly choose: (id: string) => void
  readonly digit: (digit: string) => void
  readonly erase: () => void
  readonly clear: () => void
  readonly submit: () => void
}

interface Parts {
  readonly people: readonly Person[]
  /** Offered first. */
  readonly last: string | null
  /** Null: it was right. */
  readonly prove: (claim: {
    readonly personId: string
    readonly pin: string
  }) => Promise<Fault | null>
  /** Whether the keys are ours now. */
  readonly listening: boolean
}

/** The person so many places further on, or the last there is. */
function beside(people: readonly Person[], from: Person | null, by: number): Person | null {
  const at = people.findIndex((one) => one === from) + by
  return people[Math.min(Math.max(at, 0), people.length - 1)] ?? null
}

/** The PIN is kept here until it is sent, and forgotten with the answer. */
export function usePinEntry({ people, last, prove, listening }: Parts): PinEntry {
  const [chosenId, setChosenId] = useState<string | null>(last)
  const [pin, setPin] = useState('')
  const [trouble, setTrouble] = useState<PinTrouble | null>(null)
  const [busy, setBusy] = useState(false)
  const chosen = people.find(({ id }) => id === chosenId) ?? people[0] ?? null

  function write(next: string): void {
    if (busy) return
    setPin(next.slice(0, PIN_DIGITS_MAX))
    setTrouble(null)
  }

  const choose = (id: string): void => {
    setChosenId(id)
    write('')
  }

  async function send(): Promise<void> {
    if (chosen === null || pin === '' || busy) return
    setBusy(true)
    setPin('')
    setTrouble(await prove({ personId: chosen.id, pin }))
    setBusy(false)
  }

  function step(by: number): void {
    const next = beside(people, chosen, by)
    if (next !== chosen && next !== null) choose(next.id)
  }

  function scanned(): void {
    setPin('')
    setTrouble({ kind: 'scanned' })
  }

  const keys: { readonly [code: string]: (() => void) | undefined } = {
    ArrowUp: () => step(-1),
    ArrowDown: () => step(1),
    Backspace: () => write(pin.slice(0, -1)),
    Enter: () => void send(),
    NumpadEnter: () => void send(),
    F9: () => void send(),
  }

  const burst = useRef(NO_BURST)
  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey || event.ctrlKey) return
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]
    const act = digit === undefined ? keys[event.code] : () => write(pin + digit)
    if (act === undefined) return
    event.preventDefault()
    event.stopPropagation()
    burst.current = track(burst.current, event.timeStamp)
    // A scanner's digits are no PIN, and its Enter confirms none.
    if (isScan(burst.current)) return scanned()
    if (event.repeat && event.code !== 'Backspace') return
    act()
  }

  useEffect(() => {
    if (!listening) return undefined
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  })
  useEffect(() => window.till.on('wedgeScanned', () => setPin('')), [])

  return {
    people,
    chosen,
    digits: pin.length,
    trouble,
    busy,
    choose,
    digit: (digit) => write(pin + digit),
    erase: () => write(pin.slice(0, -1)),
    clear: () => write(''),
    submit: () => void send(),
  }
}
