import type { Configuration } from '../app/contract/configuration.ts'
import type { Handlers } from '../app/contract/contract.ts'
import type { RefundCalls, SaleRefunds } from '../app/contract/refunds.ts'
import type { PeopleDesk } from '../app/people/desk.ts'
import type { PinClaim, ProofFault } from '../app/people/prove.ts'
import { refundSlipOf } from '../app/receipt/refund-slip.ts'
import type { RefundPerson, SavedRefund } from '../app/refund/journal.ts'
import { type RefundsView, refundViewOf } from '../app/refund/view.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import type { InShift } from '../app/shift/shifts.ts'
import type { Printers } from '../hardware/printer/printer-host.ts'
import { contextOf, printerOf } from './printing.ts'
import type { Station } from './station.ts'

/** What refunds need of the rest of main. */
export interface RefundingParts {
  /** Null while the till cannot sell. */
  readonly station: () => Station | null
  readonly people: () => PeopleDesk | null
  readonly printers: () => Printers
  readonly search: Handlers['searchSales']
  readonly configuration: () => Configuration
  /** The shift that slips name. */
  readonly shiftAt: (at: InShift) => Promise<string | null>
}

/** Refunds at this till. */
export interface Refunding {
  readonly handlers: Pick<Handlers, keyof RefundCalls>
  /** The till's refunds changed: a slip that is due by itself is queued. */
  readonly follow: (view: RefundsView) => void
}

const done = succeed(null)
const unusable = fail({ kind: 'refunds-unusable' } as const)

type Allowed = { readonly askedBy: RefundPerson | null; readonly approvedBy: RefundPerson | null }

/** Answers the page's calls about refunds. */
export function createRefunding(parts: RefundingParts): Refunding {
  const { station } = parts
  const desk = () => station()?.refunding?.desk ?? null
  const print = createRefundPrinting(parts)

  return {
    handlers: {
      findPaidSales: ({ digits }) => findPaidSales(parts, digits),
      async saleRefunds({ saleId }) {
        const known = desk()
        if (known === null) return unusable
        const refunds = known.ofSale(saleId).map(refundViewOf)
        return succeed({ refunds, refundable: await leftOf(parts, saleId) })
      },
      startRefund: (ask) => startRefund(parts, ask),
      async pressRefund({ outRefundNo, wish }) {
        const known = desk()
        if (known === null) return unusable
        if (wish === 'ask-again') known.askAgain(outRefundNo)
        else if (parts.people()?.mayNow('approve-refund') === true) known.wish(outRefundNo, wish)
        else return fail({ kind: 'not-allowed' })
        return done
      },
      printRefund: ({ outRefundNo }) => print.asked(outRefundNo),
    },
    follow: (view) => print.follow(view),
  }
}

/** The latest sales that hold money, whose numbers end so. */
async function findPaidSales(
  { search }: RefundingParts,
  digits: string,
): ReturnType<Handlers['findPaidSales']> {
  const ask = { digits, amountMinor: null, day: null, after: null }
  const [paid, undecided] = await Promise.all([
    search({ ...ask, group: 'paid' }),
    search({ ...ask, group: 'undecided' }),
  ])
  const stuck = (undecided.ok ? undecided.value.sales : []).filter(
    ({ screen }) => screen.kind === 'needs-attention' && screen.problem === 'refund-needed',
  )
  return succeed([...stuck, ...(paid.ok ? paid.value.sales : [])])
}

/** What is left of a sale here and, with a backend, what the backend would still refund, whichever till asked. */
async function leftOf(
  { station }: RefundingParts,
  saleId: string,
): Promise<SaleRefunds['refundable']> {
  const refunds = station()?.refunding ?? null
  if (refunds === null) return { kind: 'unknown' }
  const here = refunds.desk.refundable(saleId)
  const state = station()?.sale(saleId) ?? null
  if (here.kind !== 'refundable' || refunds.backend === null) return here
  if (state === null || !('attempt' in state)) return { kind: 'not-paid' }
  const there = await refunds.backend.leftMinor(state.attempt.outTradeNo)
  if (there === null) return { kind: 'unknown' }
  const leftMinor = Math.min(there, here.leftMinor)
  if (leftMinor <= 0) return { kind: 'all-refunded' }
  return { kind: 'refundable', leftMinor, leastMinor: Math.min(here.leastMinor, leftMinor) }
}

