-- Gives a database to a role that is no superuser: creates the role if needed, and makes it the owner
-- of the database and of all that is in it, which a superuser may have made before. A superuser runs
-- it in that database, as often as needed, after: set parley.owner = 'the role';
do $$
declare
  owner constant text := current_setting('parley.owner');
  statement text;
begin
  if not exists (select from pg_roles where rolname = owner) then
    execute format('create role %I', owner);
  end if;
  for statement in
    select format(
      'alter role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls', owner)
    union all
    select format('revoke all on database %I from public', current_database())
    union all
    select format('alter database %I owner to %I', current_database(), owner)
    union all
    select format('alter schema %I owner to %I', nspname, owner)
    from pg_namespace
    where nspname !~ '^pg_' and nspname <> 'information_schema'
  loop
    execute statement;
  end loop;
  for statement in
    -- Also views and sequences, except those of a column, which belong to the owner of its table.
    select format('alter table %s owner to %I', c.oid::regclass, owner)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
      and c.relowner <> owner::regrole
      and not exists (
        select from pg_depend d
        where d.classid = 'pg_class'::regclass and d.objid = c.oid
          and (d.deptype = 'e' or c.relkind = 'S' and d.deptype in ('a', 'i')))
    union all
    select format('alter routine %s owner to %I', p.oid::regprocedure, owner)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and p.proowner <> owner::regrole
      and not exists (
        select from pg_depend d
        where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
    union all
    select format('alter type %s owner to %I', t.oid::regtype, owner)
    from pg_type t join pg_namespace n on n.oid = t.typnamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and t.typtype in ('d', 'e')
      and t.typowner <> owner::regrole
      and not exists (
        select from pg_depend d
        where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
  loop
    execute statement;
  end loop;
end $$;
