package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Loops are stopped: within Parley, through our own API, and through a backend that echoes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoopsIT {
  private Product product;

  @BeforeAll
  void start() {
    product = new Product(Map.of("PARLEY_FETCH_ALLOW", "127.0.0.1/32"));
    product.post("labels", "{\"name\": \"Round\"}").orThrow();
    product
        .post("secrets", "{\"name\": \"key\", \"value\": \"" + product.stack.adminKey() + "\"}")
        .orThrow();
  }

  @AfterAll
  void stop() {
    product.close();
  }

  @AfterEach
  void archiveAll() {
    product
        .get("workflows?limit=200&status=active")
        .path("items")
        .forEach(workflow ->
            product
                .post("workflows/" + workflow.path("id").asString() + "/archive", "{}")
                .orThrow());
  }

  private static String conversation() {
    return "conv-" + UUID.randomUUID();
  }

  private JsonNode heldBack(String workflow) {
    return Eventually.the(
        () -> product.get("workflows/" + workflow + "/not-started").path("items"),
        items -> !items.isEmpty());
  }

  private List<String> runs(String workflow, String conversation) {
    return product
        .get("executions?limit=200&workflowId=" + workflow + "&conversationId=" + conversation)
        .path("items")
        .valueStream()
        .map(run -> product.ended(run.path("id").asString()).path("status").asString())
        .toList();
  }

  private static List<String> names(JsonNode held) {
    return held.path("causation")
        .valueStream()
        .map(link -> link.path("workflowName").asString())
        .toList();
  }

  @Test
  void aCircleOfThreeWorkflowsStopsBeforeItsSecondRound() {
    var first =
        product.publish(
            "First", chain("conversation.starred", "a addLabel {\"labels\": [\"Round\"]}"));
    var second =
        product.publish("Second", chain("conversation.label_added", "b resolveConversation"));
    var third =
        product.publish(
            "Third", chain("conversation.resolved", "c unstarConversation", "d starConversation"));
    var conversation = conversation();
    product.event("conversation.starred", conversation, "webchat", "Hi");

    var held = heldBack(first);
    assertThat(held.size()).isEqualTo(1);
    assertThat(held.path(0).path("reason").asString()).isEqualTo("already_in_chain");
    assertThat(held.path(0).path("conversationId").asString()).isEqualTo(conversation);
    assertThat(held.path(0).path("event").path("type").asString())
        .isEqualTo("conversation.starred");
    assertThat(names(held.path(0))).containsExactly("First", "Second", "Third");
    var chain =
        held.path(0)
            .path("causation")
            .valueStream()
            .map(link -> link.path("executionId").asString())
            .map(product::execution)
            .toList();
    assertThat(chain)
        .allSatisfy(
            run -> assertThat(run.path("conversationId").asString()).isEqualTo(conversation));
    for (var workflow : List.of(first, second, third)) {
      assertThat(runs(workflow, conversation)).containsExactly("completed");
    }
    assertThat(product.get("workflows/" + second + "/not-started").path("items").isEmpty())
        .isTrue();
  }

  @Test
  void aCircleThroughOurOwnApiStopsWithoutATick() {
    var call =
        """
        {"method": "%s", "url": "%s/api/v1/conversations/{{ conversation.id }}%s",
         "headers": [{"name": "Authorization", "value": "Bearer {{ secrets.key }}"},
                     {"name": "Content-Type", "value": "application/json"}],
         "body": "{\\"status\\": \\"%s\\"}"}
        """;
    var opens =
        product.publish(
            "Opens outside",
            chain(
                "conversation.resolved",
                "call fetch " + call.formatted("PATCH", product.stack.api(), "", "open")));
    var resolves =
        product.publish(
            "Resolves outside",
            chain(
                "conversation.opened",
                "call fetch " + call.formatted("PATCH", product.stack.api(), "", "resolved")));
    var conversation = conversation();
    product.event("conversation.resolved", conversation, "webchat", "Hi");

    assertThat(names(heldBack(opens).path(0))).containsExactly("Opens outside", "Resolves outside");
    assertThat(runs(opens, conversation)).containsExactly("completed");
    assertThat(runs(resolves, conversation)).containsExactly("completed");
  }

  /** Each is on another conversation, so that only the chain can stop it. */
  @Test
  void aRunThatOpensConversationsStartsNoMoreOfItself() {
    var workflow =
        product.publish(
            "Opens another",
            chain(
                "conversation.created",
                "call fetch {\"method\": \"POST\", \"url\": \""
                    + product.stack.api()
                    + "/api/v1/conversations\", \"headers\": [{\"name\": \"Authorization\","
                    + " \"value\": \"Bearer {{ secrets.key }}\"}, {\"name\": \"Content-Type\","
                    + " \"value\": \"application/json\"}], \"body\":"
                    + " \"{\\\"channel\\\": \\\"webchat\\\"}\"}"));
    var conversation = conversation();
    product.event("conversation.created", conversation, "webchat", "Hi");

    var held = heldBack(workflow).path(0);
    assertThat(held.path("reason").asString()).isEqualTo("already_in_chain");
    assertThat(held.path("conversationId").asString()).isNotEqualTo(conversation);
    assertThat(runs(workflow, "")).containsExactly("completed");
  }

  /** Creates a backend that answers a call with an event about the same conversation. */
  private String echo(String path, boolean handsTheTokenBack, boolean asHeader) {
    var count = new AtomicInteger();
    product.peer.then(
        path,
        asked -> {
          var id = path + count.incrementAndGet();
          var event =
              (ObjectNode)
                  Product.eventJson(id, "conversation.opened", asked.body(), "webchat", "Echo");
          if (handsTheTokenBack && !asHeader) {
            event.put("parleycausation", asked.causation());
          }
          product.rawEvent(event.toString(), asHeader ? asked.causation() : "");
        });
    return product.publish(
        "Calls " + path,
        chain(
            "conversation.opened",
            "call fetch {\"method\": \"POST\", \"sendCausation\": "
                + handsTheTokenBack
                + ", \"url\": \""
                + product.peer.url(path)
                + "\", \"body\": \"{{ conversation.id }}\"}"));
  }

  @Test
  void aBackendThatReturnsTheTokenIsStoppedAtOnce() {
    for (var asHeader : List.of(true, false)) {
      var workflow = echo("/honest-" + asHeader, true, asHeader);
      var conversation = conversation();
      product.event("conversation.opened", conversation, "webchat", "Hi");
      assertThat(heldBack(workflow).path(0).path("reason").asString())
          .isEqualTo("already_in_chain");
      assertThat(runs(workflow, conversation)).containsExactly("completed");
      archiveAll();
    }
  }

  @Test
  void aBackendThatLosesTheTokenIsStoppedByTheBreaker() {
    var workflow = echo("/echo", false, false);
    var conversation = conversation();
    product.event("conversation.opened", conversation, "webchat", "Hi");

    var held = heldBack(workflow).path(0);
    assertThat(held.path("reason").asString()).isEqualTo("too_many_starts");
    assertThat(held.path("causation").isEmpty()).isTrue();
    assertThat(runs(workflow, conversation)).hasSize(20).containsOnly("completed");
    assertThat(product.peer.asked("/echo"))
        .filteredOn(asked -> asked.body().equals(conversation))
        .hasSize(20)
        .allSatisfy(asked -> assertThat(asked.causation()).isEmpty());
    // Other conversations are not affected.
    var other =
        executions(
            product
                .post(
                    "events",
                    Product.eventJson(
                            UUID.randomUUID().toString(),
                            "conversation.opened",
                            conversation(),
                            "webchat",
                            "Hi")
                        .toString())
                .orThrow());
    assertThat(other).hasSize(1);
  }

  @Test
  void aManualRunThatItsOwnRunAsksForIsRefused() {
    var body = "{\\\"conversationId\\\": \\\"{{ conversation.id }}\\\"}";
    var draft = product.draft("Asks for itself");
    product
        .post(
            "workflows/" + draft + "/publish",
            "{\"graph\": "
                + chain(
                    "conversation.ai_assigned",
                    "call fetch {\"method\": \"POST\", \"url\": \""
                        + product.stack.api()
                        + "/api/v1/workflows/"
                        + draft
                        + "/executions\", \"headers\": [{\"name\": \"Authorization\", \"value\":"
                        + " \"Bearer {{ secrets.key }}\"}, {\"name\": \"Content-Type\","
                        + " \"value\": \"application/json\"}], \"body\": \""
                        + body
                        + "\"}")
                + "}")
        .orThrow();
    var conversation = conversation();
    product.event("message.received", conversation, "webchat", "Hi");
    var run =
        product
            .post(
                "workflows/" + draft + "/executions",
                "{\"conversationId\": \"" + conversation + "\"}")
            .orThrow()
            .path("executionId")
            .asString();
    var ended = product.ended(run);
    assertThat(ended.path("error").path("message").asString()).contains("409", "held-back");
    assertThat(runs(draft, conversation)).hasSize(1);
  }

  @Test
  void aForgedTokenIsRefusedAndChangesNothing() {
    var conversation = conversation();
    var event = Product.eventJson("forged", "conversation.opened", conversation, "webchat", "Hi");
    var byHeader = product.rawEvent(event.toString(), "AQIDBAUGBwgJCgsMDQ4PEA");
    assertThat(byHeader.statusCode()).isEqualTo(400);
    assertThat(Product.JSON.readTree(byHeader.body()).path("code").asString())
        .isEqualTo("causation-invalid");
    var batch = Product.JSON.createArrayNode().add(event.deepCopy());
    ((ObjectNode) batch.path(0)).put("parleycausation", "forged");
    var result =
        product.raw("POST", "events", "application/cloudevents-batch+json", batch.toString());
    var fault = Product.JSON.readTree(result.body()).path("results").path(0).path("errors").path(0);
    assertThat(fault.path("pointer").asString()).isEqualTo("/parleycausation");
    assertThat(fault.path("code").asString()).isEqualTo("causation-invalid");
    assertThat(product.sql("select id from event where conversation_id = '" + conversation + "'"))
        .isEmpty();
  }
}
