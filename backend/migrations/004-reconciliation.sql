-- Days compared with WeChat's bills, one merchant's apart from another's. Order numbers are compared byte by byte, whatever
-- the database's own order of letters is.

-- Who compares a merchant's days, and what is asked of whoever does: one row a merchant, claimed by one node at a time.
create table reconciliation_work (
  merchant_id text primary key references merchant,
  fence integer not null default 0,
  claimed_by text,
  claimed_until timestamptz,
  -- A day that a manager asked for.
  wanted_day text,
  cancelled boolean not null default false,
  progress jsonb,
  -- When a node looks by itself for days that are due.
  look_at timestamptz not null default now()
);
create index reconciliation_work_claims on reconciliation_work (claimed_by) where claimed_by is not null;

-- One comparison of a day. Its lines are nobody's until the day's row names it.
create table reconciliation_run (
  run bigint generated always as identity primary key,
  merchant_id text not null references merchant,
  day text not null,
  node text not null,
  begun_at timestamptz not null default now()
);
create index reconciliation_run_of_merchant on reconciliation_run (merchant_id);

create table reconciliation_day (
  merchant_id text not null references merchant,
  day text not null,
  failure jsonb,
  report jsonb,
  reconciled_at_ms bigint,
  run bigint references reconciliation_run,
  primary key (merchant_id, day)
);
create index reconciliation_day_of_run on reconciliation_day (run);

-- No foreign key: a day may have a million of them, and they are written and forgotten by run alone.
create table reconciliation_line (
  run bigint not null,
  order_number text collate "C" not null,
  refund_number text collate "C" not null,
  at_ms bigint not null,
  hour integer not null,
  till text not null,
  cashier text,
  currency text not null,
  ours_minor bigint,
  theirs_minor bigint,
  ours_state text,
  theirs_state text,
  gravity integer not null,
  class text not null,
  primary key (run, order_number, refund_number)
);
create index reconciliation_line_in_order
  on reconciliation_line (run, gravity, at_ms, order_number, refund_number);

create table reconciliation_difference (
  merchant_id text not null references merchant,
  id text collate "C" not null,
  day text not null,
  order_number text collate "C" not null,
  refund_number text collate "C" not null,
  gravity integer not null,
  class text not null,
  body jsonb not null,
  state_kind text not null check (state_kind in ('open', 'explained', 'resolved')),
  state jsonb not null,
  found_at_ms bigint not null,
  primary key (merchant_id, id)
);
create index reconciliation_difference_of_line
  on reconciliation_difference (merchant_id, day, order_number, refund_number);
create index reconciliation_difference_of_day
  on reconciliation_difference (merchant_id, day, state_kind, gravity);
create index reconciliation_difference_open
  on reconciliation_difference (merchant_id) where state_kind = 'open';

-- What was done about a difference, and by whom. Kept for good.
create table reconciliation_remedy (
  merchant_id text not null,
  difference_id text collate "C" not null,
  seq integer not null,
  body jsonb not null,
  at timestamptz not null default now(),
  primary key (merchant_id, difference_id, seq),
  foreign key (merchant_id, difference_id) references reconciliation_difference (merchant_id, id)
);
create function refuse_remedy_change() returns trigger language plpgsql as $$
begin
  raise exception 'what was done about a difference is kept as it was';
end $$;
create trigger append_only before update or delete or truncate on reconciliation_remedy
  for each statement execute function refuse_remedy_change();

-- Rows of a day's bill that are about another day of ours.
create table reconciliation_elsewhere (
  merchant_id text not null references merchant,
  bill_day text not null,
  row text not null,
  order_number text collate "C" not null,
  refund_number text collate "C" not null,
  our_day text not null,
  primary key (merchant_id, bill_day, row, order_number, refund_number)
);
create index reconciliation_elsewhere_of_our_day
  on reconciliation_elsewhere (merchant_id, our_day);

-- What a run has found before it counts.
create table reconciliation_new_difference (
  run bigint not null,
  id text collate "C" not null,
  order_number text collate "C" not null,
  refund_number text collate "C" not null,
  gravity integer not null,
  class text not null,
  body jsonb not null,
  quiet boolean not null,
  primary key (run, id)
);
create table reconciliation_new_elsewhere (
  run bigint not null,
  row text not null,
  order_number text collate "C" not null,
  refund_number text collate "C" not null,
  our_day text not null,
  primary key (run, row, order_number, refund_number)
);

-- Bills as they came: the same bill once, and nothing overwritten. `packed`: it came plain, and was packed to be kept.
create table reconciliation_bill (
  merchant_id text not null references merchant,
  day text not null,
  sha256 text not null,
  bytes bigint not null,
  packed boolean not null,
  kept_at timestamptz not null default now(),
  primary key (merchant_id, day, sha256)
);
create table reconciliation_bill_piece (
  merchant_id text not null,
  day text not null,
  sha256 text not null,
  seq integer not null,
  data bytea not null,
  primary key (merchant_id, day, sha256, seq)
);
-- Packed already: PostgreSQL would only try in vain.
alter table reconciliation_bill_piece alter column data set storage external;

-- Who proved their PIN at which device, and when: a manager's books are shown where the manager was.
create table sign_in (
  device_id text not null references device,
  operator_id text not null references operator,
  at timestamptz not null default now(),
  primary key (device_id, operator_id)
);
