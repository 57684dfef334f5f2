import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { fail, succeed } from '../../app/result.ts'
import { systemAfter, type After } from '../after.ts'
import type { PrinterBus, PrinterLine, PrinterLineListener, ReachFailure } from './printer-line.ts'

/** How often a device that answers is looked at, and one that takes no more bytes is tried again. */
const LOOK_EVERY_MS = 50
const WRITE_TIMEOUT_MS = 10_000

/**
 * A printer that the system shows as a file: `/dev/usb/lp0` on Linux. Opened without blocking, so that a printer that takes
 * nothing holds up no thread.
 */
export const fileBus = (path: string, after: After = systemAfter): PrinterBus => ({
  open: (on) =>
    open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY).then(
      (file) => succeed(lineOn(file, on, after)),
      (error: unknown) => fail(failureOf(error)),
    ),
})

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown'

function failureOf(error: unknown): ReachFailure {
  const detail = codeOf(error)
  if (detail === 'EACCES' || detail === 'EPERM') return { kind: 'printer-no-permission', detail }
  return { kind: detail === 'EBUSY' ? 'printer-busy' : 'printer-unreachable', detail }
}

const pause = (after: After, delayMs: number): Promise<void> =>
  new Promise((resolve) => void after(delayMs, resolve))

function lineOn(file: FileHandle, on: PrinterLineListener, after: After): PrinterLine {
  let state: 'open' | 'lost' | 'closed' = 'open'
  const isOpen = (): boolean => state === 'open'
  let closing: Promise<void> | null = null
  const close = (): Promise<void> => (closing ??= reading.then(() => file.close(), noMatter))
  const lose = (): void => {
    if (state !== 'open') return
    state = 'lost'
    on.ended()
    void close()
  }
  const read = async (): Promise<void> => {
    const buffer = Buffer.alloc(256)
    while (isOpen()) {
      const bytesRead = await file.read(buffer, 0, buffer.length, null).then(
        (done) => done.bytesRead,
        (error: unknown) => (codeOf(error) === 'EAGAIN' ? 0 : -1),
      )
      if (bytesRead < 0) return lose()
      if (bytesRead > 0 && isOpen()) on.bytes(Uint8Array.from(buffer.subarray(0, bytesRead)))
      if (bytesRead === 0) await pause(after, LOOK_EVERY_MS)
    }
  }
  const write = async (bytes: Uint8Array): Promise<boolean> => {
    let sent = 0
    let idleMs = 0
    while (isOpen() && sent < bytes.length && idleMs < WRITE_TIMEOUT_MS) {
      const more = await file.write(bytes, sent).then(
        (done) => done.bytesWritten,
        (error: unknown) => (codeOf(error) === 'EAGAIN' ? 0 : -1),
      )
      if (more < 0) {
        lose()
        return false
      }
      sent += more
      idleMs = more > 0 ? 0 : idleMs + LOOK_EVERY_MS
      if (more === 0) await pause(after, LOOK_EVERY_MS)
    }
    return sent === bytes.length
  }
  const reading = read()
  return {
    write,
    close: () => {
      if (state === 'open') state = 'closed'
      return close().catch(noMatter)
    },
  }
}

/** Closing fails when the device is gone already, which is what closing is for. */
const noMatter = (): void => undefined
