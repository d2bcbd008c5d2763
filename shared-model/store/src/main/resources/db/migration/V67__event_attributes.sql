-- What a CloudEvent says besides: its subject, dataschema and extensions.
alter table event add column attributes jsonb not null default '{}';
