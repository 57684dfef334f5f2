import { describe, expect, it } from 'vitest'
import { isTimeZone, zoneOf } from '../app/zone.ts'

const at = (text: string): number => Date.parse(text)

describe('the shop’s zone', () => {
  it('knows its own time, whatever the machine’s is', () => {
    expect(zoneOf('Asia/Shanghai').minutesAt(at('2026-11-26T12:00:00Z'))).toBe(480)
    expect(zoneOf('Asia/Kathmandu').minutesAt(at('2026-11-26T12:00:00Z'))).toBe(345)
    expect(zoneOf('America/New_York').minutesAt(at('2026-07-01T12:00:00Z'))).toBe(-240)
    expect(zoneOf('America/New_York').minutesAt(at('2026-12-01T12:00:00Z'))).toBe(-300)
    expect(zoneOf('Asia/Shanghai').dayOf(at('2026-11-26T16:00:00Z'))).toBe('2026-11-27')
    const machine = 0 - new Date(at('2026-11-26T12:00:00Z')).getTimezoneOffset()
    expect(zoneOf('').minutesAt(at('2026-11-26T12:00:00Z'))).toBe(machine)
  })

  it.each([
    ['Asia/Shanghai', '2026-11-26', '2026-11-25T16:00:00Z', '2026-11-26T16:00:00Z'],
    // 25 and 23 hours long.
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
    // Midnight is skipped: the day begins at one o’clock.
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z', '2026-04-24T21:00:00Z'],
    // The hour before midnight is played twice.
    ['Africa/Cairo', '2026-10-30', '2026-10-29T22:00:00Z', '2026-10-30T22:00:00Z'],
  ])('%s: %s lasts from %s to %s', (name, day, from, to) => {
    expect(zoneOf(name).rangeOf(day)).toEqual({ fromMs: at(from), toMs: at(to) })
  })

  it('refuses what is no day and no zone', () => {
    expect(zoneOf('').rangeOf('2026-13-01')).toBeNull()
    expect(zoneOf('').rangeOf('today')).toBeNull()
    expect(isTimeZone('Asia/Hong_Kong')).toBe(true)
    expect(isTimeZone('Asia/Nowhere')).toBe(false)
  })
})
