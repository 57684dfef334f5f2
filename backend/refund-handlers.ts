import { type Refund, refundDocument, type StartRefund } from '../app/contract/rest-refunds.ts'
import { money } from '../app/money.ts'
import type { PaymentState } from '../app/payment/state.ts'
import { takenMinor } from '../app/refund/refundable.ts'
import { isSettled } from '../app/refund/state.ts'
import { type Asked, type Handlers, Refused, type ServerParts } from './asked.ts'
import type { Asker } from './authentication.ts'
import { refundNoticeId } from './changes.ts'
import type { Statements } from './database.ts'
import { findOrders } from './find-orders.ts'
import { provePin, readOperators } from './operators.ts'
import { readRefund, readRefundsOf, type RefundRow } from './refund-rows.ts'
import { keepSignIn } from './sign-ins.ts'
import type { RefundOutcome, RefundWish } from './refund-service.ts'

/** A start is answered with what WeChat said, when it says it within this time. */
const START_WAIT_MS = 2_000
/** Whoever waits reads again this often: a notice from another node may have been lost. */
const READ_AGAIN_MS = 3_000

type RefundCallName =
  | 'findOrders'
  | 'startRefund'
  | 'refunds'
  | 'refund'
  | 'askRefundAgain'
  | 'sendRefundAgain'
  | 'giveUpRefund'
  | 'operators'
  | 'signIn'

type OneRefund = Pick<Asked<'refund'>, 'asker' | 'params'>

/** What the calls about refunds, orders and operators do. A till sees what belongs to its store. */
export function createRefundHandlers(parts: ServerParts): Pick<Handlers, RefundCallName> {
  const { sql, masterKey } = parts
  const own = async ({ asker, params: { id } }: OneRefund): Promise<RefundRow> => {
    const row = await readRefund(sql, { merchantId: asker.merchantId, id })
    // Another store's refund is as good as none: nobody learns that it exists.
    if (row === null || (await readPaidOf(sql, asker, row.paymentId)) === null)
      throw new Refused('not-found')
    return row
  }
  const wish = async (asked: OneRefund, type: RefundWish): Promise<Refund> => {
    const row = await parts.refunds.send(await own(asked), type)
    if (row === null) throw new Refused('not-found')
    return refundDocument(row)
  }
  return {
    async findOrders({ asker: { merchantId, tillId }, query }) {
      const page = await findOrders(sql, { ...query, merchantId, tillId })
      if (page === null) throw new Refused('bad-request', 'cursor')
      return page
    },
    startRefund: (asked) => startRefund(parts, asked),
    async refunds({ asker, params: { id } }) {
      const paid = await readPaidOf(sql, asker, id)
      if (paid === null) throw new Refused('not-found')
      const rows = await readRefundsOf(sql, { merchantId: asker.merchantId, id })
      const refundedMinor = takenOf(rows)
      const left = holdsMoney(paid.state) ? paid.state.sale.amount.minor - refundedMinor : 0
      return { refunds: rows.map(refundDocument), refundedMinor, refundableMinor: left }
    },
    async refund(asked) {
      const { wait, after } = asked.query
      const isNews = ({ version, state }: RefundRow): boolean => version > after || isSettled(state)
      const waiting = { read: () => own(asked), isNews, waitMs: wait * 1_000 }
      return refundDocument(await waitForRefund(parts, await own(asked), waiting))
    },
    askRefundAgain: (asked) => wish(asked, 'ask-again-pressed'),
    sendRefundAgain: (asked) => wish(asked, 'send-again-pressed'),
    giveUpRefund: (asked) => wish(asked, 'give-up-pressed'),
    operators: ({ asker }) => readOperators(sql, asker.merchantId),
    async signIn({ asker: { merchantId, deviceId }, params: { id }, body: { pin } }) {
      const proven = await provePin(sql, masterKey, { merchantId, operator: id, pin })
      if (proven.kind === 'locked') throw new Refused('approval-locked')
      if (proven.kind === 'wrong') throw new Refused('approval-refused')
      await keepSignIn(sql, { deviceId, operatorId: id })
      return proven.operator
    },
  }
}

/** A payment that the till may see: one of its store. */
async function readPaidOf(
  sql: Statements,
  { merchantId, tillId }: Asker,
  id: string,
): Promise<{ readonly state: PaymentState } | null> {
  const rows = await sql<{ state: PaymentState }[]>`
    select p.state from payment p join till t on t.id = p.till_id
      join till here on here.store_id = t.store_id and here.merchant_id = t.merchant_id
    where p.merchant_id = ${merchantId} and p.id = ${id}
      and here.id = ${tillId} and here.merchant_id = ${merchantId}`
  return rows[0] ?? null
}

const takenOf = (rows: readonly RefundRow[]): number => takenMinor(rows.map(({ state }) => state))

