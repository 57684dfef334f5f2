import type { Facts } from './checker/facts.ts'
import type { DeedDone } from './disturbances.ts'

interface Moment {
  readonly atMs: number
  readonly text: string
}

/**
 * What happened to one order, in order of time: what the journal says, what reached WeChat Pay, what the till was told, and what was done to
 * programs meanwhile. Printed with a finding, because such a run does not come again.
 */
export function storyOf(
  orderNo: string,
  { facts, deeds }: { readonly facts: Facts; readonly deeds: readonly DeedDone[] },
): readonly string[] {
  const { books, events, lines, painted } = facts
  const moments: Moment[] = [
    ...events
      .filter((event) => event.payment_id === orderNo)
      .map(({ at_ms, version, type, status, node }) => ({
        atMs: at_ms,
        text: `journal    ${version}: ${type} → ${status} (${node})`,
      })),
    ...books.requests
      .filter((request) => request.outTradeNo === orderNo)
      .map(({ atMs, operation, answer, answeredAtMs, fault }) => ({
        atMs,
        text: `WeChat Pay ${operation} → ${answer}${
          answeredAtMs === null ? '' : ` after ${Math.round(answeredAtMs - atMs)} ms`
        }${fault === '' ? '' : `, ${fault}`}`,
      })),
    ...lines.flatMap((line) =>
      line.kind === 'told' && line.orderNo === orderNo
        ? [
            {
              atMs: line.atMs,
              text: `till       told ${line.version} ${line.status} (${line.via})`,
            },
          ]
        : [],
    ),
    ...painted
      .filter((line) => line.outTradeNo === orderNo)
      .map(({ paintedAtMs, screen }) => ({ atMs: paintedAtMs, text: `screen     ${screen}` })),
  ].toSorted((a, b) => a.atMs - b.atMs)
  const [first, last] = [moments.at(0), moments.at(-1)]
  if (first === undefined || last === undefined) return [`${orderNo}: nothing is known of it`]
  const around = deeds
    .filter(({ atMs, forMs }) => atMs + forMs >= first.atMs && atMs <= last.atMs)
    .map(({ deed, whom, atMs, forMs }) => ({
      atMs,
      text: `deed       ${deed} ${whom} ${forMs} ms`,
    }))
  return [
    `${orderNo}, seconds from its first moment:`,
    ...[...moments, ...around]
      .toSorted((a, b) => a.atMs - b.atMs)
      .map(({ atMs, text }) => `${((atMs - first.atMs) / 1_000).toFixed(3).padStart(9)}  ${text}`),
  ]
}
