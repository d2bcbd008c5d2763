-- The store of one workspace. Temporal carries positions, these tables carry data.
-- Lock order, everywhere: conversation, execution, step.

-- Catalogues -----------------------------------------------------------------------------------

create table label (
  id          uuid primary key,
  name        text not null check (length(name) between 1 and 80),
  colour      text not null default 'gray',
  description text not null default '',
  created_at  timestamptz not null default now(),
  archived_at timestamptz
);
-- Events bring labels by name: one label per name, whatever its case.
create unique index label_name on label (lower(name));

create table users (
  id          uuid primary key,
  name        text not null check (length(name) between 1 and 120),
  email       text,
  created_at  timestamptz not null default now(),
  archived_at timestamptz
);
create unique index users_name on users (lower(name));
create unique index users_email on users (lower(email)) where email is not null;

create table persona (
  id           uuid primary key,
  name         text not null check (length(name) between 1 and 120),
  instructions text not null default '',
  tone         text not null default '',
  colour       text not null default 'gray',
  created_at   timestamptz not null default now(),
  archived_at  timestamptz
);
create unique index persona_name on persona (lower(name));

create table field (
  id          uuid primary key,
  key         text not null check (key ~ '^[a-z][a-zA-Z0-9_]{0,62}$'),
  name        text not null check (length(name) between 1 and 120),
  type        text not null check (type in ('text', 'number', 'date', 'choice', 'email', 'phone')),
  choices     jsonb not null default '[]',
  description text not null default '',
  created_at  timestamptz not null default now(),
  archived_at timestamptz
);
create unique index field_key on field (key);

