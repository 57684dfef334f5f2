import { type Sqlite } from '../sqlite.ts'

/** Each step brings a file from the version before; the number of steps is the file's version. */
const MIGRATIONS = [
  `create table day (
     day text primary key,
     failure text,
     report text,
     reconciled_at_ms integer
   ) strict;
   create table line (
     day text not null,
     order_number text not null,
     refund_number text not null,
     at_ms integer not null,
     hour integer not null,
     till text not null,
     cashier text,
     currency text not null,
     ours_minor integer,
     theirs_minor integer,
     ours_state text,
     theirs_state text,
     gravity integer not null,
     class text not null,
     primary key (day, order_number, refund_number)
   ) strict, without rowid;
   create index line_in_order on line (day, gravity, at_ms, order_number);
   create table difference (
     id text primary key,
     day text not null,
     order_number text not null,
     refund_number text not null,
     gravity integer not null,
     class text not null,
     body text not null,
     state_kind text not null check (state_kind in ('open', 'explained', 'resolved')),
     state text not null,
     found_at_ms integer not null
   ) strict;
   create index difference_of_line on difference (day, order_number, refund_number);
   create index difference_of_day on difference (day, state_kind, gravity);
   create table remedy (
     difference_id text not null references difference (id),
     seq integer not null,
     body text not null,
     primary key (difference_id, seq)
   ) strict;
   create table elsewhere (
     bill_day text not null,
     our_day text not null,
     order_number text not null,
     refund_number text not null,
     row text not null,
     primary key (bill_day, row, order_number, refund_number)
   ) strict;
   create index elsewhere_of_our_day on elsewhere (our_day);`,
]

/** What a reconciliation writes before it counts. Gone with the connection. */
const STAGING = `
  create temp table if not exists new_line (
    order_number text not null, refund_number text not null, at_ms integer not null,
    hour integer not null, till text not null, cashier text, currency text not null,
    ours_minor integer, theirs_minor integer, ours_state text, theirs_state text);
  create temp table if not exists new_difference (
    id text primary key, order_number text not null, refund_number text not null,
    gravity integer not null, class text not null, body text not null, quiet integer not null);
  create temp table if not exists new_elsewhere (
    our_day text not null, order_number text not null, refund_number text not null, row text not null);`

/** A full and an empty lot of what was staged. */
export const EMPTY_STAGING =
  'delete from new_line; delete from new_difference; delete from new_elsewhere;'

const PRAGMAS = `pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
  pragma fullfsync = on; pragma checkpoint_fullfsync = on;`

const versionOf = (db: Sqlite): number => {
  const row = db.prepare('pragma user_version').get()
  return typeof row === 'object' && row !== null ? Number(Object.values(row)[0]) : 0
}

/** Makes or brings up the tables. Throws when the file is of a later program: nothing may be written into what is not understood. */
export function prepareSchema(db: Sqlite): void {
  db.exec(PRAGMAS)
  const version = versionOf(db)
  if (version > MIGRATIONS.length) throw new Error(`reconciliation file of version ${version}`)
  MIGRATIONS.slice(version).forEach((sql, index) => {
    db.exec(`begin immediate; ${sql} pragma user_version = ${version + index + 1}; commit;`)
  })
  db.exec(STAGING)
  db.exec(EMPTY_STAGING)
}
