-- Executions of a workflow in all, folded together with those of its days, so that the list of
-- workflows reads one row of each however long it has been running.
create table execution_total (
  workflow_id uuid primary key,
  started     bigint not null default 0,
  failed      bigint not null default 0
);
insert into execution_total select workflow_id, sum(started), sum(failed) from execution_count group by 1;
