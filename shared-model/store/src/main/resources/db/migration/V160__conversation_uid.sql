-- Parley's own id of a conversation. Temporal and logs carry it instead of the sender's, which is
-- often a phone number.
alter table conversation add column uid uuid not null default gen_random_uuid();
