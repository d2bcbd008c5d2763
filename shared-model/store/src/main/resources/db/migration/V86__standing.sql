-- Runs are looked for by the step at which they stand. Only steps that stand are in these, so they
-- do not grow with what is done; those that failed are found by their name alone.
create index step_standing on step (status, execution_id desc) where status in ('waiting', 'retrying');
create index step_standing_at on step (name, execution_id desc) where status in ('waiting', 'retrying', 'failed');
