import { fail, type Result } from '../../app/result.ts'
import { systemAfter, type After } from '../after.ts'
import type { Connection, OpenFailure, Transport, WriteFailure } from './transport.ts'

/** A device that is plugged in again is open again within this and the time it takes to open. */
const LOOK_AGAIN_MS = 200

/** Where the system tells of devices that come, looking is for what it does not tell. */
const LOOK_BESIDE_MS = 1_000

/** A new device's rights and names are set up a moment after its node. For this long it is looked for often. */
const SETTLING_MS = 2_000
const SETTLE_FIRST_MS = 20

/** A device that is there and does not open is tried less and less often. */
const RETRY_MAX_MS = 2_000

export interface ConnectionListener {
  readonly bytes: (chunk: Uint8Array, readAtMs: number) => void
  /** It is open. Called before its first bytes. */
  readonly connected: (device: Connection) => void
  /** The device that was connected went away. What it had begun to say will not be finished. */
  readonly lost: () => void
  /** An attempt to open failed. Called for each attempt. */
  readonly failed: (failure: OpenFailure) => void
}

/** A device that is opened again whenever it comes back. */
export interface KeptConnection {
  readonly write: (bytes: Uint8Array) => Promise<Result<null, WriteFailure>>
  /** Gives the device up. Nothing is heard of it any more. */
  readonly close: () => Promise<void>
}

/** Opens the device, and again each time it is lost or was not there, until closed. */
export function keepConnected(
  transport: Transport,
  on: ConnectionListener,
  after: After = systemAfter,
): KeptConnection {
  let closed = false
  let connection: Connection | null = null
  let refusals = 0
  let opening = false
  let cancelRetry = (): void => undefined

  const arrivals = followArrivals(transport, after, () => {
    if (closed || connection !== null || opening) return
    cancelRetry()
    refusals = 0
    retryIn(SETTLE_FIRST_MS)
  })
  const retryIn = (delayMs: number): void => {
    cancelRetry = after(delayMs, () => void connect())
  }
  const lose = (): void => {
    connection = null
    if (closed) return
    on.lost()
    retryIn(LOOK_AGAIN_MS)
  }
  const connect = async (): Promise<void> => {
    opening = true
    const opened = await transport.open({
      bytes: (chunk, readAtMs) => {
        if (!closed) on.bytes(chunk, readAtMs)
      },
      closed: lose,
    })
    opening = false
    if (closed) {
      if (opened.ok) await opened.value.close()
      return
    }
    if (opened.ok) {
      connection = opened.value
      refusals = 0
      return on.connected(opened.value)
    }
    on.failed(opened.error)
    if (opened.error.kind === 'module-unavailable') return
    if (opened.error.kind === 'no-such-port') {
      refusals = 0
      return retryIn(arrivals.lookAgainMs())
    }
    refusals++
    retryIn(Math.min(LOOK_AGAIN_MS * 2 ** Math.max(refusals - 1, 0), RETRY_MAX_MS))
  }
  void connect()

  return {
    write: (bytes) => connection?.write(bytes) ?? Promise.resolve(fail({ kind: 'not-open' })),
    close: async () => {
      closed = true
      cancelRetry()
      arrivals.close()
      await connection?.close()
      connection = null
    },
  }
}

/** Hears of devices that come; says how soon to look again for one that is not there. */
function followArrivals({ arrivals }: Transport, after: After, came: () => void) {
  let settling = false
  let cancelSettling = (): void => undefined
  const stop =
    arrivals?.(() => {
      settling = true
      cancelSettling()
      cancelSettling = after(SETTLING_MS, () => {
        settling = false
      })
      came()
    }) ?? null
  return {
    lookAgainMs: () => (stop === null || settling ? LOOK_AGAIN_MS : LOOK_BESIDE_MS),
    close: (): void => {
      cancelSettling()
      stop?.()
    },
  }
}
