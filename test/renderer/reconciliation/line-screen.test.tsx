// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ReportLine } from '../../../app/reconciliation/report.ts'
import { openPanel } from '../../../renderer/panel-store.ts'
import {
  dayReport,
  differenceOf,
  linesOf,
  OPEN_DAY,
} from '../../../renderer/preview/sample-books.ts'
import { snapshot } from '../../../renderer/preview/sample-views.ts'
import { goTo } from '../../../renderer/reconciliation/place-store.ts'
import { open, type Rig } from '../rig.tsx'

let rig: Rig

/** The day's 1,000 lines, those that differ first. */
const { lines } = linesOf(OPEN_DAY, 1_000, {}, { offset: 0, limit: 1_000 })

/** A line opened by somebody, while main says that these lines fit whatever is asked for. */
async function openLine(line: ReportLine | undefined, answered: readonly ReportLine[]) {
  if (line === undefined) throw new Error('no such line')
  const difference = differenceOf(line.differences[0] ?? '')
  rig = await open(snapshot, {
    reconciliationCalendar: { days: [], latest: OPEN_DAY, progress: null, nextFetchAtMs: null },
    reconciliationDay: dayReport(OPEN_DAY, 1_000),
    reconciliationDifference: { difference, remedies: ['refund', 'explain', 'note'] },
    reconciliationLines: { lines: answered, total: answered.length },
  })
  await act(async () => openPanel('reconciliation'))
  // The screen comes in a chunk of its own.
  await vi.waitFor(() => expect(document.querySelector('.reconciliation')).not.toBeNull(), {
    timeout: 10_000,
  })
  await act(async () => goTo({ kind: 'line', day: OPEN_DAY, line }))
  await vi.waitFor(() => expect(document.querySelector('.difference')).not.toBeNull())
}

const sides = (): readonly string[] =>
  [...document.querySelectorAll('.side')].map(({ textContent }) => textContent ?? '')

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 0))
})
afterEach(async () => {
  await rig.unmount()
  vi.unstubAllGlobals()
})

describe('the screen of a line', () => {
  it('shows both sides of a second charge and of the one before it', async () => {
    const twice = lines.find((line) => line.class === 'charged-twice')
    const other = differenceOf(twice?.differences[0] ?? '')?.otherOrderNumber ?? ''
    await openLine(twice, lines)
    await vi.waitFor(() => expect(sides()).toHaveLength(4))
    const [ours, theirs, oursBefore, theirsBefore] = sides()
    expect(ours).toContain(twice?.orderNumber)
    expect(theirs).toContain(twice?.orderNumber)
    expect(oursBefore).toContain(other)
    expect(theirsBefore).toContain(other)
  })

  it('leads to the next open line, and says when there is none', async () => {
    const [first, second] = lines
    await openLine(first, lines.slice(0, 2))
    const next = await vi.waitFor(() => {
      const button = document.querySelector<HTMLElement>('button.next-open')
      if (button === null) throw new Error('no way on')
      return button
    })
    await act(async () => next.click())
    await vi.waitFor(() => {
      const opened = rig.asked('reconciliationDifference').at(-1)
      expect(opened).toEqual({ id: second?.differences[0] })
    })
    await rig.unmount()
    await openLine(first, [])
    await vi.waitFor(() => expect(document.querySelector('.none-open')).not.toBeNull())
  })
})
