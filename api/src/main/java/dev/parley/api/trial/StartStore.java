package dev.parley.api.trial;

import static dev.parley.db.Tables.MESSAGE;
import static dev.parley.db.Tables.WORKFLOW;
import static dev.parley.db.Tables.WORKFLOW_VERSION;
import static org.jooq.impl.DSL.field;

import dev.parley.api.problem.GraphErrors;
import dev.parley.api.problem.Refusal;
import dev.parley.api.workflow.GraphOf;
import dev.parley.api.workflow.ReferenceStore;
import dev.parley.conversation.EventType;
import dev.parley.conversation.Loops;
import dev.parley.conversation.Loops.Cause;
import dev.parley.conversation.Loops.Held;
import dev.parley.execution.Mode;
import dev.parley.execution.Options;
import dev.parley.graph.Graph;
import dev.parley.graph.GraphCheck;
import dev.parley.graph.Problem;
import dev.parley.store.Conversations;
import dev.parley.store.Events.Fact;
import dev.parley.store.Execution;
import dev.parley.store.Graphs;
import dev.parley.store.Ids;
import dev.parley.store.Lifecycle;
import dev.parley.store.Snapshots;
import dev.parley.store.sql.StoredJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Inserts the executions that users start. */
@Component
class StartStore {
  private final Graphs graphs;
  private final GraphOf newest;

  StartStore(Graphs graphs, GraphOf newest) {
    this.graphs = graphs;
    this.newest = newest;
  }

  Graph newest(DSLContext tx, UUID workflow) {
    workflow(tx, workflow);
    return newest.newest(tx, workflow);
  }

  /** Refuses a workflow that does not exist. */
  void require(DSLContext tx, UUID workflow) {
    var _ = workflow(tx, workflow);
  }

  /**
   * Starts a test run in its own sandbox conversation, which contacts no customer and triggers
   * nothing.
   *
   * @param drawn null for the working copy or the newest version
   */
  UUID test(
      DSLContext tx,
      UUID workflow,
      @Nullable Graph drawn,
      @Nullable JsonNode sample,
      Options options) {
    var row = workflow(tx, workflow);
    var references = ReferenceStore.of(tx);
    var graph = (drawn == null ? newest.newest(tx, workflow) : drawn).resolved(references);
    var problems = GraphCheck.of(graph, references);
    if (!GraphCheck.sound(problems)) {
      throw Refusal.unsound(
          "unsound",
          "This workflow cannot be tested yet.",
          GraphErrors.of(problems.stream().filter(Problem::blocks).toList()));
    }
    SampleReplies.check(graph, options.replies());
    var type = graph.trigger().orElseThrow();
    var data = sample == null ? Samples.of(graph.trigger()) : sample;
    var id = Ids.next();
    var conversation = "test-" + id;
    var kept = new LinkedHashMap<>(StoredJson.plain(data));
    kept.put("conversation", SandboxStore.make(tx, conversation, data));
    var fact = fact("/parley/test", id, type, conversation, kept, List.of());
    var hash = graphs.keep(tx, graph);
    open(tx, id, row, versionOf(tx, row, hash), hash, Mode.TEST, fact, options);
    return id;
  }

  /** Returns the version with exactly this graph: the active one, else the newest; 0 for none. */
  private static int versionOf(DSLContext tx, Record workflow, String hash) {
    return tx.select(WORKFLOW_VERSION.NUMBER)
        .from(WORKFLOW_VERSION)
        .where(WORKFLOW_VERSION.WORKFLOW_ID.eq(workflow.get(WORKFLOW.ID)))
        .and(WORKFLOW_VERSION.GRAPH_HASH.eq(hash))
        .orderBy(
            field(WORKFLOW_VERSION.NUMBER.eq(workflow.get(WORKFLOW.ACTIVE_VERSION)))
                .desc()
                .nullsLast(),
            WORKFLOW_VERSION.NUMBER.desc())
        .limit(1)
        .fetchOptional(WORKFLOW_VERSION.NUMBER)
        .orElse(0);
  }

  /**
   * Starts a run of the published version on a real conversation.
   *
   * @param chain the executions that requested it, which must not form a loop
   */
  UUID manual(
      DSLContext tx, UUID workflow, String conversationId, Options options, List<Cause> chain) {
    var row = workflow(tx, workflow);
    var hash = row.get(WORKFLOW.ACTIVE_GRAPH);
    if (hash == null || row.get(WORKFLOW.STATUS).equals("archived")) {
      throw Refusal.conflict(
          "not-published", "Only a published workflow can be run. Publish it first.");
    }
    var conversation =
        Conversations.lock(tx, conversationId)
            .filter(found -> !found.sandbox())
            .orElseThrow(() ->
                Refusal.unsound(
                    "/conversationId",
                    "conversation-unknown",
                    "There is no conversation \"" + conversationId + "\"."));
    Loops.held(chain, workflow.toString(), 0).ifPresent(StartStore::refuse);
    var type = graphs.load(tx, hash).trigger().orElseThrow();
    var data = new LinkedHashMap<String, Object>();
    data.put("conversation", Snapshots.conversation(tx, conversation));
    lastMessage(tx, conversationId, data);
    var id = Ids.next();
    var fact = fact("/parley/manual", id, type, conversationId, data, chain);
    open(tx, id, row, row.get(WORKFLOW.ACTIVE_VERSION), hash, Mode.MANUAL, fact, options);
    return id;
  }

  private static void refuse(Held reason) {
    throw Refusal.conflict(
        "held-back",
        "This run was asked for by a run that this workflow has a part in, and would go round in"
            + " a circle ("
            + reason.wire()
            + ").");
  }

  private static Record workflow(DSLContext tx, UUID id) {
    return tx.select(WORKFLOW.fields())
        .from(WORKFLOW)
        .where(WORKFLOW.ID.eq(id))
        .fetchOptional()
        .orElseThrow(() -> Refusal.notFound("workflow", id));
  }

  private static Fact fact(
      String source,
      UUID id,
      EventType type,
      String conversation,
      Map<String, Object> data,
      List<Cause> chain) {
    return new Fact(source, id.toString(), type, Instant.now(), conversation, data, chain);
  }

  private static void open(
      DSLContext tx,
      UUID id,
      Record workflow,
      int version,
      String hash,
      Mode mode,
      Fact fact,
      Options options) {
    Lifecycle.open(
        tx,
        new Execution(
            id,
            workflow.get(WORKFLOW.ID),
            workflow.get(WORKFLOW.NAME),
            version,
            hash,
            fact.type().wire(),
            mode,
            fact.conversationId(),
            fact.cloudEvent(),
            options,
            id,
            fact.chain()),
        Lifecycle.FIRST_LEASE);
  }

  private static void lastMessage(DSLContext tx, String conversation, Map<String, Object> data) {
    tx.select(MESSAGE.ID, MESSAGE.TEXT)
        .from(MESSAGE)
        .where(MESSAGE.CONVERSATION_ID.eq(conversation))
        .and(MESSAGE.AUTHOR_TYPE.eq("contact"))
        .orderBy(MESSAGE.SEQ.desc())
        .limit(1)
        .fetchOptional()
        .ifPresent(row -> data.put("message", Map.of("id", row.value1(), "text", row.value2())));
  }
}
