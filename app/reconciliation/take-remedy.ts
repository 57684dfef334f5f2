import { fail, type Result, succeed } from '../result.ts'
import type { EpochMs } from '../ports.ts'
import type { BillAmount } from './bill-row.ts'
import type { Difference } from './difference.ts'
import { failedAtWechat } from './refund-status.ts'
import {
  type Approver,
  type Remedy,
  type RemedyDone,
  type RemedyFault,
  type RemedyKind,
  type RemedyOutcome,
  remediesOf,
} from './remedy.ts'
import type { OurRefundState } from './our-record.ts'
import type { StoredDifference } from './report.ts'
import type { ReconciliationStore } from './store.ts'

/** A refund that a difference asks for. */
export interface RefundWish {
  /**
   * The same for the same order each time it is asked for, for a way that keeps no refunds of its own by which it knows what it
   * has begun: WeChat refunds one number once.
   */
  readonly refundNumber: string
  readonly orderNumber: string
  /** What the order cost, whole. */
  readonly total: BillAmount
  /** What the bill says was given back already. */
  readonly returned: readonly { readonly refundNumber: string; readonly minor: number }[]
  /** What is left by the bill alone. */
  readonly amount: BillAmount
  readonly reason: string
  readonly approvedBy: Approver
}

/** A refund that is durable, whatever becomes of it. */
export interface RefundBegun {
  readonly refundNumber: string
}

/** What WeChat says when it is asked about an order or a refund. */
export interface WechatSaid {
  readonly state: string
  readonly detail: string
}

/** The ways in which a remedy reaches the world; null: there is no such way here. */
export interface RemedyWays {
  readonly query: ((difference: Difference) => Promise<Result<WechatSaid, RemedyFault>>) | null
  /** Writes the refund into its journal before anything is sent. Asked for again, it answers with the refund that there is. */
  readonly refund: ((wish: RefundWish) => Promise<Result<RefundBegun, RemedyFault>>) | null
  /** Has a refund sent again where WeChat does not know it, under its number. */
  readonly resendRefund: ((refundNumber: string) => Promise<Result<null, RemedyFault>>) | null
  /** Where a refund stands that was begun; null where that is not known. Not there: it is never known. */
  readonly refundStands?: (refundNumber: string) => OurRefundState | null
}

/** What taking a remedy works with. */
export interface TakeRemedyParts<Fault> {
  readonly store: Pick<ReconciliationStore, 'difference' | 'remedy'>
  readonly ways: RemedyWays
  readonly nowMs: () => EpochMs
  /** Who takes it. For remedies by which money may leave, somebody who has just proven to be a manager. */
  readonly whoTakes: (kind: RemedyKind, difference: Difference) => Promise<Result<Approver, Fault>>
}

/** Where the refund stands that was begun last for a difference; null: none was, or it is not known. */
export function refundStandsOf(
  { remedies }: Pick<StoredDifference, 'remedies'>,
  ways: Pick<RemedyWays, 'refundStands'>,
): OurRefundState | null {
  const begun = remedies.findLast(({ outcome }) => outcome.kind === 'refund-started')?.outcome
  return begun?.kind === 'refund-started' ? (ways.refundStands?.(begun.refundNumber) ?? null) : null
}

/** Nothing is to be done any more. Not so once the refund by which it was resolved is proven to have given nothing back. */
const isDone = (difference: StoredDifference, ways: RemedyWays): boolean => {
  const { state } = difference
  if (state.kind !== 'resolved') return false
  const { outcome } = state.by
  return outcome.kind !== 'refund-started' || refundStandsOf(difference, ways) !== 'refused'
}

/** The remedies that a difference offers where only these ways lead. A difference that is done offers a note. */
export function offeredRemedies(
  difference: StoredDifference,
  ways: RemedyWays,
): readonly RemedyKind[] {
  if (isDone(difference, ways)) return ['note']
  return remediesOf(difference).filter((kind) => {
    if (kind === 'query') return ways.query !== null
    if (kind === 'refund') return ways.refund !== null && refundable(difference) !== null
    if (kind === 'resend-refund') return ways.resendRefund !== null
    return true
  })
}

/** Takes a remedy and keeps what came of it. */
export async function takeRemedy<Fault>(
  { store, ways, nowMs, whoTakes }: TakeRemedyParts<Fault>,
  id: string,
  remedy: Remedy,
): Promise<Result<StoredDifference, RemedyFault | Fault>> {
  const difference = await store.difference(id)
  if (difference === null) return fail({ kind: 'no-such-difference' })
  if (isDone(difference, ways) && remedy.kind !== 'note') return fail({ kind: 'not-open' })
  if (!remediesOf(difference).includes(remedy.kind)) return fail({ kind: 'not-offered' })
  if (!offeredRemedies(difference, ways).includes(remedy.kind))
    return fail({ kind: remedy.kind === 'refund' && ways.refund !== null ? 'nothing-to-refund' : 'not-possible-here' }) // prettier-ignore
  const taker = await whoTakes(remedy.kind, difference)
  if (!taker.ok) return taker
  const by = taker.value
  const outcome = await take(ways, { difference, remedy, by })
  if (!outcome.ok) return outcome
  const done: RemedyDone = { remedy, outcome: outcome.value, by, atMs: nowMs() }
  const stored = await store.remedy(id, done)
  return stored === null ? fail({ kind: 'no-such-difference' }) : succeed(stored)
}

interface Taken {
  readonly difference: Difference
  readonly remedy: Remedy
  readonly by: Approver
}

async function take(
  ways: RemedyWays,
  { difference, remedy, by }: Taken,
): Promise<Result<RemedyOutcome, RemedyFault>> {
  switch (remedy.kind) {
    case 'query': {
      const said = await ways.query?.(difference)
      if (said === undefined) return fail({ kind: 'not-possible-here' })
      return said.ok ? succeed({ kind: 'wechat-said', ...said.value }) : said
    }
    case 'refund': {
      const wish = refundable(difference)
      if (wish === null) return fail({ kind: 'nothing-to-refund' })
      const started = await ways.refund?.({ ...wish, reason: remedy.reason, approvedBy: by })
      if (started === undefined) return fail({ kind: 'not-possible-here' })
      if (!started.ok) return started
      return succeed({ kind: 'refund-started', ...started.value })
    }
    case 'resend-refund': {
      const { refundNumber } = difference
      if (refundNumber === null) return fail({ kind: 'nothing-to-refund' })
      const sent = await ways.resendRefund?.(refundNumber)
      if (sent === undefined) return fail({ kind: 'not-possible-here' })
      return sent.ok ? succeed({ kind: 'refund-started', refundNumber }) : sent
    }
    default:
      return succeed({ kind: 'written-down' })
  }
}

/** What WeChat has of the order and has not given back, as far as the bill says; null: nothing. */
function refundable(difference: Difference): Omit<RefundWish, 'reason' | 'approvedBy'> | null {
  const { orderNumber, amount: total, theirs } = difference
  if (theirs.some(({ kind }) => kind === 'revoke')) return null
  const returned = theirs.flatMap(
    ({ refund, line }) =>
    refund === null || failedAtWechat(refund)
      ? []
      : [{ refundNumber: refund.refundNumber || refund.refundId || `line ${line}`, minor: refund.asked.minor }], // prettier-ignore
  )
  const minor = total.minor - returned.reduce((sum, one) => sum + one.minor, 0)
  if (minor <= 0) return null
  const { currency } = total
  return { refundNumber: `RC-${orderNumber}`, orderNumber, total, returned, amount: { minor, currency } } // prettier-ignore
}
