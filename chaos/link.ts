import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { joinEnds, type Line } from './line.ts'
import { drawFault, type LineFaultKind, type LinkMood, NO_FAULTS } from './line-fault.ts'
import type { Random } from './random.ts'

/** What may happen to all connections of a link at once. */
export type Outage = 'sever' | 'close' | 'hold' | 'silence' | 'refuse'

/** The way from one program to another: a TCP proxy that breaks connections as the seed says. */
export interface Link {
  readonly name: string
  readonly port: number
  /** Where new connections go; null: nobody is there, as when a process is dead. */
  readonly lead: (port: number | null) => void
  readonly setMood: (mood: LinkMood) => void
  readonly strike: (outage: Outage, forMs: number) => void
  /** How often each thing happened. */
  readonly happened: () => ReadonlyMap<LineFaultKind | Outage, number>
  /** No new faults. What was swallowed stays silent for ever, as behind a firewall that forgot the connection. */
  readonly heal: () => void
  readonly close: () => void
}

/** Opens a link on loopback. */
export async function openLink(name: string, random: Random): Promise<Link> {
  let target: number | null = null
  let mood = NO_FAULTS
  let refusing: Promise<unknown> | null = null
  let holding: Promise<unknown> | null = null
  const lines = new Map<Line, readonly [Socket, Socket]>()
  const happened = new Map<LineFaultKind | Outage, number>()
  const count = (what: LineFaultKind | Outage): void =>
    void happened.set(what, (happened.get(what) ?? 0) + 1)

  const accept = (client: Socket): void => {
    client.on('error', () => undefined)
    // Drawn for refused ones too, so that a fault belongs to the connection's number alone.
    const fault = drawFault(random, mood)
    if (target === null || refusing !== null) return void client.resetAndDestroy()
    const server = connect({ host: '127.0.0.1', port: target, allowHalfOpen: true, noDelay: true })
    server.on('error', () => client.resetAndDestroy())
    const line = joinEnds(client, server, {
      fault,
      onStrike: () => count(fault?.kind ?? 'cut'),
    })
    if (holding !== null) line.hold(holding)
    lines.set(line, [client, server])
    const forget = (): void => {
      if (client.destroyed && server.destroyed) lines.delete(line)
    }
    client.on('close', forget)
    server.on('close', forget)
  }
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, accept)
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  return {
    name,
    port: address.port,
    lead: (port) => (target = port),
    setMood: (next) => (mood = next),
    strike(outage, forMs) {
      count(outage)
      const over = delay(forMs)
      if (outage === 'hold') {
        holding = over
        for (const line of lines.keys()) line.hold(over)
        void over.then(() => (holding = holding === over ? null : holding))
      } else if (outage === 'close') for (const line of lines.keys()) line.cut()
      else if (outage === 'silence') for (const line of lines.keys()) line.silence()
      else for (const line of lines.keys()) line.reset()
      if (outage === 'refuse') {
        refusing = over
        void over.then(() => (refusing = refusing === over ? null : refusing))
      }
    },
    happened: () => happened,
    heal() {
      mood = NO_FAULTS
      ;[refusing, holding] = [null, null]
    },
    close() {
      listener.close()
      for (const ends of lines.values()) for (const end of ends) end.destroy()
    },
  }
}
