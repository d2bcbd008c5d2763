package dev.parley.api.operations;

import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.STEP;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import dev.parley.execution.ExecutionStatus;
import dev.parley.execution.StepStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Finds the runs that need an operator. */
final class OperationsStore {
  /** Bounds the time of a query, however many runs there are. */
  private static final int MOST_READ = 5_000;

  private static final int MOST_SHOWN = 20;
  private static final int QUIET_MINUTES = 10;

  private OperationsStore() {}

  /**
   * A step that is being tried again in some runs, all for the same kind of failure.
   *
   * @param host the system that it calls; null if it calls none, or none is known
   * @param runs the number of runs that it holds up; counts at most 5,000 steps in all
   * @param since when the first of these runs reached the step
   * @param executionId the newest of these runs
   */
  @Schema(name = "FailingStep")
  record FailingStep(
      UUID workflowId,
      String workflowName,
      String nodeId,
      String name,
      @Nullable String code,
      @Nullable String host,
      int runs,
      OffsetDateTime since,
      UUID executionId) {}

  /**
   * A run in which nothing has happened for ten minutes although no step waits.
   *
   * @param since when something last happened
   */
  @Schema(name = "StuckRun")
  record StuckRun(UUID executionId, UUID workflowId, String workflowName, OffsetDateTime since) {}

  static List<FailingStep> failing(DSLContext tx) {
    var newest =
        select(
                STEP.EXECUTION_ID,
                STEP.NODE_ID,
                STEP.NAME,
                STEP.ERROR_CODE,
                STEP.STARTED_AT,
                host().as("host"))
            .from(STEP)
            .where(STEP.STATUS.eq(inline(StepStatus.RETRYING.wire())))
            .orderBy(STEP.EXECUTION_ID.desc())
            .limit(MOST_READ)
            .asTable("retrying");
    var host = newest.field("host", String.class);
    var execution = newest.field(STEP.EXECUTION_ID);
    var since = min(newest.field(STEP.STARTED_AT));
    var runs = count();
    var example = field("(array_agg({0} order by {0} desc))[1]", UUID.class, execution);
    return tx.select(
            EXECUTION.WORKFLOW_ID,
            EXECUTION.WORKFLOW_NAME,
            newest.field(STEP.NODE_ID),
            newest.field(STEP.NAME),
            newest.field(STEP.ERROR_CODE),
            host,
            runs,
            since,
            example)
        .from(newest)
        .join(EXECUTION)
        .on(EXECUTION.ID.eq(execution))
        .groupBy(
            EXECUTION.WORKFLOW_ID,
            EXECUTION.WORKFLOW_NAME,
            newest.field(STEP.NODE_ID),
            newest.field(STEP.NAME),
            newest.field(STEP.ERROR_CODE),
            host)
        .orderBy(runs.desc(), since)
        .limit(MOST_SHOWN)
        .fetch(row ->
            new FailingStep(
                row.value1(),
                row.value2(),
                row.value3(),
                row.value4(),
                row.value5(),
                row.value6(),
                row.value7(),
                utc(row.value8()),
                row.value9()));
  }

  /** The host in the address that a Fetch step calls, as it is stored. */
  private static Field<String> host() {
    return field("substring({0} ->> 'url' from '^[a-z]+://([^/?#]+)')", String.class, STEP.INPUT);
  }

  static List<StuckRun> stuck(DSLContext tx) {
    var before = OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(QUIET_MINUTES);
    // Limited before the steps are read: most open runs wait, and there may be many.
    var open =
        select(
                EXECUTION.ID,
                EXECUTION.WORKFLOW_ID,
                EXECUTION.WORKFLOW_NAME,
                EXECUTION.DISPATCHED_AT)
            .from(EXECUTION)
            .where(EXECUTION.STATUS.eq(inline(ExecutionStatus.RUNNING.wire())))
            .and(EXECUTION.DISPATCHED_AT.lt(before))
            .andNotExists(
                selectOne()
                    .from(STEP)
                    .where(STEP.EXECUTION_ID.eq(EXECUTION.ID))
                    .and(
                        STEP.STATUS.in(
                            inline(StepStatus.WAITING.wire()), inline(StepStatus.RETRYING.wire()))))
            .orderBy(EXECUTION.ID)
            .limit(MOST_READ)
            .asTable("open");
    var id = open.field(EXECUTION.ID);
    var last =
        field(
            select(max(coalesce(STEP.COMPLETED_AT, STEP.STARTED_AT)))
                .from(STEP)
                .where(STEP.EXECUTION_ID.eq(id)));
    var since = coalesce(last, open.field(EXECUTION.DISPATCHED_AT));
    return tx.select(
            id, open.field(EXECUTION.WORKFLOW_ID), open.field(EXECUTION.WORKFLOW_NAME), since)
        .from(open)
        .where(since.lt(before))
        .orderBy(id)
        .limit(MOST_SHOWN)
        .fetch(row -> new StuckRun(row.value1(), row.value2(), row.value3(), utc(row.value4())));
  }

  private static OffsetDateTime utc(OffsetDateTime time) {
    return time.withOffsetSameInstant(ZoneOffset.UTC);
  }
}
