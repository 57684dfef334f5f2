import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFirstRun, type FirstRun } from '../../main/first-run.ts'
import { defaultConfiguration, readSetup, storeSetup } from '../../main/setup-store.ts'

let folder: string
let kept: object[]
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'first-run-'))
  kept = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const firstRun = ({ fromFile = false, welcomes = true } = {}): FirstRun =>
  createFirstRun({
    dataDir: folder,
    welcomes,
    setup: () => ({ fromFile }),
    secrets: () => ({ set: (values) => void kept.push(values) }),
    language: () => 'zh-Hant',
  })

const BEGUN = { step: 'keys', draft: { mode: 'physical-store', wechat: { appId: 'wx' } } } as const
const SECRET = 'k'.repeat(32)

describe('the first run', () => {
  it('is where nothing was set up, and whoever started it waits for a welcome', () => {
    expect(firstRun().isOpen()).toBe(true)
    expect(firstRun({ fromFile: true }).isOpen()).toBe(false)
    expect(firstRun({ welcomes: false }).isOpen()).toBe(false)
    storeSetup(folder, defaultConfiguration())
    expect(firstRun().isOpen()).toBe(false)
  })

  it('goes on where somebody left it, after a restart, with secrets kept elsewhere', async () => {
    const { handlers } = firstRun()
    expect(await handlers.readBegun(null)).toEqual({ ok: true, value: null })
    await handlers.keepBegun({ ...BEGUN, secrets: { apiKey: SECRET } })
    expect(await firstRun().handlers.readBegun(null)).toEqual({ ok: true, value: BEGUN })
    expect(kept).toEqual([{ apiKey: SECRET }])
    expect(readFileSync(path.join(folder, 'set-up-begun.json'), 'utf8')).not.toContain(SECRET)
    // Every change is kept; without new secrets the old ones are not touched.
    await handlers.keepBegun({ ...BEGUN, secrets: {} })
    expect(kept).toHaveLength(1)
  })

  it.each(['{"step":"keys"', '{"step":"elsewhere","draft":{}}', '[]'])(
    'begins anew with a file that says %s',
    async (text) => {
      writeFileSync(path.join(folder, 'set-up-begun.json'), text)
      expect(await firstRun().handlers.readBegun(null)).toEqual({ ok: true, value: null })
    },
  )

  it('is over once training was chosen, in the language of the screen', async () => {
    const first = firstRun()
    await first.handlers.keepBegun({ ...BEGUN, secrets: {} })
    await first.handlers.chooseTraining(null)
    expect(firstRun().isOpen()).toBe(false)
    expect(await firstRun().handlers.readBegun(null)).toEqual({ ok: true, value: null })
    expect(readSetup(folder, null)).toMatchObject({
      ok: true,
      value: { configuration: { mode: 'training', language: 'zh-Hant' } },
    })
  })

  it('never replaces a set-up that is there', async () => {
    const shop = { name: 'Harbour Noodles', branch: '', till: '2' }
    storeSetup(folder, { ...defaultConfiguration(), shop })
    await firstRun().handlers.chooseTraining(null)
    expect(readSetup(folder, null)).toMatchObject({ value: { configuration: { shop } } })
  })

  it('keeps nothing beside a configuration file that was given', async () => {
    const { handlers } = firstRun({ fromFile: true })
    const refused = { ok: false, error: { kind: 'from-file' } }
    expect(await handlers.keepBegun({ ...BEGUN, secrets: {} })).toEqual(refused)
    expect(await handlers.chooseTraining(null)).toEqual(refused)
    expect(existsSync(path.join(folder, 'set-up-begun.json'))).toBe(false)
  })
})
