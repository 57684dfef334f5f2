import { startOf } from './day.ts'
import type { Difference, Reason } from './difference.ts'
import { type Charge, differenceOf, type MatchContext } from './match-context.ts'

/** Charges of one till and one amount are what can be one purchase; only they are compared. Empty: the till is not known. */
export const twinKeyOf = ({ till, minor, currency }: Charge): string =>
  till === '' ? '' : `${till}\u0000${minor}\u0000${currency}`

/** Names are anybody's to choose; what parts the fields must not be in one. */
const plain = (name: string): string => name.replaceAll('\u001f', ' ').replaceAll('\n', ' ')

/** More stretches of time than a day has, whatever their length: what lies beyond shares the last one. */
const STRETCHES = 4_096

/**
 * A number that charges share which can be one purchase, by till and amount (`hash` of their key) and by time; of those in the
 * stretch of time before and after it is one less and one more. Others may share it by chance: it only rules out.
 */
export function markOf({ day, rules }: MatchContext, { atMs }: Charge, hash: number): number {
  const stretch = Math.floor((atMs - startOf(day)) / rules.twiceWithinMs) + 1
  return hash * STRETCHES + Math.min(STRETCHES - 1, Math.max(0, stretch))
}

/** The charges that another one is near to, of all of a bucket. Of a busy day's they are few, and only these are read. */
export function readNearOnes(texts: readonly string[]): readonly Charge[] {
  const marks = texts.map((text) => Number(text.slice(0, text.indexOf('\u001f'))))
  const counts = new Map<number, number>()
  for (const mark of marks) counts.set(mark, (counts.get(mark) ?? 0) + 1)
  const isNear = (mark: number): boolean =>
    (counts.get(mark) ?? 0) > 1 || counts.has(mark - 1) || counts.has(mark + 1)
  return texts.flatMap((text, index) => (isNear(marks[index] ?? 0) ? [readCharge(text)] : []))
}

/** A charge as one line behind its mark, shorter and quicker than JSON: there is one for each payment of a day. */
export const writeCharge = (charge: Charge, mark: number): string =>
  [
    mark,
    charge.orderNumber,
    charge.saleId,
    plain(charge.till),
    plain(charge.cashier ?? ''),
    charge.minor,
    charge.currency,
    charge.atMs,
    charge.payer,
    charge.clean ? 1 : 0,
  ].join('\u001f')

/** What `writeCharge` wrote. */
export function readCharge(text: string): Charge {
  const [, orderNumber = '', saleId = '', till = '', cashier = '', minor, currency = '', atMs, payer = '', clean] = text.split('\u001f') // prettier-ignore
  return {
    orderNumber,
    saleId,
    till,
    cashier: cashier === '' ? null : cashier,
    minor: Number(minor),
    currency,
    atMs: Number(atMs),
    payer,
    clean: clean === '1',
  }
}

/**
 * Finds second charges among all of some tills and amounts. Each later one is named once, beside the earlier one that is
 * nearest. Two payers who are known to be two people, and did not pay for one sale, bought the same thing one after the
 * other: that is no difference.
 */
export function findChargedTwice(
  context: MatchContext,
  charges: readonly Charge[],
): readonly Difference[] {
  const found: Difference[] = []
  for (const group of groupsOf(charges, twinKeyOf)) {
    const inTime = group.toSorted(byTime)
    for (const [index, later] of inTime.entries()) {
      const twin = nearestTwin(inTime, index, context.rules.twiceWithinMs)
      if (twin !== null) found.push(differenceBetween(context, twin.earlier, later, twin.reason))
    }
  }
  return found
}

/** More of them are no second charges but a till whose books are missing. */
const UNPLACED_MAX = 10_000

/** Who paid how much. Empty: nobody knows who. */
const payerKeyOf = ({ payer, minor, currency }: Charge): string =>
  payer === '' ? '' : `${payer}\u0000${minor}\u0000${currency}`

