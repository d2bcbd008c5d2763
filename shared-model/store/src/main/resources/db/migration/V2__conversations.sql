-- Contacts, their conversations, and the events from outside.
-- Locks are taken in the same order everywhere: conversation, execution, step.

create extension if not exists pg_trgm;

create table contact (
  id          text primary key check (length(id) between 1 and 128),
  name        text,
  phone       text,
  email       text,
  fields      jsonb not null default '{}',
  -- When each part was last set, in microseconds since 1970:
  -- {"name": …, "phone": …, "email": …, "fields/<key>": …}. An older value does not change it.
  aspects     jsonb not null default '{}',
  sandbox     boolean not null default false,
  snapshot_at timestamptz,
  searched    text not null generated always as
    (coalesce(name, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(email, '')) stored,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  archived_at timestamptz
);
comment on column contact.snapshot_at is
  'The newest snapshot that a release before the aspects applied: everything was told then. Not written any more.';
create index contact_searched on contact using gin (searched gin_trgm_ops);
create index contact_begins on contact (lower(name) text_pattern_ops);
create index contact_recent on contact (updated_at desc, id desc) where not sandbox;

create table conversation (
  id               text primary key check (length(id) between 1 and 128),
  channel          text not null,
  -- Null means the first account of the channel.
  account_id       uuid references channel_account (id),
  status           text not null check (status in ('open', 'resolved')),
  starred          boolean not null default false,
  labels           uuid[] not null default '{}',
  assignee_type    text check (assignee_type in ('user', 'persona')),
  assignee_id      text,
  contact_id       text references contact (id),
  fields           jsonb not null default '{}',
  sentiment        text,
  -- When each part was last set, in microseconds since 1970: {"status": 1764471234567890,
  -- "labels/<id>": …, "fields/<key>": …}. An older value does not change it (docs/events.md).
  aspects          jsonb not null default '{}',
  session_id       uuid not null,
  -- When it was resolved; cleared when a message from the contact begins a new session.
  session_ended_at timestamptz,
  -- Made for one test run: it delivers nothing, triggers nothing and is in no list.
  sandbox          boolean not null default false,
  snapshot_at      timestamptz,
  last_message_at  timestamptz,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  check ((assignee_type is null) = (assignee_id is null))
);
comment on column conversation.snapshot_at is
  'The newest snapshot that a release before the aspects applied: everything was told then. Not written any more.';
create index conversation_recent on conversation (updated_at desc, id desc) where not sandbox;
create index conversation_labels on conversation using gin (labels) where not sandbox;
create index conversation_status on conversation (status, updated_at desc, id desc) where not sandbox;
create index conversation_channel on conversation (channel, updated_at desc, id desc) where not sandbox;
create index conversation_assignee on conversation (assignee_id, updated_at desc, id desc)
  where not sandbox and assignee_id is not null;
create index conversation_assignee_status on conversation (assignee_id, status, updated_at desc, id desc)
  where not sandbox and assignee_id is not null;
create index conversation_starred on conversation (updated_at desc, id desc) where not sandbox and starred;
create index conversation_contact on conversation (contact_id, updated_at desc, id desc) where contact_id is not null;

create table message (
  id                 text primary key check (length(id) between 1 and 128),
  conversation_id    text not null references conversation (id),
  session_id         uuid,
  seq                bigint generated always as identity,
  author_type        text not null check (author_type in ('contact', 'user', 'persona', 'workflow')),
  author_id          text,
  -- The user who wrote it here in the role of the contact.
  played_by          text,
  text               text not null,
  delivery           text not null check (delivery in ('pending', 'delivered', 'failed')),
  delivered_at       timestamptz,
  -- Why it could not be delivered, as the channel reported it.
  delivery_error     text,
  -- The id that the channel gave it.
  channel_message_id text,
  -- The run and the step that sent a workflow's message.
  execution_id       uuid,
  node_id            text,
  created_at         timestamptz not null default now()
);
create unique index message_order on message (conversation_id, seq);
create index message_text on message using gin (text gin_trgm_ops);
create index message_pending on message (execution_id, node_id) where delivery = 'pending';

-- Everything that happened to a conversation, in order: events from outside and changes by steps.
create table event (
  id              uuid primary key,
  conversation_id text not null,
  seq             bigint generated always as identity,
  source          text not null,
  event_id        text not null,
  type            text not null,
  time            timestamptz not null,
  received_at     timestamptz not null default now(),
  data            jsonb not null,
  -- The CloudEvent's subject, dataschema and extensions.
  attributes      jsonb not null default '{}',
  -- The user who made the change here; null for workflows and other systems.
  actor           text,
  -- The executions that caused it, first cause first: [{"executionId": …, "workflowId": …}].
  causation       jsonb not null default '[]'
);
create unique index event_timeline on event (conversation_id, seq);

-- Detects duplicates of posted events by source and id; kept for 30 days.
create table event_receipt (
  source        text not null,
  event_id      text not null,
  body_hash     text not null,
  event         uuid,
  received_at   timestamptz not null default now(),
  result        jsonb,
  -- The newest duplicate, whether its body was the same, and how many there were.
  repeated_at   timestamptz,
  repeated_same boolean,
  repeats       int not null default 0,
  primary key (source, event_id)
);
create index event_receipt_age on event_receipt (received_at);
create index event_receipt_repeated on event_receipt (repeated_at) where repeated_at is not null;

-- Rejected events with their faults, so that they can be corrected and posted again.
create table event_rejected (
  id              uuid primary key,
  received_at     timestamptz not null default now(),
  source          text,
  event_id        text,
  type            text,
  conversation_id text,
  -- Null if it was too large to keep.
  body            text,
  faults          jsonb not null,
  -- The API key or the session that posted it.
  sender          text not null,
  -- When it was posted again and accepted.
  reposted_at     timestamptz
);
create index event_rejected_age on event_rejected (received_at, id);
