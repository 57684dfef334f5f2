import { INJECTABLE, type Injectable } from '../../simulator/api/bill-differences.ts'
import { ELSEWHERE } from '../../app/reconciliation/report.ts'
import { createRandom } from '../../simulator/random.ts'
import { DAY, NEXT, playDay, reconcilePlayed, writeBill } from './played-day.ts'

/** Nought to four of each class that a usable bill can have. */
function countsOf(seed: string): Partial<Record<Injectable, number>> {
  const random = createRandom(`counts ${seed}`)
  const names = INJECTABLE.filter((name) => name !== 'bill-unusable')
  return Object.fromEntries(names.map((name) => [name, Number(random.digits(1)) % 5]))
}

/** What a random day's reports say that they should not, or do not say; null: they name exactly what was injected. */
export async function findWrongReport(
  seed: string,
  folder: string,
): Promise<{ readonly wrong: string | null; readonly injected: number }> {
  const orders = 200 + Number(createRandom(`orders ${seed}`).digits(3))
  const devices = Number(createRandom(`devices ${seed}`).digits(1)) > 3
  const day = playDay(seed, { orders, counts: countsOf(seed), devices })
  const { injected } = day
  const file = writeBill(day, folder, { day: DAY, gzip: orders % 2 === 0 })
  const first = await reconcilePlayed(day, { file, folder })
  const nextFile = writeBill(day, folder, { day: NEXT })
  const next = await reconcilePlayed(day, { file: nextFile, folder, day: NEXT })
  const { elsewheres } = next.writer
  const again = await reconcilePlayed(day, { file, folder, nextBillSeen: true, elsewhere: elsewheres }) // prettier-ignore
  const late = injected.filter((one) => one.class === 'next-bill')
  const expected = injected.map((one) => nameOf(one.class, one.outTradeNo, one.outRefundNo))
  const named = first.writer.differences.map((one) =>
    nameOf(one.class, one.orderNumber, one.refundNumber),
  )
  const named2 = again.writer.differences.map((one) =>
    nameOf(one.class, one.orderNumber, one.refundNumber),
  )
  const ofLate = late.map((one) => nameOf(one.class, one.outTradeNo, null))
  const wrong =
    apart('the day', named, expected) ??
    // The next day's bill has what was expected in it and nothing else that differs, and then the day is without it.
    apart(
      'the next day',
      next.writer.differences.map(({ id }) => id),
      [],
    ) ?? // prettier-ignore
    apart(
      'carried over',
      elsewheres.map(({ orderNumber }) => orderNumber),
      late.map((one) => one.outTradeNo),
    ) ?? // prettier-ignore
    apart(
      'the day again',
      named2,
      expected.filter((name) => !ofLate.includes(name)),
    ) ??
    // Nothing of a day is lost to the day beside it.
    apart(
      'lines of the day again',
      again.writer.lines.map((one) => nameOf(one.orderNumber, one.refundNumber)),
      first.writer.lines.map((one) => nameOf(one.orderNumber, one.refundNumber)),
    ) ??
    apart(
      'of the next bill',
      again.writer.lines
        .filter((one) => one.theirsState === ELSEWHERE)
        .map((one) => one.orderNumber),
      late.map((one) => one.outTradeNo),
    )
  return { wrong, injected: injected.length }
}

const nameOf = (...parts: readonly (string | null)[]): string => parts.join(' ').trim()

function apart(what: string, named: readonly string[], expected: readonly string[]): string | null {
  const more = named.filter((name) => !expected.includes(name))
  const fewer = expected.filter((name) => !named.includes(name))
  if (more.length === 0 && fewer.length === 0 && named.length === expected.length) return null
  return `${what}: not injected: ${more.join(', ')}; not named: ${fewer.join(', ')}; ${named.length} of ${expected.length}`
}
