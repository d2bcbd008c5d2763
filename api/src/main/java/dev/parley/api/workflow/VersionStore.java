package dev.parley.api.workflow;

import static dev.parley.db.Tables.WORKFLOW_VERSION;
import static dev.parley.db.Tables.WORKING_COPY;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.noCondition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.EventType;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphJson;
import dev.parley.store.Graphs;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Versions and working copies. */
@Component
class VersionStore implements GraphOf {
  private final Graphs graphs;

  VersionStore(Graphs graphs) {
    this.graphs = graphs;
  }

  /** A page of versions, newest first. */
  @Schema(name = "VersionPage")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record VersionPage(List<VersionView> items, @Nullable String nextCursor) {}

  /** A version in a response; lists omit the graph. */
  @Schema(name = "Version")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record VersionView(
      int version,
      @Nullable EventType trigger,
      String note,
      String author,
      OffsetDateTime createdAt,
      boolean published,
      boolean active,
      @Schema(ref = "#/components/schemas/Graph") @Nullable JsonNode graph) {}

  /** Adds the next version of a locked workflow and returns its number, without activating it. */
  int save(
      DSLContext tx,
      WorkflowStore.Locked workflow,
      Graph graph,
      String note,
      String by,
      boolean published) {
    var number = workflow.newestVersion() + 1;
    var hash = graphs.keep(tx, graph);
    var trigger = triggerOf(graph);
    tx.insertInto(WORKFLOW_VERSION)
        .set(WORKFLOW_VERSION.WORKFLOW_ID, workflow.id())
        .set(WORKFLOW_VERSION.NUMBER, number)
        .set(WORKFLOW_VERSION.GRAPH_HASH, hash)
        .set(WORKFLOW_VERSION.TRIGGER, trigger)
        .set(WORKFLOW_VERSION.NOTE, note)
        .set(WORKFLOW_VERSION.AUTHOR, by)
        .set(WORKFLOW_VERSION.PUBLISHED, published)
        .execute();
    workflow.saved(number, trigger);
    if (published) {
      workflow.published(number, trigger, hash);
    }
    clear(tx, workflow.id());
    workflow.store(by);
    return number;
  }

  List<VersionView> list(DSLContext tx, UUID workflow, @Nullable Integer before, int limit) {
    var active = activeVersion(tx, workflow);
    return tx.selectFrom(WORKFLOW_VERSION)
        .where(WORKFLOW_VERSION.WORKFLOW_ID.eq(workflow))
        .and(before == null ? noCondition() : WORKFLOW_VERSION.NUMBER.lt(before))
        .orderBy(WORKFLOW_VERSION.NUMBER.desc())
        .limit(limit)
        .fetch(row -> view(row, active, null));
  }

  Optional<VersionView> find(DSLContext tx, UUID workflow, int number) {
    var active = activeVersion(tx, workflow);
    return tx.selectFrom(WORKFLOW_VERSION)
        .where(WORKFLOW_VERSION.WORKFLOW_ID.eq(workflow))
        .and(WORKFLOW_VERSION.NUMBER.eq(number))
        .fetchOptional(
            row -> view(row, active, GraphJson.write(graphs.load(tx, row.getGraphHash()))));
  }

  /** Returns the graph of a version. */
  Optional<Graph> graph(DSLContext tx, UUID workflow, int number) {
    return tx.select(WORKFLOW_VERSION.GRAPH_HASH)
        .from(WORKFLOW_VERSION)
        .where(WORKFLOW_VERSION.WORKFLOW_ID.eq(workflow))
        .and(WORKFLOW_VERSION.NUMBER.eq(number))
        .fetchOptional(WORKFLOW_VERSION.GRAPH_HASH)
        .map(hash -> graphs.load(tx, hash));
  }

  private static int activeVersion(DSLContext tx, UUID workflow) {
    return WorkflowStore.find(tx, workflow)
        .map(view -> Objects.requireNonNullElse(view.activeVersion(), 0))
        .orElse(0);
  }

  private static VersionView view(Record row, int active, @Nullable JsonNode graph) {
    var number = row.get(WORKFLOW_VERSION.NUMBER);
    return new VersionView(
        number,
        WorkflowStore.trigger(row.get(WORKFLOW_VERSION.TRIGGER)),
        row.get(WORKFLOW_VERSION.NOTE),
        row.get(WORKFLOW_VERSION.AUTHOR),
        row.get(WORKFLOW_VERSION.CREATED_AT),
        row.get(WORKFLOW_VERSION.PUBLISHED),
        number == active,
        graph);
  }

  /** Returns the editor's unsaved state, if there is one. */
  Optional<Graph> workingCopy(DSLContext tx, UUID workflow) {
    return tx.select(WORKING_COPY.GRAPH)
        .from(WORKING_COPY)
        .where(WORKING_COPY.WORKFLOW_ID.eq(workflow))
        .fetchOptional(row -> GraphJson.stored(row.value1().data()));
  }

  @Override
  public Graph newest(DSLContext tx, UUID workflow) {
    return workingCopy(tx, workflow)
        .or(() ->
            WorkflowStore.find(tx, workflow).flatMap(view -> graph(tx, workflow, view.versions())))
        .orElseGet(Graph::blank);
  }

  /**
   * Stores the unsaved state of a locked workflow. A graph identical to the newest version, for
   * example after undoing everything, leaves nothing to save.
   */
  void keepWorkingCopy(DSLContext tx, WorkflowStore.Locked workflow, Graph graph, String by) {
    workflow.drawn(triggerOf(graph));
    var written = GraphJson.write(graph);
    var saved = graph(tx, workflow.id(), workflow.newestVersion());
    if (saved.map(GraphJson::write).filter(written::equals).isPresent()) {
      clear(tx, workflow.id());
    } else {
      keepWorkingCopy(tx, workflow.id(), graph, by);
    }
  }

  static @Nullable String triggerOf(Graph graph) {
    return graph.trigger().map(EventType::wire).orElse(null);
  }

  private static void keepWorkingCopy(DSLContext tx, UUID workflow, Graph graph, String by) {
    var json = JSONB.valueOf(GraphJson.write(graph).toString());
    tx.insertInto(WORKING_COPY)
        .set(WORKING_COPY.WORKFLOW_ID, workflow)
        .set(WORKING_COPY.GRAPH, json)
        .set(WORKING_COPY.CHANGED_BY, by)
        .onConflict(WORKING_COPY.WORKFLOW_ID)
        .doUpdate()
        .set(WORKING_COPY.GRAPH, json)
        .set(WORKING_COPY.CHANGED_BY, by)
        .set(WORKING_COPY.CHANGED_AT, currentOffsetDateTime())
        .execute();
  }

  static void clear(DSLContext tx, UUID workflow) {
    tx.deleteFrom(WORKING_COPY).where(WORKING_COPY.WORKFLOW_ID.eq(workflow)).execute();
  }
}
