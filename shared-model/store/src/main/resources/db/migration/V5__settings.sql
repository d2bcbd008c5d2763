-- Settings that administrators change in the dashboard.

-- Settings that differ from their defaults.
create table setting (
  key        text primary key,
  value      jsonb not null,
  updated_at timestamptz not null default now()
);

-- How AI Extraction works here: one row, created when a setting is first changed.
create table extraction_setting (
  only_row   boolean primary key default true check (only_row),
  -- {"labelScore", "labelMargin", "sentimentBand", "region", "timeZone"}; an absent one has its measured default.
  tuning     jsonb not null default '{}',
  changed_by text not null,
  changed_at timestamptz not null default now()
);

-- The model that AI Extraction uses. Without a row, or with "none", it works offline.
create table model_setting (
  only_row          boolean primary key default true check (only_row),
  provider          text not null check (provider in ('none', 'openai', 'anthropic')),
  base_url          text,
  model             text,
  -- Sealed and bound to "model-key".
  key_sealed        bytea,
  timeout_seconds   integer not null,
  max_output_tokens integer not null,
  daily_tokens      bigint,
  input_price       double precision,
  output_price      double precision,
  daily_cost        double precision,
  changed_by        text not null,
  changed_at        timestamptz not null default now()
);

-- Use of the model on each day in UTC, which the daily limits are compared with.
create table model_use (
  day           date primary key,
  calls         bigint not null,
  input_tokens  bigint not null,
  output_tokens bigint not null,
  cost          double precision not null
);

-- A trial from the settings page, whose message must not travel through Temporal. Removed once answered.
create table model_trial (
  id      uuid primary key,
  message text not null,
  answer  jsonb,
  made_at timestamptz not null default now()
);
