-- Workflows, their versions, and how often they ran.

create table graph (
  hash    text primary key,
  body    jsonb not null,
  -- Published before templates were checked strictly: its templates are read leniently.
  lenient boolean not null default false
);

create table workflow (
  id              uuid primary key,
  slug            text not null unique,
  name            text not null check (length(name) between 1 and 120),
  description     text not null default '' check (length(description) <= 2000),
  status          text not null default 'draft' check (status in ('draft', 'active', 'paused', 'archived')),
  newest_version  int not null default 0,
  active_version  int,
  active_trigger  text,
  active_graph    text references graph (hash),
  -- Of the working copy, saved or not; the list shows it for a draft.
  trigger         text,
  -- Increases with each change of the working copy, save, publish and rename; If-Match compares it.
  revision        bigint not null default 1,
  changed_by      text not null,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  check (status <> 'active' or active_version is not null)
);
-- Matching reads only the workflows that an event starts, in order of creation.
create index workflow_match on workflow (active_trigger, id) include (active_version, active_graph) where status = 'active';

create table workflow_version (
  workflow_id uuid not null references workflow (id) on delete cascade,
  number      int not null,
  graph_hash  text not null references graph (hash),
  trigger     text,
  note        text not null default '',
  author      text not null,
  published   boolean not null,
  created_at  timestamptz not null default now(),
  primary key (workflow_id, number)
);

create table working_copy (
  workflow_id uuid primary key references workflow (id) on delete cascade,
  graph       jsonb not null,
  changed_by  text not null,
  changed_at  timestamptz not null default now()
);

-- Counts of executions. Each change is a delta; deltas are folded into days and totals, so that no
-- query counts the ledger, and the list of workflows reads one row of each.
create table execution_delta (
  id          bigint generated always as identity primary key,
  workflow_id uuid not null,
  day         date not null,
  started     int not null,
  failed      int not null
);
create table execution_count (
  workflow_id uuid not null,
  day         date not null,
  started     bigint not null default 0,
  failed      bigint not null default 0,
  primary key (workflow_id, day)
);
create table execution_total (
  workflow_id uuid primary key,
  started     bigint not null default 0,
  failed      bigint not null default 0
);

-- Workflows that an event matched but did not start, and why.
create table not_started (
  id              uuid primary key,
  workflow_id     uuid not null references workflow (id) on delete cascade,
  conversation_id text not null,
  event           uuid not null,
  reason          text not null,
  causation       jsonb not null,
  created_at      timestamptz not null default now()
);
create index not_started_workflow on not_started (workflow_id, id);
create index not_started_conversation on not_started (conversation_id, id desc);
