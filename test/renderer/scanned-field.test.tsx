// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useTyping } from '../../renderer/entry-store.ts'
import { idleTill, snapshot } from '../../renderer/preview/sample-views.ts'
import { open, type Rig } from './rig.tsx'

/** Far from any quiet time after a scan. */
const LATER_MS = 1_000_000

const WIDE_CODE = '１３４５６７８９０１２３４５６７８９'

let rig: Rig
const note = (): HTMLInputElement | null => document.querySelector('#sale-note')

beforeEach(async () => {
  // happy-dom draws nothing: a frame is as good as painted.
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 0))
  rig = await open({ ...snapshot, till: idleTill })
  note()?.focus()
  await act(async () => write('table 4', 0))
})

afterEach(async () => {
  await rig.unmount()
  vi.unstubAllGlobals()
})

/** What an input method does: it writes, and no key comes. */
function write(data: string, atMs: number): void {
  const field = note()
  const event = new InputEvent('beforeinput', { data, inputType: 'insertText', bubbles: true })
  Object.defineProperty(event, 'timeStamp', { value: atMs })
  field?.dispatchEvent(event)
  // React replaces the element's own `value`; the prototype's is what a browser's typing uses.
  if (field !== null) Reflect.set(HTMLInputElement.prototype, 'value', field.value + data, field)
  field?.dispatchEvent(new Event('input', { bubbles: true }))
}

const writeAll = (text: string, gapMs: number): Promise<void> =>
  act(async () => {
    for (const [at, digit] of [...text].entries()) write(digit, LATER_MS + at * gapMs)
  })

const said = (): Element | null => document.querySelector('[data-notice=keyboard-scan]')

it('takes a scan out of a field that an input method wrote itself, and says so at its Enter', async () => {
  await writeAll(WIDE_CODE, 8)
  await rig.key('Enter', LATER_MS + 200)
  expect(useTyping.getState().note).toBe('table 4')
  expect(said()).not.toBeNull()
  expect(document.activeElement).not.toBe(note())
  expect(rig.asked('startSale')).toEqual([])
})

it('does so without an Enter', async () => {
  await writeAll(WIDE_CODE, 8)
  await vi.waitFor(() => expect(useTyping.getState().note).toBe('table 4'), { timeout: 10_000 })
  await vi.waitFor(() => expect(said()).not.toBeNull(), { timeout: 10_000 })
})

it('leaves what people write with an input method, and what keys write', async () => {
  await writeAll('１２３４５６', 120)
  await rig.keys(
    [...'123456'].map((digit) => `Digit${digit}`),
    LATER_MS + 5_000,
    120,
  )
  await rig.key('Enter', LATER_MS + 9_000)
  expect(useTyping.getState().note).toBe('table 4１２３４５６123456')
  expect(said()).toBeNull()
})

it('gives back what a field held before a scan of which an input method wrote the beginning', async () => {
  await act(async () => {
    // However long this takes, it was just now.
    for (const digit of '１３４') write(digit, performance.now() + 60_000)
  })
  await rig.notify('wedgeScanned', null)
  await rig.notify('wedgeEnded', null)
  expect(useTyping.getState().note).toBe('table 4')
  expect(said()).toBeNull()
})
