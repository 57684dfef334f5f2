import type { Version } from './version.ts'
import { type Figures, NO_FIGURES, ranked, together } from './world/tally.ts'

/** Some worlds, one seed after the other. */
export interface Part {
  readonly access: 'store' | 'backend'
  readonly from: number
  readonly seeds: number
}

/** A part that was played, and with which code. */
export interface KeptPart extends Part {
  readonly version: Version
  readonly figures: Figures
}

/** What a night's run of one kind of worlds came to. */
export interface Account {
  readonly access: Part['access']
  /** First and last seeds, gaps left out. */
  readonly ranges: readonly (readonly [number, number])[]
  readonly figures: Figures
}

type Ranges = Account['ranges']

function rangesOf(parts: readonly Part[]): Ranges {
  const ranges: [number, number][] = []
  for (const { from, seeds } of parts.toSorted((a, b) => a.from - b.from)) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === from - 1) last[1] = from + seeds - 1
    else ranges.push([from, from + seeds - 1])
  }
  return ranges
}

/** Adds up all parts of one kind. */
export function accountOf(access: Account['access'], kept: readonly KeptPart[]): Account {
  const own = kept.filter((part) => part.access === access)
  const figures = own.map((part) => part.figures).reduce(together, NO_FIGURES)
  return { access, ranges: rangesOf(own), figures }
}

const NAMES: Readonly<Record<Account['access'], string>> = {
  store: 'Tills that speak to WeChat themselves',
  backend: 'Tills with a backend',
}

const whole = (value: number): string =>
  Math.round(value)
    .toString()
    .replaceAll(/\B(?=(\d{3})+$)/g, ',')

const said = (ranges: Ranges): string =>
  ranges.length === 0
    ? 'none'
    : ranges.map(([first, last]) => `${whole(first)} to ${whole(last)}`).join(', ')

function section({ access, ranges, figures }: Account): readonly string[] {
  const { failedSeeds } = figures
  const perCpu = figures.cpuSeconds === 0 ? 0 : figures.worlds / figures.cpuSeconds
  const list = (counts: Figures['faults']): string =>
    ranked(counts)
      .map(([name, times]) => `${name} ${whole(times)}`)
      .join(', ')
  return [
    `## ${NAMES[access]}`,
    '',
    `- Worlds: ${whole(figures.worlds)} (seeds ${said(ranges)})`,
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

/** Which worlds were played with which code. */
function versions(kept: readonly KeptPart[]): readonly string[] {
  const digests = [...new Set(kept.map(({ version }) => version.digest))]
  const rows = digests.flatMap((digest) =>
    (['store', 'backend'] as const).flatMap((access) => {
      const own = kept.filter((part) => part.version.digest === digest && part.access === access)
      const commits = [...new Set(own.map(({ version }) => version.commit))].join(', ')
      const worlds = own.reduce((sum, { seeds }) => sum + seeds, 0)
      return own.length === 0
        ? []
        : [`| ${digest} | ${commits} | ${access} | ${whole(worlds)} | ${said(rangesOf(own))} |`]
    }),
  )
  return ['| code | commit | access | worlds | seeds |', '| --- | --- | --- | --: | --- |', ...rows, ''] // prettier-ignore
}

/** The committed report. */
export function nightlyReport(
  accounts: readonly Account[],
  { kept, wanted }: { readonly kept: readonly KeptPart[]; readonly wanted: number },
): string {
  const played = kept.reduce((sum, { seeds }) => sum + seeds, 0)
  return [
    '# The nightly run',
    '',
    `${whole(played)} of ${whole(wanted)} worlds. Written by \`npm run nightly\`, which goes on where it ended. What the worlds are and what is checked: [certainty.md](certainty.md).`,
    '',
    'The code is named by a digest of all that the worlds are made of, so that different code is never taken for the same:',
    '',
    ...versions(kept),
    ...accounts.flatMap(section),
  ].join('\n')
}
