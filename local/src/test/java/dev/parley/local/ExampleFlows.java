package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static dev.parley.local.Product.step;
import static dev.parley.local.Product.steps;
import static dev.parley.local.Product.summaries;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.history.v1.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The four example workflows, and possible mistakes of a backend, on a real stack. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExampleFlows {
  private static final String CALM =
      "This is terrible, the lamp is broken. I want a refund, give me my money back!";

  private final Product product;

  ExampleFlows(Product product) {
    this.product = product;
  }

  @BeforeAll
  void start() {
    for (var label : List.of("VIP", "Urgent")) {
      there("labels", "{\"name\": \"" + label + "\"}");
    }
    there(
        "labels",
        "{\"name\": \"Refund\", \"description\": \"The customer wants their money back\"}");
    for (var user : List.of("WhatsApp Team Lead", "Senior Agent")) {
      there("users", "{\"name\": \"" + user + "\"}");
    }
    there("personas", "{\"name\": \"General Support\"}");
  }

  /** The product is shared: another test may have created it. */
  private void there(String catalogue, String item) {
    assertThat(product.post(catalogue, item).status()).isIn(201, 409);
  }

  private JsonNode started(String workflow, String type, String channel, String text) {
    var conversation = "conv-" + UUID.randomUUID();
    var answer = product.event(type, conversation, channel, text);
    var execution =
        answer
            .path("executions")
            .valueStream()
            .filter(one -> one.path("workflowId").asString().equals(workflow))
            .findFirst()
            .orElseThrow()
            .path("executionId")
            .asString();
    return product.execution(execution);
  }

  private void archive(String workflow) {
    product.post("workflows/" + workflow + "/archive", "{}").orThrow();
  }

  @Test
  void autoAssignByChannelRoutesEachChannel() {
    var workflow = product.publishExample("auto-assign-by-channel");
    var whatsapp = started(workflow, "conversation.created", "whatsapp", "Hello");
    var webchat = started(workflow, "conversation.created", "webchat", "Hello");
    assertThat(steps(product.ended(whatsapp.path("id").asString())))
        .containsExactly("channel completed true", "lead completed next");
    assertThat(steps(product.ended(webchat.path("id").asString())))
        .containsExactly("channel completed false", "support completed next");
    assertThat(assignee(whatsapp)).isEqualTo("user");
    assertThat(assignee(webchat)).isEqualTo("persona");
    var markers = markers(product.history(whatsapp.path("id").asString()));
    assertThat(markers).containsExactly("Decision", "AssignToUser");
    archive(workflow);
  }

  private String assignee(JsonNode execution) {
    return product
        .get("conversations/" + execution.path("conversationId").asString())
        .path("assignee")
        .path("type")
        .asString();
  }

  private static List<String> markers(List<HistoryEvent> history) {
    return history.stream()
        .filter(HistoryEvent::hasMarkerRecordedEventAttributes)
        .map(event -> event.getMarkerRecordedEventAttributes().getDetailsMap().get("type"))
        .map(type -> type.getPayloads(0).getData().toStringUtf8().replace("\"", ""))
        .toList();
  }

  @Test
  void delayedFollowUpThanksAndWaitsAnHour() {
    var workflow = product.publishExample("delayed-follow-up");
    var run = started(workflow, "conversation.created", "webchat", "Hello");
    var id = run.path("id").asString();
    var waiting =
        Eventually.the(() -> product.execution(id), seen -> steps(seen).contains("wait waiting"));
    assertThat(steps(waiting)).containsExactly("thanks completed next", "wait waiting");
    assertThat(step(waiting, "wait").path("resumeAt").asString()).isNotEmpty();
    assertThat(product.sql("select text from message where execution_id = '" + id + "'"))
        .containsExactly("Thanks for reaching out! We'll be with you shortly.");
    var history =
        Eventually.the(
            () -> product.history(id),
            seen -> seen.stream().anyMatch(HistoryEvent::hasTimerStartedEventAttributes));
    assertThat(summaries(history))
        .anySatisfy(text -> assertThat(text).contains("wait 1 hour, until"));
    assertThat(product.temporal().newUntypedWorkflowStub(id).describe().getStaticSummary())
        .endsWith("· v1 · New Conversation");
    product.post("executions/" + id + "/cancel", "{}").orThrow();
    assertThat(product.ended(id).path("status").asString()).isEqualTo("cancelled");
    archive(workflow);
  }

  @Test
  void delayedFollowUpIsTestedWithoutWaitingOrContactingCustomers() {
    var workflow = product.publishExample("delayed-follow-up");
    var test = product.post("workflows/" + workflow + "/test", "{}").orThrow();
    var run = product.ended(test.path("executionId").asString());
    assertThat(run.path("mode").asString()).isEqualTo("test");
    assertThat(steps(run))
        .containsExactly(
            "thanks completed next",
            "wait completed next",
            "open completed true",
            "check-in completed next");
    var conversation = run.path("conversationId").asString();
    assertThat(product.get("conversations?limit=200").toString()).doesNotContain(conversation);
    assertThat(
            product
                .raw("GET", "conversations/" + conversation, "application/json", "")
                .statusCode())
        .isEqualTo(404);
    archive(workflow);
  }

  @Test
  void smartLabelingBringsUrgentMessagesToASeniorAgent() {
    var workflow = product.publishExample("smart-labeling-and-escalation");
    var urgent = started(workflow, "conversation.created", "webchat", "URGENT: my order is late");
    var calm = started(workflow, "conversation.created", "webchat", CALM);
    assertThat(steps(product.ended(urgent.path("id").asString())))
        .containsExactly("urgent completed true", "label completed next", "senior completed next");
    assertThat(
            product
                .get("conversations/" + urgent.path("conversationId").asString())
                .path("labels")
                .toString())
        .isEqualTo("[\"Urgent\"]");
    var read = product.ended(calm.path("id").asString());
    assertThat(steps(read))
        .containsExactly("urgent completed false", "extract completed next", "ai completed next");
    var output = step(read, "extract").path("output");
    assertThat(output.path("method").asString()).isEqualTo("built-in");
    assertThat(output.path("labels").toString()).isEqualTo("[\"Refund\"]");
    assertThat(output.path("sentiment").asString()).isEqualTo("negative");
    var after = product.get("conversations/" + calm.path("conversationId").asString());
    assertThat(after.path("labels").toString()).isEqualTo("[\"Refund\"]");
    assertThat(after.path("sentiment").asString()).isEqualTo("negative");
    assertThat(after.path("assignee").path("type").asString()).isEqualTo("persona");
    var test =
        product
            .post(
                "workflows/" + workflow + "/test",
                "{\"sample\": {\"conversation\": {}, \"message\": {\"id\": \"m\", \"text\":"
                    + " \"Hi\"}}, \"replies\": {\"extract\": {\"sentiment\": \"negative\"}}}")
            .orThrow();
    assertThat(steps(product.ended(test.path("executionId").asString())))
        .containsExactly("urgent completed false", "extract completed next", "ai completed next");
    archive(workflow);
  }

  @Test
  void anExternalSystemIsNotifiedWhenAConversationIsResolved() {
    product.peer.answers("/hook", 200);
    var graph =
        chain(
            "conversation.resolved",
            "notify fetch {\"method\": \"POST\", \"url\": \""
                + product.peer.url("/hook")
                + "\", \"body\": \"{\\\"id\\\": {{ conversation.id | to_json }}, \\\"contact\\\":"
                + " \\\"{{ contact.name }}\\\"}\"}");
    var workflow = product.publish("Notify an external system", graph);
    var run = started(workflow, "conversation.resolved", "webchat", "Thanks");
    var done = product.ended(run.path("id").asString());
    assertThat(done.path("status").asString()).isEqualTo("completed");
    assertThat(product.peer.asked("/hook"))
        .singleElement()
        .satisfies(asked ->
            assertThat(Product.JSON.readTree(asked.body()).path("id").asString())
                .isEqualTo(done.path("conversationId").asString()));
    assertThat(
            product.history(run.path("id").asString()).stream()
                .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                .map(event ->
                    event.getActivityTaskScheduledEventAttributes().getActivityType().getName()))
        .containsExactly("Fetch");
    archive(workflow);
  }

  @Test
  void everyStepIsAnOrdinaryActivityWhenThatWasPinned() {
    var graph =
        chain(
            "conversation.starred",
            "hello sendMessage {\"text\": \"Hello\"}",
            "open openConversation");
    var workflow = product.publish("Ordinary", graph);
    var conversation = "conv-" + UUID.randomUUID();
    product.event("message.received", conversation, "webchat", "Hello");
    var started =
        product
            .post(
                "workflows/" + workflow + "/executions",
                "{\"conversationId\": \"" + conversation + "\", \"ordinarySteps\": true}")
            .orThrow();
    var run = product.ended(started.path("executionId").asString());
    assertThat(run.path("mode").asString()).isEqualTo("manual");
    var history = product.history(run.path("id").asString());
    assertThat(
            history.stream()
                .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                .map(event ->
                    event.getActivityTaskScheduledEventAttributes().getActivityType().getName()))
        .containsExactly("SendMessage", "OpenConversation");
    assertThat(summaries(history)).contains("\"hello\"", "\"open\"");
    archive(workflow);
  }

  @Test
  void theSameEventPostedFiftyTimesAtOnceRunsOnce() throws Exception {
    var workflow = product.publish("Once", chain("conversation.opened", "star starConversation"));
    var conversation = "conv-" + UUID.randomUUID();
    var event =
        Product.eventJson("same", "conversation.opened", conversation, "webchat", "Hi").toString();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var posts = new ArrayList<Callable<String>>();
      for (int i = 0; i < 50; i++) {
        posts.add(
            () -> product.raw("POST", "events", "application/cloudevents+json", event).body());
      }
      var results = new ArrayList<String>();
      for (var post : clients.invokeAll(posts)) {
        results.add(Product.JSON.readTree(post.get()).path("result").asString());
      }
      assertThat(results).containsOnly("accepted", "duplicate").containsOnlyOnce("accepted");
    }
    assertThat(product.get("executions?workflowId=" + workflow).path("items").size()).isEqualTo(1);
    archive(workflow);
  }

  @Test
  void theSameBatchTwiceRunsEachEventOnce() {
    var workflow =
        product.publish("Batch", chain("conversation.session_started", "star starConversation"));
    var batch = Product.JSON.createArrayNode();
    for (int i = 0; i < 30; i++) {
      batch.add(
          Product.eventJson(
              "b" + i, "conversation.session_started", "batch-" + i, "webchat", "Hi"));
    }
    var first =
        product.raw("POST", "events", "application/cloudevents-batch+json", batch.toString());
    var second =
        product.raw("POST", "events", "application/cloudevents-batch+json", batch.toString());
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(results(first.body())).containsOnly("accepted");
    assertThat(results(second.body())).containsOnly("duplicate");
    var runs = product.get("executions?limit=200&workflowId=" + workflow).path("items");
    assertThat(runs.size()).isEqualTo(30);
    runs.valueStream()
        .map(run -> product.ended(run.path("id").asString()))
        .forEach(run -> assertThat(run.path("status").asString()).isEqualTo("completed"));
    archive(workflow);
  }

  private static List<String> results(String body) {
    return Product.JSON
        .readTree(body)
        .path("results")
        .valueStream()
        .map(result -> result.path("result").asString())
        .toList();
  }

  @Test
  void aWorkflowThatStartsItselfThroughAnotherIsHeldBack() {
    var label = product.post("labels", "{\"name\": \"Ping\"}").orThrow().path("id").asString();
    var adds =
        product.publish(
            "Adds on star", chain("conversation.starred", "add addLabel {\"labels\": [\"Ping\"]}"));
    var stars =
        product.publish(
            "Stars on label",
            chain("conversation.label_added", "un unstarConversation", "star starConversation"));
    var conversation = "conv-" + UUID.randomUUID();
    var first =
        executions(product.event("conversation.starred", conversation, "webchat", "Hi")).getFirst();
    product.ended(first);
    var held =
        Eventually.the(
            () ->
                product.sql(
                    "select reason from not_started where conversation_id = '"
                        + conversation
                        + "'"),
            found -> !found.isEmpty());
    assertThat(held).containsExactly("already_in_chain");
    assertThat(label).isNotEmpty();
    archive(adds);
    archive(stars);
  }

  @Test
  void aRunEndedInTemporalIsShownAsItEnded() {
    var workflow =
        product.publish(
            "Ends elsewhere",
            chain("conversation.label_removed", "wait delay {\"amount\": 1, \"unit\": \"days\"}"));
    var event =
        Product.eventJson("removed", "conversation.label_removed", "conv-removed", "webchat", "Hi");
    ((ObjectNode) event.path("data")).put("label", "VIP");
    var id = executions(product.post("events", event.toString()).orThrow()).getFirst();
    Eventually.the(() -> product.execution(id), seen -> steps(seen).contains("wait waiting"));
    product.temporal().newUntypedWorkflowStub(id).terminate("maintenance");
    var ended = product.ended(id);
    assertThat(ended.path("status").asString()).isEqualTo("cancelled");
    assertThat(ended.path("error").path("message").asString()).contains("maintenance");
    archive(workflow);
  }
}
