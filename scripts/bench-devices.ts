/**
 * Measures what the device layer adds to a scan, each transport against a bare reader in the same run, and reads disturbed scans. Run by
 * `npm run bench:devices [-- --runs N --noise N]`; fails when a code was read that nobody scanned.
 */
import { parseArgs } from 'node:util'
import { hidNoise, serialNoise, wedgeNoise, type NoiseOutcome } from './bench/device-noise.ts'
import { hidLatency, serialLatency, wedgeLatency } from './bench/device-latency.ts'
import { serviceLatency } from './bench/device-service-latency.ts'
import { quantile, type Figures } from './bench/figures.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    noise: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
})
const [runs, noise, seed] = [values.runs, values.noise, values.seed].map(Number) as [
  number,
  number,
  number,
] // three in, three out

const row = ({ name, runs: taken }: Figures): string => {
  const [p50, p99] = [0.5, 0.99].map((share) => quantile(taken, share).toFixed(3))
  return `| ${name} | ${taken.length} | ${p50} | ${p99} | ${Math.max(...taken).toFixed(2)} |`
}

console.log('| what | runs | p50 ms | p99 ms | max ms |\n| --- | ---: | ---: | ---: | ---: |')
for (const measure of [serialLatency, hidLatency, wedgeLatency, serviceLatency]) {
  for (const figures of await measure(runs)) console.log(row(figures))
}

const outcomes: readonly NoiseOutcome[] = [
  ...(['any-line', 'crlf', 'stx-etx', 'idle'] as const).map((framing) =>
    serialNoise(framing, noise, seed),
  ),
  hidNoise(true, noise, seed),
  hidNoise(false, noise, seed),
  wedgeNoise(noise, seed),
]
console.log(
  '\n| disturbed scans | scans | whole, read | wrong codes | heap grown, KiB |\n| --- | ---: | ---: | ---: | ---: |',
)
for (const { name, scans, whole, read, wrong, heapGrowthBytes } of outcomes) {
  const grown = (heapGrowthBytes / 1024).toFixed(0)
  console.log(`| ${name} | ${scans} | ${read} of ${whole} | ${wrong} | ${grown} |`)
}
if (outcomes.some(({ wrong, whole, read }) => wrong > 0 || read < whole)) process.exitCode = 1
