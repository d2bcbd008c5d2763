-- A step's row holds its last attempt. The log of a run also tells of those before: one row for each
-- attempt that failed, and none for a step that goes well.
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
create table step_attempt_default partition of step_attempt default;

-- As before, with the attempts beside the steps that they belong to.
create or replace function make_partitions(today date, ahead int) returns void language plpgsql as $$
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
