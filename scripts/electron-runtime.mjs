/**
 * Finds an Electron to run, and says which one.
 *
 * 1. `override`: the folder that ELECTRON_OVERRIDE_DIST_PATH names.
 * 2. `official`: node_modules/electron/dist, fetched from its maker when it can be.
 * 3. `fallback`: see electron-fallback.mjs; for development and tests, never for a release.
 *
 * Plain JavaScript that runs on Node 20: setup uses it before Node 24 is there.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder, findFallback, makeFallback } from './electron-fallback.mjs'

const require = createRequire(import.meta.url)

const EXECUTABLE =
  { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ??
  'electron'

/** A network that refused the official binary is asked again after a day, not at each start. */
const ASK_AGAIN_MS = 24 * 60 * 60 * 1000
const FETCH_TIMEOUT_MS = 300_000

const refusal = path.join(cacheFolder, 'official-not-available')

const say = (text) => process.stderr.write(`electron: ${text}\n`)

const runtime = (dist, version, source) => ({
  path: path.join(dist, EXECUTABLE),
  dist,
  version,
  source,
})

function readVersion(dist) {
  const file = path.join(dist, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined
}

function findOverride(folder) {
  const found = runtime(path.resolve(folder), readVersion(folder) ?? 'unknown', 'override')
  if (existsSync(found.path)) return found
  throw new Error(`ELECTRON_OVERRIDE_DIST_PATH holds no ${EXECUTABLE}: ${folder}`)
}

function findOfficial() {
  const manifest = require.resolve('electron/package.json')
  const wanted = JSON.parse(readFileSync(manifest, 'utf8')).version
  const dist = path.join(path.dirname(manifest), 'dist')
  const found = runtime(dist, wanted, 'official')
  return readVersion(dist) === wanted && existsSync(found.path) ? found : undefined
}

function refusedLately() {
  return existsSync(refusal) && Date.now() - statSync(refusal).mtimeMs < ASK_AGAIN_MS
}

function fetchOfficial() {
  say('fetching the official binary')
  const { ELECTRON_OVERRIDE_DIST_PATH: _, ...env } = process.env
  const script = path.join(path.dirname(require.resolve('electron/package.json')), 'install.js')
  const run = spawnSync(process.execPath, [script], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: FETCH_TIMEOUT_MS,
    env,
  })
  const found = findOfficial()
  mkdirSync(cacheFolder, { recursive: true })
  if (found) rmSync(refusal, { force: true })
  else {
    const cause = /\w*Error: .*/.exec(run.stderr ?? '')?.[0] ?? run.error?.message ?? 'no answer'
    say(`it cannot be had here (${cause})`)
    writeFileSync(refusal, `${cause}\n`)
  }
  return found
}

/**
 * The Electron to run. With `fetch: false` only what is here already counts, and the answer may be
 * undefined; otherwise a missing one is fetched or made, and it throws when that cannot be done.
 */
export async function electronRuntime({ fetch = true } = {}) {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override) return findOverride(override)
  const ready = findOfficial()
  if (ready) return ready
  if (fetch && !refusedLately()) {
    const fetched = fetchOfficial()
    if (fetched) return fetched
  }
  const made = findFallback() ?? (fetch ? await makeFallback(say) : undefined)
  return made && runtime(made.dist, made.version, 'fallback')
}

/** One line that names a runtime, for every program that starts one. */
export function describeRuntime({ version, source, dist }) {
  const note = source === 'fallback' ? ', for development and tests only' : ''
  return `Electron ${version} (${source}: ${dist}${note})`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = await electronRuntime()
  console.log(describeRuntime(found))
}
