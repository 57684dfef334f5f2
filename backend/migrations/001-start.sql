-- Who may ask. Secrets are sealed by the program; the database never sees them in the clear.
create table merchant (
  id text primary key,
  name text not null,
  settings jsonb not null,
  secrets bytea not null,
  version integer not null default 1
);

create table store (
  id text primary key,
  merchant_id text not null references merchant,
  name text not null,
  unique (merchant_id, id)
);

create table till (
  id text primary key,
  merchant_id text not null,
  store_id text not null,
  name text not null,
  foreign key (merchant_id, store_id) references store (merchant_id, id),
  unique (merchant_id, id)
);

create table device (
  id text primary key,
  merchant_id text not null,
  till_id text not null,
  public_key bytea not null,
  enrolled_at timestamptz not null default now(),
  revoked_at timestamptz,
  foreign key (merchant_id, till_id) references till (merchant_id, id)
);
create index device_of_till on device (till_id) where revoked_at is null;

create table enrolment_code (
  selector text primary key,
  till_id text not null references till,
  hash bytea not null,
  expires_at timestamptz not null,
  tries_left integer not null
);

create table nonce (
  device_id text not null references device,
  nonce text not null,
  used_at timestamptz not null default now(),
  primary key (device_id, nonce)
);
create index nonce_by_age on nonce (used_at);

-- Nodes that say they live. One that falls silent loses its claims to the others.
create table node (
  id text primary key,
  beat_at timestamptz not null default now()
);

-- One payment, one row. While a call to WeChat is under way its node holds the claim, and `fence` tells
-- that call from all others. `wake_at` is when somebody has to look next; null: never again.
create table payment (
  merchant_id text not null,
  id text not null,
  till_id text not null,
  fingerprint bytea not null,
  state jsonb not null,
  version integer not null,
  fence integer not null,
  submitted_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  claimed_by text,
  claimed_until timestamptz,
  wait_event text,
  wait_until timestamptz,
  next_age text,
  age_at timestamptz,
  wake_at timestamptz generated always as (least(claimed_until, wait_until, age_at)) stored,
  primary key (merchant_id, id),
  foreign key (merchant_id, till_id) references till (merchant_id, id)
) with (fillfactor = 70);
create index payment_to_wake on payment (wake_at) where wake_at is not null;
create index payment_claims on payment (claimed_by) where claimed_by is not null;
create index payment_of_till on payment (till_id, changed_at);

-- What happened to each payment, in order. Written in the statement that changes the payment.
create table payment_event (
  merchant_id text not null,
  payment_id text not null,
  version integer not null,
  event jsonb not null,
  status text not null,
  node text not null,
  at timestamptz not null default now(),
  primary key (merchant_id, payment_id, version)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal of payments is append-only';
end $$;
create trigger append_only before update or delete or truncate on payment_event
  for each statement execute function refuse_change();
