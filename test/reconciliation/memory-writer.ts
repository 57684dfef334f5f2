import type { Difference } from '../../app/reconciliation/difference.ts'
import type { NewLine } from '../../app/reconciliation/report.ts'
import type { DayWriter, Elsewhere } from '../../app/reconciliation/store.ts'

/** Keeps what a reconciliation writes. */
export interface MemoryWriter extends Pick<DayWriter, 'line' | 'difference' | 'elsewhere'> {
  readonly lines: readonly NewLine[]
  readonly differences: readonly Difference[]
  readonly elsewheres: readonly Elsewhere[]
}

export function memoryWriter(): MemoryWriter {
  const lines: NewLine[] = []
  const differences: Difference[] = []
  const elsewheres: Elsewhere[] = []
  return {
    lines,
    differences,
    elsewheres,
    line: (line) => void lines.push(line),
    difference: (difference) => void differences.push(difference),
    elsewhere: (one) => void elsewheres.push(one),
  }
}
