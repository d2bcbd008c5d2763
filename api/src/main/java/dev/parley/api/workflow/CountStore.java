package dev.parley.api.workflow;

import org.jooq.DSLContext;

/** Counts of executions per workflow, by day and in total. */
final class CountStore {
  private CountStore() {}

  /**
   * Moves new counts into the tables of days and totals, skipping rows that another instance is
   * processing. Keys are processed in order, so that two instances never deadlock.
   */
  static int fold(DSLContext tx) {
    return tx.execute(
        """
        with taken as (
          delete from execution_delta where id in (
            select id from execution_delta order by id limit 10000 for update skip locked)
          returning workflow_id, day, started, failed),
        days as (
          insert into execution_count (workflow_id, day, started, failed)
          select workflow_id, day, sum(started), sum(failed) from taken
          group by workflow_id, day order by workflow_id, day
          on conflict (workflow_id, day) do update set
            started = execution_count.started + excluded.started,
            failed = execution_count.failed + excluded.failed)
        insert into execution_total (workflow_id, started, failed)
        select workflow_id, sum(started), sum(failed) from taken
        group by workflow_id order by workflow_id
        on conflict (workflow_id) do update set
          started = execution_total.started + excluded.started,
          failed = execution_total.failed + excluded.failed
        """);
  }
}
