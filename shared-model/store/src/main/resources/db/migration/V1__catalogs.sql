-- What workflows and conversations refer to. Rows are archived, never deleted.
--
-- A name is unique by its name_key, which Java computes (dev.parley.conversation.Name): PostgreSQL's
-- lower() depends on the locale of the database and knows neither Unicode's case folding nor its spaces.

create table label (
  id          uuid primary key,
  name        text not null check (length(name) between 1 and 80),
  name_key    text,
  colour      text not null default 'gray',
  description text not null default '',
  created_at  timestamptz not null default now(),
  archived_at timestamptz
);
-- Events carry labels by name.
create unique index label_name_key on label (name_key);

create table users (
  id          uuid primary key,
  name        text not null check (length(name) between 1 and 120),
  name_key    text,
  email       text,
  created_at  timestamptz not null default now(),
  archived_at timestamptz
);
create unique index users_name_key on users (name_key);
create unique index users_email on users (lower(email)) where email is not null;

-- AI agents.
create table persona (
  id           uuid primary key,
  name         text not null check (length(name) between 1 and 120),
  name_key     text,
  instructions text not null default '',
  tone         text not null default '',
  colour       text not null default 'gray',
  created_at   timestamptz not null default now(),
  archived_at  timestamptz
);
create unique index persona_name_key on persona (name_key);

-- Custom fields of conversations and contacts.
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

create table segment (
  id          uuid primary key,
  name        text not null check (length(name) between 1 and 120),
  name_key    text,
  description text not null default '',
  filter      jsonb not null,
  created_at  timestamptz not null default now(),
  archived_at timestamptz
);
create unique index segment_name_key on segment (name_key);

-- One of our accounts on a channel, and the connector that delivers its messages.
create table channel_account (
  id          uuid primary key,
  name        text not null check (length(name) between 1 and 120),
  name_key    text,
  channel     text not null check (channel in ('whatsapp', 'instagram', 'facebook', 'webchat')),
  connector   text not null,
  url         text,
  created_at  timestamptz not null default now(),
  archived_at timestamptz
);
create unique index channel_account_name_key on channel_account (name_key);
create index channel_account_channel on channel_account (channel, id) where archived_at is null;

create table secret (
  id         uuid primary key,
  name       text not null unique check (name ~ '^[a-zA-Z][a-zA-Z0-9_]{0,62}$'),
  sealed     bytea not null,
  -- The hosts that it may be sent to; empty means any.
  hosts      text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- MCP servers, and the skills that each listed when it was last checked.
create table skill_set (
  id            uuid primary key,
  name          text not null check (length(name) between 1 and 120),
  name_key      text,
  description   text not null default '' check (length(description) <= 2000),
  -- "parley:built-in" is the server inside the worker; the API does not accept this URL.
  url           text not null check (length(url) <= 2000),
  -- One header whose value is secret, sealed and bound to "skill-set:<id>".
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
create unique index skill_set_name_key on skill_set (name_key);

insert into skill_set (id, name, name_key, description, url) values
  ('01930000-0000-7000-8000-000000000001', 'Parley Skills', 'parley skills',
   'Comes with Parley: opening hours, order numbers and e-mail addresses in a text, the language of a text.',
   'parley:built-in');
