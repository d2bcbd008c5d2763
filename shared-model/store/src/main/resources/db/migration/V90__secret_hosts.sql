-- Hosts that a secret may be sent to; none for any.
alter table secret add column hosts text[] not null default '{}';
