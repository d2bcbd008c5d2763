-- When each part of a conversation was last told, in microseconds since 1970: {"status": 1764471234567890,
-- "labels/<id>": …, "fields/<key>": …}. What is older than that does not change it (docs/events.md).
alter table conversation add column aspects jsonb not null default '{}';
-- The same of a contact: {"name": …, "phone": …, "email": …, "fields/<key>": …}.
alter table contact add column aspects jsonb not null default '{}';

comment on column conversation.snapshot_at is
  'The newest snapshot that a release before the aspects applied: everything was told then. Not written any more.';
comment on column contact.snapshot_at is
  'The newest snapshot that a release before the aspects applied: everything was told then. Not written any more.';
