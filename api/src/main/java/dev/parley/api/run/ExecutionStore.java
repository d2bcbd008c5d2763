package dev.parley.api.run;

import static dev.parley.db.Tables.EXECUTION;
import static dev.parley.db.Tables.STEP;
import static org.jooq.impl.DSL.noCondition;

import dev.parley.api.run.ExecutionView.StepView;
import dev.parley.execution.StepStatus;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphNode;
import dev.parley.node.Node;
import dev.parley.store.Graphs;
import dev.parley.store.Ids;
import dev.parley.store.Lifecycle;
import dev.parley.store.sql.StoredJson;
import dev.parley.trace.Traceparent;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads executions for display. */
@Component
class ExecutionStore {
  /** The columns shown in lists. */
  static final List<Field<?>> LISTED =
      List.of(
          EXECUTION.ID,
          EXECUTION.WORKFLOW_ID,
          EXECUTION.WORKFLOW_NAME,
          EXECUTION.VERSION,
          EXECUTION.TRIGGER,
          EXECUTION.MODE,
          EXECUTION.STATUS,
          EXECUTION.CONVERSATION_ID,
          EXECUTION.CREATED_AT,
          EXECUTION.STARTED_AT,
          EXECUTION.COMPLETED_AT,
          EXECUTION.ERROR_CODE,
          EXECUTION.ERROR_MESSAGE,
          EXECUTION.ERROR_NODE,
          EXECUTION.RETRIED_FROM,
          EXECUTION.ERASED_AT,
          EXECUTION.TRACEPARENT);

  private final Graphs graphs;

  ExecutionStore(Graphs graphs) {
    this.graphs = graphs;
  }

  List<ExecutionView> list(
      DSLContext tx, ExecutionFilter filter, @Nullable UUID before, int limit) {
    return query(tx, filter, before, limit).fetch(ExecutionStore::listed);
  }

  static ResultQuery<? extends Record> query(
      DSLContext tx, ExecutionFilter filter, @Nullable UUID before, int limit) {
    return filter.asksForStep()
        ? standing(tx, filter, before, limit)
        : tx.select(LISTED)
            .from(EXECUTION)
            .where(condition(filter))
            .and(before == null ? noCondition() : EXECUTION.ID.lt(before))
            .orderBy(EXECUTION.ID.desc())
            .limit(limit);
  }

  /** Starts from the steps, since few runs have a current step, and each has at most one. */
  private static ResultQuery<? extends Record> standing(
      DSLContext tx, ExecutionFilter filter, @Nullable UUID before, int limit) {
    return tx.select(LISTED)
        .distinctOn(STEP.EXECUTION_ID)
        .from(STEP)
        .join(EXECUTION)
        .on(EXECUTION.ID.eq(STEP.EXECUTION_ID))
        .where(standsAt(filter))
        .and(condition(filter))
        .and(before == null ? noCondition() : STEP.EXECUTION_ID.lt(before))
        .orderBy(STEP.EXECUTION_ID.desc())
        .limit(limit);
  }

  private static Condition condition(ExecutionFilter filter) {
    return all(
        filter.workflowId() == null ? null : EXECUTION.WORKFLOW_ID.eq(filter.workflowId()),
        filter.status() == null ? null : EXECUTION.STATUS.eq(filter.status()),
        filter.mode() == null ? null : EXECUTION.MODE.eq(filter.mode()),
        filter.conversationId() == null
            ? null
            : EXECUTION.CONVERSATION_ID.eq(filter.conversationId()),
        filter.from() == null ? null : EXECUTION.ID.ge(Ids.floor(filter.from())),
        filter.to() == null ? null : EXECUTION.ID.lt(Ids.floor(filter.to())));
  }

  private static Condition all(@Nullable Condition... conditions) {
    var all = noCondition();
    for (var condition : conditions) {
      all = condition == null ? all : all.and(condition);
    }
    return all;
  }

  /** The step's condition, written literally so that PostgreSQL matches its partial indexes. */
  private static Condition standsAt(ExecutionFilter filter) {
    var statuses =
        filter.stepStatus() != null
            ? List.of(filter.stepStatus())
            : List.of(
                StepStatus.WAITING.wire(), StepStatus.RETRYING.wire(), StepStatus.FAILED.wire());
    return STEP.STATUS
        .in(statuses.stream().map(DSL::inline).toList())
        .and(filter.node() == null ? noCondition() : STEP.NAME.eq(filter.node()));
  }

  static boolean exists(DSLContext tx, UUID id) {
    return tx.fetchExists(EXECUTION, EXECUTION.ID.eq(id));
  }

  Optional<ExecutionView> find(DSLContext tx, UUID id) {
    return tx.select(EXECUTION.fields())
        .from(EXECUTION)
        .where(EXECUTION.ID.eq(id))
        .fetchOptional(row -> view(row, StoredJson.tree(row.get(EXECUTION.EVENT)), steps(tx, row)));
  }

