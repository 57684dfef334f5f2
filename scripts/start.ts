/** Starts the built till in training mode; without a display it plays the demo. The end of `npm start`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { cacheFolder } from './electron-fallback.mjs'
import { describeRuntime, electronRuntime } from './electron-runtime.mjs'
import { hasDisplay, openDisplay } from './virtual-display.ts'

const root = path.resolve(import.meta.dirname, '..')

/** Runs a program to its end; our own end by Ctrl+C or kill ends it too. */
async function run(program: string, words: readonly string[], env = {}): Promise<number> {
  const child = spawn(program, words, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void child.kill(signal))
  }
  await once(child, 'exit')
  return child.exitCode ?? 1
}

/** A till started from its sources keeps away from the data of one that is installed. */
const dataWords = (words: readonly string[]): readonly string[] =>
  words.some((word) => /^--(data-dir|config)(=|$)/.test(word))
    ? []
    : ['--data-dir', path.join(cacheFolder, 'training')]

async function startApp(words: readonly string[]): Promise<number> {
  const electron = await electronRuntime()
  console.log(describeRuntime(electron))
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  // Chromium's sandbox refuses to run for root; the till of a shop never runs as root.
  const sandbox = asRoot ? ['--no-sandbox'] : []
  return await run(electron.path, [...sandbox, root, ...dataWords(words), ...words])
}

async function playDemo(words: readonly string[]): Promise<number> {
  console.log('No display here: playing the demo on a virtual one.')
  const display = await openDisplay()
  const demo = path.join(import.meta.dirname, 'demo.ts')
  try {
    return await run(process.execPath, [demo, ...words], display.env)
  } finally {
    await display.stop()
  }
}

const words = process.argv.slice(2)
process.exitCode = hasDisplay() ? await startApp(words) : await playDemo(words)
