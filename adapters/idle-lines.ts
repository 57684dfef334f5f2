import type { Socket } from 'node:net'

/** What is kept; `drop` destroys it. */
export interface IdleLine {
  readonly socket: Socket
  readonly drop: () => void
}

interface Kept<Line> {
  readonly line: Line
  readonly sinceMs: number
  /** Ends the watching, not the line. */
  readonly forget: () => void
}

/**
 * Lets a good-bye that has already arrived be noticed before a line is used. Twice, because the first may come
 * without the event loop having looked at the sockets.
 */
async function readWhatArrived(): Promise<void> {
  for (let round = 0; round < 2; round += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Whether neither end has said good-bye yet. */
const isOpen = (socket: Socket): boolean =>
  !socket.destroyed && socket.writable && !socket.readableEnded

/**
 * Keeps lines that nobody uses right now, for `idleMsMax`, and of each key `linesMax` at most. A line whose other end says
 * good-bye is dropped at once.
 */
export function createIdleLines<Line extends IdleLine>(idleMsMax: number, linesMax: number) {
  const lines = new Map<string, Kept<Line>[]>()
  let closed = false

  const remove = (key: string, one: Kept<Line>): void => {
    const rest = (lines.get(key) ?? []).filter((other) => other !== one)
    if (rest.length > 0) lines.set(key, rest)
    else lines.delete(key)
    one.forget()
  }
  // The wall clock too, since timers may stand still while the machine sleeps.
  const isFresh = ({ line, sinceMs }: Kept<Line>, ageMsMax: number): boolean =>
    isOpen(line.socket) && Math.abs(Date.now() - sinceMs) < ageMsMax

  return {
    has: (key: string, ageMsMax: number): boolean =>
      (lines.get(key) ?? []).some((one) => isFresh(one, ageMsMax)),

    put(key: string, line: Line): void {
      const kept = lines.get(key) ?? []
      if (closed || !isOpen(line.socket)) return line.drop()
      const [oldest] = kept
      if (kept.length >= linesMax && oldest !== undefined) {
        remove(key, oldest)
        oldest.line.drop()
      }
      const end = (): void => {
        remove(key, one)
        line.drop()
      }
      const timer = setTimeout(end, idleMsMax).unref()
      line.socket.once('close', end).unref()
      const forget = (): void => {
        clearTimeout(timer)
        line.socket.off('close', end)
      }
      const one: Kept<Line> = { line, sinceMs: Date.now(), forget }
      lines.set(key, [...(lines.get(key) ?? []), one])
    },

    /** The freshest idle line, if any. */
    async take(key: string): Promise<Line | undefined> {
      if (lines.has(key)) await readWhatArrived()
      for (let one = lines.get(key)?.at(-1); one; one = lines.get(key)?.at(-1)) {
        remove(key, one)
        if (isFresh(one, idleMsMax)) {
          one.line.socket.ref()
          return one.line
        }
        one.line.drop()
      }
      return undefined
    },

    close(): void {
      closed = true
      for (const { line } of [...lines.values()].flat()) line.drop()
    },
  }
}