  /** Returns the graph of an execution, whether or not it was ever saved as a version. */
  Optional<Graph> graph(DSLContext tx, UUID id) {
    return tx.select(EXECUTION.GRAPH_HASH)
        .from(EXECUTION)
        .where(EXECUTION.ID.eq(id))
        .fetchOptional(EXECUTION.GRAPH_HASH)
        .map(hash -> graphs.load(tx, hash));
  }

  /** Returns an execution as shown in lists, from a row of {@link #LISTED}. */
  static ExecutionView listed(Record row) {
    return view(row, null, null);
  }

  private List<StepView> steps(DSLContext tx, Record execution) {
    var graph = graphs.load(tx, execution.get(EXECUTION.GRAPH_HASH));
    var steps = new ArrayList<StepView>();
    trigger(graph).ifPresent(node -> steps.add(triggered(node, execution)));
    steps.addAll(
        tx.selectFrom(STEP)
            .where(STEP.EXECUTION_ID.eq(execution.get(EXECUTION.ID)))
            .orderBy(STEP.SEQ)
            .fetch(ExecutionStore::step));
    return steps;
  }

  private static Optional<GraphNode> trigger(Graph graph) {
    return graph.nodes().stream().filter(node -> node.node() instanceof Node.Starting).findFirst();
  }

  /** The trigger has no row: the event itself is its step. */
  private static StepView triggered(GraphNode node, Record execution) {
    var created = execution.get(EXECUTION.CREATED_AT);
    return new StepView(
        node.id(),
        node.node().kind(),
        node.title(),
        "completed",
        1,
        created,
        created,
        null,
        null,
        StoredJson.tree(execution.get(EXECUTION.EVENT)).path("data"),
        null,
        Node.NEXT);
  }

  private static StepView step(Record row) {
    return new StepView(
        row.get(STEP.NODE_ID),
        row.get(STEP.KIND),
        row.get(STEP.NAME),
        row.get(STEP.STATUS),
        row.get(STEP.ATTEMPT),
        row.get(STEP.STARTED_AT),
        row.get(STEP.COMPLETED_AT),
        row.get(STEP.RESUME_AT),
        json(row.get(STEP.INPUT)),
        json(row.get(STEP.OUTPUT)),
        error(row.get(STEP.ERROR_CODE), row.get(STEP.ERROR_MESSAGE), null),
        row.get(STEP.HANDLE));
  }

  private static @Nullable JsonNode json(@Nullable JSONB json) {
    return json == null ? null : StoredJson.tree(json);
  }

  private static ExecutionView.@Nullable Failure error(
      @Nullable String code, @Nullable String message, @Nullable String node) {
    return code == null && message == null ? null : new ExecutionView.Failure(code, message, node);
  }

  private static ExecutionView view(
      Record row, @Nullable JsonNode event, @Nullable List<StepView> steps) {
    OffsetDateTime created = row.get(EXECUTION.CREATED_AT);
    UUID retriedFrom = row.get(EXECUTION.RETRIED_FROM);
    return new ExecutionView(
        row.get(EXECUTION.ID).toString(),
        row.get(EXECUTION.WORKFLOW_ID).toString(),
        row.get(EXECUTION.WORKFLOW_NAME),
        row.get(EXECUTION.VERSION),
        row.get(EXECUTION.TRIGGER),
        row.get(EXECUTION.MODE),
        row.get(EXECUTION.STATUS),
        row.get(EXECUTION.CONVERSATION_ID),
        event,
        created,
        row.get(EXECUTION.STARTED_AT),
        row.get(EXECUTION.COMPLETED_AT),
        error(
            row.get(EXECUTION.ERROR_CODE),
            row.get(EXECUTION.ERROR_MESSAGE),
            row.get(EXECUTION.ERROR_NODE)),
        retriedFrom == null ? null : retriedFrom.toString(),
        row.get(EXECUTION.ERASED_AT),
        Traceparent.traceId(row.get(EXECUTION.TRACEPARENT)).orElse(null),
        steps);
  }

  /**
   * Cancels an execution here; the dispatcher informs Temporal.
   *
   * @return true if it was open
   */
  static boolean cancel(DSLContext tx, UUID id, String by) {
    return Lifecycle.cancel(tx, id, "cancelled", "Cancelled by " + by + ".");
  }

  /** Returns a limited number of a workflow's open executions that are older than an id. */
  static List<UUID> open(
      DSLContext tx, UUID workflow, @Nullable String status, UUID before, int limit) {
    return tx.select(EXECUTION.ID)
        .from(EXECUTION)
        .where(EXECUTION.WORKFLOW_ID.eq(workflow))
        .and(status == null ? Lifecycle.isOpen() : EXECUTION.STATUS.eq(status))
        .and(EXECUTION.ID.lt(before))
        .orderBy(EXECUTION.ID.desc())
        .limit(limit)
        .fetch(EXECUTION.ID);
  }
}
