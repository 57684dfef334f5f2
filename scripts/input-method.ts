/**
 * Scans into the whole app while a Chinese input method is on: fcitx with pinyin, on a display and a session bus of its own, typed into with real
 * keys (test/e2e/input-method.test.ts). Run by `npm run test:input-method` after a build. Needs Linux; as root on Debian it installs
 * what is missing. INPUT_METHOD_SEED and INPUT_METHOD_SCENES choose other scenes, and more.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { missingForInputMethod } from '../test/support/input-method.ts'
import { root } from './build-targets.ts'

function install(packages: readonly string[]): void {
  console.log(`input-method: installing ${packages.join(' ')} (apt-get)`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'inherit' })
  const words = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
  execFileSync('apt-get', words, { env, stdio: 'inherit' })
}

/** Why it cannot run here; null: it can. */
function missing(): string | null {
  if (process.platform !== 'linux') return 'Linux'
  try {
    const absent = missingForInputMethod()
    if (absent.length > 0) install(absent)
  } catch {
    // What apt-get said stands above.
  }
  const absent = missingForInputMethod()
  return absent.length > 0 ? absent.join(' ') : null
}

const absent = missing()
if (absent === null) {
  const words = ['playwright', 'test', 'input-method', '--project', 'physical-store']
  const env = { ...process.env, INPUT_METHOD: '1' }
  process.exitCode = spawnSync('npx', words, { cwd: root, env, stdio: 'inherit' }).status ?? 1
} else {
  console.error(
    `\n*** SKIPPED: no Chinese input method can be had here, so no scan was made under one: ${absent}\n`,
  )
}
