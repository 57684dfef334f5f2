import type { FastifyReply } from 'fastify'
import { paymentDocument } from '../app/contract/rest-payments.ts'
import { refundDocument } from '../app/contract/rest-refunds.ts'
import type { Asker } from './authentication.ts'
import { refundIdOf, refundNoticeId } from './changes.ts'
import { readDevice } from './enrolment.ts'
import { type PaymentRow, readPayment, readRecent } from './payment-rows.ts'
import { readRecentRefunds, readRefund, type RefundRow } from './refund-rows.ts'
import type { ServerParts } from './asked.ts'

/** Keeps proxies from closing the line, and finds what a lost notice would have told. */
const HEARTBEAT_MS = 15_000
const RECENT_MS = 600_000
/** A till that does not read is cut off: it comes back and begins with what is open. */
const UNREAD_BYTES_MAX = 1_000_000

/** Tells a till of every change of its payments until it goes away, is revoked, or the node drains. */
export async function streamEvents(
  { sql, changes, clock, draining, log, metrics }: ServerParts,
  asker: Asker,
  reply: FastifyReply,
): Promise<void> {
  reply.hijack()
  const line = reply.raw
  line.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  const told = new Map<string, number>()
  const write = (id: string, version: number, event: string): void => {
    if ((told.get(id) ?? 0) >= version) return
    told.set(id, version)
    line.write(`id: ${id}:${version}\n${event}\n\n`)
    if (line.writableLength > UNREAD_BYTES_MAX) line.destroy()
  }
  const tell = (row: PaymentRow): void =>
    write(row.id, row.version, `data: ${JSON.stringify(paymentDocument(row))}`)
  const tellRefund = (row: RefundRow): void => {
    // Named, so that who listens for payments alone does not take it for one.
    const event = `event: refund\ndata: ${JSON.stringify(refundDocument(row))}`
    write(refundNoticeId(row.id), row.version, event)
  }
  const { merchantId, tillId, deviceId } = asker
  const tellRecent = async (): Promise<void> => {
    const recent = { merchantId, tillId, sinceMs: RECENT_MS }
    for (const row of await readRecent(sql, recent)) tell(row)
    for (const row of await readRecentRefunds(sql, recent)) tellRefund(row)
  }
  const end = (): void => void line.end()
  const failed = (error: unknown): void => {
    log.warn({ error: String(error) }, 'stream ended')
    end()
  }
  const stopHearing = changes.onTill(tillId, ({ id, row }) => {
    if (row !== null) return tell(row)
    const refundId = refundIdOf(id)
    if (refundId === null)
      readPayment(sql, { merchantId, id }).then((found) => found && tell(found), failed)
    else
      readRefund(sql, { merchantId, id: refundId }).then(
        (found) => found && tellRefund(found),
        failed,
      )
  })
  const stopRevoked = changes.onRevoked(deviceId, end)
  let cancel = (): void => undefined
  const beat = (): void => {
    line.write(':\n\n')
    cancel = clock.after(HEARTBEAT_MS, () => void tellRecent().then(beat, failed))
  }
  draining.addEventListener('abort', end)
  metrics.onStream(1)
  line.on('close', () => {
    metrics.onStream(-1)
    cancel()
    stopHearing()
    stopRevoked()
    draining.removeEventListener('abort', end)
  })
  // Listening has begun: a revocation between the signature's check and now is seen here.
  if ((await readDevice(sql, deviceId)) === null) return end()
  await tellRecent().then(beat, failed)
}
