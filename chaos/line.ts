import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { LineFault } from './line-fault.ts'

/** One connection through a link. */
export interface Line {
  /** Ends it at once, as a pulled cable and a restarted router would. */
  readonly reset: () => void
  /** Closes both ends in good order, whatever is under way. */
  readonly cut: () => void
  /** Nothing passes any more until it is let go on; nothing is lost. */
  readonly hold: (until: Promise<unknown>) => void
  /** Nothing ever passes again, and nobody is told. */
  readonly silence: () => void
}

/**
 * Joins two ends, and lets `fault` happen to what passes. `onStrike` is told when it does. With allowHalfOpen on both, an
 * end that has finished sending can still be answered, as through a plain wire.
 */
export function joinEnds(
  client: Socket,
  server: Socket,
  { fault, onStrike }: { readonly fault: LineFault | null; readonly onStrike: () => void },
): Line {
  let passed = 0
  let struck = false
  let silent = false
  let held: Promise<unknown> = Promise.resolve()
  const ends = [client, server] as const
  const reset = (): void => {
    for (const end of ends) end.resetAndDestroy()
  }
  const cut = (): void => {
    for (const end of ends) end.end()
    silent = true
  }
  const strike = (): void => {
    if (fault === null || struck) return
    struck = true
    onStrike()
    switch (fault.kind) {
      case 'cut':
        return cut()
      case 'reset':
        return reset()
      case 'half-open':
        silent = true
        return void (fault.deafEnd === 'client' ? server : client).resetAndDestroy()
      case 'black-hole':
        silent = true
        return
      case 'stall':
        held = delay(fault.delayMs)
        return
      default:
    }
  }
  /** Brings one piece across; what of it is left when the fault strikes meets the fault. */
  const bring = async (piece: Buffer, to: Socket): Promise<void> => {
    await held
    if (fault !== null && !struck && passed + piece.length >= fault.afterBytes) {
      const before = piece.subarray(0, fault.afterBytes - passed)
      if (before.length > 0 && !silent) to.write(before)
      passed += before.length
      strike()
      await held
      return bring(piece.subarray(before.length), to)
    }
    passed += piece.length
    if (silent || piece.length === 0 || to.destroyed || to.writableEnded) return
    if (struck && fault?.kind === 'delay') await delay(fault.delayMs)
    if (struck && fault?.kind === 'throttle') {
      await delay((piece.length / fault.bytesPerSecond) * 1_000)
    }
    if (!silent && to.writable) to.write(piece)
  }
  const way = {
    bring,
    /** The sender has finished. */
    finish: (to: Socket) => void held.then(() => (silent ? undefined : to.end())),
    /** One that broke takes the other with it, unless nobody is to know. */
    broke: (to: Socket) => void (silent ? undefined : to.destroy()),
  }
  carry(client, server, way)
  carry(server, client, way)
  return {
    reset,
    cut,
    hold: (until) => void (held = Promise.all([held, until])),
    silence: () => (silent = true),
  }
}

interface Way {
  readonly bring: (piece: Buffer, to: Socket) => Promise<void>
  readonly finish: (to: Socket) => void
  readonly broke: (to: Socket) => void
}

/** Brings everything from one end to the other, piece by piece. */
function carry(from: Socket, to: Socket, { bring, finish, broke }: Way): void {
  let last = Promise.resolve()
  from.on('data', (piece: Buffer) => {
    from.pause()
    last = last.then(() => bring(piece, to))
    void last.then(() => from.resume())
  })
  from.on('end', () => void last.then(() => finish(to)))
  from.on('error', () => undefined)
  from.on('close', () => {
    if (!from.readableEnded) broke(to)
  })
}
