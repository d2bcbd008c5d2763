-- Events that were not taken as they came. Of a duplicate the receipt says so; one that was rejected
-- is kept with its reason, so that it can be mended and posted again.
alter table event_receipt
  add column repeated_at timestamptz,
  add column repeated_same boolean,
  add column repeats int not null default 0;
create index event_receipt_repeated on event_receipt (repeated_at) where repeated_at is not null;

create table event_rejected (
  id              uuid primary key,
  received_at     timestamptz not null default now(),
  source          text,
  event_id        text,
  type            text,
  conversation_id text,
  -- Null when it was too large to keep.
  body            text,
  faults          jsonb not null,
  -- Whose key or session it came with.
  sender          text not null,
  -- When it was posted again and taken.
  reposted_at     timestamptz
);
create index event_rejected_age on event_rejected (received_at, id);
