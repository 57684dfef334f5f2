import { paymentDocument } from '../../app/contract/rest-payments.ts'
import type { DifferenceDocument } from '../../app/contract/rest-differences.ts'
import { refundDocument } from '../../app/contract/rest-refunds.ts'
import { type Day, latestBillDay } from '../../app/reconciliation/day.ts'
import { CLASSES } from '../../app/reconciliation/difference.ts'
import { type Approver, needsPin, type RemedyFault } from '../../app/reconciliation/remedy.ts'
import type { DayState, StoredDifference } from '../../app/reconciliation/report.ts'
import { daysOfSpan, mayBeAsked } from '../../app/reconciliation/service.ts'
import type { LineFilter } from '../../app/reconciliation/store.ts'
import { offeredRemedies, takeRemedy } from '../../app/reconciliation/take-remedy.ts'
import { assertNever, fail, type Result, succeed } from '../../app/result.ts'
import { type Asked, type Handlers, Refused, type ServerParts } from '../asked.ts'
import type { Asker } from '../authentication.ts'
import { provePin } from '../operators.ts'
import { readPayment } from '../payment-rows.ts'
import { readRefundsOf } from '../refund-rows.ts'
import { keepSignIn, ruleOnManager } from '../sign-ins.ts'
import { addPiece, keepBrought } from './brought-bills.ts'
import { firstDay } from './first-day.ts'
import { readReconciliation } from './postgres-reconciliation.ts'
import { remedyWays } from './remedy-ways.ts'
import { cancelWork, readWork, wantDay } from './work-rows.ts'

type ReconciliationCallName =
  | 'reconciliationCalendar'
  | 'reconciliationDay'
  | 'reconciliationLines'
  | 'startReconciliation'
  | 'sendBillPiece'
  | 'takeInBill'
  | 'cancelReconciliation'
  | 'reconciliationDifference'
  | 'reconciliationDifferences'
  | 'takeRemedy'

/** Who asks, in the name of which manager. */
export interface ManagerAsk {
  readonly asker: Asker
  readonly operator: string
}

/** The manager who asks; refuses everybody else. */
export async function managerOf(
  { sql }: Pick<ServerParts, 'sql'>,
  { asker: { merchantId, deviceId }, operator }: ManagerAsk,
): Promise<{ readonly id: string; readonly name: string }> {
  const ruling = await ruleOnManager(sql, { merchantId, deviceId, operator })
  if (ruling.kind === 'nobody') throw new Refused('operator-refused')
  if (ruling.kind === 'not-signed-in') throw new Refused('sign-in-needed')
  return ruling
}

/** What the calls about days and bills do. A manager sees all of the merchant, whichever store they stand in. */
export function createReconciliationHandlers(
  parts: ServerParts,
): Pick<Handlers, ReconciliationCallName> {
  const { sql } = parts
  const read = async (ask: ManagerAsk) => {
    await managerOf(parts, ask)
    return readReconciliation(sql, ask.asker.merchantId)
  }
  const untried = async (merchantId: string, day: Day): Promise<DayState> => {
    const { nowMs } = await readWork(sql, merchantId)
    return { kind: day <= latestBillDay(nowMs) ? 'missing' : 'not-due' }
  }
  return {
    async reconciliationCalendar({ asker, query: { operator, from, to } }) {
      const store = await read({ asker, operator })
      const [known, work, first] = await Promise.all([
        store.days(from, to),
        readWork(sql, asker.merchantId),
        // Whoever only follows the work asks for no days.
        from <= to ? firstDay(sql, asker.merchantId) : null,
      ])
      const latest = latestBillDay(work.nowMs)
      return {
        days: daysOfSpan({ from, to }, known, { first, latest }),
        latest,
        progress: work.progress,
        nextFetchAtMs: work.nextLookAtMs,
      }
    },
    async reconciliationDay({ asker, params: { day }, query: { operator } }) {
      const known = await (await read({ asker, operator })).day(day)
      return known ?? { day, state: await untried(asker.merchantId, day), report: null }
    },
    async reconciliationLines({ asker, params: { day }, query }) {
      const { operator, offset, limit, ...filter } = query
      return (await read({ asker, operator })).lines(day, filterOf(filter), { offset, limit })
    },
    async startReconciliation({ asker, params: { day }, body: { operator } }) {
      await managerOf(parts, { asker, operator })
      const { nowMs } = await readWork(sql, asker.merchantId)
      if (!mayBeAsked(day, nowMs)) throw new Refused('not-due')
      if (!(await wantDay(sql, asker.merchantId, day))) throw new Refused('reconciliation-busy')
      return { status: 'done' }
    },
    async cancelReconciliation({ asker, body: { operator } }) {
      await managerOf(parts, { asker, operator })
      await cancelWork(sql, asker.merchantId)
      return { status: 'done' }
    },
    async reconciliationDifferences({ asker, params: { day }, query: { operator, ...page } }) {
      const differences = await (await read({ asker, operator })).differences(day, page)
      return { differences: [...differences] }
    },
    async reconciliationDifference({ asker, params: { id }, query: { operator } }) {
      const difference = await (await read({ asker, operator })).difference(id)
      if (difference === null) throw new Refused('not-found')
      return documentOf(parts, asker.merchantId, difference)
    },
    takeRemedy: (asked) => take(parts, asked),
    ...billHandlers(parts),
  }
}

