-- The trigger that the list shows of a draft is the one drawn last, saved or not.
update workflow
set trigger = (
  select node -> 'config' ->> 'event'
  from working_copy, jsonb_array_elements(working_copy.graph -> 'nodes') as node
  where working_copy.workflow_id = workflow.id and node ->> 'kind' = 'trigger'
  limit 1
)
where exists (select 1 from working_copy where working_copy.workflow_id = workflow.id);
