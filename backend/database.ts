import postgres from 'postgres'
import { type Address, openWatchedLine } from './silent-lines.ts'

/** A pool of connections to PostgreSQL, and the tag that makes statements. */
export type Database = postgres.Sql

/** What can run a statement: the pool, or a transaction of it. */
export type Statements = postgres.Sql | postgres.TransactionSql

export interface DatabaseWish {
  readonly url: string
  readonly connections: number
  /**
   * False: a commit may be lost when PostgreSQL itself crashes. Only for what a request that is repeated within
   * minutes would need.
   */
  readonly durable?: boolean
  /** For migrations, whose statements may take as long as they like. */
  readonly patient?: boolean
}

/** Longer than any statement may take, since PostgreSQL ends those itself. A line that is only idle is dropped too: it costs little. */
const SILENT_MS = 15_000
const RETRY_SECONDS_MAX = 1

/** The driver tries several hosts by itself, and then opens its lines itself too. */
const hasSeveralHosts = (url: string): boolean => /^[^/]*\/\/[^/?]*,/.test(url)

/** Opens a pool. Nothing is connected until the first statement. */
export const openDatabase = ({
  url,
  connections,
  durable = true,
  patient = false,
}: DatabaseWish): Database => {
  const watched = hasSeveralHosts(url) || patient ? {} : watchedLines
  return postgres(url, {
    max: connections,
    connect_timeout: 5,
    // The driver's own pauses grow to 20 s: a PostgreSQL that is back would be of no use to the counter for as long.
    backoff: (tries) => Math.min(3 ** tries / 100, RETRY_SECONDS_MAX) * (0.5 + Math.random() / 2),
    onnotice: () => undefined,
    connection: {
      application_name: 'quick-pay-backend',
      // A statement that waits longer is worth nothing to anybody at a counter.
      statement_timeout: 10_000,
      idle_in_transaction_session_timeout: 10_000,
      ...(durable ? {} : { synchronous_commit: 'off' }),
    },
    ...watched,
  })
}

/** An option that the driver has, though its types do not name it. */
const watchedLines: object = {
  socket: (address: Address) => openWatchedLine(address, SILENT_MS),
}

/** PostgreSQL's own last words on a line ("FATAL"), or the driver's about one that broke. */
const isLineGone = (error: unknown): boolean =>
  error instanceof postgres.PostgresError
    ? error.severity === 'FATAL' || error.severity === 'PANIC'
    : error instanceof Error &&
      'code' in error &&
      /^(CONNECTION_|CONNECT_TIMEOUT|E[A-Z]+$)/.test(String(error.code))

/**
 * Does `work` in a transaction. When its line breaks, the driver would still send a ROLLBACK on it, into a socket that is
 * gone, which ends the whole process. So the work is left hanging then; the driver itself rejects the transaction.
 */
export function inTransaction<T>(
  sql: Database,
  work: (transaction: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const guarded = async (transaction: postgres.TransactionSql): Promise<T> => {
    try {
      return await work(transaction)
    } catch (error) {
      if (isLineGone(error)) await new Promise<never>(() => undefined)
      throw error
    }
  }
  // The driver's type unpacks arrays of promises, which T never is here.
  return sql.begin(guarded) as Promise<T>
}
