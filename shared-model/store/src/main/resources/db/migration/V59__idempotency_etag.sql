-- The first answer again, with the revision that it told.
alter table idempotency_key add etag text;
