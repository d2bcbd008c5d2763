package dev.parley.benchmark;

import dev.parley.conversation.Conversation;
import dev.parley.execution.Contract;
import dev.parley.execution.Mode;
import dev.parley.execution.Options;
import dev.parley.execution.Start;
import dev.parley.graph.GraphJson;
import dev.parley.graph.Plan;
import dev.parley.local.Api;
import dev.parley.store.Conversations;
import dev.parley.store.Execution;
import dev.parley.store.Ids;
import dev.parley.store.Lifecycle;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The measured graph: a decision and four actions on the conversation. */
record FiveNodes(Deployment at, UUID workflow, String hash, Plan plan, String vip, String user) {
  private static final long PATIENCE_SECONDS = 120;
  private static final Duration NOT_DISPATCHED = Duration.ofHours(6);
  private static final String GRAPH =
      """
      {"schema": 1, "nodes": [
        {"id": "t", "kind": "trigger", "name": "New conversation", "config": {"event": "conversation.created"}},
        {"id": "channel", "kind": "decision", "name": "Web chat?", "config": {"match": "all",
          "conditions": [{"field": "channel", "operator": "is", "value": "webchat"}]}},
        {"id": "hello", "kind": "sendMessage", "name": "Welcome", "config": {"text": "Welcome!"}},
        {"id": "label", "kind": "addLabel", "name": "Label", "config": {"labels": ["VIP"]}},
        {"id": "star", "kind": "starConversation", "name": "Star"},
        {"id": "assign", "kind": "assignToUser", "name": "Assign", "config": {"user": "Sample Agent"}}],
       "edges": [
        {"source": "t", "handle": "next", "target": "channel"},
        {"source": "channel", "handle": "true", "target": "hello"},
        {"source": "hello", "handle": "next", "target": "label"},
        {"source": "label", "handle": "next", "target": "star"},
        {"source": "star", "handle": "next", "target": "assign"}]}
      """;

  static JsonNode graph() {
    return JsonMapper.shared().readTree(GRAPH);
  }

  /** Publishes and activates it. */
  static FiveNodes publish(Deployment at) {
    var vip = at.api.post("labels", Api.object().put("name", "VIP")).orThrow();
    var user = at.api.post("users", Api.object().put("name", "Sample Agent")).orThrow();
    var id =
        at.api
            .post("workflows", Api.object().put("name", "Five nodes"))
            .orThrow()
            .path("id")
            .asString();
    at.api.post("workflows/" + id + "/publish", Api.object().set("graph", graph())).orThrow();
    var row =
        at.sql.fetchSingle(
            "select w.active_graph, g.body::text from workflow w join graph g on g.hash ="
                + " w.active_graph where w.id = ?::uuid",
            id);
    return new FiveNodes(
        at,
        UUID.fromString(id),
        row.get(0, String.class),
        Plan.of(GraphJson.stored(row.get(1, String.class))),
        vip.path("id").asString(),
        user.path("id").asString());
  }

  void pause() {
    at.api.post("workflows/" + workflow + "/pause", Api.object()).orThrow();
  }

  void resume() {
    at.api.post("workflows/" + workflow + "/resume", Api.object()).orThrow();
  }

  /** Inserts executions that are not started, each with its own conversation. */
  List<String> prepared(int count) {
    var ids = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      ids.add(at.sql.transactionResult(transaction -> prepared(transaction.dsl())));
    }
    return ids;
  }

  private String prepared(DSLContext tx) {
    var id = Ids.next();
    var conversation = "conv-" + id;
    Conversations.insertIfAbsent(tx, Conversation.blank(conversation));
    Lifecycle.open(
        tx,
        new Execution(
            id,
            workflow,
            "Five nodes",
            1,
            hash,
            "conversation.created",
            Mode.PRODUCTION,
            conversation,
            Map.of(
                "id", id.toString(),
                "type", "conversation.created",
                "data", Map.of("conversation", Map.of("id", conversation, "channel", "webchat"))),
            Options.NONE,
            id,
            List.of()),
        NOT_DISPATCHED);
    return id.toString();
  }

  /** Starts an execution in its variant and waits for its end. */
  void run(Variant variant, String id) {
    try {
      var _ = start(variant, id).getResultAsync(Void.class).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException(variant.title + " does not end; does its worker run?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private WorkflowStub start(Variant variant, String id) {
    var options = WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(variant.queue);
    if (variant == Variant.PARLEY) {
      options
          .setTypedSearchAttributes(attributes(id))
          .setStaticSummary("Five nodes · v1 · New Conversation")
          .setStaticDetails("[Open this run in Parley](http://localhost/runs/" + id + ")");
    }
    var stub = at.temporal.newUntypedWorkflowStub(variant.type, options.build());
    var _ =
        variant == Variant.PARLEY
            ? stub.start(
                new Start(
                    id,
                    "Five nodes",
                    "http://localhost/runs/" + id,
                    plan,
                    false,
                    Contract.INTERPRETER,
                    false))
            : stub.start(id);
    return stub;
  }

  private static SearchAttributes attributes(String id) {
    return SearchAttributes.newBuilder()
        .set(Contract.WORKFLOW, "five-nodes")
        .set(Contract.VERSION, 1L)
        .set(Contract.TRIGGER, "conversation.created")
        .set(Contract.MODE, "production")
        .set(Contract.CONVERSATION, "conv-" + id)
        .build();
  }

  /** Returns events about new conversations, as a backend posts them. */
  static List<String> events(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> UUID.randomUUID().toString())
        .map(FiveNodes::event)
        .toList();
  }

  static String event(String id) {
    return """
    {"specversion": "1.0", "id": "%1$s", "source": "/benchmark", "type": "conversation.created",
     "time": "2026-01-01T00:00:00Z",
     "data": {"conversation": {"id": "conv-%1$s", "channel": "webchat", "status": "open",
                               "contact": {"id": "c-%1$s", "name": "Sample Contact"}},
              "message": {"id": "m-%1$s", "text": "Hello, where is my order?"}}}
    """
        .formatted(id);
  }
}
