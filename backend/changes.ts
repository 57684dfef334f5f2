import { randomUUID } from 'node:crypto'
import type { Clock } from '../app/ports.ts'
import { z } from 'zod'
import type { Database } from './database.ts'
import type { PaymentRow } from './payment-rows.ts'

/** "Look now": a payment has changed, here or on another node. */
export interface ChangeNotice {
  readonly merchantId: string
  readonly id: string
  readonly tillId: string
  readonly version: number
}

/** Tells everybody who listens, on every node. A notice may be lost: who needs certainty reads again now and then. */
export interface Changes {
  readonly tell: (row: PaymentRow) => void
  readonly onChange: (hear: (notice: ChangeNotice) => void) => () => void
  readonly onRevoked: (hear: (deviceId: string) => void) => () => void
  readonly close: () => Promise<void>
}

const noticesSchema = z.array(z.tuple([z.string(), z.string(), z.string(), z.int()]))

/** Notices are gathered this long: each NOTIFY takes a lock that all commits wait for. */
const GATHER_MS = 5
/** PostgreSQL takes 8,000 bytes at a time. */
const NOTICES_AT_ONCE = 40

/** How often the line from PostgreSQL is proven to work: one that it dropped stays silent for ever. */
const PROVE_EVERY_MS = 3_000

/** Hears what is told on PostgreSQL's channels, and connects anew when it hears its own voice no more. */
async function keepListening(
  { sql, openListener, clock }: ChangesParts,
  channels: Readonly<Record<string, (text: string) => void>>,
): Promise<() => Promise<void>> {
  const own = randomUUID()
  let [told, heard] = [0, 0]
  const connect = async (): Promise<Database> => {
    const fresh = openListener()
    const all = { ...channels, node_ping: (text: string) => (heard = text === own ? told : heard) }
    try {
      for (const [channel, hear] of Object.entries(all)) await fresh.listen(channel, hear)
      return fresh
    } catch (error) {
      void fresh.end({ timeout: 1 }).catch(() => undefined)
      throw error
    }
  }
  let listener = await connect()
  let cancel = (): void => undefined
  let proving = Promise.resolve()
  const prove = async (): Promise<void> => {
    if (heard < told) {
      void listener.end({ timeout: 1 }).catch(() => undefined)
      listener = await connect()
    }
    told += 1
    await sql.notify('node_ping', own)
  }
  let closed = false
  const again = (): void => {
    if (closed) return
    cancel = clock.after(PROVE_EVERY_MS, () => {
      // While PostgreSQL is away there is nothing to hear; the next time tries again.
      proving = prove().then(again, again)
    })
  }
  again()
  return async () => {
    closed = true
    cancel()
    await proving
    await listener.end({ timeout: 1 })
  }
}

/** What notices need. */
export interface ChangesParts {
  readonly sql: Database
  /** A pool of one connection, for listening alone. */
  readonly openListener: () => Database
  readonly clock: Clock
}

/** Opens the way for notices between nodes. */
export async function openChanges(parts: ChangesParts): Promise<Changes> {
  const { sql, clock } = parts
  const hearers = new Set<(notice: ChangeNotice) => void>()
  const revokeHearers = new Set<(deviceId: string) => void>()
  const say = (notice: ChangeNotice): void => {
    for (const hear of hearers) hear(notice)
  }
  const stopListening = await keepListening(parts, {
    payment_changed(text) {
      for (const [merchantId, id, tillId, version] of noticesSchema.parse(JSON.parse(text))) {
        say({ merchantId, id, tillId, version })
      }
    },
    device_revoked(deviceId) {
      for (const hear of revokeHearers) hear(deviceId)
    },
  })
  let gathered: ChangeNotice[] = []
  let sending = Promise.resolve()
  const send = async (): Promise<void> => {
    while (gathered.length > 0) {
      const some = gathered.slice(0, NOTICES_AT_ONCE)
      gathered = gathered.slice(NOTICES_AT_ONCE)
      const text = JSON.stringify(
        some.map(({ merchantId, id, tillId, version }) => [merchantId, id, tillId, version]),
      )
      // A lost notice costs a little time: whoever waits reads again by itself.
      await sql.notify('payment_changed', text).catch(() => undefined)
    }
  }
  const add = <T>(to: Set<T>, one: T) => {
    to.add(one)
    return () => void to.delete(one)
  }
  return {
    tell({ merchantId, id, tillId, version }) {
      const notice = { merchantId, id, tillId, version }
      say(notice)
      gathered.push(notice)
      if (gathered.length === 1) {
        clock.after(GATHER_MS, () => {
          sending = sending.then(send)
        })
      }
    },
    onChange: (hear) => add(hearers, hear),
    onRevoked: (hear) => add(revokeHearers, hear),
    async close() {
      await sending.then(send)
      await stopListening()
    },
  }
}
