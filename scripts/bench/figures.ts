/** One measured row: its runs in one unit. */
export interface Figures {
  readonly name: string
  readonly unit: 'ms' | 'MB' | '×'
  readonly runs: readonly number[]
}

/** The value below which the given share of the runs lies. */
export function quantile(runs: readonly number[], share: number): number {
  const sorted = [...runs].sort((a, b) => a - b)
  const at = Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)
  return sorted[Math.max(0, at)] ?? Number.NaN
}

/** The middle of the runs. */
export const median = (runs: readonly number[]): number => quantile(runs, 0.5)

/** A table row: name, runs, median, 95th percentile, extremes. */
export function row({ name, unit, runs }: Figures): string {
  const text = (value: number): string => value.toFixed(value < 10 ? 2 : 1)
  const cells = [median(runs), quantile(runs, 0.95), Math.min(...runs), Math.max(...runs)].map(text)
  return `| ${name} | ${runs.length} | ${cells.join(' | ')} | ${unit} |`
}

/** The heading of the table that `row` fills. */
export const HEADING =
  '| what | runs | median | p95 | min | max | unit |\n| --- | ---: | ---: | ---: | ---: | ---: | --- |'

/** Says whether a measured ratio keeps its promise. */
export const verdict = (name: string, value: number, most: number): string =>
  `${value <= most ? 'kept ' : 'MISSED'} ${name}: ${value.toFixed(2)} (at most ${most})`
