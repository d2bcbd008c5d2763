-- How AI Extraction works here: one row, made with the first change of a setting.
create table extraction_setting (
  only_row   boolean primary key default true check (only_row),
  -- {"labelScore", "labelMargin", "sentimentBand", "region", "timeZone"}; what is absent has its measured default.
  tuning     jsonb not null default '{}',
  changed_by text not null,
  changed_at timestamptz not null default now()
);
