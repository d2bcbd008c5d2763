-- What people and services did, one row each. Each row has the hash of the one before it, so that a
-- changed, missing or exchanged row is detected.
create table audit_entry (
  seq         bigint primary key,
  at          timestamptz not null,
  -- "anonymous" did not sign in; "system" is Parley itself.
  actor_kind  text not null check (actor_kind in ('person', 'key', 'anonymous', 'system')),
  -- Of users or api_key; null for the administrator's key in its file.
  actor_id    uuid,
  actor_name  text not null,
  role        text,
  address     text not null,
  user_agent  text not null,
  -- The operationId in the OpenAPI document.
  operation   text not null,
  object_kind text not null,
  -- Ids that other systems chose are keyed hashes.
  object_id   text,
  object_name text,
  outcome     text not null check (outcome in ('done', 'refused', 'failed')),
  -- The code of the problem if it was not done.
  reason      text,
  -- JSON, in the characters that were hashed.
  change      text,
  previous    text not null,
  -- SHA-256 of all columns before this one, and its HMAC with a key that is not in the database.
  hash        text not null,
  seal        text not null
);
create index audit_entry_at on audit_entry (at);
create index audit_entry_actor on audit_entry (actor_id, seq);
create index audit_entry_object on audit_entry (object_kind, object_id, seq);
create index audit_entry_operation on audit_entry (operation, seq);

-- The last entry. Its lock puts entries in order.
create table audit_head (
  only_row boolean primary key default true check (only_row),
  seq      bigint not null,
  hash     text not null
);
insert into audit_head (seq, hash) values (0, repeat('0', 64));

-- Where the chain begins after its oldest entries were deleted.
create table audit_anchor (
  -- Of the last deleted entry.
  seq     bigint primary key,
  hash    text not null,
  deleted timestamptz not null default now()
);

-- The owner can only add and read. Superusers ignore privileges, which is why there are triggers, too.
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is append-only (%).', lower(tg_op) using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete or truncate on audit_entry
  for each statement execute function audit_is_append_only();
create trigger append_only before update or delete or truncate on audit_anchor
  for each statement execute function audit_is_append_only();
revoke update, delete, truncate on audit_entry, audit_anchor from current_user;

-- Deletes a batch of the oldest entries, all from before a moment, and remembers where the chain now
-- begins. Returns their number.
create function forget_audit_entries(before timestamptz, most int) returns int
language plpgsql security definer set search_path from current as $$
declare
  newest audit_entry;
  deleted int;
begin
  -- In the order of those who add entries.
  perform from audit_head for update;
  lock table audit_entry in share row exclusive mode;
  select * into newest from audit_entry
  where seq < coalesce((select min(seq) from audit_entry where at >= before), 9223372036854775807)
    and seq < (select min(seq) + most from audit_entry)
    -- The last entry stays, since the next one continues from it.
    and seq < (select seq from audit_head)
  order by seq desc limit 1;
  if newest.seq is null then
    return 0;
  end if;
  insert into audit_anchor (seq, hash) values (newest.seq, newest.hash);
  grant delete on audit_entry to current_user;
  alter table audit_entry disable trigger append_only;
  delete from audit_entry where seq <= newest.seq;
  get diagnostics deleted = row_count;
  alter table audit_entry enable trigger append_only;
  revoke delete on audit_entry from current_user;
  return deleted;
end $$;
