package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static dev.parley.local.Product.step;
import static dev.parley.local.Product.steps;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The functions of the Runs page: lists, details, cancelling, retrying, statistics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunsIT {
  private Product product;

  @BeforeAll
  void start() {
    product = new Product(Map.of());
  }

  @AfterAll
  void stop() {
    product.close();
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

  private String fetch(String id, String path) {
    return id
        + " fetch {\"method\": \"POST\", \"url\": \""
        + product.peer.url(path)
        + "\", \"body\": \"{{ conversation.id }}\"}";
  }

  private static final String WAIT = "wait delay {\"amount\": 1, \"unit\": \"days\"}";

  private String waiting(String event) {
    var id = start(event);
    Eventually.the(() -> product.execution(id), run -> steps(run).contains("wait waiting"));
    return id;
  }

  @Test
  void aTestReadsItsSampleValuesAsTheyWereEdited() {
    var workflow =
        workflow(
            "conversation.user_assigned",
            "tell sendMessage {\"text\": \"{{ conversation.assignee.id }},"
                + " {{ conversation.sentiment }}, {{ contact.name }}, {{ contact.fields.tier }}\"}");
    var sample =
        """
        {"sample": {"conversation": {"assignee": {"type": "user", "id": "edited"},
          "labels": ["not one yet"], "sentiment": "negative",
          "contact": {"id": "c", "name": "Edited", "fields": {"tier": "gold"}}}}}
        """;
    var test = product.post("workflows/" + workflow + "/test", sample).orThrow();
    var id = test.path("executionId").asString();
    product.ended(id);
    assertThat(product.sql("select text from message where conversation_id = 'test-" + id + "'"))
        .contains("edited, negative, Edited, gold");
    assertThat(
            product.sql(
                "select event #>> '{data,conversation,assignee,id}' || (event #>>"
                    + " '{data,conversation,labels,0}') from execution where id = '"
                    + id
                    + "'"))
        .containsExactly("editednot one yet");
    assertThat(product.sql("select 1 from label where name = 'not one yet'")).isEmpty();
    archive(workflow);
  }

  @Test
  void aRunHasTheFieldsOfTheSurfaceAndNoOthers() {
    var workflow =
        workflow(
            "conversation.created", "hi sendMessage {\"text\": \"Hi\"}", fetch("call", "/404"));
    product.peer.answers("/404", 404);
    var run = product.ended(start("conversation.created"));
    assertThat(run.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "workflowId",
            "workflowName",
            "version",
            "trigger",
            "mode",
            "status",
            "conversationId",
            "event",
            "createdAt",
            "startedAt",
            "completedAt",
            "error",
            "steps");
    assertThat(run.path("error").propertyNames())
        .containsExactlyInAnyOrder("code", "message", "nodeId");
    assertThat(step(run, "hi").propertyNames())
        .containsExactlyInAnyOrder(
            "nodeId",
            "kind",
            "name",
            "status",
            "attempt",
            "startedAt",
            "completedAt",
            "input",
            "output",
            "handle");
    assertThat(step(run, "call").path("error").path("code").asString()).isEqualTo("PeerRefused");
    assertThat(run.path("event").path("type").asString()).isEqualTo("conversation.created");
    archive(workflow);
  }

  @Test
  void aFailedRunResumesFromItsFailedStepWithTheSameKey() {
    var workflow =
        workflow(
            "conversation.opened",
            "hi sendMessage {\"text\": \"Hi\"}",
            fetch("call", "/retried"),
            "bye sendMessage {\"text\": \"Bye\"}");
    product.peer.answers("/retried", 404);
    var failed = start("conversation.opened");
    assertThat(product.ended(failed).path("status").asString()).isEqualTo("failed");
    product.peer.answers("/retried", 200);

    var answer = product.post("executions/" + failed + "/retry", "{}");
    assertThat(answer.status()).isEqualTo(202);
    var retry = product.ended(answer.body().path("executionId").asString());

    assertThat(retry.path("status").asString()).isEqualTo("completed");
    assertThat(retry.path("retriedFrom").asString()).isEqualTo(failed);
    assertThat(steps(retry))
        .containsExactly("hi reused next", "call completed next", "bye completed next");
    assertThat(product.peer.asked("/retried")).hasSize(2);
    assertThat(product.peer.asked("/retried").stream().map(Peer.Asked::key).distinct()).hasSize(1);
    var conversation = retry.path("conversationId").asString();
    assertThat(
            product.sql(
                "select text from message where author_type = 'workflow' and conversation_id = '"
                    + conversation
                    + "' order by seq"))
        .containsExactly("Hi", "Bye");
    assertThat(product.execution(failed).path("status").asString()).isEqualTo("failed");
    assertThat(product.post("executions/" + retry.path("id").asString() + "/retry", "{}").status())
        .isEqualTo(409);
    archive(workflow);
  }

  @Test
  void aRunIsRetriedOnceAndItsRetryInTurn() {
    var workflow = workflow("conversation.resolved", fetch("call", "/twice"));
    product.peer.answers("/twice", 404);
    var failed = start("conversation.resolved");
    product.ended(failed);
    var first = retry(failed);
    var again = product.post("executions/" + failed + "/retry", "{}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().path("code").asString()).isEqualTo("already-retried");
    assertThat(again.body().path("executionId").asString()).isEqualTo(first);
    assertThat(product.ended(first).path("status").asString()).isEqualTo("failed");
    product.peer.answers("/twice", 200);
    var second = product.ended(retry(first));
    assertThat(second.path("status").asString()).isEqualTo("completed");
    assertThat(product.peer.asked("/twice").stream().map(Peer.Asked::key).distinct()).hasSize(1);
    archive(workflow);
  }

  private String retry(String execution) {
    return product
        .post("executions/" + execution + "/retry", "{}")
        .orThrow()
        .path("executionId")
        .asString();
  }

  @Test
  void anOpenOrCompletedRunCannotBeRetried() {
    var workflow = workflow("conversation.starred", WAIT);
    var id = waiting("conversation.starred");
    var refused = product.post("executions/" + id + "/retry", "{}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("code").asString()).isEqualTo("not-failed");
    product.post("executions/" + id + "/cancel", "{}").orThrow();
    var retry = retry(id);
    Eventually.the(() -> product.execution(retry), run -> steps(run).contains("wait waiting"));
    assertThat(product.post("executions/" + id + "/cancel", "{}").status()).isEqualTo(409);
    assertThat(product.post("executions/" + UUID.randomUUID() + "/retry", "{}").status())
        .isEqualTo(404);
    product.post("executions/" + retry + "/cancel", "{}").orThrow();
    archive(workflow);
  }

  @Test
  void eachFilterNarrowsTheListAndPagesFollowOneAnother() {
    var workflow = workflow("conversation.session_started", "star starConversation");
    var runs = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      runs.addFirst(start("conversation.session_started"));
    }
    runs.forEach(product::ended);
    var test =
        product
            .post("workflows/" + workflow + "/test", "{}")
            .orThrow()
            .path("executionId")
            .asString();
    product.ended(test);
    var only = "executions?workflowId=" + workflow;
    assertThat(ids(product.get(only))).startsWith(test).containsAll(runs).hasSize(6);
    assertThat(ids(product.get(only + "&mode=production"))).containsExactlyElementsOf(runs);
    assertThat(ids(product.get(only + "&mode=test"))).containsExactly(test);
    assertThat(ids(product.get(only + "&status=failed"))).isEmpty();
    var third = product.execution(runs.get(2));
    var from = "&from=" + third.path("createdAt").asString();
    assertThat(ids(product.get(only + "&mode=production" + from)))
        .containsExactlyElementsOf(runs.subList(0, 3));
    var to = "&to=" + third.path("createdAt").asString();
    assertThat(ids(product.get(only + to))).containsExactlyElementsOf(runs.subList(3, 5));
    var conversation = "executions?conversationId=" + third.path("conversationId").asString();
    assertThat(ids(product.get(conversation))).containsExactly(runs.get(2));

    var first = product.get(only + "&mode=production&limit=3");
    var second =
        product.get(
            only + "&mode=production&limit=3&cursor=" + first.path("nextCursor").asString());
    assertThat(ids(first)).containsExactlyElementsOf(runs.subList(0, 3));
    assertThat(ids(second)).containsExactlyElementsOf(runs.subList(3, 5));
    assertThat(second.has("nextCursor")).isFalse();
    assertThat(product.get(only + "&limit=6").has("nextCursor")).isFalse();
    for (var wrong : List.of("status=done", "mode=x", "from=monday", "limit=0", "cursor=x")) {
      assertThat(product.raw("GET", only + "&" + wrong, "application/json", "").statusCode())
          .as(wrong)
          .isEqualTo(400);
    }
    archive(workflow);
  }

  @Test
  void eachDayCountsStartsAndFailures() {
    var workflow = workflow("conversation.label_removed", fetch("call", "/counted"));
    product.peer.answers("/counted", 404);
    var conversation = "conv-" + UUID.randomUUID();
    product.event("message.received", conversation, "webchat", "Hello");
    var body = "{\"conversationId\": \"" + conversation + "\"}";
    for (int i = 0; i < 3; i++) {
      var run = product.post("workflows/" + workflow + "/executions", body).orThrow();
      product.ended(run.path("executionId").asString());
    }
    var test = product.post("workflows/" + workflow + "/test", "{}").orThrow();
    product.ended(test.path("executionId").asString());
    var days = product.get("workflows/" + workflow + "/statistics?days=7").path("days");
    assertThat(days.size()).isEqualTo(7);
    assertThat(days.path(5).path("started").asInt()).isZero();
    assertThat(days.path(6).propertyNames()).containsExactlyInAnyOrder("day", "started", "failed");
    assertThat(days.path(6).path("started").asInt() + days.path(5).path("started").asInt())
        .isEqualTo(3);
    assertThat(days.path(6).path("failed").asInt() + days.path(5).path("failed").asInt())
        .isEqualTo(3);
    assertThat(product.get("workflows/" + workflow + "/statistics").path("days").size())
        .isEqualTo(14);
    for (var wrong : List.of("0", "91", "x")) {
      var path = "workflows/" + workflow + "/statistics?days=" + wrong;
      assertThat(product.raw("GET", path, "application/json", "").statusCode()).isEqualTo(400);
    }
    archive(workflow);
  }

  @Test
  void anEventIsLookedUpByItsSourceAndId() {
    var workflow = workflow("conversation.label_added", "star starConversation");
    var event =
        Product.eventJson(
            "evt/1 ü", "conversation.label_added", "conv-looked-up", "webchat", "Hello");
    ((ObjectNode) event).put("source", "/help desk/eu?x=1");
    ((ObjectNode) event.path("data")).put("label", "Looked up");
    var posted = product.post("events", event.toString()).orThrow();
    var found = product.get("events/%2Fhelp%20desk%2Feu%3Fx%3D1/evt%2F1%20%C3%BC");
    assertThat(found.path("source").asString()).isEqualTo("/help desk/eu?x=1");
    assertThat(found.path("id").asString()).isEqualTo("evt/1 ü");
    assertThat(found.path("type").asString()).isEqualTo("conversation.label_added");
    assertThat(found.path("conversationId").asString()).isEqualTo("conv-looked-up");
    assertThat(found.path("executions")).isEqualTo(posted.path("executions"));
    assertThat(found.path("executions").path(0).path("workflowId").asString()).isEqualTo(workflow);
    assertThat(product.raw("GET", "events/%2Ftest/none", "application/json", "").statusCode())
        .isEqualTo(404);
    archive(workflow);
  }

  @Test
  void spellingThePathDifferentlyDoesNotBypassAuthentication() throws Exception {
    for (var path :
        List.of(
            "/api/v1/executions",
            "/%61pi/v1/executions",
            "/api;x=1/v1/executions",
            "/x/../api/v1/executions",
            "/api%2Fv1/executions",
            "//api/v1/executions",
            "/%61ctuator/prometheus")) {
      var answer = unauthenticated(path);
      // Any other path belongs to the dashboard, whose page contains no data.
      assertThat(
              answer.matches("(?s)HTTP/1.1 (400|401|404).*")
                  || answer.toLowerCase(Locale.ROOT).contains("<!doctype html>"))
          .as(path + " answered " + answer)
          .isTrue();
    }
  }

  private String unauthenticated(String path) throws IOException {
    var api = product.stack.api();
    try (var socket = new Socket(api.getHost(), api.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void aTestRunShowsNowhereButInItself() {
    product.post("labels", "{\"name\": \"Tried\"}").orThrow();
    var tried =
        workflow(
            "conversation.created",
            "hi sendMessage {\"text\": \"Hi\"}",
            "label addLabel {\"labels\": [\"Tried\"]}",
            "done resolveConversation");
    var listening = workflow("conversation.resolved", "star starConversation");
    var run =
        product.ended(
            product
                .post("workflows/" + tried + "/test", "{}")
                .orThrow()
                .path("executionId")
                .asString());
    assertThat(run.path("status").asString()).isEqualTo("completed");
    assertThat(run.path("mode").asString()).isEqualTo("test");
    assertThat(step(run, "done").path("output").path("events").path(0).asString())
        .isEqualTo("conversation.resolved");
    var sandbox = run.path("conversationId").asString();
    for (var list :
        List.of(
            "conversations?limit=200",
            "conversations?limit=200&status=resolved",
            "conversations?search=" + sandbox,
            "contacts?limit=200",
            "contacts?search=" + sandbox,
            "segments",
            "labels",
            "users",
            "personas",
            "skill-sets",
            "fields",
            "channels",
            "workflows?limit=200",
            "executions?limit=200&mode=production",
            "executions?limit=200&workflowId=" + listening,
            "workflows/" + tried + "/not-started",
            "workflows/" + listening + "/not-started",
            "workflows/" + tried + "/versions")) {
      assertThat(product.raw("GET", list, "application/json", "").body())
          .as(list)
          .doesNotContain(sandbox);
    }
    for (var part : List.of("", "/messages", "/timeline")) {
      var path = "conversations/" + sandbox + part;
      assertThat(product.raw("GET", path, "application/json", "").statusCode())
          .as(path)
          .isEqualTo(404);
    }
    var patch =
        product.raw("PATCH", "conversations/" + sandbox, "application/json", "{\"starred\": true}");
    assertThat(patch.statusCode()).isEqualTo(404);
    var manual = "{\"conversationId\": \"" + sandbox + "\"}";
    assertThat(product.post("workflows/" + tried + "/executions", manual).status()).isEqualTo(422);
    assertThat(product.get("executions?workflowId=" + listening).path("items").isEmpty()).isTrue();
    assertThat(product.sql("select id from event where conversation_id = '" + sandbox + "'"))
        .isEmpty();
    assertThat(product.get("workflows/" + tried + "/statistics").path("days").valueStream())
        .allSatisfy(day -> assertThat(day.path("started").asInt()).isZero());
    assertThat(product.get("workflows/" + tried).path("executions").asInt()).isZero();
    archive(tried);
    archive(listening);
  }

  private static List<String> ids(JsonNode page) {
    return page.path("items").valueStream().map(run -> run.path("id").asString()).toList();
  }

  @Test
  void aRunIsCancelledWhileItsCallHangs() {
    var event = "conversation.starred";
    product.peer.hold("/hangs");
    var workflow = workflow(event, fetch("ask", "/hangs"), WAIT);
    var id = start(event);
    Eventually.the(() -> product.peer.asked("/hangs"), asked -> !asked.isEmpty());

    product.post("executions/" + id + "/cancel", "{}").orThrow();

    var ended = product.ended(id);
    assertThat(ended.path("status").asString()).isEqualTo("cancelled");
    assertThat(steps(ended)).containsExactly("ask cancelled");
    product.peer.release("/hangs");
    archive(workflow);
  }

  @Test
  void aTemplateThatWorksTooMuchFailsOnceAndDelaysNoCancel() {
    var event = "conversation.resolved";
    var conversation = "conv-" + UUID.randomUUID();
    var patient = workflow(event, WAIT);
    var waiting = executions(product.event(event, conversation, "webchat", "Hello")).getFirst();
    archive(patient);
    var busy =
        workflow(
            event,
            "say sendMessage {\"text\": \"{% for i in (1..900) %}{% assign x = message.text"
                + " | split: '' | sort | join: '' %}{% endfor %}{{ x }}\"}");
    var text = "ab".repeat(2_000);
    var runs =
        IntStream.range(0, 20)
            .mapToObj(_ -> product.event(event, conversation, "webchat", text))
            .flatMap(answer -> executions(answer).stream())
            .toList();

    product.post("executions/" + waiting + "/cancel", "{}").orThrow();

    assertThat(product.ended(waiting).path("status").asString()).isEqualTo("cancelled");
    assertThat(runs)
        .hasSize(20)
        .allSatisfy(id -> {
          var step = step(product.ended(id), "say");
          assertThat(step.path("status").asString()).isEqualTo("failed");
          assertThat(step.path("attempt").asInt()).isEqualTo(1);
          assertThat(step.path("error").path("code").asString()).isEqualTo("StepRefused");
          assertThat(step.path("error").path("message").asString()).contains("takes too long");
        });
    archive(busy);
  }

  @Test
  void allOpenRunsOfAWorkflowAreCancelledAtOnceAndNoOthers() {
    var workflow = workflow("conversation.session_started", WAIT);
    var other = workflow("conversation.user_assigned", WAIT);
    var runs = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      runs.add(waiting("conversation.session_started"));
    }
    var spared =
        product
            .post("workflows/" + other + "/test", "{\"skipDelays\": false}")
            .orThrow()
            .path("executionId")
            .asString();
    Eventually.the(() -> product.execution(spared), run -> steps(run).contains("wait waiting"));
    assertThat(cancelled("{\"workflowId\": \"%s\", \"status\": \"pending\"}", workflow)).isZero();
    assertThat(cancelled("{\"workflowId\": \"%s\", \"status\": \"running\"}", workflow))
        .isEqualTo(5);
    assertThat(runs)
        .allSatisfy(id ->
            assertThat(product.execution(id).path("status").asString()).isEqualTo("cancelled"));
    assertThat(product.execution(spared).path("status").asString()).isEqualTo("running");
    assertThat(product.post("executions/cancel", "{}").status()).isEqualTo(422);
    assertThat(cancelled("{\"workflowId\": \"%s\"}", other)).isEqualTo(1);
    archive(workflow);
    archive(other);
  }

  private int cancelled(String body, String workflow) {
    return product
        .post("executions/cancel", body.formatted(workflow))
        .orThrow()
        .path("cancelled")
        .asInt();
  }
}
