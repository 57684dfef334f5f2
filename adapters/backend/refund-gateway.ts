import { type Refund, type Refunds } from '../../app/contract/rest-refunds.ts'
import type { ProblemCode } from '../../app/contract/rest-problem.ts'
import type { NoAnswer } from '../../app/ports.ts'
import type { PinClaim } from '../../app/people/prove.ts'
import type {
  RefundAnswer,
  RefundGateway,
  RefundOrder,
  RefundQueryAnswer,
} from '../../app/refund/gateway.ts'
import type { RefundProgress } from '../../app/refund/progress.ts'
import type { RefundRefusal } from '../../app/refund/state.ts'
import type { NotSentCause } from '../../app/ports.ts'
import type { BackendAnswer, BackendClient } from './client.ts'

/** Who asks for a refund, and the manager's PIN, which the backend alone looks at. Kept in memory until the backend has answered. */
export interface RefundApproval {
  /** One of the backend's operators; null where nobody signs in, or where they are this till's own. */
  readonly operator: string | null
  readonly approval: PinClaim | null
}

/** The way to refunds through the merchant's backend, which runs them. */
export interface BackendRefunds extends RefundGateway {
  /** To be sent with the first request of this number. */
  readonly approve: (outRefundNo: string, approval: RefundApproval) => void
  /** What the backend would still refund of a payment, whichever till asks; null when it does not say. */
  readonly leftMinor: (outTradeNo: string) => Promise<number | null>
}

/** Refusals by which the backend says that this request did nothing, and that the same one again would not help. */
const DECLINES: readonly ProblemCode[] = [
  'bad-request',
  'device-revoked',
  'operator-refused',
  'approval-needed',
  'approval-refused',
  'approval-locked',
  'not-found',
  'refund-differs',
  'not-refundable',
  'refund-exceeds',
  'refund-whole-only',
  'refund-limit',
  'refund-too-old',
]

/** Makes the way through the backend. A start may be repeated: the backend takes each number once. */
export function createBackendRefunds({
  client,
  timeoutMs,
}: {
  readonly client: BackendClient
  readonly timeoutMs: number
}): BackendRefunds {
  const approvals = new Map<string, RefundApproval>()

  async function refund(order: RefundOrder): Promise<RefundAnswer> {
    const { outRefundNo: id, outTradeNo, amount, reason } = order
    const known = approvals.get(id)
    const { operator = null, approval = null } = known ?? {}
    const body = {
      id,
      amountMinor: amount.minor,
      reason,
      ...(operator === null ? {} : { operator }),
      ...(approval === null
        ? {}
        : { approval: { operator: approval.personId, pin: approval.pin } }),
    }
    const params = { id: outTradeNo }
    const answer = await client.call('startRefund', { params, body, timeoutMs })
    if (answer.kind === 'no-answer' || answer.kind === 'not-sent') {
      return answer.kind === 'not-sent' ? answer : noAnswer(answer)
    }
    if (answer.kind === 'problem') {
      if (!DECLINES.includes(answer.code)) return noAnswer(answer)
      approvals.delete(id)
      return { kind: 'declined', detail: answer.code }
    }
    approvals.delete(id)
    return told(order, answer.value)
  }

  async function queryRefund(order: RefundOrder): Promise<RefundQueryAnswer> {
    const params = { id: order.outRefundNo }
    const answer = await client.call('refund', { params, timeoutMs })
    return readQuery(order, answer)
  }

  return {
    refund,
    queryRefund,
    async wish(order, wish) {
      const name = wish === 'send-again' ? 'sendRefundAgain' : 'giveUpRefund'
      const answer = await client.call(name, { params: { id: order.outRefundNo }, timeoutMs })
      return readQuery(order, answer)
    },
    approve: (outRefundNo, approval) => void approvals.set(outRefundNo, approval),
    async leftMinor(outTradeNo) {
      const answer: BackendAnswer<Refunds> = await client.call('refunds', {
        params: { id: outTradeNo },
        timeoutMs,
      })
      return answer.kind === 'answered' ? answer.value.refundableMinor : null
    },
  }
}

function readQuery(order: RefundOrder, answer: BackendAnswer<Refund>): RefundQueryAnswer {
  if (answer.kind === 'answered') return told(order, answer.value)
  // A request may be under way: the flow believes it only once none can be any more.
  return answer.kind === 'problem' && answer.code === 'not-found'
    ? { kind: 'error', code: 'REFUNDNOTEXIST', description: answer.detail }
    : noAnswer(answer)
}

type Unanswered = Exclude<BackendAnswer<unknown>, { readonly kind: 'answered' }>

function noAnswer(answer: Unanswered): NoAnswer {
  switch (answer.kind) {
    case 'no-answer':
      return answer
    case 'problem':
      return { kind: 'no-answer', cause: 'refused-unsigned', detail: answer.code }
    case 'not-sent': {
      const detail = `not sent (${answer.cause}): ${answer.detail}`
      return { kind: 'no-answer', cause: 'broken', detail }
    }
  }
}

/** A document is believed if it is about this refund. */
function told(
  order: RefundOrder,
  refund: Refund,
): { readonly kind: 'told'; readonly progress: RefundProgress } | NoAnswer {
  const same =
    refund.id === order.outRefundNo &&
    refund.paymentId === order.outTradeNo &&
    refund.amountMinor === order.amount.minor &&
    refund.currency === order.amount.currency
  if (!same) return { kind: 'no-answer', cause: 'mismatch', detail: 'another refund' }
  return { kind: 'told', progress: progressOf(refund) }
}

function progressOf(refund: Refund): RefundProgress {
  switch (refund.status) {
    case 'submitting':
    case 'confirming':
      return { kind: 'confirming' }
    case 'accepted':
      return { kind: 'accepted', refundId: refund.evidence?.refundId ?? '' }
    case 'needs-attention':
      return { kind: 'needs-attention', problem: refund.problem ?? 'not-confirmed' }
    case 'refunded':
      return {
        kind: 'refunded',
        evidence: refund.evidence ?? { refundId: '', receiver: '', succeededAt: '' },
      }
    case 'refused':
      return { kind: 'refused', refusal: refusalOf(refund) }
  }
}

const CAUSES: readonly NotSentCause[] = ['unreachable', 'tls', 'configuration', 'refused']

function refusalOf({ refusal }: Refund): RefundRefusal {
  switch (refusal?.kind) {
    case 'error-code':
      return { kind: 'error-code', code: refusal.code, description: refusal.detail }
    case 'not-sent': {
      const cause = CAUSES.find((one) => one === refusal.code) ?? 'configuration'
      return { kind: 'not-sent', cause, detail: refusal.detail }
    }
    case 'given-up':
      return { kind: 'given-up' }
    default:
      return { kind: 'closed-by-wechat' }
  }
}
