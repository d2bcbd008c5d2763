-- Other systems that subscribe to events of Parley's own.
create table subscription (
  id              uuid primary key,
  name            text not null check (length(name) between 1 and 120),
  name_key        text not null,
  url             text not null,
  types           text[] not null,
  -- Include names, addresses and texts of customers.
  customer_data   boolean not null default false,
  header_name     text,
  header_sealed   bytea,
  -- Since when no delivery was accepted, if the last one was not.
  failing_since   timestamptz,
  disabled_at     timestamptz,
  disabled_reason text,
  created_at      timestamptz not null default now(),
  archived_at     timestamptz,
  check ((header_name is null) = (header_sealed is null)),
  check ((disabled_at is null) = (disabled_reason is null))
);
create unique index subscription_name on subscription (name_key);

-- One event for one subscription. It refers to what it is about and has no copy of it.
create table subscription_delivery (
  id              uuid primary key default gen_random_uuid(),
  seq             bigint generated always as identity,
  subscription_id uuid not null,
  type            text not null,
  -- Of the CloudEvent: the same for every subscription.
  event_id        text not null,
  -- The id of the event, execution or message.
  about           text not null,
  conversation_id text not null,
  status          text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
  attempts        int not null default 0,
  -- The next attempt, and until when an instance is making one.
  due_at          timestamptz not null default now(),
  lease_until     timestamptz,
  first_at        timestamptz,
  error           text,
  created_at      timestamptz not null default now(),
  ended_at        timestamptz
);
create index subscription_delivery_waiting on subscription_delivery (subscription_id, conversation_id, seq)
  where status = 'pending';
create index subscription_delivery_recent on subscription_delivery (subscription_id, seq desc);
create index subscription_delivery_age on subscription_delivery (created_at);

alter table webhook_attempt add column delivery_id uuid references subscription_delivery (id) on delete cascade;
alter table webhook_attempt add constraint webhook_attempt_subject
  check ((message_id is null) <> (delivery_id is null));
create index webhook_attempt_delivery on webhook_attempt (delivery_id, id) where delivery_id is not null;
comment on column webhook_attempt.owner is 'The channel account or subscription.';
comment on column signing_secret.owner is 'The channel account or subscription.';

-- Triggers write the deliveries in the transaction of the effect, whichever service makes it, and
-- without a round trip of their own. Where nobody subscribes, they read one small table.
create function notify_subscriptions(of_type text, of_event text, of_row text, of_conversation text) returns void
language plpgsql as $$
begin
  -- First, since it is nearly always false.
  if exists (select from subscription
      where disabled_at is null and archived_at is null and of_type = any (types)) then
    insert into subscription_delivery (subscription_id, type, event_id, about, conversation_id)
    select one.id, of_type, of_event, of_row, of_conversation
    from subscription one
    where one.disabled_at is null and one.archived_at is null and of_type = any (one.types)
      and exists (select from conversation where conversation.id = of_conversation and not conversation.sandbox);
  end if;
end $$;

create function event_recorded() returns trigger language plpgsql as $$
begin
  perform notify_subscriptions(new.type, new.event_id, new.id::text, new.conversation_id);
  return null;
end $$;

-- Events of other systems are known to those who sent them.
create trigger event_recorded after insert on event for each row
  when (new.source in ('/parley/inbox', '/parley/executions', '/parley/sessions'))
  execute function event_recorded();

create function execution_ended() returns trigger language plpgsql as $$
begin
  perform notify_subscriptions('run.' || new.status, gen_random_uuid()::text, new.id::text, new.conversation_id);
  return null;
end $$;

create trigger execution_ended after update of status on execution for each row
  when (old.status is distinct from new.status and new.status in ('completed', 'failed', 'cancelled')
    and new.mode <> 'test')
  execute function execution_ended();

create function message_sent() returns trigger language plpgsql as $$
begin
  perform notify_subscriptions(
    case new.delivery when 'delivered' then 'message.sent' else 'message.failed' end,
    gen_random_uuid()::text, new.id, new.conversation_id);
  return null;
end $$;

create trigger message_sent after insert on message for each row
  when (new.author_type <> 'contact' and new.delivery = 'delivered')
  execute function message_sent();
create trigger message_delivered after update of delivery on message for each row
  when (new.author_type <> 'contact' and old.delivery is distinct from new.delivery
    and new.delivery in ('delivered', 'failed'))
  execute function message_sent();
