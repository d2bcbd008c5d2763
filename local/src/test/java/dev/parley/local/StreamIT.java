package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Live runs: a snapshot, then every change, on any instance. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamIT {
  private Product product;

  @BeforeAll
  void start() {
    product = new Product(Map.of());
  }

  @AfterAll
  void stop() {
    product.close();
  }

  private Listener listen(String path, String lastEventId) {
    return Listener.to(product.stack.api(), product.stack.adminKey(), path, lastEventId);
  }

  private String workflow(String event, String... nodes) {
    return product.publish(event + " " + UUID.randomUUID(), chain(event, nodes));
  }

  private String start(String event) {
    return executions(product.event(event, "conv-" + UUID.randomUUID(), "webchat", "Hello"))
        .getFirst();
  }

  private void archive(String workflow) {
    product.post("workflows/" + workflow + "/archive", "{}").orThrow();
  }

  @Test
  void theListBeginsWithASnapshotAndStreamsEachChange() {
    var workflow = workflow("conversation.created", "star starConversation");
    var other = workflow("conversation.opened", "star starConversation");
    var before = product.ended(start("conversation.created"));
    try (var listener = listen("executions/stream?workflowId=" + workflow, "")) {
      assertThat(listener.type()).startsWith("text/event-stream");
      var snapshot = listener.await(before.path("id").asString(), "completed");
      assertThat(snapshot.name()).isEqualTo("execution");
      assertThat(snapshot.id()).isNotEmpty();
      var listed = product.get("executions?workflowId=" + workflow).path("items").path(0);
      assertThat(snapshot.data()).isEqualTo(listed);
      var elsewhere = start("conversation.opened");
      var id = start("conversation.created");
      var told = listener.await(id, "completed").data();
      assertThat(told)
          .isEqualTo(product.get("executions?workflowId=" + workflow).path("items").path(0));
      assertThat(listener.heard())
          .noneMatch(heard -> heard.data().path("id").asString().equals(elsewhere));
    }
    archive(workflow);
    archive(other);
  }

  @Test
  void aReconnectingClientReceivesExactlyWhatItMissed() {
    var workflow = workflow("conversation.resolved", "star starConversation");
    var seen = start("conversation.resolved");
    String lastEventId;
    try (var listener = listen("executions/stream?workflowId=" + workflow, "")) {
      listener.await(seen, "completed");
      var more = start("conversation.resolved");
      listener.await(more, "completed");
      lastEventId = listener.lastEventId();
    }
    var missed = start("conversation.resolved");
    product.ended(missed);
    try (var listener = listen("executions/stream?workflowId=" + workflow, lastEventId)) {
      listener.await(missed, "completed");
      assertThat(listener.heard())
          .noneMatch(heard -> heard.data().path("id").asString().equals(seen));
    }
    for (var unknown : List.of("part", "99999999999999", "'; select 1")) {
      try (var listener = listen("executions/stream?workflowId=" + workflow, unknown)) {
        listener.await(seen, "completed");
      }
    }
    archive(workflow);
  }

  @Test
  void aRunStreamsItsStepsInTheFormOfTheApi() {
    var workflow =
        workflow(
            "conversation.starred",
            "hi sendMessage {\"text\": \"Hi\"}",
            "call fetch {\"method\": \"GET\", \"url\": \"" + product.peer.url("/live") + "\"}",
            "bye sendMessage {\"text\": \"Bye\"}");
    product.peer.hold("/live");
    var id = start("conversation.starred");
    Eventually.the(() -> product.peer.asked("/live"), asked -> !asked.isEmpty());
    String lastEventId;
    JsonNode whole;
    try (var listener = listen("executions/" + id + "/stream", "")) {
      var snapshot = listener.await(heard -> heard.name().equals("execution"));
      assertThat(snapshot.data()).isEqualTo(product.execution(id));
      product.peer.release("/live");
      var call = listener.await(heard -> step(heard, "call", "completed"));
      listener.await(heard -> step(heard, "bye", "completed"));
      whole = listener.await(id, "completed").data();
      assertThat(whole).isEqualTo(product.execution(id));
      assertThat(call.data()).isEqualTo(Product.step(whole, "call"));
      lastEventId = listener.lastEventId();
      assertThat(lastEventId).isNotEqualTo(snapshot.id());
    }
    try (var knowsAll = listen("executions/" + id + "/stream", lastEventId);
        var knowsLess = listen("executions/" + id + "/stream", "0123")) {
      assertThat(knowsLess.await(id, "completed").data()).isEqualTo(whole);
      assertThat(knowsAll.heard()).isEmpty();
    }
    archive(workflow);
  }

  private static boolean waits(JsonNode execution) {
    return execution
        .path("steps")
        .valueStream()
        .anyMatch(step ->
            step.path("nodeId").asString().equals("wait")
                && step.path("status").asString().equals("waiting"));
  }

  private static boolean step(Listener.Heard heard, String node, String status) {
    return heard.name().equals("step")
        && heard.data().path("nodeId").asString().equals(node)
        && heard.data().path("status").asString().equals(status);
  }

  @Test
  void theLogShowsACancellationAndARetry() {
    var workflow =
        workflow("conversation.ai_assigned", "wait delay {\"amount\": 1, \"unit\": \"days\"}");
    var conversation = "conv-" + UUID.randomUUID();
    product.event("message.received", conversation, "webchat", "Hello");
    var id =
        product
            .post(
                "workflows/" + workflow + "/executions",
                "{\"conversationId\": \"" + conversation + "\"}")
            .orThrow()
            .path("executionId")
            .asString();
    try (var all = listen("executions/stream", "");
        var one = listen("executions/" + id + "/stream", "")) {
      // The step is part of the snapshot if the run came this far before the stream began.
      one.await(heard -> waits(heard.data()) || step(heard, "wait", "waiting"));
      product.post("executions/" + id + "/cancel", "{}").orThrow();
      one.await(heard -> step(heard, "wait", "cancelled"));
      one.await(id, "cancelled");
      all.await(id, "cancelled");
      var retry =
          product
              .post("executions/" + id + "/retry", "{}")
              .orThrow()
              .path("executionId")
              .asString();
      assertThat(all.await(retry, "running").data().path("retriedFrom").asString()).isEqualTo(id);
      product.post("executions/" + retry + "/cancel", "{}").orThrow();
    }
    archive(workflow);
  }

  @Test
  void aStreamOfNothingIsRefusedAsAProblem() {
    for (var path : List.of("executions/" + UUID.randomUUID() + "/stream", "executions/x/stream")) {
      var answer = product.raw("GET", path, "application/json", "");
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .isEqualTo("application/problem+json");
    }
    assertThat(
            product
                .raw("GET", "executions/stream?workflowId=x", "application/json", "")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void noConnectionIsHeldWithoutStreams() {
    var another = "executions/stream?workflowId=" + UUID.randomUUID();
    var listeners = List.of(listen("executions/stream", ""), listen(another, ""));
    assertThat(streams()).isGreaterThanOrEqualTo(2);
    Eventually.the(this::hearing, found -> found.size() == 1);
    Eventually.the(listeners.getFirst()::comments, comments -> comments > 1);
    listeners.forEach(Listener::close);
    Eventually.the(this::streams, open -> open == 0);
    Eventually.the(this::hearing, List::isEmpty);
  }

  private List<String> hearing() {
    return product.sql("select pid from pg_stat_activity where query = 'listen parley_changes'");
  }

  @Test
  void aStreamSurvivesAnOutageOfPostgreSqlAndCatchesUp() {
    var workflow = workflow("conversation.session_started", "star starConversation");
    var known = product.ended(start("conversation.session_started"));
    try (var all = listen("executions/stream?workflowId=" + workflow, "");
        var one = listen("executions/" + known.path("id").asString() + "/stream", "")) {
      all.await(known.path("id").asString(), "completed");
      one.await(known.path("id").asString(), "completed");
      product.stack.stop(Part.DATABASE);
      product.stack.start(Part.DATABASE);
      var id = Eventually.the(this::startedSession, found -> !found.isEmpty()).getFirst();
      all.await(id, "completed");
      assertThat(all.ended()).isFalse();
      assertThat(one.ended()).isFalse();
    }
    archive(workflow);
  }

  /** Returns the runs started by a session; empty while PostgreSQL does not respond. */
  private List<String> startedSession() {
    var id = "session-" + UUID.randomUUID();
    var event = Product.eventJson(id, "conversation.session_started", id, "webchat", "Hello");
    var answer = product.post("events", event.toString());
    return answer.isOk() ? executions(answer.body()) : List.of();
  }

  @Test
  void aClientThatTakesNothingIsDropped() throws IOException {
    product.peer.says("/large", "\"" + "x".repeat(250_000) + "\"");
    var calls = new String[24];
    for (int i = 0; i < calls.length; i++) {
      calls[i] =
          "call"
              + i
              + " fetch {\"method\": \"GET\", \"url\": \""
              + product.peer.url("/large")
              + "\"}";
    }
    var workflow = workflow("conversation.user_assigned", calls);
    var test =
        product
            .post("workflows/" + workflow + "/test", "{\"callExternal\": true}")
            .orThrow()
            .path("executionId")
            .asString();
    assertThat(product.ended(test).path("status").asString()).isEqualTo("completed");
    Eventually.the(this::streams, open -> open == 0);
    try (var socket = socket("executions/" + test + "/stream")) {
      Eventually.the(this::streams, open -> open == 1);
      Eventually.the(this::streams, open -> open == 0);
      assertThat(socket.isConnected()).isTrue();
    }
    archive(workflow);
  }

  /** Opens a client that sends a request and reads nothing. */
  private Socket socket(String path) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(
        new InetSocketAddress(product.stack.api().getHost(), product.stack.api().getPort()));
    socket
        .getOutputStream()
        .write(
            ("GET /api/v1/"
                    + path
                    + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + product.stack.adminKey()
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void noKeyTakesMoreThanFiftyStreamsOfAnInstance() throws IOException {
    Eventually.the(this::streams, open -> open == 0);
    var statuses = new ArrayList<String>();
    var sockets = new ArrayList<Socket>();
    for (int i = 0; i < 51; i++) {
      var socket = socket("executions/stream?workflowId=" + UUID.randomUUID());
      sockets.add(socket);
      statuses.add(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII));
    }
    assertThat(statuses.subList(0, 50)).containsOnly("HTTP/1.1 200");
    assertThat(statuses.getLast()).isEqualTo("HTTP/1.1 429");
    for (var socket : sockets) {
      socket.close();
    }
    Eventually.the(this::streams, open -> open == 0);
  }

  private int streams() {
    var metrics = product.metrics();
    return metrics
        .lines()
        .filter(line -> line.startsWith("parley_streams "))
        .map(line -> (int) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }
}
