import { paymentDocument, type Payment } from '../app/contract/rest-payments.ts'
import { money } from '../app/money.ts'
import { assertNever } from '../app/result.ts'
import type { Clock } from '../app/ports.ts'
import type { Asker } from './authentication.ts'
import { enrol, readDevice } from './enrolment.ts'
import { findSchemaProblem } from './migrate.ts'
import { isFinal } from './payment-change.ts'
import { createReconciliationHandlers } from './reconciliation/reconciliation-handlers.ts'
import { createRefundHandlers } from './refund-handlers.ts'
import { type PaymentKey, type PaymentRow, readPayment } from './payment-rows.ts'
import { announceKey } from './key-change.ts'
import { type Asked, type Handlers, Refused, type ServerParts } from './asked.ts'

/** Whoever waits reads again this often: a notice from another node may have been lost. */
const READ_AGAIN_MS = 3_000

/** A node that takes longer to say that it is ready is not. */
const READY_MS = 2_000

/** What each call does. */
export function createHandlers(parts: ServerParts): Handlers {
  const { sql, masterKey, service, clock } = parts
  const own = async (asker: Asker, id: string): Promise<PaymentRow> => {
    const row = await readPayment(sql, { merchantId: asker.merchantId, id })
    // Another till's payment is as good as none: nobody learns that it exists.
    if (row === null || row.tillId !== asker.tillId) throw new Refused('not-found')
    return row
  }
  return {
    async enrol({ body }) {
      const device = await enrol(sql, masterKey, body)
      if (device === null) throw new Refused('code-refused')
      return device
    },
    async device({ asker }) {
      const device = await readDevice(sql, asker.deviceId)
      if (device === null) throw new Refused('not-found')
      return device
    },
    async changeKey({ asker, body }) {
      const device = await announceKey(sql, asker.deviceId, body)
      if (device === null) throw new Refused('key-refused')
      return device
    },
    startPayment: (asked) => startPayment(parts, asked),
    async payment({ asker, params: { id }, query: { wait, after } }) {
      const isNews = (row: PaymentRow): boolean => row.version > after || isFinal(row.state)
      const read = (): Promise<PaymentRow> => own(asker, id)
      const { merchantId } = asker
      const waiting = { merchantId, id, first: read, read, isNews, waitMs: wait * 1_000 }
      return paymentDocument(await waitFor(parts, waiting))
    },
    stopPayment: (asked) => stopPayment(parts, asked),
    async askAgain({ asker, params: { id } }) {
      await own(asker, id)
      const key = { merchantId: asker.merchantId, id }
      const row = await service.send(key, { type: 'ask-again-pressed' })
      if (row === null) throw new Refused('not-found')
      return paymentDocument(row)
    },
    ...createRefundHandlers(parts),
    ...createReconciliationHandlers(parts),
    live: async () => ({ status: 'ok' }),
    async ready() {
      const problem = await soon(clock, findSchemaProblem(sql), READY_MS)
      if (problem !== null) throw new Refused('unavailable', problem)
      return { status: 'ok' }
    },
  }
}

async function startPayment(
  parts: ServerParts,
  { asker, query: { wait }, body: ask }: Asked<'startPayment'>,
): Promise<Payment> {
  const amount = money(ask.amountMinor, ask.currency)
  if (!amount.ok) throw new Refused('bad-request', 'amountMinor')
  const { merchantId, tillId } = asker
  const { id, description, note, paymentCode, operator } = ask
  const words = [id, ask.amountMinor, ask.currency, description, note, paymentCode]
  if (operator !== undefined) words.push(operator)
  const request = {
    merchantId,
    id,
    tillId,
    operatorId: operator,
    // Keyed, so that nobody who has the database can find the payment code by trying.
    fingerprint: parts.masterKey.fingerprint(JSON.stringify([merchantId, ...words])),
    sale: { amount: amount.value, description, note },
    paymentCode,
  }
  const first = async (): Promise<PaymentRow> => {
    const outcome = await parts.service.start(request)
    if (outcome.kind === 'differs') throw new Refused('payment-differs')
    if (outcome.kind === 'operator-refused') throw new Refused('operator-refused')
    return outcome.row
  }
  const read = async (): Promise<PaymentRow> => {
    const row = await readPayment(parts.sql, { merchantId, id })
    if (row === null) throw new Error('a payment has vanished')
    return row
  }
  const isNews = ({ state }: PaymentRow): boolean => state.kind !== 'submitting'
  const waiting = { merchantId, id, first, read, isNews, waitMs: wait * 1_000 }
  return paymentDocument(await waitFor(parts, waiting))
}

async function stopPayment(
  parts: ServerParts,
  { asker, params: { id }, body: ask }: Asked<'stopPayment'>,
): Promise<Payment> {
  const amount = money(ask.amountMinor, ask.currency)
  if (!amount.ok) throw new Refused('bad-request', 'amountMinor')
  const { merchantId, tillId } = asker
  const outcome = await parts.service.stop({ merchantId, id, tillId, amount: amount.value })
  switch (outcome.kind) {
    case 'stopped':
      return paymentDocument(outcome.row)
    case 'of-others':
      throw new Refused('not-found')
    case 'differs':
      throw new Refused('payment-differs')
    default:
      return assertNever(outcome)
  }
}

/** The answer, unless it does not come in time: a database that hangs must not make readiness hang. */
async function soon<T>(clock: Clock, work: Promise<T>, withinMs: number): Promise<T> {
  let cancel = (): void => undefined
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(withinMs, () => reject(new Refused('unavailable', 'the database is slow')))
  })
  try {
    return await Promise.race([work, late])
  } finally {
    cancel()
  }
}

interface Waiting extends PaymentKey {
  /** The payment as it is now; hearing of changes has begun. */
  readonly first: () => Promise<PaymentRow>
  readonly read: () => Promise<PaymentRow>
  readonly isNews: (row: PaymentRow) => boolean
  readonly waitMs: number
}

/** The payment as soon as it is news, or as it is when the time is over. */
async function waitFor(
  { changes, clock, draining }: ServerParts,
  { merchantId, id, first, read, isNews, waitMs }: Waiting,
): Promise<PaymentRow> {
  if (waitMs === 0) return first()
  let newest: PaymentRow | null = null
  let versionMax = 0
  let over = false
  let wake = (): void => undefined
  const stopTimer = clock.after(waitMs, () => {
    over = true
    wake()
  })
  const onDrain = (): void => wake()
  draining.addEventListener('abort', onDrain)
  let missed = false
  const stopHearing = changes.onPayment({ merchantId, id }, ({ row, version }) => {
    newest = row ?? newest
    versionMax = Math.max(versionMax, version)
    missed = true
    wake()
  })
  // A change that this node made is known as it stands; all others are read.
  const look = async (): Promise<PaymentRow> => {
    const told = newest
    newest = null
    return told !== null && told.version >= versionMax ? told : read()
  }
  try {
    for (let next = first; ; next = look) {
      missed = false
      const row = await next()
      if (isNews(row) || over || draining.aborted) return row
      if (missed) continue
      await new Promise<void>((resolve) => {
        const cancel = clock.after(READ_AGAIN_MS, resolve)
        wake = () => {
          cancel()
          resolve()
        }
      })
    }
  } finally {
    stopTimer()
    stopHearing()
    draining.removeEventListener('abort', onDrain)
  }
}
