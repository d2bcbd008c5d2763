package dev.parley.api.run;

import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.STEP;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Changes of executions, for live streams. */
final class ChangedRunStore {
  private ChangedRunStore() {}

  /**
   * A position in the order of changes: after the execution with that id, changed by that
   * transaction.
   */
  record Place(long changed, UUID id) {
    private static final UUID NOBODY = new UUID(0, 0);

    /** Returns the position before everything that this transaction and later ones changed. */
    static Place before(long transaction) {
      return new Place(transaction, NOBODY);
    }
  }

  /** An execution with the position of its latest change. */
  record Changed(ExecutionView execution, Place place) {}

  /** Returns the oldest open transaction: later reads see all earlier ones completely. */
  static long oldestOpen(DSLContext tx) {
    return tx.select(field("pg_snapshot_xmin(pg_current_snapshot())::text::bigint", Long.class))
        .fetchSingle()
        .value1();
  }

  /** Returns the executions changed after a position, in that order. */
  static List<Changed> after(DSLContext tx, @Nullable UUID workflow, Place place, int limit) {
    return tx.select(ExecutionStore.LISTED)
        .select(EXECUTION.CHANGED)
        .from(EXECUTION)
        .where(row(EXECUTION.CHANGED, EXECUTION.ID).gt(place.changed(), place.id()))
        .and(EXECUTION.CHANGED.lt(newest()))
        .and(workflow == null ? noCondition() : EXECUTION.WORKFLOW_ID.eq(workflow))
        .orderBy(EXECUTION.CHANGED, EXECUTION.ID)
        .limit(limit)
        .fetch(found ->
            new Changed(
                ExecutionStore.listed(found),
                new Place(found.get(EXECUTION.CHANGED), found.get(EXECUTION.ID))));
  }

  /** In a restored database, stored transaction numbers may be ahead of its own counter. */
  private static org.jooq.Field<Long> newest() {
    return field("(select pg_snapshot_xmax(pg_current_snapshot())::text::bigint)", Long.class);
  }

  /** Returns a version that changes with the execution or one of its steps; empty if it is gone. */
  static String version(DSLContext tx, UUID execution) {
    var steps =
        field(
            select(
                    field(
                        "coalesce(string_agg({0} || ' ' || {1}.xmin::text, ',' order by {0}), '')",
                        String.class, STEP.NODE_ID, STEP))
                .from(STEP)
                .where(STEP.EXECUTION_ID.eq(execution)));
    return tx.select(EXECUTION.CHANGED.cast(String.class).concat(inline(";")).concat(steps))
        .from(EXECUTION)
        .where(EXECUTION.ID.eq(execution))
        .fetchOptional(found -> found.value1())
        .orElse("");
  }
}
