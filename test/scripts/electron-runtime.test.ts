import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { describeRuntime, electronRuntime } from '../../scripts/electron-runtime.mjs'

const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
}

const emptyFolder = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'electron-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

afterEach(() => void vi.unstubAllEnvs())

it.skipIf(process.platform === 'darwin')('takes the Electron it is told to take', async () => {
  const folder = emptyFolder()
  const file = path.join(folder, EXECUTABLES[process.platform] ?? 'electron')
  writeFileSync(file, '')
  chmodSync(file, 0o755)
  writeFileSync(path.join(folder, 'version'), 'v99.1.2\n')
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder)
  expect(await electronRuntime()).toEqual({
    path: file,
    dist: folder,
    version: '99.1.2',
    source: 'override',
  })
})

it('takes no other one when it is told of a folder without any', async () => {
  const folder = emptyFolder()
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder)
  await expect(electronRuntime()).rejects.toThrow(folder)
})

it('says that the fallback is no release', () => {
  const runtime = { path: '/e/electron', dist: '/e', version: '33.2.1' }
  expect(describeRuntime({ ...runtime, source: 'fallback' })).toContain('development')
  expect(describeRuntime({ ...runtime, source: 'official' })).toBe('Electron 33.2.1 (official: /e)')
})
