-- The key that a device has announced. It replaces the other one when it is first used.
alter table device add column next_public_key bytea;
