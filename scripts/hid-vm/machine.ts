import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { archive, directory, link, program, type ArchiveEntry } from './initramfs.ts'

/** What a virtual machine is made of, or what is missing for it. */
export type Parts =
  | { readonly ok: true; readonly qemu: string; readonly busybox: string; readonly kernel: Kernel }
  | { readonly ok: false; readonly missing: string }

interface Kernel {
  readonly image: string
  /** The modules that are loaded, in this order. */
  readonly modules: readonly string[]
}

const MODULES = ['hid', 'hid-generic', 'uhid'] as const

const PROGRAM_FOLDERS = ['/usr/local/bin', '/usr/bin', '/bin']

const findProgram = (name: string): string | undefined =>
  PROGRAM_FOLDERS.map((folder) => path.join(folder, name)).find(existsSync)

const run = (name: string, words: readonly string[], cwd?: string): string =>
  execFileSync(name, [...words], { encoding: 'utf8', cwd, stdio: ['ignore', 'pipe', 'pipe'] })

/** What a failed program said last. */
function why(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
  return said.trim().split('\n').at(-1) ?? ''
}

/** Finds qemu, busybox and Debian's own kernel; as root on Debian it gets those that are not there. */
export function findParts(): Parts {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { ok: false, missing: 'Linux on x64' }
  }
  try {
    const wanted = { 'qemu-system-x86_64': 'qemu-system-x86', busybox: 'busybox-static' }
    const absent = Object.entries(wanted).filter(([name]) => findProgram(name) === undefined)
    if (absent.length > 0) {
      const packages = absent.map(([, debian]) => debian)
      console.log(`hid-vm: installing ${packages.join(' ')} (apt-get)`)
      run('apt-get', ['update', '-qq'])
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
    }
    const qemu = findProgram('qemu-system-x86_64')
    const busybox = findProgram('busybox')
    if (qemu === undefined || busybox === undefined) return { ok: false, missing: 'qemu, busybox' }
    return { ok: true, qemu, busybox, kernel: findKernel() }
  } catch (error) {
    return { ok: false, missing: why(error) }
  }
}

/** Debian's kernel for virtual machines, downloaded and unpacked but not installed. */
function findKernel(): Kernel {
  const depends = run('apt-cache', ['depends', 'linux-image-cloud-amd64'])
  const name = /Depends: (linux-image-\S+)/.exec(depends)?.[1]
  if (name === undefined) throw new Error('no kernel linux-image-cloud-amd64')
  const folder = path.join(homedir(), '.cache', 'quick-pay-cashier', 'hid-vm', name)
  const unpacked = path.join(folder, 'unpacked')
  if (!existsSync(path.join(folder, 'ok'))) {
    console.log(`hid-vm: downloading ${name} (apt-get)`)
    mkdirSync(unpacked, { recursive: true })
    run('apt-get', ['download', name], folder)
    const deb = readdirSync(folder).find((file) => file.endsWith('.deb'))
    if (deb === undefined) throw new Error('the kernel was not downloaded')
    run('dpkg-deb', ['-x', path.join(folder, deb), unpacked])
    mkdirSync(path.join(folder, 'ok'))
  }
  const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' })
  const find = (pattern: RegExp): string => {
    const file = files.find((one) => pattern.test(one))
    if (file === undefined) throw new Error(`the kernel has no ${pattern.source}`)
    return path.join(unpacked, file)
  }
  return {
    image: find(/^boot\/vmlinuz/),
    modules: MODULES.map((module) => find(new RegExp(`/${module}\\.ko(\\.xz)?$`))),
  }
}

const INIT = (modules: readonly string[]): string => `#!/bin/busybox sh
B=/bin/busybox
$B mount -t proc proc /proc
$B mount -t sysfs sys /sys
$B mount -t devtmpfs dev /dev 2>/dev/null
${modules.map((module) => `$B insmod ${module} || echo "insmod ${module} failed"`).join('\n')}
LD_LIBRARY_PATH=/lib /bin/node /test/guest.js
echo "GUEST-ENDED $?"
$B poweroff -f
`

/** The shared libraries of programs, by the dynamic linker's own account. */
const librariesOf = (files: readonly string[]): readonly string[] => [
  ...new Set(files.flatMap((file) => run('ldd', [file]).match(/\/\S+\.so\S*/g) ?? [])),
]

