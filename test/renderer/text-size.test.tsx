// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { setTextSize } from '../../renderer/preferences-store.ts'
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

it('draws everything as large as was chosen in the menu, and keeps it', async () => {
  await act(async () => openPanel('looks'))
  const twice = (): HTMLInputElement | null => document.querySelector('input[value="200"]')
  await vi.waitFor(() => expect(twice()).not.toBeNull(), { timeout: 10_000 })
  await rig.press('input[value="200"]')
  expect(drawn()).toEqual([2])
  expect(twice()?.checked).toBe(true)
  expect(localStorage.getItem('till-text-size')).toBe('200')
})
