import type { Difference } from '../../app/reconciliation/difference.ts'
import { assertNever } from '../../app/result.ts'
import type { Resources } from '../i18n/resources.ts'
import { billTime, feeText, signedAmountText } from './bill-texts.ts'

/** What is named, and what it says. */
export type Fact = readonly [name: keyof Resources['reconciliationSides'], text: string]

interface Amount {
  readonly minor: number
  readonly currency: string
}

const money = ({ minor, currency }: Amount): string => signedAmountText(minor, currency)

/**
 * What a difference is about, at a glance: the two things that differ where there are two, else the money.
 */
export function aboutOf(difference: Difference): readonly Fact[] {
  return apartIn(difference) ?? [['about', money(difference.amount)]]
}

function apartIn(difference: Difference): readonly Fact[] | null {
  const { topic, ours, theirs, expectedFeeUnits } = difference
  // The other rows of its order stand there too.
  const wanted = topic === 'refund' ? 'refund' : 'payment'
  const row = theirs.find(({ kind }) => kind === wanted) ?? theirs[0]
  if (row === undefined) return null
  switch (topic) {
    case 'fee':
      if (expectedFeeUnits === null) return null
      return [
        ['expectedFee', feeText(expectedFeeUnits, row.settlement.currency)],
        ['fee', feeText(row.feeUnits, row.settlement.currency)],
      ]
    case 'discount':
      return [
        ['price', money(row.price)],
        ['settlement', money(row.settlement)],
      ]
    case 'time':
      return ours.payment === null || ours.payment.paidAtMs === null
        ? null
        : sides(billTime(ours.payment.paidAtMs), billTime(row.atMs))
    case 'amount':
    case 'currency': {
      if (ours.payment === null) return null
      const minor = theirs.reduce((sum, { price }) => sum + price.minor, 0)
      return sides(money(ours.payment.amount), money({ ...row.price, minor }))
    }
    case 'refund':
      return ours.refund === null || row.refund === null
        ? null
        : sides(money(ours.refund.amount), money(row.refund.asked))
    case 'payment':
    case 'twice':
      return null
    default:
      return assertNever(topic)
  }
}

/** Null: they say the same, so that something else differs. */
const sides = (ours: string, theirs: string): readonly Fact[] | null =>
  ours === theirs
    ? null
    : [
        ['ours', ours],
        ['theirs', theirs],
      ]
