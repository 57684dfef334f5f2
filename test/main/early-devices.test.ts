import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { configurationSchema } from '../../app/contract/configuration.ts'
import { namesDevices } from '../../main/early-devices.ts'

const folder = () => mkdtempSync(path.join(tmpdir(), 'early-devices-'))

function written(text: string): string {
  const file = path.join(folder(), 'till.json')
  writeFileSync(file, text)
  return file
}

const serial = { kind: 'serial', path: '/dev/ttyACM0' }

describe('a look at the set-up before anything can check it', () => {
  it.each([
    [{ scanner: serial }, true],
    [{ scanner: { kind: 'keyboard' }, moreScanners: [serial] }, true],
    [{ scanner: { kind: 'keyboard' } }, false],
    [{ scanner: { kind: 'none' }, moreScanners: [] }, false],
    [{}, false],
  ])('%j names a device: %s', (configuration, expected) => {
    // What the real reader would accept, so that the look is at files as they are.
    expect(configurationSchema.safeParse(configuration).success).toBe(true)
    expect(namesDevices(folder(), written(JSON.stringify(configuration)))).toBe(expected)
  })

  it.each(['', '{', 'null', '7', '[]', '{"scanner":null}', '{"scanner":[],"moreScanners":{}}'])(
    'a file that says %j starts nothing, or leaves it to the reader to say what is wrong',
    (text) => {
      expect(() => namesDevices(folder(), written(text))).not.toThrow()
    },
  )

  it('reads what the set-up screen stored when no file was named', () => {
    const dataDir = folder()
    expect(namesDevices(dataDir, null)).toBe(false)
    writeFileSync(path.join(dataDir, 'configuration.json'), JSON.stringify({ scanner: serial }))
    expect(namesDevices(dataDir, null)).toBe(true)
    expect(namesDevices(dataDir, path.join(dataDir, 'missing.json'))).toBe(false)
  })
})
