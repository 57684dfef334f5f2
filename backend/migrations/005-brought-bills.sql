-- Bills that a manager brings as a file. Until one is whole it is no bill: its pieces wait here, one bill of a merchant at a time.
create table reconciliation_upload (
  merchant_id text not null references merchant,
  day text not null,
  sha256 text not null,
  seq integer not null,
  data bytea not null,
  primary key (merchant_id, day, sha256, seq)
);
-- Packed already: PostgreSQL would only try in vain.
alter table reconciliation_upload alter column data set storage external;

-- The kept bill that the wanted day is to be compared with; null: WeChat is asked for one.
alter table reconciliation_work add column wanted_bill text;
