import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { buildShim, type CrashPoint, ShimControl } from '../../scripts/crash/shim.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'crash-shim-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const PROGRAM = `
  const { openSync, writeSync, fsyncSync } = require('node:fs')
  const file = openSync(process.argv[1], 'a')
  for (const word of ['one-', 'two-', 'six-']) { writeSync(file, word); fsyncSync(file) }
`

/** What a program that writes and syncs three words leaves, and how it ended. */
async function leftBy(point: CrashPoint): Promise<readonly [string, string | null]> {
  const file = path.join(folder, `journal.db-${point.at}-${point.moment}`)
  const control = new ShimControl(path.join(folder, 'control'), { linePort: 0, journalPort: 0 })
  control.arm(point)
  const child = spawn(process.execPath, ['-e', PROGRAM, file], {
    env: { ...process.env, ...control.environment(shim, '/journal.db') },
  })
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  expect(control.fired()).toBe(signal !== null)
  control.close()
  return [readFileSync(file, 'utf8'), signal]
}

const shim = process.platform === 'linux' ? buildShim(folder) : ''

it.runIf(shim !== '').each<[CrashPoint, string, string | null]>([
  [{ deed: 'journal', at: 3, moment: 'before' }, 'one-', 'SIGKILL'],
  [{ deed: 'journal', at: 3, moment: 'half' }, 'one-tw', 'SIGKILL'],
  [{ deed: 'journal', at: 3, moment: 'after' }, 'one-two-', 'SIGKILL'],
  // The fourth is the second sync.
  [{ deed: 'journal', at: 4, moment: 'before' }, 'one-two-', 'SIGKILL'],
  [{ deed: 'journal', at: 7, moment: 'before' }, 'one-two-six-', null],
  [{ deed: 'send', at: 1, moment: 'before' }, 'one-two-six-', null],
])('ends a program at %o', async (point, left, signal) => {
  expect(await leftBy(point)).toEqual([left, signal])
})
