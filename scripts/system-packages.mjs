/** What Linux must have before Electron runs, devices are found, and tests get a display. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/** Shared libraries that Electron and the native packages load, by the Debian package that has them. */
const LIBRARIES = {
  'libasound.so.2': 'libasound2',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libcups.so.2': 'libcups2',
  'libgbm.so.1': 'libgbm1',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libusb-1.0.so.0': 'libusb-1.0-0',
  'libxkbcommon.so.0': 'libxkbcommon0',
}

/** Programs: serialport lists ports by udevadm, tests run on Xvfb and make pseudo-terminals by Python's own modules and press keys by xdotool; `crash-everywhere` compiles its shim. */
const PROGRAMS = {
  udevadm: 'udev',
  Xvfb: 'xvfb',
  python3: 'python3',
  xdotool: 'xdotool',
  setxkbmap: 'x11-xkb-utils',
  cc: 'gcc',
}
const PROGRAM_FOLDERS = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin']

/** The screen is Chinese; a machine without any Chinese font shows boxes. */
const FONT = 'fonts-wqy-microhei'

/** The dynamic linker's own list; it is in /sbin, which is not on everybody's path. */
function knownLibraries() {
  const ldconfig = PROGRAM_FOLDERS.map((folder) => path.join(folder, 'ldconfig')).find(existsSync)
  if (ldconfig === undefined) return undefined
  return execFileSync(ldconfig, ['-p'], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 })
}

function missingLibraries() {
  const known = knownLibraries()
  if (known === undefined) return []
  return Object.keys(LIBRARIES).filter((name) => !known.includes(`\t${name} `))
}

const missingPrograms = () =>
  Object.keys(PROGRAMS).filter(
    (name) => !PROGRAM_FOLDERS.some((folder) => existsSync(path.join(folder, name))),
  )

/** Without what Debian only recommends, its compiler comes without the headers of the C library. */
const C_HEADERS = { file: '/usr/include/stdio.h', name: 'libc6-dev' }

function hasChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return list.status === 0 && list.stdout.trim() !== ''
}

/** Debian's names of the packages that this machine lacks. */
export function missingOnSystem() {
  if (process.platform !== 'linux') return []
  return [
    ...missingLibraries().map((name) => LIBRARIES[name]),
    ...missingPrograms().map((name) => PROGRAMS[name]),
    ...(existsSync(C_HEADERS.file) ? [] : [C_HEADERS.name]),
    ...(hasChineseFont() ? [] : [FONT]),
  ]
}

/** Newer Debian and Ubuntu renamed some libraries when time became 64 bits wide. */
function currentNames(names) {
  const known = execFileSync('apt-cache', ['pkgnames', 'lib'], { encoding: 'utf8' }).split('\n')
  return names.map((name) => (known.includes(`${name}t64`) ? `${name}t64` : name))
}

/** Installs packages on Debian, as root. */
export async function aptInstall(names, run) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], env)
  const install = ['install', '-y', '-qq', '--no-install-recommends']
  await run('apt-get', [...install, ...currentNames(names)], env)
}
