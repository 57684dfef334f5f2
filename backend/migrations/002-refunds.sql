-- Who works at the tills. The PIN's hash is sealed by the program besides, so that the database alone cannot try PINs.
create table operator (
  id text primary key,
  merchant_id text not null references merchant,
  name text not null,
  role text not null check (role in ('cashier', 'manager')),
  pin bytea not null,
  active boolean not null default true,
  tries_left integer not null,
  locked_until timestamptz,
  unique (merchant_id, id)
);

alter table payment add column operator_id text;
alter table payment add foreign key (merchant_id, operator_id) references operator (merchant_id, id);

-- For finding orders: those of a till in the order of time, and one by WeChat's number.
create index payment_of_till_by_time on payment (till_id, submitted_at, id);
create index payment_by_transaction on payment (merchant_id, (state #>> '{payment,transactionId}'))
  where state->>'kind' = 'paid';

-- One refund, one row, with the claim, fence and due time that payments have.
create table refund (
  merchant_id text not null,
  id text not null,
  payment_id text not null,
  till_id text not null,
  operator_id text,
  approved_by text,
  fingerprint bytea not null,
  amount_minor bigint not null check (amount_minor > 0),
  state jsonb not null,
  version integer not null,
  fence integer not null,
  requested_at timestamptz not null default now(),
  sent_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  claimed_by text,
  claimed_until timestamptz,
  wait_event text,
  wait_until timestamptz,
  wake_at timestamptz generated always as (least(claimed_until, wait_until)) stored,
  primary key (merchant_id, id),
  foreign key (merchant_id, payment_id) references payment (merchant_id, id),
  foreign key (merchant_id, till_id) references till (merchant_id, id),
  foreign key (merchant_id, operator_id) references operator (merchant_id, id),
  foreign key (merchant_id, approved_by) references operator (merchant_id, id)
) with (fillfactor = 70);
create index refund_to_wake on refund (wake_at) where wake_at is not null;
create index refund_claims on refund (claimed_by) where claimed_by is not null;
create index refund_of_payment on refund (merchant_id, payment_id);
create index refund_of_till on refund (till_id, changed_at);
create index refund_of_till_open on refund (till_id)
  where state->>'kind' not in ('refunded', 'refused');

create table refund_event (
  merchant_id text not null,
  refund_id text not null,
  version integer not null,
  event jsonb not null,
  status text not null,
  node text not null,
  at timestamptz not null default now(),
  primary key (merchant_id, refund_id, version)
);
create trigger append_only before update or delete or truncate on refund_event
  for each statement execute function refuse_change();

-- No payment gives back more than it took, whoever refunds at the same moment: the payment's row is locked, and only then
-- is counted. (Each statement of such a function sees what was committed before it began.) WeChat's own limits
-- are 50 refunds of an order within a year of its payment.
create function keep_refund_within_payment() returns trigger language plpgsql as $$
declare
  of_payment payment%rowtype;
  given bigint;
  parts bigint;
begin
  select * into of_payment from payment
    where merchant_id = new.merchant_id and id = new.payment_id for update;
  if not found or not (of_payment.state->>'kind' = 'paid' or (
    of_payment.state->>'kind' = 'needs-attention' and
    of_payment.state->>'problem' = 'refund-needed')) then
    raise exception 'not refundable' using errcode = 'QP001';
  end if;
  if of_payment.submitted_at < now() - interval '365 days' then
    raise exception 'too old to refund' using errcode = 'QP004';
  end if;
  select coalesce(sum(amount_minor), 0), count(*) into given, parts from refund
    where merchant_id = new.merchant_id and payment_id = new.payment_id
      and state->>'kind' <> 'refused';
  if given + new.amount_minor > (of_payment.state #>> '{sale,amount,minor}')::bigint then
    raise exception 'more than was paid' using errcode = 'QP002';
  end if;
  if parts >= 50 then
    raise exception 'too many refunds' using errcode = 'QP003';
  end if;
  return new;
end $$;
create trigger within_payment before insert on refund
  for each row execute function keep_refund_within_payment();

-- What was counted stays so: no refund changes its amount or its payment, or comes back from being refused.
create function keep_refund() returns trigger language plpgsql as $$
begin
  if (new.merchant_id, new.id, new.payment_id, new.amount_minor)
      is distinct from (old.merchant_id, old.id, old.payment_id, old.amount_minor)
    or old.state->>'kind' in ('refused', 'refunded') then
    raise exception 'a refund keeps what it was made for, and its end';
  end if;
  return new;
end $$;
create trigger keeps before update on refund for each row execute function keep_refund();
