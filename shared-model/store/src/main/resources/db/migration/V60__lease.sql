-- What one instance at a time does, and until when that is the one that does it now.
create table lease (
  name   text primary key,
  holder uuid not null,
  until  timestamptz not null
);