async function startRefund(
  parts: RefundingParts,
  { approval, ...ask }: RefundCalls['startRefund']['ask'],
): ReturnType<Handlers['startRefund']> {
  const refunds = parts.station()?.refunding ?? null
  const people = parts.people()
  const state = parts.station()?.sale(ask.saleId) ?? null
  if (refunds === null || people === null) return unusable
  if (state === null) return fail({ kind: 'no-such-sale' })
  const started = await refunds.desk.start(ask, async ({ outRefundNo, outTradeNo }) => {
    const allowed = await allow(people, approval, {
      outRefundNo,
      outTradeNo,
      amountMinor: ask.amountMinor,
      currency: state.sale.amount.currency,
    })
    const cashier = people.cashier()
    if (allowed.ok && refunds.backend !== null) {
      const operator = cashier?.source === 'backend' ? cashier.id : null
      // The PIN of one of this till's own people means nothing to the backend, and is not its business.
      const known = approval !== null && people.isOperator(approval.personId)
      refunds.backend.approve(outRefundNo, { operator, approval: known ? approval : null })
    }
    return allowed
  })
  return started.ok ? succeed(refundViewOf(started.value)) : started
}

/** Lets a refund go ahead once a manager has, where there are people. */
async function allow(
  people: PeopleDesk,
  approval: PinClaim | null,
  refund: Omit<Parameters<PeopleDesk['approveRefund']>[1], 'askedBy'>,
): Promise<Result<Allowed, ProofFault | { readonly kind: 'approval-needed' }>> {
  const cashier = people.cashier()
  const askedBy = cashier === null ? null : { id: cashier.id, name: cashier.name }
  if (people.view().trouble === 'unheard') return fail({ kind: 'people-unreachable' })
  if (people.view().people.length === 0) return succeed({ askedBy, approvedBy: null })
  if (approval === null) return fail({ kind: 'approval-needed' })
  const approved = await people.approveRefund(approval, {
    ...refund,
    askedBy: askedBy?.id ?? null,
  })
  if (!approved.ok) return approved
  const { id, name } = approved.value
  return succeed({ askedBy, approvedBy: { id, name } })
}

/** Slips of refunds: one by itself when WeChat has taken it on, others when they are asked for. */
function createRefundPrinting({ station, printers, configuration, shiftAt }: RefundingParts) {
  const asked = new Set<string>()
  const find = (outRefundNo: string) => station()?.refunding?.refund(outRefundNo) ?? null
  const queue = async (saved: SavedRefund, again: boolean): ReturnType<Printers['print']> => {
    const { outRefundNo, requestedAtMs } = saved.state.refund
    const shift = await shiftAt({ atMs: requestedAtMs })
    const now = find(outRefundNo) ?? saved
    const slip = refundSlipOf(now, contextOf(configuration(), shift))
    return printers().print({ key: `refund ${outRefundNo}`, slip, again, atMs: Date.now() })
  }
  return {
    async asked(outRefundNo: string): ReturnType<Handlers['printRefund']> {
      if (printerOf(configuration()).kind === 'none') return fail({ kind: 'no-printer' })
      const saved = find(outRefundNo)
      if (saved === null) return fail({ kind: 'no-slip' })
      const outcome = await queue(saved, true)
      return outcome === null || outcome === 'queue-broken' ? fail({ kind: 'devices-lost' }) : done
    },
    follow({ open }: RefundsView): void {
      if (printerOf(configuration()).kind === 'none') return
      if (configuration().receipt.print === 'on-demand') return
      for (const { outRefundNo, state } of open) {
        if (state !== 'accepted' || asked.has(outRefundNo)) continue
        asked.add(outRefundNo)
        const saved = find(outRefundNo)
        if (saved === null) continue
        // A device service that died on it has queued it or not; asking again cannot queue it twice.
        void queue(saved, false).then((outcome) => {
          if (outcome === null) void queue(saved, false)
        })
      }
    },
  }
}
