import { describe, expect, it } from 'vitest'
import { type Monitor, placeDisplay } from '../../app/display/place-display.ts'

const till: Monitor = {
  id: '1',
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  hasTill: true,
}
const small: Monitor = {
  id: '2',
  bounds: { x: 1920, y: 0, width: 1024, height: 600 },
  hasTill: false,
}
const other: Monitor = {
  id: '3',
  bounds: { x: -800, y: 0, width: 800, height: 480 },
  hasTill: false,
}
const on = (monitor: Monitor) => ({ kind: 'on', monitor })
const absent = { kind: 'absent' }

describe('placeDisplay', () => {
  it('without a choice takes the first monitor beside the till’s', () => {
    expect(placeDisplay(null, [till, small, other])).toEqual(on(small))
    expect(placeDisplay(null, [small, till])).toEqual(on(small))
    expect(placeDisplay(null, [till])).toEqual(absent)
    expect(placeDisplay(null, [])).toEqual(absent)
  })

  it('finds the chosen monitor by its id, wherever it was moved to', () => {
    const moved = { ...other, bounds: { x: 0, y: 1080, width: 800, height: 480 } }
    expect(placeDisplay(other, [till, small, moved])).toEqual(on(moved))
  })

  it('finds it under a new id by place and size, then by size alone', () => {
    const renamed = { ...other, id: '77' }
    expect(placeDisplay(other, [till, small, renamed])).toEqual(on(renamed))
    const moved = { ...renamed, bounds: { x: 1920, y: 600, width: 800, height: 480 } }
    expect(placeDisplay(other, [till, small, moved])).toEqual(on(moved))
  })

  it('does not guess between two of the same size', () => {
    const one = { ...other, id: '77', bounds: { ...other.bounds, x: 1920 } }
    const two = { ...other, id: '78', bounds: { ...other.bounds, x: 2720 } }
    expect(placeDisplay(other, [till, one, two])).toEqual(absent)
  })

  it('goes nowhere while the chosen monitor is unplugged: another may be anybody’s', () => {
    expect(placeDisplay(other, [till, small])).toEqual(absent)
  })

  it('never covers the till', () => {
    const alone = { ...other, hasTill: true }
    expect(placeDisplay(other, [alone])).toEqual({ kind: 'till-there' })
    const sameSize = { ...till, id: '9', bounds: { ...other.bounds, x: 0 } }
    expect(placeDisplay(other, [sameSize])).toEqual(absent)
  })
})
