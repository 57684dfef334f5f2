import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileFor } from '../../main/app-files.ts'

let bundle: string
beforeAll(() => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bundle-'))
  bundle = path.join(folder, 'renderer')
  mkdirSync(path.join(bundle, 'assets'), { recursive: true })
  writeFileSync(path.join(bundle, 'index.html'), '')
  writeFileSync(path.join(bundle, 'assets', 'main.js'), '')
  writeFileSync(path.join(bundle, 'secret.key'), '')
  writeFileSync(path.join(folder, 'outside.js'), '')
  mkdirSync(path.join(folder, 'renderer-too'))
  writeFileSync(path.join(folder, 'renderer-too', 'main.js'), '')
})
afterAll(() => rmSync(path.dirname(bundle), { recursive: true, force: true }))

describe('the files of the app’s own scheme', () => {
  it('are those of the bundle', () => {
    expect(fileFor(bundle, 'app://till/')).toBe(path.join(bundle, 'index.html'))
    expect(fileFor(bundle, 'app://till/assets/main.js?v=1')).toBe(
      path.join(bundle, 'assets', 'main.js'),
    )
  })

  it.each([
    'app://till/../outside.js',
    'app://till/%2e%2e/outside.js',
    'app://till/..%2foutside.js',
    'app://till/%2e%2e%2frenderer-too/main.js',
    'app://till/secret.key',
    'app://till/assets',
    'app://till/assets/main.js%00.html',
    'app://till/%E0%A4%A',
    'app://other/index.html',
    'file:///etc/hostname',
    'https://till/index.html',
  ])('are not %s', (address) => {
    expect(fileFor(bundle, address)).toBeNull()
  })
})
