package dev.parley.api.run;

import static dev.parley.db.Tables.EVENT;
import static dev.parley.db.Tables.EXECUTION_COUNT;
import static dev.parley.db.Tables.EXECUTION_DELTA;
import static dev.parley.db.Tables.NOT_STARTED;
import static dev.parley.db.Tables.WORKFLOW;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.Loops.Cause;
import dev.parley.store.Ids;
import dev.parley.store.sql.StoredJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Reads a workflow's counts and the starts that were held back. */
final class StatisticsStore {
  private StatisticsStore() {}

  static boolean exists(DSLContext tx, UUID workflow) {
    return tx.fetchExists(WORKFLOW, WORKFLOW.ID.eq(workflow));
  }

  /** The number of executions started on a day, and how many of them failed. Tests do not count. */
  @Schema(name = "StatisticsDay")
  record Day(LocalDate day, long started, long failed) {
    static Day none(LocalDate day) {
      return new Day(day, 0, 0);
    }
  }

  /** Returns every day from the first to the last. */
  static List<Day> days(DSLContext tx, UUID workflow, LocalDate first, LocalDate last) {
    // Includes counts that have not been added to the days yet.
    var all =
        select(EXECUTION_COUNT.DAY, EXECUTION_COUNT.STARTED, EXECUTION_COUNT.FAILED)
            .from(EXECUTION_COUNT)
            .where(EXECUTION_COUNT.WORKFLOW_ID.eq(workflow))
            .and(EXECUTION_COUNT.DAY.ge(first))
            .unionAll(
                select(
                        EXECUTION_DELTA.DAY,
                        EXECUTION_DELTA.STARTED.cast(Long.class),
                        EXECUTION_DELTA.FAILED.cast(Long.class))
                    .from(EXECUTION_DELTA)
                    .where(EXECUTION_DELTA.WORKFLOW_ID.eq(workflow))
                    .and(EXECUTION_DELTA.DAY.ge(first)))
            .asTable("counted");
    var day = all.field(EXECUTION_COUNT.DAY);
    var counted =
        tx.select(
                day,
                coalesce(sum(all.field(EXECUTION_COUNT.STARTED)), inline(BigDecimal.ZERO)),
                coalesce(sum(all.field(EXECUTION_COUNT.FAILED)), inline(BigDecimal.ZERO)))
            .from(all)
            .groupBy(day)
            .fetchMap(
                row -> row.value1(),
                row -> new Day(row.value1(), row.value2().longValue(), row.value3().longValue()));
    return first
        .datesUntil(last.plusDays(1))
        .map(date -> counted.getOrDefault(date, Day.none(date)))
        .toList();
  }

  /**
   * A start that was held back.
   *
   * @param event the event that would have started it
   * @param causation the executions that led to that event, first cause first
   */
  @Schema(name = "NotStarted")
  record HeldBack(
      String id,
      String conversationId,
      String reason,
      Trigger event,
      List<Link> causation,
      OffsetDateTime createdAt) {}

  /** An event, identified by its source and id. */
  record Trigger(String source, String id, String type) {}

  /**
   * An execution in a chain.
   *
   * @param workflowName null if the workflow was deleted
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Link(String executionId, String workflowId, @Nullable String workflowName) {}

  /** Returns a workflow's starts that were held back, newest first. */
  static List<HeldBack> heldBack(DSLContext tx, UUID workflow, @Nullable UUID before, int limit) {
    var rows =
        tx.select(NOT_STARTED.fields())
            .select(EVENT.SOURCE, EVENT.EVENT_ID, EVENT.TYPE)
            .from(NOT_STARTED)
            .join(EVENT)
            .on(EVENT.ID.eq(NOT_STARTED.EVENT))
            .where(NOT_STARTED.WORKFLOW_ID.eq(workflow))
            .and(before == null ? noCondition() : NOT_STARTED.ID.lt(before))
            .orderBy(NOT_STARTED.ID.desc())
            .limit(limit)
            .fetch();
    var names = names(tx, rows.getValues(NOT_STARTED.CAUSATION));
    return rows.map(row ->
        new HeldBack(
            row.get(NOT_STARTED.ID).toString(),
            row.get(NOT_STARTED.CONVERSATION_ID),
            row.get(NOT_STARTED.REASON),
            new Trigger(row.get(EVENT.SOURCE), row.get(EVENT.EVENT_ID), row.get(EVENT.TYPE)),
            chain(row.get(NOT_STARTED.CAUSATION)).stream()
                .map(cause ->
                    new Link(
                        cause.executionId(), cause.workflowId(), names.get(cause.workflowId())))
                .toList(),
            row.get(NOT_STARTED.CREATED_AT)));
  }

  private static List<Cause> chain(JSONB causation) {
    return StoredJson.list(causation, Cause.class);
  }

  private static Map<String, String> names(DSLContext tx, List<JSONB> chains) {
    var ids = new LinkedHashSet<UUID>();
    chains.stream()
        .flatMap(chain -> chain(chain).stream())
        .map(cause -> Ids.read(cause.workflowId()))
        .flatMap(Optional::stream)
        .forEach(ids::add);
    return tx.select(WORKFLOW.ID, WORKFLOW.NAME)
        .from(WORKFLOW)
        .where(WORKFLOW.ID.in(ids))
        .fetchMap(row -> row.value1().toString(), row -> row.value2());
  }
}
