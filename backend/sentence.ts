/** PostgreSQL's words about a row that names one which is not there. */
const MISSING = /\((\w+)\)=\((.*)\) is not present in table "(\w+)"/
const FOREIGN_KEY = '23503'

/** What an operator reads of what went wrong: one line, without where in the program it was. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === FOREIGN_KEY && 'detail' in error) {
    const [, , id, table] = MISSING.exec(String(error.detail)) ?? []
    if (id !== undefined) return `no such ${table}: ${id}`
  }
  if ('code' in error && error.code === 'EADDRINUSE')
    return `${error.message}: another program listens there; end it, or choose another --port`
  return error.message
}
