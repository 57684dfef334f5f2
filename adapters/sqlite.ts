/** What the till needs of SQLite: the part of the `node:sqlite` interface that both engines have. */
export interface Sqlite {
  exec(sql: string): void
  prepare(sql: string): SqliteStatement
  close(): void
}

/** A prepared statement; rows are plain objects. */
export interface SqliteStatement {
  run(...values: readonly SqliteValue[]): unknown
  get(...values: readonly SqliteValue[]): unknown
  all(...values: readonly SqliteValue[]): unknown[]
}

/** What a column may hold. */
export type SqliteValue = string | number | bigint | null | Uint8Array

interface SqliteModule {
  DatabaseSync: new (path: string) => Sqlite
}

/** Node's own engine where the runtime has it (Node 22.13 and later), else the same interface from a package. */
async function engine(): Promise<SqliteModule> {
  try {
    return await import('node:sqlite')
  } catch {
    return await import('@photostructure/sqlite')
  }
}

/** Opens (or makes) a database file. Rejects when the file or the engine cannot be had. */
export async function openSqlite(path: string): Promise<Sqlite> {
  const { DatabaseSync } = await engine()
  return new DatabaseSync(path)
}
