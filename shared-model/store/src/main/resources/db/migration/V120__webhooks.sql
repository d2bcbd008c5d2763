-- Secrets that sign what is posted to a channel account, by Standard Webhooks. Two are active while
-- they are rotated; one that is ended is deleted.
create table signing_secret (
  id         uuid primary key,
  owner      uuid not null,
  -- Bound to "signing-secret:<owner>/<id>".
  sealed     bytea not null,
  created_at timestamptz not null default now()
);
create index signing_secret_owner on signing_secret (owner, id);

-- One header with a secret value, sealed and bound to "webhook-header:<id>".
alter table channel_account add column header_name text;
alter table channel_account add column header_sealed bytea;
alter table channel_account add constraint channel_account_header
  check ((header_name is null) = (header_sealed is null));

-- Each attempt to hand over a message.
create table webhook_attempt (
  id          uuid primary key,
  -- The channel account.
  owner       uuid not null,
  message_id  text references message (id) on delete cascade,
  -- The same for all attempts, so that the receiver recognizes a repetition.
  key         text not null,
  -- Who asked for it; none for an attempt of Parley's own.
  actor       text,
  at          timestamptz not null default now(),
  -- None until the attempt has ended.
  accepted    boolean,
  took_ms     int,
  status      int,
  error       text
);
create index webhook_attempt_owner on webhook_attempt (owner, id desc);
create index webhook_attempt_message on webhook_attempt (message_id, id) where message_id is not null;

-- A message waits for the earlier ones of its conversation.
create index message_waiting on message (conversation_id, seq) where delivery = 'pending';

-- Addresses that the api asks the worker about, whose guard decides whether they may be reached.
create table address_check (
  id         uuid primary key,
  url        text not null,
  problem    text,
  checked_at timestamptz,
  created_at timestamptz not null default now()
);
