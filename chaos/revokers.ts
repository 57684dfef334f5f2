import { openDatabase } from '../backend/database.ts'
import type { NodeSlot } from './node-slot.ts'
import { TIMING } from './timing.ts'

/** From this age on a revoke is old news by the time that its owner wakes up: it met nothing, and the submit came after it. */
const AGE_MS = { least: TIMING.absentAfterMs - 3_700, most: TIMING.absentAfterMs - 1_300 } as const

/** The nodes that wait right now for the answer of a revoke that left while its payment could still arrive. Empty while PostgreSQL is away. */
export async function revokers(
  url: string,
  nodes: readonly NodeSlot[],
): Promise<readonly NodeSlot[]> {
  const sql = openDatabase({ url, connections: 1 })
  try {
    const rows = await sql<{ node: string }[]>`
      select distinct claimed_by as node from payment
      where claimed_by is not null and state->>'call' = 'revoke'
        and now() - submitted_at between ${AGE_MS.least} * interval '1 ms'
          and ${AGE_MS.most} * interval '1 ms'`
    return nodes.filter((node) => rows.some((row) => row.node === node.id()))
  } catch {
    return []
  } finally {
    await sql.end()
  }
}
