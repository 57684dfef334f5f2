import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../backend/embedded-postgres.ts'
import type { Link } from './link.ts'
import type { Programs } from './processes.ts'

/** The one PostgreSQL of a run; every way to it follows its restarts. */
export interface Postgres {
  /** Its address by way of a link. */
  readonly urlBy: (link: Link) => string
  /** Its own address, past all links. */
  readonly url: () => string
  /** "Immediate shutdown": it ends as in a power cut, and recovers from its log. */
  readonly crash: (awayMs: number) => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts PostgreSQL on a folder and leads `links` to it. */
export async function openPostgres(
  folder: string,
  links: readonly Link[],
  programs: Programs,
): Promise<Postgres> {
  const portOf = (one: EmbeddedPostgres): number => Number(new URL(one.url).port)
  const lead = (port: number | null): void => {
    for (const link of links) link.lead(port)
  }
  const start = async (): Promise<EmbeddedPostgres> => {
    const started = await startEmbeddedPostgres(folder)
    programs.guard(started.pid)
    lead(portOf(started))
    return started
  }
  let server = await start()
  return {
    urlBy(link) {
      const url = new URL(server.url)
      url.port = String(link.port)
      return url.href
    },
    url: () => server.url,
    async crash(awayMs) {
      const port = portOf(server)
      process.kill(server.pid, 'SIGQUIT')
      await untilNobodyListens(port)
      lead(null)
      // It is gone: this only waits for its end and lets go of it.
      await server.stop()
      programs.release(server.pid)
      await delay(awayMs)
      server = await start()
    },
    close: () => server.stop(),
  }
}

async function untilNobodyListens(port: number): Promise<void> {
  for (;;) {
    const socket = connect({ host: '127.0.0.1', port })
    const open = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (!open) return
    await delay(20)
  }
}
