import postgres from 'postgres'

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
}

/** Opens a pool. Nothing is connected until the first statement. */
export const openDatabase = ({ url, connections, durable = true }: DatabaseWish): Database =>
  postgres(url, {
    max: connections,
    connect_timeout: 5,
    onnotice: () => undefined,
    connection: {
      application_name: 'quick-pay-backend',
      // A statement that waits longer is worth nothing to anybody at a counter.
      statement_timeout: 10_000,
      idle_in_transaction_session_timeout: 10_000,
      ...(durable ? {} : { synchronous_commit: 'off' }),
    },
  })
