import { randomUUID } from 'node:crypto'
import type { Clock } from '../app/ports.ts'
import { z } from 'zod'
import type { Database } from './database.ts'
import { keyOf, type PaymentKey, type PaymentRow } from './payment-rows.ts'
import type { RefundRow } from './refund-rows.ts'

/** "Look now": a payment has changed, here or on another node. */
export interface ChangeNotice extends PaymentKey {
  readonly tillId: string
  readonly version: number
  /** What it has become, when this node made the change; null: read it. */
  readonly row: PaymentRow | null
}

type Hear = (notice: ChangeNotice) => void
/** What a refund is called in notices: payments have no such ids. */
export const refundNoticeId = (id: string): string => `refund:${id}`

/** The refund that a notice is about. Null: a payment. */
export const refundIdOf = (noticeId: string): string | null =>
  noticeId.startsWith(refundNoticeId('')) ? noticeId.slice(refundNoticeId('').length) : null

/** Tells everybody who listens, on every node. A notice may be lost: who needs certainty reads again now and then. */
export interface Changes {
  readonly tell: (row: PaymentRow) => void
  readonly tellRefund: (row: RefundRow) => void
  /** Of a payment, or of a refund under `refundNoticeId`. */
  readonly onPayment: (key: PaymentKey, hear: Hear) => () => void
  readonly onTill: (tillId: string, hear: Hear) => () => void
  readonly onRevoked: (deviceId: string, hear: () => void) => () => void
  readonly close: () => Promise<void>
}

const noticesSchema = z.object({
  from: z.string(),
  changes: z.array(z.tuple([z.string(), z.string(), z.string(), z.int()])),
})

/** Notices are gathered this long: each NOTIFY takes a lock that all commits wait for. */
const GATHER_MS = 5
/** And this long while one follows the other: a lone change is told at once, a thousand a second cost 50 statements. */
const GATHER_BUSY_MS = 20
/** PostgreSQL takes 8,000 bytes in one notice; one statement sends several. */
const CHANGES_IN_NOTICE = 40
const NOTICES_AT_ONCE = 25

const sendNotices = (sql: Database, texts: readonly string[]): Promise<unknown> =>
  sql`select pg_notify('payment_changed', text) from unnest(${[...texts]}::text[]) as text`

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

/** Who hears what, by what it is about: a notice costs those whom it concerns, however many others listen. */
class Hearers<T> {
  readonly #all = new Map<string, Set<(notice: T) => void>>()

  add(about: string, hear: (notice: T) => void): () => void {
    const some = this.#all.get(about) ?? new Set()
    this.#all.set(about, some.add(hear))
    return () => {
      some.delete(hear)
      if (some.size === 0 && this.#all.get(about) === some) this.#all.delete(about)
    }
  }

  say(about: string, notice: T): void {
    for (const hear of this.#all.get(about) ?? []) hear(notice)
  }
}

/** Opens the way for notices between nodes. */
export async function openChanges(parts: ChangesParts): Promise<Changes> {
  const { sql, clock } = parts
  const own = randomUUID()
  const ownBeginning = `{"from":"${own}"`
  const ofPayment = new Hearers<ChangeNotice>()
  const ofTill = new Hearers<ChangeNotice>()
  const ofDevice = new Hearers<string>()
  const say = (notice: ChangeNotice): void => {
    ofPayment.say(keyOf(notice), notice)
    ofTill.say(notice.tillId, notice)
  }
  const stopListening = await keepListening(parts, {
    payment_changed(text) {
      if (text.startsWith(ownBeginning)) return
      const { changes } = noticesSchema.parse(JSON.parse(text))
      for (const [merchantId, id, tillId, version] of changes) {
        say({ merchantId, id, tillId, version, row: null })
      }
    },
    device_revoked: (deviceId) => ofDevice.say(deviceId, deviceId),
  })
  let gathered: Omit<ChangeNotice, 'row'>[] = []
  let sending = Promise.resolve()
  let sentAtMs = 0
  const send = async (): Promise<void> => {
    while (gathered.length > 0) {
      const texts: string[] = []
      while (gathered.length > 0 && texts.length < NOTICES_AT_ONCE) {
        const some = gathered.slice(0, CHANGES_IN_NOTICE)
        gathered = gathered.slice(CHANGES_IN_NOTICE)
        const changes = some.map((one) => [one.merchantId, one.id, one.tillId, one.version])
        texts.push(JSON.stringify({ from: own, changes }))
      }
      sentAtMs = clock.nowMs()
      // A lost notice costs a little time: whoever waits reads again by itself.
      await sendNotices(sql, texts).catch(() => undefined)
    }
  }
  const tell = (notice: ChangeNotice): void => {
    say(notice)
    const { merchantId, id, tillId, version } = notice
    gathered.push({ merchantId, id, tillId, version })
    if (gathered.length === 1) {
      const busy = clock.nowMs() - sentAtMs < GATHER_BUSY_MS
      clock.after(busy ? GATHER_BUSY_MS : GATHER_MS, () => {
        sending = sending.then(send)
      })
    }
  }
  return {
    tell: (row) =>
      tell({
        merchantId: row.merchantId,
        id: row.id,
        tillId: row.tillId,
        version: row.version,
        row,
      }),
    tellRefund: ({ merchantId, id, tillId, version }) =>
      tell({ merchantId, id: refundNoticeId(id), tillId, version, row: null }),
    onPayment: (key, hear) => ofPayment.add(keyOf(key), hear),
    onTill: (tillId, hear) => ofTill.add(tillId, hear),
    onRevoked: (deviceId, hear) => ofDevice.add(deviceId, hear),
    async close() {
      await sending.then(send)
      await stopListening()
    },
  }
}
