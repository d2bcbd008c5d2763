-- The moment that a UUIDv7 carries, also one that no real clock can have shown.
create function uuid_moment(id uuid) returns timestamptz language sql immutable as $$
  select to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
$$;

-- A month whose partition comes late: what was written of it meanwhile moves out of the default.
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

-- One partition a month: this month, those ahead, and those past of which the default holds
-- something, so that it is forgotten in its time too. Instances that start at once take turns.
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
    order by 1
  loop
    perform make_partition('execution', 'id', first);
    perform make_partition('step', 'execution_id', first);
  end loop;
end $$;
