import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Program } from './processes.ts'
import type { BenchRig } from './rig.ts'
import { BenchLine, startRequest } from './tills.ts'

/** What a load did. */
export interface Load {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Processor time of the nodes for each accepted payment. */
  readonly cpuUs: number
  /** That of PostgreSQL's processes. */
  readonly postgresUs: number
}

const quantileOf = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN

/** Starts payments over `lines` connections to each node, one under way on each, until they or the seconds are over. */
export async function acceptLoad(
  rig: BenchRig,
  nodes: readonly Program[],
  { seconds, lines, payments }: { seconds: number; lines: number; payments: number },
): Promise<Load> {
  const requests = Array.from({ length: payments }, (_, index) => {
    // Proven: the index is within the list.
    const till = rig.tills[index % rig.tills.length] as (typeof rig.tills)[number]
    return startRequest(till, 'P', 0).bytes
  })
  const open = nodes.flatMap(({ url }) => Array.from({ length: lines }, () => new BenchLine(url)))
  const tookMs: number[] = []
  const postgresBeforeMs = rig.postgresCpuMs()
  const cpuBeforeMs = sum(nodes.map((node) => node.cpuMs()))
  const startedMs = performance.now()
  const endMs = startedMs + seconds * 1_000
  await Promise.all(
    open.map(async (line) => {
      for (let request = requests.pop(); request !== undefined; request = requests.pop()) {
        const sentMs = performance.now()
        if (sentMs >= endMs) return
        const status = await line.ask(request)
        if (status !== 200) throw new Error(`a start was answered ${status}`)
        tookMs.push(performance.now() - sentMs)
      }
    }),
  )
  const tookSeconds = (performance.now() - startedMs) / 1_000
  const cpuMs = sum(nodes.map((node) => node.cpuMs())) - cpuBeforeMs
  const postgresMs = rig.postgresCpuMs() - postgresBeforeMs
  for (const line of open) line.close()
  const sorted = tookMs.toSorted((one, other) => one - other)
  return {
    perSecond: tookMs.length / tookSeconds,
    p50Ms: quantileOf(sorted, 0.5),
    p99Ms: quantileOf(sorted, 0.99),
    cpuUs: (cpuMs * 1_000) / tookMs.length,
    postgresUs: (postgresMs * 1_000) / tookMs.length,
  }
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)

/** One payment with its journal, as a node writes it, but with nothing to compute: all that varies is the number. */
const insertScript = ({
  merchantId,
  tills,
}: BenchRig): string => `\\set n random(1, 1000000000000000)
with made as (
  insert into payment (merchant_id, id, till_id, fingerprint, state, version, fence,
    claimed_by, claimed_until, next_age, age_at)
  values ('${merchantId}', 'B' || :client_id || '-' || :n, '${tills[0]?.tillId ?? ''}',
    decode('${'ab'.repeat(32)}', 'hex'),
    jsonb_build_object('age', 'new', 'kind', 'submitting', 'stopPressed', false,
      'sale', jsonb_build_object('note', '', 'amount', '{"minor":1280,"currency":"CNY"}'::jsonb,
        'saleId', 'B' || :n, 'description', 'Demo Store-Tea', 'startedAtMs', 1767225600000),
      'attempt', jsonb_build_object('number', 1, 'outTradeNo', 'B' || :n, 'submittedAtMs',
        1767225600000)),
    1, 1, 'pgbench', now() + interval '10 minutes', 'revocable', now() + interval '15 seconds')
  on conflict (merchant_id, id) do nothing
  returning *),
journal as (
  insert into payment_event (merchant_id, payment_id, version, event, status, node)
  select merchant_id, id, version,
    jsonb_build_object('type', 'code-scanned', 'atMs', 1767225600000, 'outTradeNo', id),
    state->>'kind', 'pgbench' from made)
select id, version from made;
`

/** What PostgreSQL itself takes of the same rows over as many connections, and what each costs it; null without pgbench. */
export async function pgbench(
  rig: BenchRig,
  { seconds, connections }: { seconds: number; connections: number },
): Promise<Pick<Load, 'perSecond' | 'postgresUs'> | null> {
  const file = path.join(tmpdir(), `quick-pay-insert-${process.pid}.sql`)
  writeFileSync(file, insertScript(rig))
  const args = ['-n', '-M', 'prepared', '-f', file, '-T', String(seconds), '-j', '2']
  const beforeMs = rig.postgresCpuMs()
  try {
    const { stdout } = await promisify(execFile)('pgbench', [
      ...args,
      '-c',
      String(connections),
      rig.databaseUrl,
    ])
    const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
    const done = Number(/actually processed: (\d+)/.exec(stdout)?.[1])
    return { perSecond, postgresUs: ((rig.postgresCpuMs() - beforeMs) * 1_000) / done }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
