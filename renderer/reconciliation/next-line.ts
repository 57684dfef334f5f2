import { GRAVITY } from '../../app/reconciliation/difference.ts'
import type { ReportLine } from '../../app/reconciliation/report.ts'

/** The order of the list: the gravest first, then by time. A number is told from another by its letters, as the store does it. */
function isAfter(one: ReportLine, other: ReportLine): boolean {
  const key = (line: ReportLine) => [gravityOf(line), line.atMs, line.orderNumber, line.refundNumber ?? ''] as const // prettier-ignore
  const [mine, theirs] = [key(one), key(other)]
  const at = mine.findIndex((part, index) => part !== theirs[index])
  if (at === -1) return false
  // Both are of the same kind: they stand at one place of the key.
  return (mine[at] ?? 0) > (theirs[at] ?? 0)
}

const gravityOf = ({ class: name }: ReportLine): number =>
  name === 'matched' ? GRAVITY.length : GRAVITY.indexOf(name)

export const isSameLine = (one: ReportLine, other: ReportLine): boolean =>
  one.orderNumber === other.orderNumber && one.refundNumber === other.refundNumber

/** The open line that comes next in the list, from its beginning again after the last one. Null: no other one is open. */
export function nextLine(open: readonly ReportLine[], from: ReportLine): ReportLine | null {
  const others = open.filter((line) => !isSameLine(line, from))
  return others.find((line) => isAfter(line, from)) ?? others[0] ?? null
}
