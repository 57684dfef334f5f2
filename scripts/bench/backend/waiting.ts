import type { Program } from './processes.ts'
import type { BenchRig } from './rig.ts'
import { BenchLine, startRequest } from './tills.ts'

/** Starts payments whose payers have to type a password; resolves when all are accepted. */
export async function startWaiting(
  rig: BenchRig,
  node: Program,
  { count, kind }: { readonly count: number; readonly kind: 'W' | 'H' },
): Promise<readonly string[]> {
  const lines = Array.from({ length: 16 }, () => new BenchLine(node.url))
  const ids: string[] = []
  await Promise.all(
    lines.map(async (line, index) => {
      for (let made = index; made < count; made += lines.length) {
        // Proven: the index is within the list.
        const till = rig.tills[made % rig.tills.length] as (typeof rig.tills)[number]
        const { id, bytes } = startRequest(till, kind, kind === 'W' ? 2 : 0)
        const status = await line.ask(bytes)
        if (status !== 200) throw new Error(`a start was answered ${status}`)
        ids.push(id)
      }
    }),
  )
  for (const line of lines) line.close()
  return ids
}

/** Waits until no submit is under way any more; answers with how many payments wait for their payer. */
export async function untilAllWait({ sql }: BenchRig): Promise<number> {
  for (;;) {
    const [row] = await sql<{ underWay: number; waiting: number }[]>`
      select count(*) filter (where state->>'kind' = 'submitting')::int as "underWay",
        count(*) filter (where state->>'kind' = 'confirming')::int as waiting from payment`
    if (row?.underWay === 0) return row.waiting
    await sql`select pg_sleep(0.2)`
  }
}
