package dev.parley.benchmark;

import org.jooq.DSLContext;

/** Bulk data of past runs, equivalent to ninety days of work. */
final class History {
  private static final int CHUNK = 50_000;

  private History() {}

  /** Inserts that many executions, with steps, events and conversations. */
  static void load(DSLContext sql, int executions) {
    sql.execute("select make_partitions((now() - interval '95 days')::date, 4)");
    sql.execute(
        """
        insert into graph values ('past', '{"schema": 1, "nodes": [{"id": "t", "kind": "trigger",
          "config": {"event": "conversation.created"}}], "edges": []}') on conflict do nothing
        """);
    sql.execute(
        """
        insert into workflow (id, slug, name, status, newest_version, active_version, active_trigger,
                              active_graph, trigger, changed_by)
        select md5('w' || i)::uuid, 'past-' || i, 'Past ' || i, 'active', 1, 1,
               'conversation.label_removed', 'past', 'conversation.label_removed', 'benchmark'
        from generate_series(0, 199) i
        """);
    for (int from = 0; from < executions; from += CHUNK) {
      chunk(sql, from, Math.min(executions, from + CHUNK), executions);
    }
    sql.execute(
        """
        insert into execution_count (workflow_id, day, started, failed)
        select workflow_id, created_at::date, count(*), count(*) filter (where status = 'failed')
        from execution group by 1, 2
        """);
    sql.execute(
        """
        insert into execution_total (workflow_id, started, failed)
        select workflow_id, sum(started), sum(failed) from execution_count group by 1
        """);
    sql.execute("vacuum analyze");
    sql.execute("checkpoint");
  }

  private static void chunk(DSLContext sql, int from, int to, int all) {
    sql.transaction(transaction -> {
      var tx = transaction.dsl();
      tx.execute("set local synchronous_commit = off");
      tx.execute("set local statement_timeout = 0");
      tx.execute(
          """
          create temporary table past on commit drop as
          select i, at, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
                  || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid as id,
                 md5('w' || (i %% 200))::uuid as workflow, 'past-' || (i / 3) as conversation,
                 case when i %% 50 = 0 then 'failed' when i %% 200 = 1 then 'cancelled'
                      else 'completed' end as status
          from (select i, now() - interval '90 days' * (1 - i::float8 / %d) - interval '1 hour' as at
                from generate_series(%d, %d) i)
          """
              .formatted(all, from, to - 1));
      tx.execute(
          """
          insert into conversation (id, channel, status, session_id, created_at, updated_at)
          select distinct on (conversation) conversation, 'webchat', 'open', gen_random_uuid(), at, at
          from past on conflict do nothing
          """);
      tx.execute(
          """
          insert into execution (id, workflow_id, workflow_name, version, graph_hash, trigger, mode,
            status, conversation_id, event, lineage, created_at, started_at, completed_at, lease_until,
            dispatched_at, error_code)
          select id, workflow, 'Past ' || (i %% 200), 1, 'past', 'conversation.created',
            case when i %% 20 = 0 then 'manual' else 'production' end, status, conversation,
            jsonb_build_object('id', i::text, 'source', '/past', 'type', 'conversation.created', 'data',
              jsonb_build_object('conversation', jsonb_build_object('id', conversation, 'channel', 'webchat'),
                'message', jsonb_build_object('id', 'm' || i, 'text', 'Hello, where is my order?'))),
            id, at, at, at, at, at, case when status = 'failed' then 'PeerRefused' end
          from past
          """
              .replace("%%", "%"));
      tx.execute(
          """
          insert into step (execution_id, node_id, kind, name, status, started_at, completed_at, output, handle)
          select id, node, 'sendMessage', 'Step', 'completed', at, at, '{"changed": true}', 'next'
          from past, unnest(array['a', 'b']) node
          """);
      tx.execute(
          """
          insert into event (id, conversation_id, source, event_id, type, time, received_at, data)
          select id, conversation, '/past', i::text, 'conversation.created', at, at,
            jsonb_build_object('conversation', jsonb_build_object('id', conversation)) from past
          """);
      tx.execute(
          """
          insert into event_receipt (source, event_id, body_hash, event, received_at, result)
          select '/past', i::text, md5(i::text), id, at, '{"executions": [], "notStarted": []}' from past
          where at > now() - interval '29 days'
          """);
    });
  }
}
