// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fitTextSize, setTextSize, usePreferences } from '../../renderer/preferences-store.ts'
import { openPanel } from '../../renderer/panel-store.ts'
import { snapshot } from '../../renderer/preview/sample-views.ts'
import { open, type Rig } from './rig.tsx'

let rig: Rig

beforeEach(async () => {
  // happy-dom draws nothing: a frame is as good as painted.
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 0))
  rig = await open(snapshot)
})

afterEach(async () => {
  await rig.unmount()
  setTextSize(100)
  vi.unstubAllGlobals()
})

const drawn = (): readonly unknown[] =>
  rig.calls.filter(([name]) => name === 'enlarge').map(([, factor]) => factor)

/** A window of so many points, of which the page has fewer and larger ones when it is enlarged; told until nothing changes. */
function makeWindow(width: number, height: number): void {
  for (let told = 0; told < 3; told += 1) {
    const enlarged = usePreferences.getState().textSize / 100
    vi.stubGlobal('innerWidth', width / enlarged)
    vi.stubGlobal('innerHeight', height / enlarged)
    fitTextSize()
  }
}

it('draws a large window larger, until somebody chooses a size', () => {
  localStorage.removeItem('till-text-size')
  makeWindow(1920, 1080)
  expect(drawn()).toEqual([])
  makeWindow(3840, 2160)
  makeWindow(2560, 1440)
  makeWindow(1024, 768)
  expect(drawn()).toEqual([2, 1.5, 1])
  setTextSize(125)
  makeWindow(3840, 2160)
  expect(drawn()).toEqual([2, 1.5, 1, 1.25])
})

it('draws everything as large as was chosen in the menu, and keeps it', async () => {
  await act(async () => openPanel('looks'))
  const twice = (): HTMLInputElement | null => document.querySelector('input[value="200"]')
  await vi.waitFor(() => expect(twice()).not.toBeNull(), { timeout: 10_000 })
  await rig.press('input[value="200"]')
  expect(drawn()).toEqual([2])
  expect(twice()?.checked).toBe(true)
  expect(localStorage.getItem('till-text-size')).toBe('200')
})
