import type { After } from './after.ts'
import {
  isFromService,
  type FromService,
  type ToService,
  type Unversioned,
} from './device-protocol.ts'

/** A running device service. */
export interface ServiceProcess {
  readonly post: (message: ToService) => void
  /** Ends it; `exited` follows. */
  readonly kill: () => void
}

/** Starts a device service. `exited` comes once and last, later than the return, also when it could not start. */
export type StartService = (on: {
  readonly message: (raw: unknown) => void
  readonly exited: (how: string) => void
}) => ServiceProcess

export interface ServiceListener {
  /** The service listens: tell it what it is to do. Called after each start, before anything that waited is sent. */
  readonly started: () => void
  readonly message: (message: Exclude<FromService, { type: 'started' }>) => void
  /** It ended and will be started again. What was sent and not answered is lost. */
  readonly died: (how: string) => void
}

/** A service that is started when first needed, and again whenever it dies or hangs. */
export interface KeptService {
  /** Sends the message once the service listens; starts it if need be. */
  readonly post: (message: Unversioned<ToService>) => void
  /** Starts it if it was not needed before. */
  readonly wake: () => void
  readonly listens: () => boolean
  /** Ends it for good. Resolves when it has ended, or was given up on. */
  readonly close: () => Promise<void>
}

const RESTART_FIRST_MS = 250
const RESTART_MAX_MS = 10_000

/** A service that lived this long did not die of its start: the next restart is quick again. */
const HEALTHY_AFTER_MS = 30_000

/** A service that leaves so many pings in a row unanswered hangs, and is ended. */
const PING_EVERY_MS = 3_000
const PINGS_UNANSWERED_MAX = 3

const CLOSE_TIMEOUT_MS = 2_000

/** Keeps one device service. */
export function keepService(start: StartService, on: ServiceListener, after: After): KeptService {
  let closed = false
  let awake = false
  let listens = false
  let deaths = 0
  let running: ServiceProcess | null = null
  let cancelRestart = (): void => undefined
  let onExit = (): void => undefined
  let waiting: readonly Unversioned<ToService>[] = []

  const begin = (): void => {
    running = startWatched(start, after, {
      healthy: () => {
        deaths = 0
      },
      message: (message) => {
        if (closed) return
        if (message.type !== 'started') return on.message(message)
        listens = true
        on.started()
        for (const late of waiting) send(late)
        waiting = []
      },
      exited: (how) => {
        running = null
        listens = false
        onExit()
        if (closed) return
        waiting = []
        cancelRestart = after(Math.min(RESTART_FIRST_MS * 2 ** deaths, RESTART_MAX_MS), begin)
        deaths++
        on.died(how)
      },
    })
  }
  const send = (message: Unversioned<ToService>): void => running?.post({ version: 5, ...message })
  const wake = (): void => {
    if (awake || closed) return
    awake = true
    begin()
  }
  return {
    wake,
    listens: () => listens,
    post: (message) => {
      wake()
      if (listens) send(message)
      else waiting = [...waiting, message]
    },
    close: () => {
      closed = true
      cancelRestart()
      const leaving = running
      if (leaving === null) return Promise.resolve()
      return new Promise((resolve) => {
        const cancel = after(CLOSE_TIMEOUT_MS, resolve)
        onExit = () => {
          cancel()
          resolve()
        }
        leaving.kill()
      })
    },
  }
}

/** Starts a process, parses what it says, and ends it when it does not answer any more. */
function startWatched(
  start: StartService,
  after: After,
  on: {
    readonly message: (message: FromService) => void
    readonly healthy: () => void
    readonly exited: (how: string) => void
  },
): ServiceProcess {
  let unanswered = 0
  let cancelPing = (): void => undefined
  const cancelHealthy = after(HEALTHY_AFTER_MS, on.healthy)
  const service = start({
    message: (raw) => {
      if (!isFromService(raw)) return
      unanswered = 0
      on.message(raw)
    },
    exited: (how) => {
      cancelPing()
      cancelHealthy()
      on.exited(how)
    },
  })
  const ping = (): void => {
    cancelPing = after(PING_EVERY_MS, () => {
      if (unanswered >= PINGS_UNANSWERED_MAX) return service.kill()
      unanswered++
      service.post({ version: 5, type: 'ping' })
      ping()
    })
  }
  ping()
  return service
}