const needsManager = (state: PaymentState): boolean =>
  state.kind === 'needs-attention' && state.problem === 'refund-needed'

const holdsMoney = (state: PaymentState): boolean => state.kind === 'paid' || needsManager(state)

async function startRefund(
  parts: ServerParts,
  { asker, params: { id: paymentId }, body: ask }: Asked<'startRefund'>,
): Promise<Refund> {
  const { sql, masterKey, refunds } = parts
  const { merchantId, tillId } = asker
  const paid = await readPaidOf(sql, asker, paymentId)
  if (paid === null) throw new Refused('not-found')
  const operatorId = ask.operator ?? null
  const approver = ask.approval?.operator ?? null
  // Without the PIN: whoever asks again need not prove again what was proven.
  const words = [paymentId, ask.id, ask.amountMinor, ask.reason, operatorId, approver]
  const fingerprint = masterKey.fingerprint(JSON.stringify(['refund', merchantId, ...words]))
  const key = { merchantId, id: ask.id, fingerprint }
  const known = await refunds.known(key)
  if (known === null && needsManager(paid.state)) {
    // It is no sale: nothing of it may be kept.
    const rows = await readRefundsOf(sql, { merchantId, id: paymentId })
    const left = paid.state.sale.amount.minor - takenOf(rows)
    if (ask.amountMinor < left) throw new Refused('refund-whole-only')
  }
  const outcome =
    known ??
    (await refunds.start({
      ...key,
      paymentId,
      tillId,
      operatorId,
      approvedBy: await approvalOf(parts, asker, ask, paid.state),
      refund: orderOf(paymentId, ask, paid.state),
    }))
  const row = rowOf(outcome)
  const read = async (): Promise<RefundRow> => (await readRefund(sql, key)) ?? row
  const isNews = ({ state }: RefundRow): boolean => state.kind !== 'submitting'
  return refundDocument(await waitForRefund(parts, row, { read, isNews, waitMs: START_WAIT_MS }))
}

function rowOf(outcome: RefundOutcome): RefundRow {
  if (outcome.kind === 'differs') throw new Refused('refund-differs')
  if (outcome.kind === 'refused') throw new Refused(outcome.fault)
  return outcome.row
}

function orderOf(paymentId: string, ask: StartRefund, { sale }: PaymentState) {
  const amount = money(ask.amountMinor, sale.amount.currency)
  if (!amount.ok) throw new Refused('bad-request', 'amountMinor')
  const { id: outRefundNo, reason } = ask
  return { outRefundNo, outTradeNo: paymentId, total: sale.amount, amount: amount.value, reason }
}

/** Checks who asks and who approves. The manager's id; null: none was needed, and none was given. */
async function approvalOf(
  { sql, masterKey, rulingOn }: ServerParts,
  { merchantId }: Asker,
  { operator, approval, amountMinor }: StartRefund,
  payment: PaymentState,
): Promise<string | null> {
  const rules = await rulingOn({ merchantId, operator: operator ?? null })
  if (!rules.fits) throw new Refused('operator-refused')
  // What cannot be refunded anyway costs nobody a try.
  if (!holdsMoney(payment)) throw new Refused('not-refundable')
  if (approval === undefined) {
    const free = amountMinor <= rules.approvalAboveMinor && !needsManager(payment)
    if (!free) throw new Refused('approval-needed')
    return null
  }
  const proven = await provePin(sql, masterKey, { merchantId, ...approval })
  if (proven.kind === 'locked') throw new Refused('approval-locked')
  if (proven.kind === 'wrong' || proven.operator.role !== 'manager')
    throw new Refused('approval-refused')
  return proven.operator.id
}

interface Waiting {
  readonly read: () => Promise<RefundRow>
  readonly isNews: (row: RefundRow) => boolean
  readonly waitMs: number
}

/** The refund as soon as it is news, or as it is when the time is over. */
async function waitForRefund(
  { changes, clock, draining }: ServerParts,
  first: RefundRow,
  { read, isNews, waitMs }: Waiting,
): Promise<RefundRow> {
  let over = false
  let wake = (): void => undefined
  const stopTimer = clock.after(waitMs, () => {
    over = true
    wake()
  })
  const onDrain = (): void => wake()
  draining.addEventListener('abort', onDrain)
  let missed = true
  const about = { merchantId: first.merchantId, id: refundNoticeId(first.id) }
  const stopHearing = changes.onPayment(about, () => {
    missed = true
    wake()
  })
  try {
    for (let row = first; ; row = await read()) {
      if (isNews(row) || over || waitMs === 0 || draining.aborted) return row
      if (!missed) {
        await new Promise<void>((resolve) => {
          const cancel = clock.after(READ_AGAIN_MS, resolve)
          wake = () => {
            cancel()
            resolve()
          }
        })
      }
      missed = false
    }
  } finally {
    stopTimer()
    stopHearing()
    draining.removeEventListener('abort', onDrain)
  }
}
