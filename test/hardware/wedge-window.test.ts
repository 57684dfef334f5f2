import type { Input } from 'electron'
import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { readWedge, type KeyboardScanner } from '../../main/wedge.ts'
import { handClock } from '../support/hand-clock.ts'
import { digit, ENTER, type Press } from './keys.ts'

const CODE = '134567890123456789'
const KEYBOARD: KeyboardScanner = { kind: 'keyboard', prefix: '', suffix: 'enter' }

/** A window whose keys the test presses, and what became of them. */
function till(scanner = KEYBOARD, inputMethodsMix = false) {
  const clock = handClock(0)
  // The two functions that are needed of a window's contents are those of any emitter.
  const contents = new EventEmitter() as EventEmitter & Parameters<typeof readWedge>[0]
  const scans: string[] = []
  const bursts: number[] = []
  const setup = { codeExpected: false }
  const ended: string[] = []
  const { stop, doubt } = readWedge(
    contents,
    scanner,
    {
      codeExpected: () => setup.codeExpected,
      onScan: ({ text }) => {
        scans.push(text)
        ended.push('scan')
      },
      onBurstRecognised: (count) => bursts.push(count),
      onBurstEnded: () => ended.push('ended'),
    },
    clock,
    inputMethodsMix,
  )
  /** Presses the keys; gives those that the page got. */
  const press = async (events: readonly Press[], gapMs: number): Promise<readonly string[]> => {
    const passed: string[] = []
    for (const event of events) {
      if (event.type === 'keyDown') await clock.advance(gapMs)
      const input: Input = {
        ...event,
        isComposing: event.key === 'Process',
        location: 0,
        modifiers: [],
      }
      let prevented = false
      contents.emit('before-input-event', { preventDefault: () => (prevented = true) }, input)
      if (!prevented && event.type === 'keyDown') passed.push(event.code)
    }
    return passed
  }
  return { clock, scans, bursts, ended, setup, press, stop, doubt }
}

const scan = [...[...CODE].flatMap((c) => digit(c, 'input-method')), ...ENTER]

it('reads a scanner and keeps its keys from the page', async () => {
  const t = till()
  expect(await t.press(scan, 5)).toHaveLength(3)
  expect(t.scans).toEqual([CODE])
  expect(t.bursts).toEqual([3])
})

it('says that a scan is over before it says what was scanned, and once', async () => {
  const t = till()
  await t.press(scan.slice(0, -2), 5)
  expect([t.bursts, t.ended]).toEqual([[3], []])
  await t.press(ENTER, 5)
  expect(t.ended).toEqual(['ended', 'scan'])
  // Without its Enter, by silence; and of fingers nothing is said.
  await t.clock.advance(1_000)
  await t.press(scan.slice(0, -2), 5)
  await t.clock.advance(500)
  await t.press(digit('5', 'plain'), 500)
  expect(t.ended).toEqual(['ended', 'scan', 'ended', 'scan'])
})

const plainScan = [...[...CODE].flatMap((c) => digit(c, 'plain')), ...ENTER]
/** Neither the code nor anything else that could be charged. */
const UNREADABLE = `${CODE.slice(0, 9)}\u001a${CODE.slice(9)}`

it('takes nothing for a code around the time at which a field lost its input method', async () => {
  const t = till(KEYBOARD, true)
  await t.press(plainScan.slice(0, 20), 5)
  t.doubt()
  await t.press(plainScan.slice(20), 5)
  // Those that the input method gives back may all come later than the page said so.
  await t.clock.advance(100)
  t.doubt()
  await t.clock.advance(499 - 5)
  await t.press(plainScan, 5)
  await t.clock.advance(500)
  await t.press(plainScan, 5)
  expect(t.scans).toEqual([UNREADABLE, UNREADABLE, CODE])
})

it('takes nothing for a code in which an input method kept a key, where it may come as another', async () => {
  const t = till(KEYBOARD, true)
  await t.press(scan, 5)
  await t.clock.advance(500)
  await t.press(plainScan, 5)
  expect(t.scans).toEqual([UNREADABLE, CODE])
})

it('lets no digit through while a code is expected, and asks at each key', async () => {
  const t = till()
  t.setup.codeExpected = true
  expect(await t.press(scan, 5)).toEqual([])
  t.setup.codeExpected = false
  expect(await t.press(digit('5', 'numpad'), 500)).toEqual(['Numpad5'])
})

it('ends a scan without Enter by itself', async () => {
  const t = till()
  await t.press(scan.slice(0, -2), 5)
  await t.clock.advance(249)
  expect(t.scans).toEqual([])
  await t.clock.advance(1)
  expect(t.scans).toEqual([CODE])
})

it('reads a scanner that begins each code with a character of its own', async () => {
  const t = till({ kind: 'keyboard', prefix: '9', suffix: 'none' })
  await t.press([...digit('9', 'plain'), ...scan], 5)
  expect(t.scans).toEqual([CODE])
})

it('stops', async () => {
  const t = till()
  await t.press(scan.slice(0, -2), 5)
  t.stop()
  await t.clock.advance(10_000)
  expect(await t.press(scan, 5)).toHaveLength(19)
  expect(t.scans).toEqual([])
})
