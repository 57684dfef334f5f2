import { stat } from 'node:fs/promises'
import type { SerialModule } from './serial-module.ts'

/** Says whether the device that was opened is still the one at its path. */
export type StillThere = () => Promise<boolean>

/**
 * Notes which device is at the path now. A path is not enough: a link under /dev/serial/by-id may
 * point to the next device before anybody looked. On Windows, and for anything that
 * the system does not list, there is nothing to watch but the read itself.
 */
export async function watchPresence(path: string, { list }: SerialModule): Promise<StillThere> {
  if (process.platform !== 'win32') {
    const opened = await identityOf(path)
    return async () => (await identityOf(path)) === opened
  }
  const isListed = () =>
    list().then(
      (ports) => ports.some((port) => port.path.toUpperCase() === path.toUpperCase()),
      () => null,
    )
  const listed = await isListed()
  return async () => listed !== true || (await isListed()) !== false
}

async function identityOf(path: string): Promise<string> {
  return stat(path).then(
    ({ dev, ino, rdev }) => `${dev}:${ino}:${rdev}`,
    () => 'gone',
  )
}
