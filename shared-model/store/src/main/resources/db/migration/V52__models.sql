-- The model that AI Extraction asks. Without a row, or with "none", the built-in extraction works.
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

-- What was asked of it on each day of UTC; the limits of a day are held against this.
create table model_use (
  day           date primary key,
  calls         bigint not null,
  input_tokens  bigint not null,
  output_tokens bigint not null,
  cost          double precision not null
);

-- One trial from the settings page: its message must not travel through Temporal. Removed when answered.
create table model_trial (
  id      uuid primary key,
  message text not null,
  answer  jsonb,
  made_at timestamptz not null default now()
);
