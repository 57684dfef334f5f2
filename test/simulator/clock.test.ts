import { describe, expect, it } from 'vitest'
import { createSimulatedClock } from '../../simulator/clock.ts'
import { handClock } from '../support/hand-clock.ts'

describe('simulated time', () => {
  it('stands still when frozen, and runs timers in order when moved, late-comers included', async () => {
    const clock = createSimulatedClock({ frozen: true })
    const startMs = clock.nowMs()
    const seen: [string, number][] = []
    const note = (name: string): void => void seen.push([name, clock.nowMs() - startMs])
    clock.after(30, () => note('c'))
    clock.after(10, () => {
      note('a')
      clock.after(10, () => note('b'))
    })
    const cancel = clock.after(5, () => note('never'))
    cancel()
    await clock.advance(25)
    expect(seen).toEqual([
      ['a', 10],
      ['b', 20],
    ])
    expect(clock.nowMs() - startMs).toBe(25)
    await clock.advance(5)
    expect(seen.at(-1)).toEqual(['c', 30])
  })

  it('shows whoever awaited a timer the time at which it ran', async () => {
    const clock = createSimulatedClock({ frozen: true })
    const startMs = clock.nowMs()
    const woken = new Promise<void>((resolve) => void clock.after(10, resolve)).then(
      () => clock.nowMs() - startMs,
    )
    await clock.advance(1_000)
    expect(await woken).toBe(10)
  })

  it('flows with the real one, at its own speed, and can jump', async () => {
    const real = handClock()
    const clock = createSimulatedClock({ real, speed: 10 })
    const startMs = clock.nowMs()
    const seen: number[] = []
    clock.after(50, () => void seen.push(clock.nowMs() - startMs))
    clock.after(5_000, () => void seen.push(clock.nowMs() - startMs))
    await real.advance(5)
    expect(seen).toEqual([50])
    await clock.advance(4_900)
    expect(seen).toEqual([50])
    await real.advance(5)
    expect(seen).toEqual([50, 5_000])
  })
})
