-- The ledger: executions, their steps, and the attempts of steps that failed. Temporal carries
-- positions, these tables carry data. All are partitioned by month, by the time in the execution's
-- id (UUIDv7), so that old months can be dropped.

create table execution (
  id                  uuid not null,
  workflow_id         uuid not null,
  workflow_name       text not null,
  version             int,
  graph_hash          text not null,
  trigger             text not null,
  mode                text not null check (mode in ('production', 'test', 'manual')),
  status              text not null check (status in ('pending', 'running', 'completed', 'failed', 'cancelled')),
  conversation_id     text not null,
  -- The event that triggered it: a CloudEvent with its data, for templates and the Runs page.
  event               jsonb not null,
  -- Fixed at the start: {"ordinarySteps", "skipDelays", "callExternal", "replies"}.
  options             jsonb not null default '{}',
  lineage             uuid not null,
  retried_from        uuid,
  causation           jsonb not null default '[]',
  created_at          timestamptz not null,
  started_at          timestamptz,
  completed_at        timestamptz,
  error_code          text,
  error_message       text,
  error_node          text,
  -- For the dispatcher: until when one instance holds it, how often it tried, and when Temporal took it.
  lease_until         timestamptz not null,
  attempts            int not null default 0,
  dispatched_at       timestamptz,
  -- Cancelled by a user, which is final; cancel_pending until Temporal knows.
  cancel_requested_at timestamptz,
  cancel_pending      boolean not null default false,
  -- The Temporal run that ended it. A newer one, created by a reset, may continue it.
  ended_run           text,
  -- The transaction that created it or last changed its status, for live updates. A reader continues
  -- from the oldest transaction that was open when it last read, so that it misses no late commit.
  -- Rows that are older than this column have 0.
  changed             bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (id)
) partition by range (id);
create index execution_workflow on execution (workflow_id, id desc);
create index execution_workflow_status on execution (workflow_id, status, id desc);
create index execution_workflow_mode on execution (workflow_id, mode, id desc);
create index execution_conversation on execution (conversation_id, id desc);
create index execution_status on execution (status, id desc);
create index execution_mode on execution (mode, id desc);
create index execution_undispatched on execution (lease_until) where dispatched_at is null and status in ('pending', 'running');
create index execution_cancel on execution (lease_until) where cancel_pending;
create unique index execution_retried on execution (retried_from, id) where retried_from is not null;
create index execution_changes on execution (changed, id);

create function execution_changed() returns trigger language plpgsql as $$
begin
  new.changed := pg_current_xact_id()::text::bigint;
  return new;
end $$;

-- Leases and dispatch marks are not shown anywhere, so they don't count as changes.
create trigger execution_changed before update of status on execution
  for each row execute function execution_changed();

-- The row of a step holds its last attempt.
create table step (
  execution_id  uuid not null,
  node_id       text not null,
  seq           bigint generated always as identity,
  kind          text not null,
  name          text not null,
  status        text not null check (status in ('running', 'waiting', 'retrying', 'completed', 'failed', 'cancelled', 'reused')),
  attempt       int not null default 1,
  started_at    timestamptz not null default now(),
  completed_at  timestamptz,
  resume_at     timestamptz,
  -- An outbound call is in progress; if the attempt never reports, it may or may not have arrived.
  calling       boolean not null default false,
  input         jsonb,
  output        jsonb,
  error_code    text,
  error_message text,
  handle        text,
  primary key (execution_id, node_id)
) partition by range (execution_id);
-- To find runs by the step where they are. Only unfinished and failed steps are indexed, so these
-- do not grow with completed work.
create index step_standing on step (status, execution_id desc) where status in ('waiting', 'retrying');
create index step_standing_at on step (name, execution_id desc) where status in ('waiting', 'retrying', 'failed');

-- One row for each failed attempt; none for a step that succeeds at once.
create table step_attempt (
  execution_id uuid not null,
  seq          bigint generated always as identity,
  node_id      text not null,
  attempt      int not null,
  failed_at    timestamptz not null default clock_timestamp(),
  code         text not null,
  message      text not null,
  -- Another attempt follows.
  retried      boolean not null,
  primary key (execution_id, seq)
) partition by range (execution_id);

-- For a month that has no partition yet: if a clock is far off, no run is lost.
create table execution_default partition of execution default;
create table step_default partition of step default;
create table step_attempt_default partition of step_attempt default;

-- Returns the smallest UUIDv7 of that moment.
create function uuid_floor(at timestamptz) returns uuid language sql immutable as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

-- Returns the moment in a UUIDv7, even one that no real clock can have shown.
create function uuid_moment(id uuid) returns timestamptz language sql immutable as $$
  select to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
$$;

-- Creates a month's partition if it is missing, and moves its rows from the default partition.
create function make_partition(parent text, key text, first date) returns void language plpgsql as $$
declare
  part text := parent || to_char(first, '_"p"YYYYMM');
  rest text := parent || '_default';
  lo   uuid := uuid_floor(first::timestamp at time zone 'UTC');
  hi   uuid := uuid_floor((first + interval '1 month')::timestamp at time zone 'UTC');
begin
  if to_regclass(part) is not null then
    return;
  end if;
  -- Nothing may arrive in the default between the move and the attaching.
  execute format('lock table %I in access exclusive mode', rest);
  -- No identity: an attached table takes its parent's.
  execute format('create table %I (like %I including defaults including constraints including indexes)', part, parent);
  execute format('with moved as (delete from %I where %I >= %L and %I < %L returning *) insert into %I select * from moved',
    rest, key, lo, key, hi, part);
  execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, part, lo, hi);
end $$;

-- Creates the partitions of this month, of as many months ahead, and of past months whose rows are in
-- the default partition, so that those can be dropped in time too. Called at each start and daily;
-- instances that call it at the same time take turns.
create function make_partitions(today date, ahead int) returns void language plpgsql as $$
declare
  this  date := date_trunc('month', today)::date;
  start uuid := uuid_floor(this::timestamp at time zone 'UTC');
  first date;
begin
  perform pg_advisory_xact_lock(hashtext('make_partitions'));
  for first in
    select (this + make_interval(months => i))::date from generate_series(0, ahead) i
    union select date_trunc('month', uuid_moment(id) at time zone 'UTC')::date from execution_default where id < start
    union select date_trunc('month', uuid_moment(execution_id) at time zone 'UTC')::date from step_default where execution_id < start
    union select date_trunc('month', uuid_moment(execution_id) at time zone 'UTC')::date from step_attempt_default where execution_id < start
    order by 1
  loop
    perform make_partition('execution', 'id', first);
    perform make_partition('step', 'execution_id', first);
    perform make_partition('step_attempt', 'execution_id', first);
  end loop;
end $$;

select make_partitions(now()::date, 3);

-- How far the reconciler has read Temporal's closed runs.
create table watermark (
  name text primary key,
  at   timestamptz not null
);

-- Tasks that one instance at a time does: which one, and until when.
create table lease (
  name   text primary key,
  holder uuid not null,
  until  timestamptz not null
);
