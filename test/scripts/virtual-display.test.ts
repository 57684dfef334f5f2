import { existsSync } from 'node:fs'
import { expect, it, onTestFinished, vi } from 'vitest'
import { openDisplay } from '../../scripts/virtual-display.ts'

const socketOf = (display: string | undefined) => `/tmp/.X11-unix/X${display?.slice(1)}`

it.runIf(process.platform === 'linux')('opens a display of its own and closes it', async () => {
  vi.stubEnv('DISPLAY', '')
  vi.stubEnv('WAYLAND_DISPLAY', '')
  onTestFinished(() => void vi.unstubAllEnvs())
  const first = await openDisplay()
  const second = await openDisplay()
  expect(first.env['DISPLAY']).not.toBe(second.env['DISPLAY'])
  expect(existsSync(socketOf(first.env['DISPLAY']))).toBe(true)
  await first.stop()
  await second.stop()
  expect(existsSync(socketOf(first.env['DISPLAY']))).toBe(false)
})

it('takes the display that is there', async () => {
  vi.stubEnv('DISPLAY', ':77')
  onTestFinished(() => void vi.unstubAllEnvs())
  expect((await openDisplay()).env).toEqual({})
})