const moduleBytes = (file: string): Uint8Array =>
  file.endsWith('.xz')
    ? execFileSync('xz', ['-dc', file], { maxBuffer: 64 * 1024 * 1024 })
    : readFileSync(file)

/** A folder with everything in it, but what `leave` names. */
function tree(from: string, to: string, leave: RegExp): readonly ArchiveEntry[] {
  return readdirSync(from, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const file = path.join(entry.parentPath, entry.name)
    const name = path.relative(from, file)
    if (leave.test(name) || !entry.isFile()) return []
    return program(path.join(to, name), readFileSync(file))
  })
}

/** Folders of these files, outermost first. */
function foldersOf(entries: readonly ArchiveEntry[]): readonly ArchiveEntry[] {
  const folders = new Set<string>()
  for (const { path: file } of entries) {
    const parts = path.dirname(file).split('/')
    parts.forEach((_, at) => folders.add(parts.slice(0, at + 1).join('/')))
  }
  return [...folders].filter((folder) => folder !== '.').map(directory)
}

/** The guest's file system: kernel modules, busybox, Node, node-hid and the bundled test. */
export function guestFiles(
  parts: Extract<Parts, { ok: true }>,
  { modules, bundle }: { readonly modules: string; readonly bundle: string },
): Uint8Array {
  const node = realpathSync(process.execPath)
  const hid = path.join(modules, 'node-hid')
  const native = path.join(hid, 'prebuilds/HID_hidraw-linux-x64')
  const binary = readdirSync(native).find((file) => file.endsWith('.node'))
  if (binary === undefined) throw new Error('node-hid has no binary for this machine')
  const drivers = parts.kernel.modules.map((file) => `/modules/${path.basename(file, '.xz')}`)
  const others = /^(hidapi|src)\/|prebuilds\/(?!HID_hidraw-linux-x64\/)/
  const files = [
    program('init', Buffer.from(INIT(drivers))),
    program('bin/busybox', readFileSync(parts.busybox)),
    program('bin/node', readFileSync(node)),
    ...parts.kernel.modules.map((file) =>
      program(`modules/${path.basename(file, '.xz')}`, moduleBytes(file)),
    ),
    ...librariesOf([node, path.join(native, binary)]).map((file) => {
      const folder = path.basename(file).startsWith('ld-linux') ? 'lib64' : 'lib'
      return program(`${folder}/${path.basename(file)}`, readFileSync(realpathSync(file)))
    }),
    ...tree(hid, 'test/node_modules/node-hid', others),
    ...tree(path.join(modules, 'pkg-prebuilds'), 'test/node_modules/pkg-prebuilds', /^$/),
    ...tree(bundle, 'test', /\.map$/),
  ]
  return archive([
    ...['dev', 'proc', 'sys'].map(directory),
    ...foldersOf(files),
    link('bin/sh', 'busybox'),
    ...files,
  ])
}

/** Boots the machine and shows its console. Resolves with the test's exit code; 97 when it did not come to an end. */
export function boot(
  qemu: string,
  kernel: string,
  initrd: string,
  limitMs: number,
): Promise<number> {
  const machineOf = '-accel tcg,thread=multi -machine q35,usb=off -cpu max -smp 2 -m 1024'
  const around = '-nodefaults -no-user-config -display none -serial stdio -no-reboot'
  const words = `${machineOf} ${around}`.split(' ')
  words.push('-kernel', kernel, '-initrd', initrd, '-append')
  words.push('console=ttyS0 quiet panic=-1 loglevel=3 mitigations=off random.trust_cpu=on')
  const machine = spawn(qemu, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const late = setTimeout(() => machine.kill('SIGKILL'), limitMs)
  let heard = ''
  machine.stdout.on('data', (chunk: Buffer) => {
    const text = chunk.toString('utf8').replaceAll('\r', '')
    process.stdout.write(text)
    heard = (heard + text).slice(-200)
  })
  return new Promise((resolve) => {
    machine.once('close', () => {
      clearTimeout(late)
      resolve(Number(/GUEST-ENDED (\d+)/.exec(heard)?.[1] ?? 97))
    })
  })
}
