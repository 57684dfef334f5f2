/** Packages the built app for this machine and proves its fuses. Run by `npm run package`. */
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import { build } from 'electron-builder'
import type { AfterPackContext } from 'electron-builder'
import { z } from 'zod'
import { root } from './build-targets.ts'
import { describeRuntime, electronRuntime } from './electron-runtime.mjs'

/** What a till's Electron must be able to do, and above all what it must not. */
const FUSES = {
  RunAsNode: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  GrantFileProtocolExtraPrivileges: false,
  EnableCookieEncryption: true,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
} as const

/** Refuses to make anything but what may be given to a shop. */
const RELEASE = '--release'

/** Packages what is built already, e.g. because tests run on it meanwhile. */
const BUILT = '--built'

/** Put beside a program that was made from another Electron than the one that ships. */
const WARNING = `This program was made for development and tests, from an Electron that does not ship.
It gets no security updates. Never give it to a shop.
`

const readVersion = (file: string): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version

/** How a fuse is written in the executable: the digits 0 and 1. */
const fuseState = (on: boolean): number => (on ? '1' : '0').charCodeAt(0)

/** Electron's own app would open any folder it is given; a custom runtime brings it along. */
function removeDefaultApp({ appOutDir }: AfterPackContext): Promise<void> {
  rmSync(path.join(appOutDir, 'resources', 'default_app.asar'), { force: true })
  return Promise.resolve()
}

/** Reads the fuses out of the executable, since a wish in a configuration proves nothing. */
async function checkFuses(executable: string): Promise<void> {
  const wire = await getCurrentFuseWire(executable)
  if (wire.version !== FuseVersion.V1)
    throw new Error(`unknown fuses: version ${String(wire.version)}`)
  const wrong = Object.entries(FUSES).filter(([name, wanted]) => {
    // The keys of FUSES are names of the enumeration: FuseV1Options[name] compiles for each.
    return wire[FuseV1Options[name as keyof typeof FUSES]] !== fuseState(wanted)
  })
  if (wrong.length > 0) {
    throw new Error(`fuses not as wanted: ${wrong.map(([name]) => name).join(', ')}`)
  }
  console.log(`fuses: ${Object.keys(FUSES).length} as wanted`)
}

async function packageApp(releaseOnly: boolean): Promise<void> {
  const runtime = await electronRuntime()
  console.log(describeRuntime(runtime))
  const wanted = readVersion(createRequire(import.meta.url).resolve('electron/package.json'))
  const release = runtime.source !== 'fallback' && runtime.version === wanted
  if (!release) {
    const words = `what ships is Electron ${wanted}, and it is not here`
    if (releaseOnly) throw new Error(`No release: ${words}.`)
    console.log(`NOT A RELEASE: ${words}. Making a program for development and tests.`)
  }
  if (!process.argv.includes(BUILT)) {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' })
  }
  const version = readVersion(path.join(root, 'package.json'))
  const output = path.join(root, 'dist')
  await build({
    projectDir: root,
    dir: true,
    publish: 'never',
    config: {
      extends: path.join(root, 'electron-builder.yml'),
      electronDist: runtime.dist,
      electronVersion: runtime.version,
      directories: { output },
      afterPack: removeDefaultApp,
      ...(release ? {} : { extraMetadata: { version: `${version}-development` } }),
    },
  })
  const executable = path.join(output, 'linux-unpacked', 'quick-pay-cashier')
  await checkFuses(executable)
  if (!release) writeFileSync(path.join(path.dirname(executable), 'NOT-A-RELEASE.txt'), WARNING)
  console.log(`packaged ${path.relative(root, executable)}`)
}

await packageApp(process.argv.includes(RELEASE))
