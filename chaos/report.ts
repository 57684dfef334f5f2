import { RULES } from './checker/check.ts'
import type { Facts, Finding } from './checker/facts.ts'
import type { RunStory } from './run.ts'
import { storyOf } from './story-of.ts'

const FINDINGS_SHOWN = 30
const STORIES_SHOWN = 3

const countBy = <T>(all: readonly T[], nameOf: (one: T) => string): string => {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1)
  return listed(counts)
}

const listed = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

/** What our own tills did. */
function ownTillsOf({ painted, ownTills }: Facts): string {
  const orders = new Set(painted.map(({ outTradeNo }) => outTradeNo).filter(Boolean))
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
  const starts = sum(ownTills.map((till) => till.starts))
  const killed = sum(ownTills.map((till) => till.killed))
  return `${ownTills.length}, orders ${orders.size}, started ${starts} times, killed ${killed} times`
}

/** What people read of a run. */
export function report(story: RunStory, facts: Facts, findings: readonly Finding[]): string {
  const { books, rows, lines, times } = facts
  const orders = lines.filter((line) => line.kind === 'asked')
  const struck = books.requests.filter(({ fault }) => fault !== '')
  const lastMs = Math.max(...rows.map(({ changed_ms }) => changed_ms - times.quietFromMs))
  const table = [
    ['episodes', story.episodes.join(', ')],
    ['to programs', countBy(story.deeds, ({ deed }) => deed)],
    ['node starts', String(story.nodeStarts)],
    ['connections', listed(story.lines)],
    ['doubled requests', String(story.doubled)],
    ['by WeChat Pay', countBy(struck, ({ fault }) => fault)],
    ['sales', `${new Set(orders.map(({ saleId }) => saleId)).size}, orders ${orders.length}`],
    ['own tills', ownTillsOf(facts)],
    ['payments', countBy(rows, ({ status }) => status)],
    ['calls', countBy(books.requests, ({ operation }) => operation)],
    ['last settled', `${(Math.max(0, lastMs) / 1_000).toFixed(1)} s after the network was back`],
  ]
  const checked = Object.keys(RULES).map((rule) => {
    const broken = findings.filter((finding) => finding.rule === rule).length
    return `  ${broken === 0 ? 'holds' : `BROKEN ${broken}×`}`.padEnd(14) + rule
  })
  const shown = findings
    .slice(0, FINDINGS_SHOWN)
    .map(({ rule, about, what }) => `  ${rule}: ${about}: ${what}`)
  const orderNos = new Set(rows.map(({ id }) => id))
  const stories = [...new Set(findings.map(({ about }) => about))]
    .filter((about) => orderNos.has(about))
    .slice(0, STORIES_SHOWN)
    .flatMap((about) => storyOf(about, { facts, deeds: story.deeds }))
  return [
    ...table.map(([name = '', value = '']) => `  ${name.padEnd(18)}${value}`),
    ...checked,
    ...shown,
    findings.length > shown.length ? `  and ${findings.length - shown.length} more` : '',
    ...stories,
  ]
    .filter(Boolean)
    .join('\n')
}
