package dev.parley.api.conversation;

import java.util.Optional;
import org.jooq.DSLContext;

/** Detects changes of a conversation. */
final class LiveStore {
  /**
   * The number of latest timeline entries that are checked for changes; older ones no longer
   * change.
   */
  static final int WATCHED = 50;

  private LiveStore() {}

  /**
   * Returns a version that changes with anything displayed of a conversation or the latest part of
   * its timeline; empty if there is no such conversation.
   */
  static Optional<String> version(DSLContext tx, String conversation) {
    return tx.resultQuery(
            """
            select concat_ws(';', c.xmin::text,
              (select max(seq) from event where conversation_id = c.id),
              (select string_agg(m.version, ',') from (
                select xmin::text as version from message
                where conversation_id = c.id order by seq desc limit {1}) m),
              (select string_agg(r.changed || ',' || coalesce(r.steps, ''), ',') from (
                select e.changed, (
                  select string_agg(s.node_id || ' ' || s.xmin::text, ',' order by s.node_id)
                  from step s where s.execution_id = e.id) as steps
                from execution e where e.conversation_id = c.id order by e.id desc limit {1}) r),
              (select id from not_started where conversation_id = c.id order by id desc limit 1))
            from conversation c where c.id = {0} and not c.sandbox
            """,
            org.jooq.impl.DSL.val(conversation), org.jooq.impl.DSL.inline(WATCHED))
        .fetchOptional(row -> row.get(0, String.class));
  }
}
