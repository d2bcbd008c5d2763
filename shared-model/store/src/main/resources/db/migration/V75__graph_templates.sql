-- Graphs that are kept already may hold templates that would be refused today. What runs of them
-- could do, they can go on doing: their templates are read leniently.
alter table graph add column lenient boolean not null default true;
alter table graph alter column lenient set default false;
