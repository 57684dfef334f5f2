import { isCurrency, money } from '../app/money.ts'
import { refundStateOf } from '../app/reconciliation/our-payment.ts'
import type { RemedyFault } from '../app/reconciliation/remedy.ts'
import type { RefundBegun, RefundWish, RemedyWays } from '../app/reconciliation/take-remedy.ts'
import type { RefundPerson } from '../app/refund/journal.ts'
import type { StartRefundError } from '../app/refund/refund-desk.ts'
import { assertNever, fail, type Result, succeed } from '../app/result.ts'
import type { StationRefunds } from './station.ts'

/**
 * How a manager's remedies give money back at this till: through its own refunds, journal first, as F10 does. Taken twice, or
 * once more after a crash, they find the refund that there is.
 */
export function refundWays(
  refunding: Pick<StationRefunds, 'desk' | 'refund'> | null,
  signedIn: () => RefundPerson | null,
): Omit<RemedyWays, 'query'> {
  if (refunding === null) return { refund: null, resendRefund: null }
  const { desk } = refunding
  return {
    refundStands(refundNumber) {
      const saved = refunding.refund(refundNumber)
      return saved === null ? null : refundStateOf(saved.state)
    },
    refund: (wish) => start(desk, wish, signedIn),
    async resendRefund(refundNumber) {
      return (await desk.resend(refundNumber)) ? succeed(null) : fail({ kind: 'not-possible-here' })
    },
  }
}

async function start(
  desk: StationRefunds['desk'],
  { orderNumber, total, returned, reason, approvedBy }: RefundWish,
  signedIn: () => RefundPerson | null,
): Promise<Result<RefundBegun, RemedyFault>> {
  const { currency } = total
  const cost = isCurrency(currency) ? money(total.minor, currency) : null
  if (cost === null || !cost.ok) return fail({ kind: 'not-possible-here' })
  const order = {
    outTradeNo: orderNumber,
    total: cost.value,
    returned: returned.map(({ refundNumber, minor }) => ({ outRefundNo: refundNumber, minor })),
  }
  const asked = signedIn()
  const askedBy = asked === null ? null : { id: asked.id, name: asked.name }
  const started = await desk.startBilled<never>(order, reason, async () =>
    succeed({ askedBy, approvedBy }),
  )
  if (!started.ok) return fail(faultOf(started.error))
  return succeed({ refundNumber: started.value.state.refund.outRefundNo })
}

function faultOf({ kind }: StartRefundError): RemedyFault {
  switch (kind) {
    case 'not-refundable':
    case 'refund-exceeds':
    case 'refund-whole-only':
      return { kind: 'nothing-to-refund' }
    case 'journal-broken':
      return { kind: 'refunds-unusable' }
    case 'no-such-sale':
      return { kind: 'not-possible-here' }
    default:
      return assertNever(kind)
  }
}
