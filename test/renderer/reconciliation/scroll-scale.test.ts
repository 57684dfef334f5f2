import { describe, expect, it } from 'vitest'
import { HEIGHT_MAX, scaleOf } from '../../../renderer/reconciliation/scroll-scale.ts'

const VIEW = 540
const LINE = 60

describe('a scroll bar of so many lines', () => {
  it('is one to one as long as they fit', () => {
    const scale = scaleOf(10_000 * LINE, VIEW)
    expect(scale.height).toBe(600_000)
    expect(scale.rowsAt(1_234)).toBe(1_234)
    expect(scale.scrollTopAt(1_234)).toBe(1_234)
  })

  it.each([1_000_000, 25_000_000])('reaches the first and the last of %i lines', (count) => {
    const rows = count * LINE
    const scale = scaleOf(rows, VIEW)
    expect(scale.height).toBe(HEIGHT_MAX)
    expect(scale.rowsAt(0)).toBe(0)
    expect(scale.rowsAt(HEIGHT_MAX - VIEW)).toBeCloseTo(rows - VIEW, 3)
    expect(scale.scrollTopAt(rows - VIEW)).toBeCloseTo(HEIGHT_MAX - VIEW, 3)
  })

  it('comes back to where it was', () => {
    const scale = scaleOf(1_000_000 * LINE, VIEW)
    for (const offset of [0, 59, 123_456, 30_000_001, 59_999_460])
      expect(scale.rowsAt(scale.scrollTopAt(offset))).toBeCloseTo(offset, 3)
  })

  it('never leaves the lines, however the window is', () => {
    expect(scaleOf(3 * LINE, VIEW).rowsAt(50)).toBe(0)
    expect(scaleOf(0, 0)).toMatchObject({ height: 0 })
    expect(scaleOf(1_000_000 * LINE, VIEW).rowsAt(HEIGHT_MAX)).toBe(1_000_000 * LINE - VIEW)
  })
})
