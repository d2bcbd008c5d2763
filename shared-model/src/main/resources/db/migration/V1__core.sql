create table label (
  id         uuid primary key,
  name       text not null unique,
  attributes jsonb not null default '{}',
  created_at timestamptz not null default now()
);

create table execution (
  id         uuid not null,
  created_at timestamptz not null,
  primary key (id, created_at)
) partition by range (created_at);

create table execution_default partition of execution default;
