-- Live updates read what changed since a cursor. A row carries the id of the transaction that made
-- or last changed what is shown of it; a reader goes on from the oldest transaction that was still
-- open when it read, so that one which commits late is never missed. 0 for what is older than this.
alter table execution add column changed bigint not null default 0;
alter table execution alter column changed set default (pg_current_xact_id()::text::bigint);

create function execution_changed() returns trigger language plpgsql as $$
begin
  new.changed := pg_current_xact_id()::text::bigint;
  return new;
end $$;

-- Leases and dispatch marks show nowhere, so they change nothing.
create trigger execution_changed before update of status on execution
  for each row execute function execution_changed();

create index execution_changes on execution (changed, id);

-- The Runs page of one workflow, narrowed to its tests.
create index execution_workflow_mode on execution (workflow_id, mode, id desc);
