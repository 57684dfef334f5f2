import type { Statements } from './database.ts'

/** Says that this node lives. */
export const beat = (sql: Statements, node: string): Promise<unknown> =>
  sql`insert into node (id) values (${node}) on conflict (id) do update set beat_at = now()`

/**
 * Ends the claims of nodes that fell silent, so that others need not wait until these run out. Safe even if such a node
 * was only slow: its answers carry a fence that is no longer the latest once somebody has taken over.
 */
export async function releaseClaimsOfTheDead(
  sql: Statements,
  deadAfterMs: number,
): Promise<readonly string[]> {
  const rows = await sql<{ node: string }[]>`
    with dead as (
      delete from node where beat_at < now() - ${deadAfterMs} * interval '1 millisecond'
      returning id),
    freed as (
      update payment set claimed_until = now()
      where claimed_by in (select id from dead) and claimed_until > now()
      returning claimed_by),
    freed_refunds as (
      update refund set claimed_until = now()
      where claimed_by in (select id from dead) and claimed_until > now()
      returning claimed_by),
    freed_days as (
      update reconciliation_work set claimed_until = now()
      where claimed_by in (select id from dead) and claimed_until > now()
      returning claimed_by)
    select id as node from dead`
  return rows.map(({ node }) => node)
}

/** Takes the node's name off the list and ends what claims it still has: it leaves in order. */
export async function leave(sql: Statements, node: string): Promise<void> {
  await sql`with gone as (delete from node where id = ${node}),
    freed as (
      update payment set claimed_until = now()
      where claimed_by = ${node} and claimed_until > now())
    update refund set claimed_until = now() where claimed_by = ${node} and claimed_until > now()`
}
