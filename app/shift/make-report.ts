import type { EpochMs } from '../ports.ts'
import type { SlipPlace } from '../receipt/slip.ts'
import type { Zone } from '../zone.ts'
import type { CountAsk, ZoneSince } from './figures.ts'
import type { ShiftReport } from './record.ts'
import type { RefundCountAsk } from './refund-figures.ts'
import { drawerOf, type OpenShift, type Shifts } from './shifts.ts'

const HOUR_MS = 3_600_000

/** The longest time whose clock changes are looked for: a shift that was left open for a year is counted all the same. */
const HOURS_MAX = 400 * 24

/** The shop's clock over a time, by the hour in which it changed. */
export function zonesOver(zone: Zone, fromMs: EpochMs, toMs: EpochMs): readonly ZoneSince[] {
  const zones: ZoneSince[] = [{ fromMs, minutes: zone.minutesAt(fromMs) }]
  const hours = Math.min(Math.ceil((toMs - fromMs) / HOUR_MS), HOURS_MAX)
  for (let hour = 1; hour <= hours; hour += 1) {
    const atMs = Math.ceil(fromMs / HOUR_MS) * HOUR_MS + (hour - 1) * HOUR_MS
    const minutes = zone.minutesAt(atMs)
    if (minutes !== zones.at(-1)?.minutes) zones.push({ fromMs: atMs, minutes })
  }
  return zones
}

/** What has to be counted for the shift that is open. */
export function countAsks(
  { counted, closed }: Shifts,
  { opening }: OpenShift,
  now: { readonly atMs: EpochMs; readonly zone: Zone },
): {
  readonly sales: Omit<CountAsk, 'toSeq'>
  readonly refunds: Omit<RefundCountAsk, 'toSeq'>
} {
  const sinceMs = closed.at(-1)?.report.atMs ?? opening.atMs
  const { currency } = opening
  return {
    sales: {
      fromSeq: counted?.seq ?? opening.seq,
      openedSeq: opening.seq,
      currency,
      zones: zonesOver(now.zone, Math.min(sinceMs, opening.atMs), now.atMs),
      carried: counted?.unresolved ?? [],
    },
    refunds: {
      fromSeq: counted?.refunds.seq ?? 0,
      currency,
      carried: counted?.refunds.open ?? [],
    },
  }
}

/** What a report says besides what was counted. */
export interface ReportFacts {
  readonly kind: ShiftReport['kind']
  readonly place: SlipPlace
  readonly atMs: EpochMs
  readonly by: string | null
  readonly zone: Zone
  readonly journalHash: string
  readonly countedMinor: number | null
}

/** What was counted, and how far. */
export type CountedFigures = Pick<ShiftReport, 'figures' | 'refunds' | 'toSeq'>

/** The report of the shift that is open. */
export function makeReport(
  shifts: Shifts,
  open: OpenShift,
  facts: ReportFacts,
  { toSeq, figures, refunds }: CountedFigures,
): ShiftReport {
  const { kind, place, atMs, by, zone, journalHash, countedMinor } = facts
  const last = shifts.closed.at(-1)
  return {
    kind,
    number: (last?.report.number ?? 0) + 1,
    place,
    currency: open.opening.currency,
    opening: open.opening,
    atMs,
    by,
    zoneMinutes: zone.minutesAt(atMs),
    fromSeq: shifts.counted?.seq ?? open.opening.seq,
    toSeq,
    journalHash,
    previousHash: last?.hash ?? '',
    figures,
    refunds,
    drawer: drawerOf(open, countedMinor),
  }
}
