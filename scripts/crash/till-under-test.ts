import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { CounterLine, TillWish } from '../headless/headless-till.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** A till in a process of its own that may end at any instant. */
export interface TillUnderTest {
  /** Starts it; resolves with what the counter shows first. */
  readonly start: () => Promise<CounterLine>
  readonly wish: (wish: TillWish) => void
  /** The counter line that is as wanted, now or soon; null when the process ended before. */
  readonly until: (wanted: (line: CounterLine) => boolean) => Promise<CounterLine | null>
  readonly stop: () => Promise<void>
}

/** Far longer than any payment takes here: on a machine with ten times the work it can do, a start was seen to take 45 s. */
export const PATIENCE_MS = 180_000

/** The headless till, with what the shim needs in its environment. */
export function headlessTill(parts: {
  readonly configFile: string
  readonly dataDir: string
  readonly environment: Readonly<Record<string, string>>
}): TillUnderTest {
  let child: ChildProcess | null = null
  let latest: CounterLine | null = null
  let said = ''
  let look = (): void => undefined

  async function start(): Promise<CounterLine> {
    latest = null
    const started = spawn(
      process.execPath,
      [
        '--import',
        path.join(root, 'scripts/headless/electron-stand-in.mjs'),
        path.join(root, 'scripts/headless/headless-till.ts'),
        parts.configFile,
        parts.dataDir,
      ],
      { cwd: root, env: { ...process.env, ...parts.environment } },
    )
    child = started
    said = ''
    started.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
    // A till that is killed breaks the pipe that wishes go through.
    started.stdin.on('error', () => undefined)
    // The till's own lines.
    createInterface({ input: started.stdout }).on('line', (line) => {
      latest = JSON.parse(line) as CounterLine
      look()
    })
    started.once('close', () => {
      if (child === started) child = null
      look()
    })
    const first = await until(() => true)
    if (first === null) throw new Error(`the till did not start:\n${said}`)
    return first
  }

  function until(wanted: (line: CounterLine) => boolean): Promise<CounterLine | null> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error(`the till still shows ${JSON.stringify(latest)}\n${said}`))
      }, PATIENCE_MS)
      look = () => {
        const found = latest !== null && wanted(latest) ? latest : undefined
        if (found === undefined && child !== null) return
        clearTimeout(late)
        look = () => undefined
        resolve(found ?? null)
      }
      look()
    })
  }

  return {
    start,
    until,
    wish: (wish) => void child?.stdin?.write(`${JSON.stringify(wish)}\n`),
    async stop() {
      if (child === null) return
      const gone = once(child, 'close')
      child.stdin?.end()
      await gone
    },
  }
}
