-- Access to the API, and answers kept for repeated requests.

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

-- A session ends when its key does. It has either the id of an API key, or the hash of the
-- administrator's key as the file held it.
create table session (
  hash       bytea primary key,
  subject    text not null,
  key_id     uuid references api_key,
  admin_key  bytea,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create table sign_in_link (
  hash       bytea primary key,
  key_id     uuid references api_key,
  admin_key  bytea,
  expires_at timestamptz not null
);

-- The first answer to each Idempotency-Key, with its ETag.
create table idempotency_key (
  key        text not null,
  route      text not null,
  body_hash  bytea not null,
  status     int,
  location   text,
  etag       text,
  body       jsonb,
  created_at timestamptz not null default now(),
  primary key (key, route)
);
