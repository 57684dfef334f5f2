import { describe, expect, it } from 'vitest'
import {
  SETTINGS,
  isSameSetting,
  type SerialSetting,
} from '../../app/scanner-check/serial-setting.ts'
import { TEST_TEXT } from '../../app/scanner-check/test-text.ts'
import { settingGuesser } from '../../hardware/scanner-check/guess-setting.ts'
import { ON_ERROR, receive, type OnError } from '../../hardware/scanner-check/uart.ts'

const bytes = (text: string): readonly number[] => Array.from(text, (c) => c.charCodeAt(0))
const SCAN = bytes(`${TEST_TEXT}\r`)
const USUAL: SerialSetting = { baudRate: 9600, format: '8N1' }

describe('the emulated wire', () => {
  it('carries every byte unchanged between ends with the same setting', () => {
    for (const setting of SETTINGS) {
      for (const onError of ON_ERROR) {
        expect(receive(SCAN, { sender: setting, receiver: setting, onError })).toEqual(SCAN)
      }
    }
  })

  it('shows the parity as an eighth bit to a receiver that knows of none', () => {
    const sender = { baudRate: 9600, format: '7E1' } as const
    // A has two ones, C three.
    expect(receive(bytes('AC'), { sender, receiver: USUAL, onError: 'drop' })).toEqual([0x41, 0xc3])
  })

  it('makes a byte or two of a much faster sender, none of them right', () => {
    const sender = { baudRate: 115_200, format: '8N1' } as const
    const came = receive(SCAN, { sender, receiver: USUAL, onError: 'keep' })
    expect(came.length).toBeLessThan(4)
    expect(came.filter((byte) => SCAN.includes(byte))).toEqual([])
  })
})

const guess = settingGuesser()

/** Scans the test code until it is read, each time at the setting guessed last; gives up after ten. */
function scansNeeded(sender: SerialSetting, onError: OnError): number {
  let receiver = USUAL
  const tried: SerialSetting[] = []
  for (let scans = 1; scans <= 10; scans++) {
    if (isSameSetting(receiver, sender)) return scans
    tried.push(receiver)
    const came = receive(SCAN, { sender, receiver, onError })
    const untried = SETTINGS.find((one) => !tried.some((out) => isSameSetting(out, one)))
    receiver = guess(came, receiver, tried) ?? untried ?? USUAL
  }
  return Infinity
}

describe('the guess', () => {
  it('needs two scans for any usual baud rate, whatever the chip makes of broken characters', () => {
    for (const baudRate of [115_200, 57_600, 38_400, 19_200, 4800, 2400, 1200]) {
      for (const onError of ON_ERROR) {
        expect([baudRate, onError, scansNeeded({ baudRate, format: '8N1' }, onError)]).toEqual([
          baudRate,
          onError,
          2,
        ])
      }
    }
  })

  it('tells formats apart at the right baud rate', () => {
    for (const format of ['7E1', '7O1', '8E1', '8O1'] as const) {
      for (const onError of ON_ERROR) {
        expect(scansNeeded({ baudRate: 9600, format }, onError)).toBeLessThanOrEqual(3)
      }
    }
  })

  it('needs no more than five scans for any setting of which anything is heard', () => {
    for (const sender of SETTINGS.filter(({ baudRate }) => baudRate >= 1200)) {
      expect([sender, scansNeeded(sender, 'keep') <= 5]).toEqual([sender, true])
    }
  })

  it('is none for the noise of an open line, and for nothing', () => {
    expect(guess([], USUAL)).toBeNull()
    const noise = Array.from({ length: 40 }, (_, at) => (at * 97 + 31) & 0xff)
    expect(guess(noise, USUAL)).toBeNull()
  })
})
