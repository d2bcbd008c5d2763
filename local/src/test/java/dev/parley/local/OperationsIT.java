package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executionOf;
import static dev.parley.local.Product.steps;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The view of operators of a running product, and the switch that stops all workflows. */
class OperationsIT {
  private final Product product = Product.shared();

  private JsonNode operations() {
    return product.get("operations");
  }

  private void resume() {
    product.post("operations/resume", "{}").orThrow();
  }

  private JsonNode event(String conversation) {
    return product.event("conversation.starred", conversation, "webchat", "Hello");
  }

  @Test
  void whileAllIsStoppedEventsAreAcceptedAndNothingIsCarriedOut() {
    var path = "/stop" + UUID.randomUUID();
    var workflow =
        product.publish(
            "Stop " + UUID.randomUUID(),
            chain(
                "conversation.starred",
                "call fetch {\"method\": \"GET\", \"url\": \"" + product.peer.url(path) + "\"}",
                "say sendMessage {\"text\": \"Hi\"}"));
    var conversation = "conv-" + UUID.randomUUID();
    product.peer.hold(path);
    var inCall = executionOf(workflow, event(conversation));
    Eventually.the(() -> product.peer.asked(path), asked -> !asked.isEmpty());
    try {
      var stopped =
          product.post("operations/stop", "{\"reason\": \"Wrong text\"}").orThrow().path("stopped");
      assertThat(stopped.path("reason").asString()).isEqualTo("Wrong text");
      assertThat(stopped.path("by").asString()).isNotEmpty();
      assertThat(
              product.post("operations/stop", "{\"reason\": \"Again\"}").orThrow().path("stopped"))
          .isEqualTo(stopped);
      Eventually.the(
          () -> product.get("health").path("checks").path("workflows").asString(),
          "stopped"::equals);
      assertThat(product.get("health").path("status").asString()).isEqualTo("degraded");
      // The worker reads the switch once a second.
      Eventually.the(
          () ->
              product.sql(
                  "select 1 from setting where key = 'stop'"
                      + " and updated_at < now() - interval '5 seconds'"),
          read -> !read.isEmpty());
      var late = Eventually.the(() -> startedLate(workflow), id -> status(id).equals("pending"));
      product.peer.release(path);
      Eventually.the(() -> step(inCall), "say retrying Stopped"::equals);
      assertThat(operations().path("failing").toString()).contains(workflow, "Stopped");
      assertThat(operations().path("waiting").path("runs").asInt()).isPositive();
      assertThat(status(late)).isEqualTo("pending");
      resume();
      for (var id : new String[] {inCall, late}) {
        assertThat(steps(product.ended(id)))
            .containsExactly("call completed next", "say completed next");
      }
      assertThat(
              product.sql(
                  "select 1 from message where text = 'Hi' and conversation_id = '"
                      + conversation
                      + "'"))
          .hasSize(1);
    } finally {
      product.peer.release(path);
      resume();
      product.post("workflows/" + workflow + "/archive", "{}").orThrow();
    }
    assertThat(operations().has("stopped")).isFalse();
  }

  private String startedLate(String workflow) {
    return executionOf(workflow, event("conv-" + UUID.randomUUID()));
  }

  private String status(String id) {
    return product.execution(id).path("status").asString();
  }

  private String step(String id) {
    var step = product.execution(id).path("steps").path(2);
    return "%s %s %s"
        .formatted(
            step.path("nodeId").asString(),
            step.path("status").asString(),
            step.path("error").path("code").asString());
  }

  @Test
  void aReasonIsNeeded() {
    for (var body : new String[] {"{}", "{\"reason\": \" \"}", "{\"reason\": \"a\\nb\"}"}) {
      var refused = product.post("operations/stop", body);
      assertThat(refused.status()).as(body).isEqualTo(422);
      assertThat(refused.body().path("errors").path(0).path("pointer").asString())
          .isEqualTo("/reason");
    }
    assertThat(operations().has("stopped")).isFalse();
  }

  @Test
  void theWorkersOfEachTaskQueueAreListedWithTheirBuilds() {
    var queues = operations().path("queues");
    assertThat(queues).hasSize(3);
    for (var queue : queues) {
      assertThat(queue.path("workers")).as(queue.toString()).isNotEmpty();
      assertThat(queue.path("workers").path(0).path("build").asString())
          .as(queue.toString())
          .isNotEmpty();
    }
  }

  @Test
  void aStepThatIsTriedAgainIsListedWithItsHost() {
    var path = "/failing" + UUID.randomUUID();
    product.peer.answers(path, 503);
    var workflow =
        product.publish(
            "Failing " + UUID.randomUUID(),
            chain(
                "conversation.starred",
                "call fetch {\"method\": \"GET\", \"url\": \"" + product.peer.url(path) + "\"}"));
    var id = executionOf(workflow, event("conv-" + UUID.randomUUID()));
    var failing =
        Eventually.the(
                () ->
                    operations()
                        .path("failing")
                        .valueStream()
                        .filter(step -> step.path("workflowId").asString().equals(workflow))
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    assertThat(failing.path("code").asString()).isEqualTo("PeerUnavailable");
    assertThat(failing.path("host").asString()).isEqualTo("127.0.0.1:" + product.peer.port());
    assertThat(failing.path("runs").asInt()).isEqualTo(1);
    assertThat(failing.path("executionId").asString()).isEqualTo(id);
    product.post("executions/" + id + "/cancel", "{}").orThrow();
    product.post("workflows/" + workflow + "/archive", "{}").orThrow();
  }
}
