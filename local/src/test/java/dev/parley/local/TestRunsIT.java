package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.step;
import static dev.parley.local.Product.steps;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A test run uses the author's sample values, contacts no customer and ends soon. */
class TestRunsIT {
  private static final String EVENT = "conversation.opened";

  private final Product product = Product.shared();
  private final String mark = UUID.randomUUID().toString();

  private String draft(JsonNode graph) {
    var workflow = product.draft("Tried " + mark);
    save(workflow, graph);
    return workflow;
  }

  private void save(String workflow, JsonNode graph) {
    var body = Api.object().set("graph", graph);
    product.post("workflows/" + workflow + "/versions", body.toString()).orThrow();
  }

  private JsonNode test(String workflow, String body) {
    var answer = product.post("workflows/" + workflow + "/test", body).orThrow();
    return product.ended(answer.path("executionId").asString());
  }

  private String fetch(String path) {
    return "call fetch {\"method\": \"POST\", \"url\": \""
        + product.peer.url(path)
        + "?of={{ conversation.id }}\", \"body\": \"{{ contact.id }}\"}";
  }

  @Test
  void templatesReadTheIdsThatWereTypedAndTheSandboxStaysOne() {
    var path = "/typed-" + mark;
    var workflow =
        draft(
            chain(
                EVENT,
                "say sendMessage {\"text\": \"{{ conversation.id }} of {{ contact.id }}\"}",
                fetch(path)));
    var typed = "CRM-" + mark;
    var run =
        test(
            workflow,
            """
            {"callExternal": true,
             "sample": {"conversation": {"id": "%s", "contact": {"id": "c-77", "name": "Sample"}}}}
            """
                .formatted(typed));
    assertThat(run.path("status").asString()).isEqualTo("completed");
    assertThat(run.at("/event/data/conversation/id").asString()).isEqualTo(typed);
    assertThat(run.at("/event/data/conversation/contact/id").asString()).isEqualTo("c-77");
    assertThat(step(run, "say").at("/input/text").asString()).isEqualTo(typed + " of c-77");
    assertThat(step(run, "call").at("/input/url").asString()).endsWith("?of=" + typed);
    assertThat(product.peer.asked(path).getFirst().body()).isEqualTo("c-77");
    assertThat(run.path("conversationId").asString()).startsWith("test-");
    assertThat(product.sql("select 1 from conversation where id = '" + typed + "'")).isEmpty();
    assertThat(product.sql("select 1 from contact where id = 'c-77'")).isEmpty();
    assertThat(product.sql("select 1 from message where conversation_id = '" + typed + "'"))
        .isEmpty();
    // It may even be the id of a real conversation, which is not affected.
    product.event("message.received", typed, "webchat", "Hello");
    test(workflow, "{\"sample\": {\"conversation\": {\"id\": \"" + typed + "\"}}}");
    assertThat(product.get("conversations/" + typed + "/messages").path("items").size())
        .isEqualTo(1);
  }

  @Test
  void anIdThatIsNotTextIsRejectedAndAnEmptyOneIsAbsent() {
    var workflow = draft(chain(EVENT, "say sendMessage {\"text\": \"{{ conversation.id }}\"}"));
    for (var wrong : List.of("7", "{}", "\"" + "x".repeat(129) + "\"", "\"a\\u0000b\"")) {
      var body = "{\"sample\": {\"conversation\": {\"id\": " + wrong + "}}}";
      var refused = product.post("workflows/" + workflow + "/test", body);
      assertThat(refused.status()).as(wrong).isEqualTo(422);
      assertThat(refused.body().path("errors").path(0).path("pointer").asString())
          .isEqualTo("/sample/conversation/id");
    }
    var run = test(workflow, "{\"sample\": {\"conversation\": {\"id\": \" \"}}}");
    assertThat(step(run, "say").at("/input/text").asString()).startsWith("test-");
  }

  @Test
  void aTestOfASavedGraphNamesItsVersion() {
    var first = chain(EVENT, "star starConversation");
    var workflow = draft(first);
    var second = chain(EVENT, "star starConversation", "say sendMessage {\"text\": \"Hi\"}");
    save(workflow, second);
    assertThat(test(workflow, "{}").path("version").asInt()).isEqualTo(2);
    assertThat(test(workflow, Api.object().set("graph", first).toString()).path("version").asInt())
        .isEqualTo(1);
    var other = (ObjectNode) chain(EVENT, "star starConversation", "open unstarConversation");
    assertThat(test(workflow, Api.object().set("graph", other).toString()).has("version"))
        .isFalse();
  }

  @Test
  void aCallThatIsNotAnsweredFailsAfterThreeAttempts() {
    var path = "/away-" + mark;
    product.peer.answers(path, 503);
    var run = test(draft(chain(EVENT, fetch(path))), "{\"callExternal\": true}");
    assertThat(run.path("status").asString()).isEqualTo("failed");
    assertThat(run.at("/error/code").asString()).isEqualTo("PeerUnavailable");
    assertThat(product.peer.asked(path)).hasSize(3);
    assertThat(step(run, "call").path("attempt").asInt()).isEqualTo(3);
    var log = product.get("executions/" + run.path("id").asString() + "/log").toString();
    assertThat(log).contains("Attempt 1 failed", "Attempt 2 failed", "Gave up after 3 attempts");
  }

  @Test
  void aTestSaysWhatItWouldHaveSentAndWhatItSkipped() {
    var workflow =
        draft(
            chain(
                EVENT,
                "wait delay {\"amount\": 1, \"unit\": \"hours\"}",
                "say sendMessage {\"text\": \"Hello\"}"));
    var run = test(workflow, "{}");
    assertThat(steps(run)).containsExactly("wait completed next", "say completed next");
    var lines = product.get("executions/" + run.path("id").asString() + "/log").path("items");
    assertThat(lines.valueStream().map(line -> line.path("text").asString()))
        .contains("Skipped the wait.", "Would have sent: \"Hello\"");
    assertThat(lines.valueStream().map(line -> line.path("kind").asString()))
        .contains("stepSkipped");
  }

  @Test
  void theBuiltInExtractionReadsInATest() {
    var workflow =
        draft(
            chain(
                EVENT,
                "read aiExtraction {\"labels\": false, \"fields\": [], \"sentiment\": true}"));
    var run =
        test(
            workflow,
            """
            {"sample": {"conversation": {},
              "message": {"id": "m", "text": "This is terrible, I am very disappointed."}}}
            """);
    assertThat(step(run, "read").at("/output/method").asString()).isEqualTo("built-in");
    assertThat(step(run, "read").at("/output/sentiment").asString()).isEqualTo("negative");
  }
}
