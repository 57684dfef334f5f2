/** A display for machines that have none, so that the real app can run in tests, demo and bench. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

export interface Display {
  /** What a program must have in its environment to appear here. */
  readonly env: Readonly<Record<string, string>>
  readonly stop: () => Promise<void>
}

const SCREEN = '1440x1000x24'

export const hasDisplay = (env: NodeJS.ProcessEnv = process.env): boolean =>
  process.platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY'])

/** The number that Xvfb writes once it is ready; it picks a free one itself. */
async function displayNumber(server: ChildProcess): Promise<string> {
  const pipe = server.stdio[3]
  if (!pipe) throw new Error('Xvfb has no pipe to write its number to')
  const answer: unknown[] = await Promise.race([
    once(pipe, 'data'),
    once(server, 'exit').then((): never => {
      throw new Error('Xvfb ended before it was ready')
    }),
  ])
  return String(answer[0]).trim()
}

/** A display of its own, whatever this machine has: for tests in which the focus matters. */
export async function openVirtualDisplay(): Promise<Display> {
  const flags = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset']
  const server = spawn('Xvfb', flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const kill = (): void => void server.kill()
  process.once('exit', kill)
  const number = await displayNumber(server).catch((error: unknown) => {
    throw new Error('No virtual display: is Xvfb installed? Try npm run setup.', { cause: error })
  })
  const stop = async (): Promise<void> => {
    process.off('exit', kill)
    if (server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill()
    await ended
  }
  // Without a session bus Electron complains once a second; this address says there is none.
  return { env: { DISPLAY: `:${number}`, DBUS_SESSION_BUS_ADDRESS: 'disabled:' }, stop }
}

/** The display of this machine, or a virtual one where there is none. */
export const openDisplay = async (): Promise<Display> =>
  hasDisplay() ? { env: {}, stop: () => Promise.resolve() } : openVirtualDisplay()
