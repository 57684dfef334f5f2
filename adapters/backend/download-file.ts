import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import type { OpenStream, StreamRequest } from '../undici-stream.ts'

/** A file of a million lines is made before its first byte leaves. */
const SILENCE_MS_MAX = 600_000

/** What a file that came whole ends with; anything else was cut off. */
const WHOLE = 'the other side ended it'

/**
 * Downloads into a file: whole, or not at all. Resolves with the status when that was not 200, with 0 when nothing came or it was
 * cut off. Rejects when the file cannot be written.
 */
export function downloadFile(
  openStream: OpenStream,
  request: Omit<StreamRequest, 'silenceMsMax'>,
  file: string,
): Promise<'written' | number> {
  const part = `${file}.part`
  return new Promise((resolve, reject) => {
    const descriptor = openSync(part, 'w', 0o600)
    let status = 0
    let over = false
    const finish = (done: () => void): void => {
      if (over) return
      over = true
      closeSync(descriptor)
      try {
        done()
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
      } finally {
        rmSync(part, { force: true })
      }
    }
    const stop = openStream(
      { ...request, silenceMsMax: SILENCE_MS_MAX },
      {
        opened: (seen) => {
          status = seen
        },
        bytes(chunk) {
          if (status !== 200 || over) return
          try {
            for (let at = 0; at < chunk.length;) at += writeSync(descriptor, chunk, at)
          } catch (error) {
            stop()
            finish(() => {
              throw error
            })
          }
        },
        ended: (why) =>
          finish(() => {
            if (status !== 200 || why !== WHOLE) return resolve(status === 200 ? 0 : status)
            renameSync(part, file)
            resolve('written')
          }),
      },
    )
  })
}
