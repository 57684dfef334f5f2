import { PAYMENT_ENDS, REFUND_ENDS } from './ends.ts'
import type { Evidence, HeardAnswer } from './evidence.ts'

/** The first time that a till showed an end of something. */
interface Verdict {
  readonly atMs: number
  readonly what: HeardAnswer['what']
  readonly number: string
  readonly says: string
}

function verdictsOf({ screen, refundLines }: Evidence): readonly Verdict[] {
  const all: readonly Verdict[] = [
    ...screen
      .filter((line) => PAYMENT_ENDS.has(line.screen))
      .map((line): Verdict => {
        const { atMs, outTradeNo, screen: says } = line
        return { atMs, what: 'payment', number: outTradeNo ?? '', says }
      }),
    ...refundLines
      .filter((line) => REFUND_ENDS.includes(line.state))
      .map(({ atMs, outRefundNo: number, state: says }): Verdict => {
        return { atMs, what: 'refund', number, says }
      }),
  ]
  const first = new Map<string, Verdict>()
  for (const one of all) {
    const name = `${one.what} ${one.number} ${one.says}`
    if (!first.has(name)) first.set(name, one)
  }
  return [...first.values()]
}

/**
 * No verdict follows from a forged answer. A till makes one call about a thing at a time: the last answer that it heard before a
 * verdict explains it. Where nodes ask, several may: there at least one genuine answer has come before.
 */
export function forgedNotBelieved(evidence: Evidence): readonly string[] {
  if (evidence.heard.every(({ genuine }) => genuine)) return []
  return verdictsOf(evidence).flatMap(({ atMs, what, number, says }) => {
    const before = evidence.heard.filter(
      (one) => one.number === number && one.what === what && one.atMs <= atMs,
    )
    const last = before.findLast(({ by }) => by.startsWith('till '))
    const allForged = before.length > 0 && before.every(({ genuine }) => !genuine)
    return allForged || last?.genuine === false
      ? [`${number} was called ${says} at ${atMs} after a forged answer`]
      : []
  })
}
