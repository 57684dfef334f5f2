import { randomUUID } from 'node:crypto'
import { beginSale } from '../../../app/payment/flow.ts'
import type { Timing } from '../../../app/payment/timing.ts'
import { changeBy } from '../../../backend/payment-change.ts'
import { insertPayments, type PaymentRow, writeChanges } from '../../../backend/payment-rows.ts'
import { money } from '../../../app/money.ts'
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

/** Rows made and written in one statement. */
const AT_ONCE = 500
/** Who has accepted them: a node that left in order. */
const MAKER = 'node-before'

/**
 * Payments that a node before this one has accepted and submitted, and whose payers WeChat waits for: made by the flow and
 * the statements of the nodes, without the minutes that 10,000 submits would take. Their next questions are due evenly over
 * one pause, as those of payers are who come one after the other.
 */
export async function makeWaiting(
  { sql, merchantId, tills }: BenchRig,
  { count, timing }: { readonly count: number; readonly timing: Timing },
): Promise<void> {
  const amount = money(1280, 'CNY')
  if (!amount.ok) throw new Error('no amount')
  const answer = { kind: 'error', code: 'USERPAYING', description: 'waiting' } as const
  for (let made = 0; made < count; made += AT_ONCE) {
    const wanted = Array.from({ length: Math.min(AT_ONCE, count - made) }, (_, index) => {
      const id = `W${randomUUID().replaceAll('-', '').slice(1)}`
      const sale = { saleId: id, amount: amount.value, description: 'Demo Store-Tea', note: '' }
      const begun = beginSale({ ...sale, startedAtMs: 0 })
      const code = { outTradeNo: id, atMs: 0, paymentCode: '100000000000000000' }
      const change = changeBy(timing, begun, { type: 'code-scanned', ...code })
      if (change === null) throw new Error('a new sale takes a code')
      const tillId = tills[(made + index) % tills.length]?.tillId ?? ''
      const fingerprint = Buffer.alloc(32)
      return { merchantId, id, tillId, fingerprint, change, node: MAKER, claimMs: 60_000 }
    })
    const rows = (await insertPayments(sql, wanted)).filter((row) => row !== null)
    const changes = rows.flatMap((row: PaymentRow) => {
      const event = { type: 'submit-answered', answer, submission: 'first' } as const
      const change = changeBy(timing, row.state, event)
      return change === null ? [] : [{ row, change, claimMs: 0 }]
    })
    await writeChanges(sql, MAKER, changes)
  }
  await sql`update payment set wait_until =
      now() + random() * ${timing.queryEveryMs} * interval '1 millisecond'
    where wait_event = 'query-due'`
  await sql`vacuum analyze payment`
}
