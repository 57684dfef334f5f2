import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { rename, rm, symlink } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { systemAfter } from '../after.ts'

/** How a scan is put on the line. */
export interface PtyScanOptions {
  /** Bytes in each write; all at once by default. */
  readonly chunk?: number
  /** Pause between writes; none by default. */
  readonly gapMs?: number
  /** What surrounds the text; CR LF behind it by default. */
  readonly framing?: 'cr' | 'lf' | 'crlf' | 'stx-etx' | 'none'
}

/** A serial scanner made of a pseudo-terminal: for tests and demos on Linux and macOS. */
export interface PtyScanner {
  /** Where to open it. The same after each replug. */
  readonly path: string
  /** Scans a text. Resolves when its last byte was handed to the terminal's keeper. */
  readonly scan: (text: string, options?: PtyScanOptions) => Promise<void>
  readonly raw: (bytes: Uint8Array) => Promise<void>
  /** Hangs the line up and takes the path away, as pulling the plug does. */
  readonly unplug: () => Promise<void>
  /** A new terminal at the same path. */
  readonly replug: () => Promise<void>
  /** From now on takes nothing from the host and sends nothing, until unplugged. */
  readonly stall: () => void
  /** Tells what the host writes from now on, cut anywhere; one listener at a time. */
  readonly hear: (listen: (bytes: Uint8Array) => void) => void
  /** What the host wrote to the device since the last plug. */
  readonly written: () => Uint8Array
  readonly close: () => Promise<void>
}

/**
 * Keeps a pseudo-terminal open, says its name in the first line of stderr, and copies: stdin to the
 * host, the host's bytes to stdout. Node cannot make one itself (that takes an ioctl).
 * Python's own modules can, and unlike socat it needs no package of its own on a developer's machine.
 */
const KEEPER = `
import os, pty, select, sys, tty
master, slave = pty.openpty()
tty.setraw(slave)
print(os.ttyname(slave), file=sys.stderr, flush=True)
while True:
    ready = select.select([0, master], [], [])[0]
    if 0 in ready:
        data = os.read(0, 65536)
        if not data:
            break
        while data:
            data = data[os.write(master, data):]
    if master in ready:
        os.write(1, os.read(master, 65536))
`

const FRAMES: {
  readonly [F in NonNullable<PtyScanOptions['framing']>]: (text: string) => string
} = {
  cr: (text) => `${text}\r`,
  lf: (text) => `${text}\n`,
  crlf: (text) => `${text}\r\n`,
  'stx-etx': (text) => `\x02${text}\x03`,
  none: (text) => text,
}

/** Starts a scanner at `link`, a path that does not exist yet. Needs `python3`. */
export async function startPtyScanner(link: string): Promise<PtyScanner> {
  let listen: (bytes: Uint8Array) => void = () => undefined
  const plug = async (): Promise<Keeper> => {
    const plugged = await plugIn(link)
    plugged.child.stdout.on('data', (bytes: Buffer) => listen(bytes))
    return plugged
  }
  let keeper: Keeper | null = await plug()

  const raw = async (bytes: Uint8Array): Promise<void> => {
    if (keeper === null) throw new Error('the emulated scanner is unplugged')
    const { stdin } = keeper.child
    if (!stdin.write(bytes)) await once(stdin, 'drain')
  }
  const unplug = async (): Promise<void> => {
    const leaving = keeper
    keeper = null
    if (leaving === null) return
    await rm(link, { force: true })
    leaving.child.kill('SIGKILL')
    await leaving.exited
  }
  return {
    path: link,
    raw,
    scan: async (text, { chunk, gapMs = 0, framing = 'crlf' } = {}) => {
      const bytes = Buffer.from(FRAMES[framing](text), 'latin1')
      const size = chunk ?? bytes.length
      for (let at = 0; at < bytes.length; at += size) {
        if (at > 0) await new Promise<void>((resolve) => systemAfter(gapMs, resolve))
        await raw(bytes.subarray(at, at + size))
      }
    },
    unplug,
    replug: async () => {
      await unplug()
      keeper = await plug()
    },
    stall: () => void keeper?.child.kill('SIGSTOP'),
    hear: (next) => {
      listen = next
    },
    written: () => Buffer.concat(keeper?.written ?? []),
    close: unplug,
  }
}

/** A pseudo-terminal and the process that keeps it open. */
export interface Keeper {
  readonly child: ChildProcessWithoutNullStreams
  readonly exited: Promise<unknown>
  readonly written: Buffer[]
}

/** Makes a pseudo-terminal that is found at `link`. */
export async function plugIn(link: string): Promise<Keeper> {
  const child = spawn('python3', ['-I', '-S', '-c', KEEPER], { stdio: 'pipe' })
  const exited = new Promise((resolve) => child.once('close', resolve))
  const written: Buffer[] = []
  child.stdout.on('data', (bytes: Buffer) => written.push(bytes))
  // Writing to a keeper that was just killed is what unplugging in the middle of a scan is.
  child.stdin.on('error', () => undefined)
  const terminal = await new Promise<string>((resolve, reject) => {
    createInterface(child.stderr).once('line', resolve)
    child.once('error', reject)
    child.once('exit', () => reject(new Error('python3 could not make a pseudo-terminal')))
  })
  // A rename puts the link in place at once, also over one that a killed run left behind.
  await symlink(terminal, `${link}.new`)
  await rename(`${link}.new`, link)
  return { child, exited, written }
}
