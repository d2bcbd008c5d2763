create extension if not exists pg_trgm;

-- What the administrator has changed from its default.
create table setting (
  key        text primary key,
  value      jsonb not null,
  updated_at timestamptz not null default now()
);

-- Where conversations are held: one account of ours on a channel, and the connector that delivers.
create table channel_account (
  id          uuid primary key,
  name        text not null check (length(name) between 1 and 120),
  channel     text not null check (channel in ('whatsapp', 'instagram', 'facebook', 'webchat')),
  connector   text not null,
  url         text,
  created_at  timestamptz not null default now(),
  archived_at timestamptz
);
create unique index channel_account_name on channel_account (lower(name));
create index channel_account_channel on channel_account (channel, id) where archived_at is null;

create table segment (
  id          uuid primary key,
  name        text not null check (length(name) between 1 and 120),
  description text not null default '',
  filter      jsonb not null,
  created_at  timestamptz not null default now(),
  archived_at timestamptz
);
create unique index segment_name on segment (lower(name));

alter table contact add column archived_at timestamptz;
-- The time of the newest snapshot applied, as for conversations.
alter table contact add column snapshot_at timestamptz;
alter table contact add column searched text not null generated always as
  (coalesce(name, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(email, '')) stored;
create index contact_searched on contact using gin (searched gin_trgm_ops);
create index contact_begins on contact (lower(name) text_pattern_ops);
create index contact_recent on contact (updated_at desc, id desc) where not sandbox;

-- Which account a conversation is held on; none for the first of its channel.
alter table conversation add column account_id uuid references channel_account (id);
-- When it was resolved, until a customer's message begins a new session.
alter table conversation add column session_ended_at timestamptz;
create index conversation_status on conversation (status, updated_at desc, id desc) where not sandbox;
create index conversation_channel on conversation (channel, updated_at desc, id desc) where not sandbox;
create index conversation_assignee on conversation (assignee_id, updated_at desc, id desc)
  where not sandbox and assignee_id is not null;
create index conversation_assignee_status on conversation (assignee_id, status, updated_at desc, id desc)
  where not sandbox and assignee_id is not null;
create index conversation_starred on conversation (updated_at desc, id desc) where not sandbox and starred;
create index conversation_contact on conversation (contact_id, updated_at desc, id desc) where contact_id is not null;

alter table message add column session_id uuid;
-- Who wrote it here as the customer would.
alter table message add column played_by text;
-- The step that sent it, of a workflow's message.
alter table message add column node_id text;
alter table message add column delivered_at timestamptz;
-- Why it could not be delivered, in the channel's words.
alter table message add column delivery_error text;
-- The name that the channel gave it.
alter table message add column channel_message_id text;
create index message_text on message using gin (text gin_trgm_ops);
create index message_pending on message (execution_id, node_id) where delivery = 'pending';

-- Who made the change here: a user's name; empty for workflows and other systems.
alter table event add column actor text;
create index not_started_conversation on not_started (conversation_id, id desc);
