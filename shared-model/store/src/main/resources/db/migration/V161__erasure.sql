-- When the personal data of a run was erased: what is left is that it happened.
alter table execution add column erased_at timestamptz;

create table erasure (
  id           uuid primary key,
  -- Null once it is done, and so is what was searched for.
  contact_id   text,
  sought       jsonb not null default '[]',
  phase        text not null default 'ending' check (phase in ('ending', 'removing', 'searching', 'done')),
  requested_by text not null,
  requested_at timestamptz not null default now(),
  completed_at timestamptz,
  -- Deleted rows by kind of data.
  counts       jsonb not null default '{}',
  -- The result of the final search.
  found        jsonb,
  rounds       int not null default 0,
  -- Why it does not continue at the moment.
  problem      text,
  lease_until  timestamptz not null default now(),
  check ((phase = 'done') = (completed_at is not null)),
  check ((phase = 'done') = (contact_id is null))
);
create unique index erasure_contact on erasure (contact_id) where contact_id is not null;
create index erasure_open on erasure (lease_until) where completed_at is null;

-- To find what was sent about a conversation.
create index subscription_delivery_conversation on subscription_delivery (conversation_id);
