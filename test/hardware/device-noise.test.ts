import { describe, expect, it } from 'vitest'
import {
  hidNoise,
  serialNoise,
  wedgeNoise,
  type NoiseOutcome,
} from '../../scripts/bench/device-noise.ts'

/** A small part of what `npm run bench:devices` reads, with a seed of its own. */
const SCANS = 1_500
const SEED = 20_261_126

const OUTCOMES: readonly (readonly [string, () => NoiseOutcome])[] = [
  ['serial, any line end', () => serialNoise('any-line', SCANS, SEED)],
  ['serial, CR LF', () => serialNoise('crlf', SCANS, SEED)],
  ['serial, STX and ETX', () => serialNoise('stx-etx', SCANS, SEED)],
  ['serial, by silence', () => serialNoise('idle', SCANS, SEED)],
  ['HID by its descriptor', () => hidNoise(true, SCANS, SEED)],
  ['HID by its content', () => hidNoise(false, SCANS, SEED)],
  ['keys', () => wedgeNoise(SCANS, SEED)],
]

describe('among disturbed scans', () => {
  it.each(OUTCOMES)('%s: every whole scan is read, and no code that nobody scanned', (_, play) => {
    const { whole, read, wrong } = play()
    expect(whole).toBeGreaterThan(200)
    expect({ read, wrong }).toEqual({ read: whole, wrong: 0 })
  })
})