/** What the calls about bills that lie in a file do. */
function billHandlers(parts: ServerParts): Pick<Handlers, 'sendBillPiece' | 'takeInBill'> {
  const { sql } = parts
  return {
    async sendBillPiece({ asker, params: { seq, ...bill }, body: { operator, data } }) {
      await managerOf(parts, { asker, operator })
      const { merchantId } = asker
      await addPiece(sql, { merchantId, ...bill }, { seq, data: Buffer.from(data, 'base64') })
      return { status: 'done' }
    },
    async takeInBill({ asker, params: bill, body: { operator, ...facts } }) {
      await managerOf(parts, { asker, operator })
      const { merchantId } = asker
      if (!(await keepBrought(sql, { merchantId, ...bill }, facts)))
        throw new Refused('bill-incomplete')
      if (!(await wantDay(sql, merchantId, bill.day, bill.sha256)))
        throw new Refused('reconciliation-busy')
      return { status: 'done' }
    },
  }
}

type LinesQuery = Omit<Asked<'reconciliationLines'>['query'], 'operator' | 'offset' | 'limit'>

const filterOf = ({ classes, openOnly, ...rest }: LinesQuery): LineFilter => {
  const wanted = classes?.split(',')
  return {
    ...rest,
    classes: wanted && CLASSES.filter((name) => wanted.includes(name)),
    openOnly: openOnly === 'true',
  }
}

async function documentOf(
  parts: ServerParts,
  merchantId: string,
  difference: StoredDifference,
): Promise<DifferenceDocument> {
  const key = { merchantId, id: difference.orderNumber }
  const [row, refunds] = await Promise.all([
    readPayment(parts.sql, key),
    readRefundsOf(parts.sql, key),
  ])
  return {
    difference,
    remedies: offeredRemedies(difference, remedyWays(parts, merchantId, row?.state ?? null)),
    payment: row === null ? null : paymentDocument(row),
    refunds: refunds.map(refundDocument),
  }
}

async function take(
  parts: ServerParts,
  { asker, params: { id }, body: { operator, remedy, approval } }: Asked<'takeRemedy'>,
): Promise<DifferenceDocument> {
  const { sql } = parts
  const { merchantId } = asker
  const manager = await managerOf(parts, { asker, operator })
  const store = readReconciliation(sql, merchantId)
  const difference = await store.difference(id)
  if (difference === null) throw new Refused('not-found')
  const [payment, { nowMs }] = await Promise.all([
    readPayment(sql, { merchantId, id: difference.orderNumber }),
    readWork(sql, merchantId),
  ])
  const taken = await takeRemedy(
    {
      store,
      ways: remedyWays(parts, merchantId, payment?.state ?? null),
      nowMs: () => Math.round(nowMs),
      whoTakes: async (kind) =>
        needsPin(kind) ? approve(parts, asker, approval) : succeed(manager),
    },
    id,
    remedy,
  )
  if (!taken.ok) throw refusalOf(taken.error)
  return documentOf(parts, merchantId, taken.value)
}

type ApprovalFault = {
  readonly kind: 'approval-needed' | 'approval-locked' | 'approval-refused'
}
type TakeFault = RemedyFault | ApprovalFault

/** The manager whose PIN this is. */
async function approve(
  { sql, masterKey }: ServerParts,
  { merchantId, deviceId }: Asker,
  approval: Asked<'takeRemedy'>['body']['approval'],
): Promise<Result<Approver, ApprovalFault>> {
  if (approval === undefined) return fail({ kind: 'approval-needed' })
  const proven = await provePin(sql, masterKey, { merchantId, ...approval })
  if (proven.kind === 'locked') return fail({ kind: 'approval-locked' })
  if (proven.kind === 'wrong' || proven.operator.role !== 'manager')
    return fail({ kind: 'approval-refused' })
  const { id, name } = proven.operator
  await keepSignIn(sql, { deviceId, operatorId: id })
  return succeed({ id, name })
}

function refusalOf(fault: TakeFault): Refused {
  switch (fault.kind) {
    case 'no-such-difference':
      return new Refused('not-found')
    case 'not-possible-here':
    case 'refunds-unusable':
      return new Refused('not-offered')
    case 'no-answer':
      return new Refused('no-answer', fault.detail)
    case 'not-offered':
    case 'not-open':
    case 'nothing-to-refund':
    case 'approval-needed':
    case 'approval-locked':
    case 'approval-refused':
      return new Refused(fault.kind)
    default:
      return assertNever(fault)
  }
}
