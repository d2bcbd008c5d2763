-- Keys of services: the sources whose events they may send, and rotation with an overlap.
alter table api_key
  -- Empty for every source.
  add column sources text[] not null default '{}',
  -- The key before the last rotation works until previous_until.
  add column previous_hash bytea unique,
  add column previous_until timestamptz,
  add column created_by text;
