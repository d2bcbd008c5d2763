-- Skill sets: MCP servers, and the skills they told of when they were last asked.
create table skill_set (
  id            uuid primary key,
  name          text not null check (length(name) between 1 and 120),
  description   text not null default '' check (length(description) <= 2000),
  -- "parley:built-in" is the server that comes with the worker; nobody can enter that.
  url           text not null check (length(url) <= 2000),
  -- One header with a secret value, sealed and bound to "skill-set:<id>".
  header_name   text,
  header_sealed bytea,
  -- [{"name", "title", "description", "parameters", "result", "repeatable"}]
  skills        jsonb not null default '[]',
  server        text,
  health        text not null default 'unknown' check (health in ('unknown', 'healthy', 'failing')),
  health_detail text,
  checked_at    timestamptz,
  created_at    timestamptz not null default now(),
  archived_at   timestamptz,
  check ((header_name is null) = (header_sealed is null))
);
create unique index skill_set_name on skill_set (lower(name));

insert into skill_set (id, name, description, url) values
  ('01930000-0000-7000-8000-000000000001', 'Parley Skills',
   'Comes with Parley: opening hours, order numbers and e-mail addresses in a text, the language of a text.',
   'parley:built-in');
