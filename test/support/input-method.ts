import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What there must be, by the Debian package that has it. */
const PARTS = {
  '/usr/bin/dbus-daemon': 'dbus-daemon',
  '/usr/bin/fcitx5': 'fcitx5',
  '/usr/lib/x86_64-linux-gnu/fcitx5/libpinyin.so': 'fcitx5-pinyin',
  '/usr/lib/x86_64-linux-gnu/fcitx5/libfullwidth.so': 'fcitx5-module-fullwidth',
  '/usr/lib/x86_64-linux-gnu/gtk-3.0/3.0.0/immodules/im-fcitx5.so': 'fcitx5-frontend-gtk3',
} as const

/** Debian's packages that a Chinese input method needs and that are not here. */
export const missingForInputMethod = (): readonly string[] =>
  Object.entries(PARTS)
    .filter(([file]) => !existsSync(file))
    .map(([, debian]) => debian)

/** Pinyin from the first key on, in every window; Shift and Space switch to full-width characters and back. */
const FILES = {
  profile: `[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us
Layout=

[Groups/0/Items/1]
Name=pinyin
Layout=

[GroupOrder]
0=Default
`,
  config: `[Behavior]
ActiveByDefault=True
ShareInputState=All
`,
  'conf/fullwidth.conf': `[Hotkey]
0=Shift+space
`,
} as const

/** fcitx with pinyin on a display and a session bus of its own. */
export interface InputMethod {
  /** What a program must have in its environment to be typed into through it. */
  readonly env: Readonly<Record<string, string>>
  /** The method that the field with the focus has now: `pinyin`; empty when no field has one. */
  readonly current: () => Promise<string>
  readonly stop: () => Promise<void>
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** Starts the input method for one display. */
export async function startInputMethod(
  display: Readonly<Record<string, string>>,
): Promise<InputMethod> {
  const folder = mkdtempSync(path.join(tmpdir(), 'input-method-'))
  mkdirSync(path.join(folder, 'config', 'fcitx5', 'conf'), { recursive: true })
  for (const [name, text] of Object.entries(FILES)) {
    writeFileSync(path.join(folder, 'config', 'fcitx5', name), text)
  }
  const own = { HOME: folder, XDG_CONFIG_HOME: path.join(folder, 'config') }
  const env = { ...process.env, ...display, ...own, XDG_RUNTIME_DIR: folder }
  const words = ['--session', '--nofork', '--nopidfile', '--print-address=1']
  const bus = spawn('dbus-daemon', words, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const answer: unknown[] = await once(bus.stdout, 'data')
  const withBus = { ...env, DBUS_SESSION_BUS_ADDRESS: String(answer[0]).trim() }
  // Its windows are not needed: the field shows what is composed.
  const fcitx = spawn('fcitx5', [], { env: withBus, stdio: 'ignore' })
  const remote = async (...asked: string[]): Promise<string> => {
    const { stdout } = await run('fcitx5-remote', asked, { env: withBus }).catch(() => ({
      stdout: '',
    }))
    return stdout.trim()
  }
  return {
    env: {
      DBUS_SESSION_BUS_ADDRESS: withBus.DBUS_SESSION_BUS_ADDRESS,
      GTK_IM_MODULE: 'fcitx',
      XMODIFIERS: '@im=fcitx',
    },
    current: () => remote('-n'),
    async stop() {
      await end(fcitx)
      await end(bus)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
