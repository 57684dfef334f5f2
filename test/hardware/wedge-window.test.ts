import type { Input } from 'electron'
import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { readWedge, type KeyboardScanner } from '../../main/wedge.ts'
import { handClock } from '../support/hand-clock.ts'
import { digit, ENTER, type Press } from './keys.ts'

const CODE = '134567890123456789'
const KEYBOARD: KeyboardScanner = { kind: 'keyboard', prefix: '', suffix: 'enter' }

/** A window whose keys the test presses, and what became of them. */
function till(scanner = KEYBOARD) {
  const clock = handClock(0)
  // The two functions that are needed of a window's contents are those of any emitter.
  const contents = new EventEmitter() as EventEmitter & Parameters<typeof readWedge>[0]
  const scans: string[] = []
  const bursts: number[] = []
  const setup = { codeExpected: false }
  const stop = readWedge(
    contents,
    scanner,
    {
      codeExpected: () => setup.codeExpected,
      onScan: ({ text }) => scans.push(text),
      onBurstRecognised: (count) => bursts.push(count),
    },
    clock,
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
  return { clock, scans, bursts, setup, press, stop }
}

const scan = [...[...CODE].flatMap((c) => digit(c, 'input-method')), ...ENTER]

it('reads a scanner and keeps its keys from the page', async () => {
  const t = till()
  expect(await t.press(scan, 5)).toHaveLength(3)
  expect(t.scans).toEqual([CODE])
  expect(t.bursts).toEqual([3])
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
