/**
 * Installs what is missing: packages, the Electron runtime, and on Debian as root the libraries of
 * the system. Plain JavaScript for Node 20, with nothing imported that is not there on a fresh clone.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describeRuntime, electronRuntime } from './electron-runtime.mjs'
import { aptInstall, missingOnSystem } from './system-packages.mjs'

const root = path.resolve(import.meta.dirname, '..')
const NODE_MIN = [20, 18]

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1])) return
  throw new Error(`Node ${NODE_MIN.join('.')} or later is needed, this is ${process.version}.`)
}

const packagesOf = (lockfile) => JSON.parse(readFileSync(lockfile, 'utf8')).packages

/** Whether node_modules is what the lock file says, by the list that npm keeps in there. */
function packagesAreThere() {
  const installed = path.join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installed) || !existsSync(path.join(root, 'node_modules', '.bin', 'node'))) {
    return false
  }
  const have = packagesOf(installed)
  return Object.entries(packagesOf(path.join(root, 'package-lock.json'))).every(
    ([place, { version, optional, devOptional, link }]) => {
      if (place === '' || link) return true
      // An optional package is left out where it does not fit the machine.
      if (!have[place]) return Boolean(optional || devOptional)
      return have[place].version === version && existsSync(path.join(root, place))
    },
  )
}

/** Runs a program; what it says is shown when it fails. */
function run(program, words, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    })
    const said = []
    child.stdout.on('data', (chunk) => said.push(chunk))
    child.stderr.on('data', (chunk) => said.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else
        reject(
          new Error(`${program} ${words.join(' ')} failed:\n${Buffer.concat(said).toString()}`),
        )
    })
  })
}

async function installPackages() {
  if (packagesAreThere()) return
  console.log('setup: installing packages (npm ci)')
  await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
}

async function installSystem() {
  const missing = missingOnSystem()
  if (missing.length === 0) return
  const names = missing.join(' ')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`setup: installing ${names} (apt-get)`)
    await aptInstall(missing, run)
    return
  }
  console.log(
    `setup: this system seems to lack ${names} (their names on Debian). Going on without; ` +
      'if the till does not start, install them first.',
  )
}

checkNode()
const startMs = performance.now()
// npm and apt wait for different servers. A till may start without what apt could not bring.
const system = installSystem().catch((error) => console.error(`setup: ${error.message}`))
await installPackages()
await system
console.log(describeRuntime(await electronRuntime()))
console.log(`setup: ready in ${((performance.now() - startMs) / 1000).toFixed(1)} s`)
