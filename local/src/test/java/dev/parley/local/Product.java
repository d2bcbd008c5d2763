package dev.parley.local;

import dev.parley.execution.TemporalPayloads;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole product as its users and operators see it: processes, HTTP, Temporal, tables. */
final class Product implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();

  final Stack stack;
  final Peer peer;
  private final Api api;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient temporal;

  /** Returns a stack for tests that stop nothing; it ends with this JVM. */
  static Product shared() {
    return Shared.PRODUCT;
  }

  private static final class Shared {
    private static final Product PRODUCT = new Product(Map.of());
  }

  Product(Map<String, String> environment) {
    this(Topology.ONE, environment);
  }

  Product(Topology topology, Map<String, String> environment) {
    this(new Peer(), topology, environment);
  }

  private Product(Peer peer, Topology topology, Map<String, String> environment) {
    this(started(peer, topology, environment), peer);
  }

  private static Stack started(Peer peer, Topology topology, Map<String, String> environment) {
    var all = new HashMap<>(environment);
    all.putIfAbsent("PARLEY_FETCH_ALLOW", "127.0.0.1:" + peer.port());
    var stack = Stack.temporary(topology, all);
    stack.start();
    return stack;
  }

  /** Uses services that run already, however they were started. */
  Product(Stack stack, Peer peer) {
    this.stack = stack;
    this.peer = peer;
    api = stack.client();
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(stack.temporalAddress()).build());
    temporal =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(stack.temporalNamespace())
                .setDataConverter(TemporalPayloads.converter())
                .build());
  }

  WorkflowClient temporal() {
    return temporal;
  }

  JsonNode get(String path) {
    return whenBack(() -> api.get(path)).orThrow();
  }

  /** Retries as instructed clients do: a restored database is noticed after a while. */
  private static Api.Answer whenBack(Supplier<Api.Answer> call) {
    return Eventually.the(call, answer -> answer.status() != 503);
  }

  Api.Answer post(String path, String body) {
    return api.post(path, JSON.readTree(body));
  }

  /** Publishes an example and returns the workflow's id. */
  String publishExample(String example) {
    try (var stream = Product.class.getResourceAsStream("/graphs/examples/" + example + ".json")) {
      return publish(example + " " + UUID.randomUUID(), JSON.readTree(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String publish(String name, JsonNode graph) {
    var id = draft(name);
    api.post("workflows/" + id + "/publish", Api.object().set("graph", graph)).orThrow();
    return id;
  }

  String draft(String name) {
    return api.post("workflows", Api.object().put("name", name)).orThrow().path("id").asString();
  }

  /**
   * Returns a sequence of nodes, given as {@code id kind config}, after a trigger for that event.
   */
  static JsonNode chain(String event, String... nodes) {
    var root = JSON.createObjectNode().put("schema", 1);
    var list = root.putArray("nodes");
    var edges = root.putArray("edges");
    list.addObject()
        .put("id", "t")
        .put("kind", "trigger")
        .set("config", JSON.createObjectNode().put("event", event));
    var last = "t";
    for (var node : nodes) {
      var parts = node.split(" ", 3);
      list.addObject()
          .put("id", parts[0])
          .put("kind", parts[1])
          .put("name", parts[0])
          .set("config", JSON.readTree(parts.length > 2 ? parts[2] : "{}"));
      edges.addObject().put("source", last).put("handle", "next").put("target", parts[0]);
      last = parts[0];
    }
    return root;
  }

  /** Posts an event about a conversation and returns the response, which must be 202. */
  JsonNode event(String type, String conversation, String channel, String text) {
    var event = eventJson(UUID.randomUUID().toString(), type, conversation, channel, text);
    return whenBack(() -> api.post("events", event)).orThrow();
  }

  static JsonNode eventJson(
      String id, String type, String conversation, String channel, String text) {
    var event =
        JSON.createObjectNode()
            .put("specversion", "1.0")
            .put("id", id)
            .put("source", "/test")
            .put("type", type);
    var data = event.putObject("data");
    data.putObject("conversation")
        .put("id", conversation)
        .put("channel", channel)
        .put("status", type.equals("conversation.resolved") ? "resolved" : "open")
        .putObject("contact")
        .put("id", "contact-" + conversation)
        .put("name", "Sample Contact");
    data.putObject("message").put("id", "m-" + id).put("text", text);
    return event;
  }

  /** Returns the executions in a response. */
  static List<String> executions(JsonNode answer) {
    return answer
        .path("executions")
        .valueStream()
        .map(started -> started.path("executionId").asString())
        .toList();
  }

  /** Returns one workflow's execution from a response, whichever others the event started. */
  static String executionOf(String workflow, JsonNode answer) {
    return answer
        .path("executions")
        .valueStream()
        .filter(started -> started.path("workflowId").asString().equals(workflow))
        .map(started -> started.path("executionId").asString())
        .findFirst()
        .orElseThrow(() -> new AssertionError("not started: " + answer));
  }

  JsonNode execution(String id) {
    return get("executions/" + id);
  }

  /** Returns the execution once it has ended. */
  JsonNode ended(String id) {
    return Eventually.the(
        () -> execution(id),
        run -> !List.of("pending", "running").contains(run.path("status").asString()));
  }

  /** Returns the steps as "node status handle", without the trigger. */
  static List<String> steps(JsonNode execution) {
    return execution
        .path("steps")
        .valueStream()
        .skip(1)
        .map(step ->
            (step.path("nodeId").asString()
                    + " "
                    + step.path("status").asString()
                    + " "
                    + step.path("handle").asString(""))
                .strip())
        .toList();
  }

  static JsonNode step(JsonNode execution, String node) {
    return execution
        .path("steps")
        .valueStream()
        .filter(step -> step.path("nodeId").asString().equals(node))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the history of a run; empty until Temporal knows it. */
  List<HistoryEvent> history(String execution) {
    try {
      return temporal.fetchHistory(execution).getEvents();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  /** Returns the summaries of timers and activities in a history, in order. */
  static List<String> summaries(List<HistoryEvent> history) {
    return history.stream()
        .filter(HistoryEvent::hasUserMetadata)
        .map(event -> event.getUserMetadata().getSummary().getData().toStringUtf8())
        .toList();
  }

  /** Returns the first column of a query's result. */
  List<String> sql(String query) {
    var database = stack.database();
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Posts one event as a backend with a causation token; empty for none. */
  HttpResponse<String> rawEvent(String event, String causation) {
    return send(
        HttpRequest.newBuilder(stack.api().resolve("/api/v1/events"))
            .header("Content-Type", "application/cloudevents+json")
            .header("Parley-Causation", causation)
            .POST(HttpRequest.BodyPublishers.ofString(event)));
  }

  /** Returns the api's metrics in Prometheus format. */
  String metrics() {
    return raw("GET", stack.api().resolve("/actuator/prometheus"), "text/plain", "").body();
  }

  /** Returns the worker's metrics in the same format. */
  String workerMetrics() {
    return raw("GET", stack.worker().resolve("/metrics"), "text/plain", "").body();
  }

  /** Sends a raw request to the API, as a faulty client would. */
  HttpResponse<String> raw(
      String method, String path, String contentType, String body, String... headers) {
    return raw(method, stack.api().resolve("/api/v1/" + path), contentType, body, headers);
  }

  private HttpResponse<String> raw(
      String method, URI uri, String contentType, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", contentType)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(
          request.header("Authorization", "Bearer " + stack.adminKey()).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stubs.shutdownNow();
    http.close();
    api.close();
    stack.close();
    peer.close();
  }
}
