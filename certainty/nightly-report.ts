import { type Figures, ranked } from './world/tally.ts'

/** What a night's run of one kind of worlds came to. */
export interface Account {
  readonly access: 'store' | 'backend'
  /** First and last seeds, gaps left out. */
  readonly ranges: readonly (readonly [number, number])[]
  readonly figures: Figures
}

const NAMES: Readonly<Record<Account['access'], string>> = {
  store: 'Tills that speak to WeChat themselves',
  backend: 'Tills with a backend',
}

const whole = (value: number): string =>
  Math.round(value)
    .toString()
    .replaceAll(/\B(?=(\d{3})+$)/g, ',')

function section({ access, ranges, figures }: Account): readonly string[] {
  const seeds = ranges.map(([first, last]) => `${whole(first)} to ${whole(last)}`).join(', ')
  const { failedSeeds } = figures
  const perCpu = figures.cpuSeconds === 0 ? 0 : figures.worlds / figures.cpuSeconds
  const list = (counts: Figures['faults']): string =>
    ranked(counts)
      .map(([name, times]) => `${name} ${whole(times)}`)
      .join(', ')
  return [
    `## ${NAMES[access]}`,
    '',
    `- Worlds: ${whole(figures.worlds)} (seeds ${seeds === '' ? 'none' : seeds})`,
    `- Broke a promise: ${failedSeeds.length === 0 ? 'none' : failedSeeds.join(', ')}`,
    `- Run twice, the same to the last event: ${whole(figures.twice)}`,
    `- Orders at WeChat: ${whole(figures.orders)}; refunds: ${whole(figures.refunds)}; events: ${whole(figures.events)}; virtual hours: ${whole(figures.virtualMs / 3_600_000)}`,
    `- CPU time: ${(figures.cpuSeconds / 3_600).toFixed(1)} h, ${perCpu.toFixed(0)} worlds a CPU-second`,
    `- Faults that struck: ${list(figures.faults)}`,
    `- Orders ended: ${list(figures.screens)}`,
    `- Refunds ended: ${list(figures.refundScreens)}`,
    '',
  ]
}

/** The committed report. */
export const nightlyReport = (accounts: readonly Account[], commit: string): string =>
  [
    '# The nightly run',
    '',
    `Written by \`npm run nightly\`${commit === '' ? '' : ` at commit ${commit}`}. What the worlds are and what is checked: [certainty.md](certainty.md).`,
    '',
    ...accounts.flatMap(section),
  ].join('\n')
