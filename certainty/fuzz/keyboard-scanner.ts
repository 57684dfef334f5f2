import fc from 'fast-check'
import { classifyScan } from '../../app/payment/payment-code.ts'
import { SCAN_LENGTH_MAX } from '../../hardware/scanner/decoder.ts'
import { UNREADABLE, type WedgeOptions } from '../../hardware/scanner/wedge-burst.ts'
import { wedgeDecoder, type WedgeStep } from '../../hardware/scanner/wedge-decoder.ts'
import type { WedgeKey } from '../../hardware/scanner/wedge-keys.ts'
import { must, target } from './target.ts'

/** Keys as they come, each with the pause before it. */
type Key = Omit<WedgeKey, 'atMs'> & { readonly afterMs: number }

interface Typing {
  readonly options: WedgeOptions
  readonly inputMethodsMix: boolean
  readonly codeExpected: boolean
  readonly keys: readonly Key[]
}

const PLAIN = { isAutoRepeat: false, shift: false, control: false, alt: false, meta: false }

const tap = (code: string, key: string, afterMs: number): readonly Key[] => [
  { ...PLAIN, type: 'keyDown', code, key, afterMs },
  { ...PLAIN, type: 'keyUp', code, key, afterMs: Math.min(1, afterMs) },
]

const ENDS = fc.constantFrom('Enter', 'Tab', 'NumpadEnter', '')

/** A scanner types a code, or what is nearly one, at its own speed. */
const scanned = fc
  .record({
    text: fc.oneof(fc.stringMatching(/^1[0-5]\d{16}$/), fc.stringMatching(/^\d{1,24}$/)),
    keys: fc.constantFrom('Digit', 'Numpad'),
    taken: fc.boolean(),
    gapMs: fc.constantFrom(0, 2, 8, 30, 33, 60),
    end: ENDS,
  })
  .map(({ text, keys, taken, gapMs, end }) => [
    ...[...text].flatMap((digit) => tap(keys + digit, taken ? 'Process' : digit, gapMs)),
    ...(end === '' ? [] : tap(end, end, gapMs)),
  ])

const CODES = ['Digit1', 'Digit9', 'Numpad4', 'KeyA', 'Space', 'Enter', 'Tab', 'ShiftLeft']
const MORE_CODES = ['ControlLeft', 'CapsLock', 'Backspace', 'F5', 'NumpadAdd', 'Unknown']

const anyKey: fc.Arbitrary<Key> = fc.record({
  type: fc.constantFrom('keyDown' as const, 'keyUp' as const),
  code: fc.constantFrom(...CODES, ...MORE_CODES),
  key: fc.constantFrom('1', '4', '9', 'a', '&', 'Process', 'Enter'),
  afterMs: fc.constantFrom(0, 1, 20, 79, 81, 119, 121, 249, 251, 400),
  isAutoRepeat: fc.boolean(),
  shift: fc.boolean(),
  control: fc.boolean(),
  alt: fc.constant(false),
  meta: fc.boolean(),
})

/** Keys of fingers and of scanners behind each other, with some of them lost, doubled, or put in between. */
const typing: fc.Arbitrary<Typing> = fc
  .record({
    options: fc.record({
      prefix: fc.constantFrom('', '', '~', '99'),
      suffix: fc.constantFrom('enter' as const, 'tab' as const, 'none' as const),
    }),
    inputMethodsMix: fc.boolean(),
    codeExpected: fc.boolean(),
    parts: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: scanned },
        fc.array(anyKey, { maxLength: 12 }),
        fc.constant(tap('Backquote', '~', 300)),
      ),
      { minLength: 1, maxLength: 4 },
    ),
    edits: fc.array(
      fc.record({ at: fc.nat(80), cut: fc.nat(2), put: fc.array(anyKey, { maxLength: 2 }) }),
      { maxLength: 2 },
    ),
  })
  .map(({ parts, edits, ...rest }) => {
    let keys = parts.flat()
    for (const { at, cut, put } of edits) keys = keys.toSpliced(at, cut, ...put)
    return { ...rest, keys }
  })

const MODIFIER = /^(Shift|Alt|Control|Meta)(Left|Right)$|^(Caps|Num|Scroll)Lock$/

/** What stands on the keys that were pressed, in their order; a key that is no digit parts the digits around it. */
function pressed(keys: readonly Key[]): string {
  const marks = keys.flatMap(({ type, code, isAutoRepeat, control, meta, shift, key }) => {
    if (type === 'keyUp' || isAutoRepeat || MODIFIER.test(code)) return []
    // People type a code in groups, as phones show it.
    if (code === 'Space' && !control && !meta) return []
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
    const other = code.startsWith('Digit') && shift && key !== digit
    return digit === undefined || control || meta || other ? '?' : digit
  })
  return marks.join('')
}

interface Played {
  readonly scans: readonly string[]
  readonly tookBack: boolean
}

/** Plays keys, with silence where it is due, as the window does. */
function play({ options, inputMethodsMix, codeExpected, keys }: Typing): Played {
  const decoder = wedgeDecoder(options, { inputMethodsMix })
  const scans: string[] = []
  let { start: state } = decoder
  let silenceAtMs: number | null = null
  let atMs = 0
  let passed = 0
  let tookBack = false
  const take = (step: WedgeStep): void => {
    ;({ state, silenceAtMs } = step)
    scans.push(...step.scans)
    must((state.burst?.text.length ?? 0) <= SCAN_LENGTH_MAX, 'a burst grew without a bound')
    must(state.swallowed.length <= keys.length, 'more was swallowed than pressed')
    if (step.takeBack === null) return
    must(
      step.takeBack >= 0 && step.takeBack <= passed,
      'the page is to give back what it never got',
    )
    tookBack ||= step.takeBack > 0
  }
  for (const { afterMs, ...key } of keys) {
    atMs += afterMs
    if (silenceAtMs !== null && silenceAtMs <= atMs)
      take(decoder.silence(state, silenceAtMs, { codeExpected }))
    const step = decoder.feed(state, { ...key, atMs }, { codeExpected })
    if (key.type === 'keyDown' && !step.swallow) passed += 1
    take(step)
  }
  if (silenceAtMs !== null) take(decoder.silence(state, silenceAtMs, { codeExpected }))
  return { scans, tookBack }
}

/** Whoever types what: a payment code is one that was typed, digit after digit with nothing in between. */
export const keyboardScanner = target('keyboard scanners', {
  inputs: typing,
  reaches: ['payment code', 'other scan', 'no scan', 'taken back', 'doubted', 'ended by silence'],
  outcome: (input, reached) => {
    const { scans, tookBack } = play(input)
    const typed = pressed(input.keys)
    let codes = 0
    for (const scan of scans) {
      must(scan !== '' && scan.length <= SCAN_LENGTH_MAX + 1, 'a scan is empty or too long')
      const read = classifyScan(scan, ['10', '11', '12', '13', '14', '15'])
      if (read.kind !== 'payment-code') continue
      codes += 1
      must(typed.includes(read.code), 'a payment code was made up')
    }
    if (codes > 0) reached('payment code')
    if (scans.length > codes) reached('other scan')
    if (scans.length === 0) reached('no scan')
    if (tookBack) reached('taken back')
    if (input.inputMethodsMix && scans.some((scan) => scan.includes(UNREADABLE))) reached('doubted')
    if (codes > 0 && !input.keys.some(({ code }) => /Enter|Tab/.test(code)))
      reached('ended by silence')
    return `${codes} codes, ${scans.length - codes} other scans${tookBack ? ', taken back' : ''}`
  },
})
