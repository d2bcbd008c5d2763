-- The W3C trace context of what started the run, which its calls carry on; null without one.
alter table execution add column traceparent text;
