import type { Language } from '../language.ts'
import { majorDigits } from '../money.ts'
import type { StoredEntry } from '../payment/journal.ts'
import { timeWithZone } from '../receipt/layout.ts'
import type { Zone } from '../zone.ts'
import type { Cell } from './csv.ts'
import { ENDED_TEXTS, OUTCOME_TEXTS } from './shift-texts.ts'

/** Every attempt that ended among these entries, one a row, for whoever adds them up again. */
export function endedRows(
  entries: readonly StoredEntry[],
  zone: Zone,
  language: Language,
): readonly (readonly Cell[])[] {
  const head = Object.values(ENDED_TEXTS).map((text) => text[language])
  const rows = entries.flatMap(({ state, atMs }) => {
    if (state.kind !== 'paid' && state.kind !== 'not-charged' && state.kind !== 'revoked') return []
    const { sale, attempt } = state
    const outcome = state.kind === 'revoked' && state.proof === 'returned' ? 'returned' : state.kind
    return [
      [
        timeWithZone({ atMs, zoneMinutes: zone.minutesAt(atMs) }),
        OUTCOME_TEXTS[outcome][language],
        majorDigits(sale.amount),
        sale.amount.currency,
        attempt.outTradeNo,
        state.kind === 'paid' ? state.payment.transactionId : '',
        sale.note,
      ],
    ]
  })
  return [head, ...rows]
}
