import { type Finding, groupBy, type Rule } from './facts.ts'

const FINAL: ReadonlySet<string> = new Set(['paid', 'not-charged', 'revoked'])

/** Each payment's journal is whole, ends where its row stands, and nothing follows a final state. */
export const journalIsWhole: Rule = ({ rows, events }) => {
  const rule = 'journal-is-whole'
  const byPayment = groupBy(events, ({ payment_id }) => payment_id)
  return rows.flatMap((row): readonly Finding[] => {
    const all = (byPayment.get(row.id) ?? []).toSorted((a, b) => a.version - b.version)
    const gap = all.findIndex(({ version }, index) => version !== index + 1)
    const last = all.at(-1)
    const early = all.slice(0, -1).find(({ status }) => FINAL.has(status))
    const finding = (what: string): Finding => ({ rule, about: row.id, what })
    return [
      ...(gap === -1 ? [] : [finding(`version ${gap + 1} is missing`)]),
      ...(last?.version === row.version && last.status === row.status
        ? []
        : [finding(`the row is ${row.status}, its journal ends ${last?.status ?? 'empty'}`)]),
      ...(early === undefined
        ? []
        : [finding(`was ${early.status} at version ${early.version}, then changed`)]),
    ]
  })
}

/** Every payment ended, or a person is asked to look; and all of it within a minute of the network's return. */
export const everythingSettles: Rule = ({ rows, times }) => {
  const rule = 'everything-settles'
  return rows.flatMap(({ id, status, problem, changed_ms }) => {
    const tookMs = changed_ms - times.quietFromMs
    if (FINAL.has(status)) {
      return tookMs > SETTLE_MS
        ? [{ rule, about: id, what: `settled ${Math.round(tookMs)} ms after the network was back` }]
        : []
    }
    // These two want a person by their nature: the money is somewhere that no call of ours can move it from.
    if (problem === 'refund-needed' || problem === 'refunded-elsewhere') return []
    return [{ rule, about: id, what: `still ${status} ${problem ?? ''}`.trim() }]
  })
}

/** What the till's own promise says: everything undecided settles within a minute of the network's return. */
const SETTLE_MS = 60_000
