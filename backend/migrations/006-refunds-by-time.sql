-- A day's refunds are read by pages, in the order of their time.
create index refund_of_merchant_by_time on refund (merchant_id, requested_at, id);
