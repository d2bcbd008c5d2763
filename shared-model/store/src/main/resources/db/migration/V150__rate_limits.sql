-- The state of rate limits, shared by all apis. Unlogged: after a crash of the server everyone starts with a full
-- allowance, and no request pays for the log.
create unlogged table rate_limit (
  id text primary key,
  state bytea,
  expires_at bigint
);

create index rate_limit_expiry on rate_limit (expires_at);
