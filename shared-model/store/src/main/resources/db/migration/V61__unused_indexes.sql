-- Nothing reads these: receipts know an event by its source, and lists sort by a key of their own.
drop index event_source;
drop index workflow_name;
drop index workflow_updated;