create table secret (
  id         uuid primary key,
  name       text not null unique check (name ~ '^[a-zA-Z][a-zA-Z0-9_]{0,62}$'),
  sealed     bytea not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table api_key (
  id           uuid primary key,
  name         text not null,
  hash         bytea not null unique,
  scopes       text[] not null,
  created_at   timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at   timestamptz,
  archived_at  timestamptz
);

-- Conversations --------------------------------------------------------------------------------

create table contact (
  id         text primary key check (length(id) between 1 and 128),
  name       text,
  phone      text,
  email      text,
  fields     jsonb not null default '{}',
  sandbox    boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table conversation (
  id              text primary key check (length(id) between 1 and 128),
  channel         text not null,
  status          text not null check (status in ('open', 'resolved')),
  starred         boolean not null default false,
  labels          uuid[] not null default '{}',
  assignee_type   text check (assignee_type in ('user', 'persona')),
  assignee_id     text,
  contact_id      text references contact (id),
  fields          jsonb not null default '{}',
  sentiment       text,
  session_id      uuid not null,
  -- Made for one test run: reaches nobody, triggers nothing, shows in no list.
  sandbox         boolean not null default false,
  -- The time of the newest snapshot applied; an older one may trigger but does not overwrite.
  snapshot_at     timestamptz,
  last_message_at timestamptz,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  check ((assignee_type is null) = (assignee_id is null))
);
create index conversation_recent on conversation (updated_at desc, id desc) where not sandbox;
create index conversation_labels on conversation using gin (labels) where not sandbox;

create table message (
  id              text primary key check (length(id) between 1 and 128),
  conversation_id text not null references conversation (id),
  seq             bigint generated always as identity,
  author_type     text not null check (author_type in ('contact', 'user', 'persona', 'workflow')),
  author_id       text,
  text            text not null,
  delivery        text not null check (delivery in ('pending', 'delivered', 'failed')),
  execution_id    uuid,
  created_at      timestamptz not null default now()
);
create unique index message_order on message (conversation_id, seq);

-- Everything that happened to a conversation, in order: what came from outside and what steps did.
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
  -- The executions that caused it, first cause first, as [{"executionId": …, "workflowId": …}].
  causation       jsonb not null default '[]'
);
create unique index event_timeline on event (conversation_id, seq);
create index event_source on event (source, event_id);

-- Dedupe of posted events by (source, id), for 30 days.
create table event_receipt (
  source      text not null,
  event_id    text not null,
  body_hash   text not null,
  event       uuid,
  received_at timestamptz not null default now(),
  result      jsonb,
  primary key (source, event_id)
);
create index event_receipt_age on event_receipt (received_at);

-- Workflows ------------------------------------------------------------------------------------

create table graph (
  hash text primary key,
  body jsonb not null
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
  trigger         text,
  -- Of the working copy, saves, publishes and renames; what If-Match compares.
  revision        bigint not null default 1,
  changed_by      text not null,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  check (status <> 'active' or active_version is not null)
);
-- Matching reads only the workflows that an event starts, in order of creation.
create index workflow_match on workflow (active_trigger, id) include (active_version, active_graph) where status = 'active';
create index workflow_name on workflow (lower(name), id);
create index workflow_updated on workflow (updated_at, id);

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

-- Executions counted per day, folded from deltas so that no table ever counts over history.
create table execution_count (
  workflow_id uuid not null,
  day         date not null,
  started     bigint not null default 0,
  failed      bigint not null default 0,
  primary key (workflow_id, day)
);
create table execution_delta (
  id          bigint generated always as identity primary key,
  workflow_id uuid not null,
  day         date not null,
  started     int not null,
  failed      int not null
);

-- What was held back instead of started, and why.
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

-- The ledger -----------------------------------------------------------------------------------

-- Partitioned by the time that the id (UUIDv7) carries.
create table execution (
  id               uuid not null,
  workflow_id      uuid not null,
  workflow_name    text not null,
  version          int,
  graph_hash       text not null,
  trigger          text not null,
  mode             text not null check (mode in ('production', 'test', 'manual')),
  status           text not null check (status in ('pending', 'running', 'completed', 'failed', 'cancelled')),
  conversation_id  text not null,
  -- What triggered it: a CloudEvent with its data, as the templates and the Runs page read it.
  event            jsonb not null,
  -- Pinned at start: {"ordinarySteps", "skipDelays", "callExternal", "replies"}.
  options          jsonb not null default '{}',
  lineage          uuid not null,
  retried_from     uuid,
  causation        jsonb not null default '[]',
  created_at       timestamptz not null,
  started_at       timestamptz,
  completed_at     timestamptz,
  error_code       text,
  error_message    text,
  error_node       text,
  -- The dispatcher: until when one instance holds it, how often it tried, and whether Temporal has it.
  lease_until      timestamptz not null,
  attempts         int not null default 0,
  dispatched_at    timestamptz,
  -- Cancelled by somebody here, which is final; Temporal is told afterwards.
  cancel_requested_at timestamptz,
  cancel_pending   boolean not null default false,
  -- The Temporal run that ended it: a newer one, made by a reset, may take it up again.
  ended_run        text,
  primary key (id)
) partition by range (id);
create index execution_workflow on execution (workflow_id, id desc);
create index execution_workflow_status on execution (workflow_id, status, id desc);
create index execution_conversation on execution (conversation_id, id desc);
create index execution_status on execution (status, id desc);
create index execution_mode on execution (mode, id desc);
create index execution_undispatched on execution (lease_until) where dispatched_at is null and status in ('pending', 'running');
create index execution_cancel on execution (lease_until) where cancel_pending;
create unique index execution_retried on execution (retried_from, id) where retried_from is not null;

create table step (
  execution_id uuid not null,
  node_id      text not null,
  seq          bigint generated always as identity,
  kind         text not null,
  name         text not null,
  status       text not null check (status in ('running', 'waiting', 'retrying', 'completed', 'failed', 'cancelled', 'reused')),
  attempt      int not null default 1,
  started_at   timestamptz not null default now(),
  completed_at timestamptz,
  resume_at    timestamptz,
  -- A call is under way: whether it arrived is unknown until the attempt says so.
  calling      boolean not null default false,
  input        jsonb,
  output       jsonb,
  error_code    text,
  error_message text,
  handle       text,
  primary key (execution_id, node_id)
) partition by range (execution_id);

-- The first id that a UUIDv7 made at that moment can have.
create function uuid_floor(at timestamptz) returns uuid language sql immutable as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

-- One partition a month, this month and those ahead; called at each start and daily.
create function make_partitions(today date, ahead int) returns void language plpgsql as $$
declare
  first date;
  suffix text;
begin
  for i in 0..ahead loop
    first := (date_trunc('month', today) + make_interval(months => i))::date;
    suffix := to_char(first, '_"p"YYYYMM');
    if to_regclass('execution' || suffix) is null then
      execute format('create table %I partition of execution for values from (%L) to (%L)', 'execution' || suffix,
        uuid_floor(first::timestamp at time zone 'UTC'), uuid_floor((first + interval '1 month')::timestamp at time zone 'UTC'));
    end if;
    if to_regclass('step' || suffix) is null then
      execute format('create table %I partition of step for values from (%L) to (%L)', 'step' || suffix,
        uuid_floor(first::timestamp at time zone 'UTC'), uuid_floor((first + interval '1 month')::timestamp at time zone 'UTC'));
    end if;
  end loop;
end $$;

-- A clock that is far off must not lose a run.
create table execution_default partition of execution default;
create table step_default partition of step default;
select make_partitions(now()::date, 3);

-- Where the reconciler stopped reading Temporal's closed runs.
create table watermark (
  name text primary key,
  at   timestamptz not null
);

-- Accounts -------------------------------------------------------------------------------------

create table session (
  hash       bytea primary key,
  subject    text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create table sign_in_link (
  hash       bytea primary key,
  expires_at timestamptz not null
);
create table idempotency_key (
  key        text not null,
  route      text not null,
  body_hash  bytea not null,
  status     int,
  location   text,
  body       jsonb,
  created_at timestamptz not null default now(),
  primary key (key, route)
);
