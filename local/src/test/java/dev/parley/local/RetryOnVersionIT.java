package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.steps;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A failed run resumes with the version that fixes it, and does nothing twice. */
class RetryOnVersionIT {
  private static final String EVENT = "conversation.label_removed";

  private final Product product = Product.shared();
  private final String mark = UUID.randomUUID().toString();
  private final String conversation = "conv-" + mark;

  private String fetch(String id, String path) {
    return id
        + " fetch {\"method\": \"POST\", \"url\": \""
        + product.peer.url(path)
        + "\", \"body\": \"{{ conversation.id }}\"}";
  }

  /** A run that sent "Hi" and then received a 404. */
  private record Failed(String workflow, String run) {}

  private Failed failed() {
    product.peer.answers("/broken-" + mark, 404);
    var workflow =
        product.publish(
            "Retried " + mark,
            chain(
                EVENT,
                "hi sendMessage {\"text\": \"Hi\"}",
                fetch("call", "/broken-" + mark),
                "bye sendMessage {\"text\": \"Bye\"}"));
    var event = (tools.jackson.databind.node.ObjectNode) event();
    var run = Product.executionOf(workflow, product.post("events", event.toString()).orThrow());
    assertThat(product.ended(run).path("status").asString()).isEqualTo("failed");
    product.post("workflows/" + workflow + "/pause", "{}").orThrow();
    return new Failed(workflow, run);
  }

  private JsonNode event() {
    var event =
        Product.eventJson(UUID.randomUUID().toString(), EVENT, conversation, "webchat", "Hello");
    ((tools.jackson.databind.node.ObjectNode) event.path("data")).put("label", "Some label");
    return event;
  }

  private void publish(Failed failed, String... nodes) {
    var body = Api.object().set("graph", chain(EVENT, nodes));
    product.post("workflows/" + failed.workflow() + "/publish", body.toString()).orThrow();
    product.post("workflows/" + failed.workflow() + "/pause", "{}").orThrow();
  }

  private void save(Failed failed, JsonNode graph) {
    var body = Api.object().set("graph", graph);
    product.post("workflows/" + failed.workflow() + "/versions", body.toString()).orThrow();
  }

  private Api.Answer retry(Failed failed, String body) {
    return product.post("executions/" + failed.run() + "/retry", body);
  }

  private JsonNode ended(Api.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    return product.ended(answer.body().path("executionId").asString());
  }

  private List<String> sent() {
    return product.sql(
        "select text from message where author_type = 'workflow' and conversation_id = '"
            + conversation
            + "' order by seq");
  }

  @Test
  void theActiveVersionResumesAtTheFailedStepAndKeepsCompletedOnes() {
    var failed = failed();
    product.peer.answers("/mended-" + mark, 200);
    publish(
        failed,
        "hi sendMessage {\"text\": \"Hi, in other words\"}",
        "star starConversation",
        fetch("call", "/mended-" + mark),
        "bye sendMessage {\"text\": \"See you\"}");

    var run = ended(retry(failed, "{\"version\": \"active\"}"));

    assertThat(run.path("status").asString()).isEqualTo("completed");
    assertThat(run.path("version").asInt()).isEqualTo(2);
    assertThat(run.path("retriedFrom").asString()).isEqualTo(failed.run());
    assertThat(steps(run))
        .containsExactly(
            "hi reused next", "star completed next", "call completed next", "bye completed next");
    assertThat(sent()).containsExactly("Hi", "See you");
    // The key is that of the step, whatever version makes the call.
    var keys =
        List.of(
            product.peer.asked("/broken-" + mark).getFirst().key(),
            product.peer.asked("/mended-" + mark).getFirst().key());
    assertThat(keys.stream().distinct()).hasSize(1);
  }

  @Test
  void withoutAVersionOrWithItsOwnItRetriesTheSameGraph() {
    var failed = failed();
    publish(failed, fetch("call", "/elsewhere-" + mark));
    product.peer.answers("/broken-" + mark, 200);
    var run = ended(retry(failed, "{\"version\": 1}"));
    assertThat(run.path("version").asInt()).isEqualTo(1);
    assertThat(steps(run))
        .containsExactly("hi reused next", "call completed next", "bye completed next");
    assertThat(product.peer.asked("/elsewhere-" + mark)).isEmpty();
  }

  @Test
  void aVersionWithoutTheFailedStepIsRefusedAndSaysWhichStep() {
    var failed = failed();
    publish(failed, "hi sendMessage {\"text\": \"Hi\"}", fetch("other", "/elsewhere-" + mark));
    var refused = retry(failed, "{\"version\": \"active\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("code").asString()).isEqualTo("step-missing");
    assertThat(refused.body().path("nodeId").asString()).isEqualTo("call");
    assertThat(refused.body().path("detail").asString()).contains("Version 2", "\"call\"");
    // Nothing has begun, so it can still be retried.
    product.peer.answers("/broken-" + mark, 200);
    assertThat(ended(retry(failed, "")).path("status").asString()).isEqualTo("completed");
  }

  @Test
  void aStepThatWasDoneMayBeGoneButMustNotMeanSomethingElse() {
    var changed = failed();
    publish(changed, "hi starConversation", fetch("call", "/mended-" + mark));
    var refused = retry(changed, "{\"version\": \"active\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("code").asString()).isEqualTo("step-changed");
    assertThat(refused.body().path("nodeId").asString()).isEqualTo("hi");

    // Removed in version 3, whose call fails too: version 1 must not send it again.
    product.peer.answers("/again-" + mark, 404);
    publish(changed, fetch("call", "/again-" + mark));
    var third = ended(retry(changed, "{\"version\": 3}"));
    assertThat(third.path("status").asString()).isEqualTo("failed");
    product.peer.answers("/broken-" + mark, 200);
    var back =
        ended(
            product.post(
                "executions/" + third.path("id").asString() + "/retry", "{\"version\": 1}"));
    assertThat(back.path("status").asString()).isEqualTo("completed");
    assertThat(sent()).containsExactly("Hi", "Bye");
  }

  @Test
  void invalidVersionsAreRejected() {
    var failed = failed();
    for (var wrong : List.of("\"newest\"", "0", "-1", "1.5", "99", "true", "[]")) {
      var refused = retry(failed, "{\"version\": " + wrong + "}");
      assertThat(refused.status()).as(wrong).isEqualTo(422);
      assertThat(refused.body().path("code").asString()).as(wrong).isEqualTo("version-unknown");
      assertThat(refused.body().path("errors").path(0).path("pointer").asString())
          .isEqualTo("/version");
    }
    save(
        failed, chain(EVENT, fetch("call", "/mended-" + mark), "say sendMessage {\"text\": \"\"}"));
    var unsound = retry(failed, "{\"version\": 2}");
    assertThat(unsound.status()).isEqualTo(422);
    assertThat(unsound.body().path("code").asString()).isEqualTo("unsound");
  }
}