/** A second charge, and the charge that is the second. */
export interface SecondCharge {
  readonly difference: Difference
  readonly later: Charge
}

/**
 * Charges whose till nobody knows: our books lack them, and the bill names no device. Any till may have made them, so only the same payer makes one
 * of them and another charge one purchase.
 */
export class UnplacedCharges {
  readonly #unplaced: Charge[] = []
  readonly #payers = new Set<string>()
  readonly #partners: Charge[] = []

  add(charge: Charge): void {
    const key = payerKeyOf(charge)
    if (key === '' || this.#unplaced.length >= UNPLACED_MAX) return
    this.#unplaced.push(charge)
    this.#payers.add(key)
  }

  /** Keeps, of the charges of known tills as they were written, those of the same payer and amount. */
  look(texts: readonly string[]): void {
    if (this.#unplaced.length === 0) return
    for (const text of texts) {
      const charge = readCharge(text)
      if (this.#payers.has(payerKeyOf(charge))) this.#partners.push(charge)
    }
  }

  /** Every second charge of which one's till is not known, but for those that are `named` already. */
  find(context: MatchContext, named: ReadonlySet<string>): readonly SecondCharge[] {
    const found: SecondCharge[] = []
    for (const group of groupsOf([...this.#unplaced, ...this.#partners], payerKeyOf)) {
      const inTime = group.toSorted(byTime)
      for (const [index, later] of inTime.entries()) {
        const earlier = inTime
          .slice(0, index)
          .findLast((one) => one.till === '' || later.till === '')
        if (earlier === undefined || later.atMs - earlier.atMs > context.rules.twiceWithinMs)
          continue
        if (named.has(later.orderNumber)) continue
        const placed = { ...later, till: later.till === '' ? earlier.till : later.till }
        const reason = reasonOf(earlier, later)
        if (reason === null) continue
        found.push({ difference: differenceBetween(context, earlier, placed, reason), later })
      }
    }
    return found
  }
}

const byTime = (a: Charge, b: Charge): number =>
  a.atMs - b.atMs || (a.orderNumber < b.orderNumber ? -1 : 1)

function groupsOf(
  charges: readonly Charge[],
  keyOf: (charge: Charge) => string,
): Iterable<readonly Charge[]> {
  const groups = new Map<string, Charge[]>()
  for (const charge of charges) {
    const key = keyOf(charge)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [charge])
    else group.push(charge)
  }
  return groups.values()
}

interface Twin {
  readonly earlier: Charge
  readonly reason: Reason
}

function nearestTwin(inTime: readonly Charge[], index: number, withinMs: number): Twin | null {
  const later = inTime[index]
  if (later === undefined) return null
  for (let at = index - 1; at >= 0; at -= 1) {
    const earlier = inTime[at]
    if (earlier === undefined || later.atMs - earlier.atMs > withinMs) return null
    const reason = reasonOf(earlier, later)
    if (reason !== null) return { earlier, reason }
  }
  return null
}

function reasonOf(a: Charge, b: Charge): Reason | null {
  if (a.saleId !== '' && a.saleId === b.saleId) return 'same-sale'
  if (a.payer === '' || b.payer === '') return 'payer-not-known'
  return a.payer === b.payer ? 'same-payer' : null
}

const differenceBetween = (
  context: MatchContext,
  earlier: Charge,
  later: Charge,
  reason: Reason,
): Difference =>
  differenceOf(context, {
    class: 'charged-twice',
    topic: 'twice',
    reasons: [reason],
    orderNumber: later.orderNumber,
    refundNumber: null,
    otherOrderNumber: earlier.orderNumber,
    amount: { minor: later.minor, currency: later.currency },
    till: later.till,
    cashier: later.cashier,
    atMs: later.atMs,
    ours: { payment: null, refund: null },
    theirs: [],
    expectedFeeUnits: null,
  })
