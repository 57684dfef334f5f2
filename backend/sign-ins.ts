import type { Statements } from './database.ts'

/** Who proved their PIN where. */
export interface SignIn {
  readonly deviceId: string
  readonly operatorId: string
}

/** As long as a long shift: then a PIN is needed again. */
const HOURS = 12

/** Remembers that somebody proved their PIN at a device. */
export const keepSignIn = (sql: Statements, { deviceId, operatorId }: SignIn): Promise<unknown> =>
  sql`insert into sign_in (device_id, operator_id) values (${deviceId}, ${operatorId})
    on conflict (device_id, operator_id) do update set at = now()`

/** A manager who claims to stand at a device. */
export interface ManagerClaim {
  readonly merchantId: string
  readonly deviceId: string
  readonly operator: string
}

/** What is true of such a claim. */
export type ManagerRuling =
  | { readonly kind: 'manager'; readonly id: string; readonly name: string }
  /** No active manager of the merchant: nobody learns which of it. */
  | { readonly kind: 'nobody' }
  | { readonly kind: 'not-signed-in' }

/** Whether the operator is a manager of the merchant who proved it at this very device not long ago. */
export async function ruleOnManager(
  sql: Statements,
  { merchantId, deviceId, operator }: ManagerClaim,
): Promise<ManagerRuling> {
  const [row] = await sql<{ name: string; here: boolean }[]>`
    select o.name, coalesce(s.at > now() - ${HOURS} * interval '1 hour', false) as here
    from operator o left join sign_in s on s.operator_id = o.id and s.device_id = ${deviceId}
    where o.merchant_id = ${merchantId} and o.id = ${operator} and o.active and o.role = 'manager'`
  if (row === undefined) return { kind: 'nobody' }
  return row.here ? { kind: 'manager', id: operator, name: row.name } : { kind: 'not-signed-in' }
}
