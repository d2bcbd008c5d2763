package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.steps;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The log of a run is complete and in chronological order. */
class RunLogIT {
  private static final String EVENT = "conversation.starred";

  private final Product product = Product.shared();
  private final String mark = UUID.randomUUID().toString();

  private String run(String... nodes) {
    var workflow = product.publish("Logged " + mark, chain(EVENT, nodes));
    var run =
        Product.executionOf(
            workflow, product.event(EVENT, "conv-" + UUID.randomUUID(), "webchat", "Hello"));
    product.post("workflows/" + workflow + "/pause", "{}").orThrow();
    return run;
  }

  private String fetch() {
    return "call fetch {\"method\": \"GET\", \"url\": \""
        + product.peer.url("/log-" + mark)
        + "\"}";
  }

  private List<JsonNode> log(String run) {
    return product.get("executions/" + run + "/log").path("items").valueStream().toList();
  }

  /** Returns each line as "kind node". */
  private List<String> kinds(String run) {
    return log(run).stream()
        .map(
            line -> (line.path("kind").asString() + " " + line.path("nodeId").asString("")).strip())
        .toList();
  }

  private JsonNode line(String run, String id) {
    return log(run).stream()
        .filter(line -> line.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachAttemptIsALineOfItsOwnWithItsError() {
    product.peer.answers("/log-" + mark, 503);
    var run = run("hi sendMessage {\"text\": \"Hi there\"}", fetch());
    // Waits for the second attempt to fail before the peer recovers.
    Eventually.the(
        () -> kinds(run), all -> all.stream().filter("attemptFailed call"::equals).count() == 2);
    product.peer.answers("/log-" + mark, 200);
    product.ended(run);

    assertThat(kinds(run))
        .startsWith(
            "accepted",
            "started",
            "stepCompleted hi",
            "stepStarted call",
            "attemptFailed call",
            "attemptFailed call")
        .endsWith("stepCompleted call", "completed");
    var attempts =
        log(run).stream()
            .filter(line -> line.path("kind").asString().equals("attemptFailed"))
            .toList();
    assertThat(attempts.getFirst().path("attempt").asInt()).isEqualTo(1);
    assertThat(attempts.getFirst().path("text").asString()).contains("Attempt 1 failed", "503");
    assertThat(attempts.getFirst().at("/error/code").asString()).isEqualTo("PeerUnavailable");
    assertThat(line(run, "hi.end").path("text").asString()).isEqualTo("Sent: \"Hi there\"");
    assertThat(line(run, "call.end").path("text").asString()).contains("answered 200");
    assertThat(log(run).stream().map(line -> line.path("id").asString())).doesNotHaveDuplicates();
    var times =
        log(run).stream().map(line -> OffsetDateTime.parse(line.path("time").asString())).toList();
    assertThat(times).isSorted();
  }

  @Test
  void theLogShowsAWaitAndItsCancellation() {
    var run = run("open openConversation", "wait delay {\"amount\": 2, \"unit\": \"days\"}");
    Eventually.the(() -> product.execution(run), seen -> steps(seen).contains("wait waiting"));
    assertThat(kinds(run)).endsWith("stepCompleted open", "waiting wait");
    assertThat(line(run, "open.end").path("text").asString()).contains("already open");
    assertThat(line(run, "wait.wait").path("until").asString()).isNotEmpty();
    product.post("executions/" + run + "/cancel", "{}").orThrow();
    assertThat(kinds(run)).endsWith("waiting wait", "stepCancelled wait", "cancelled");
    assertThat(line(run, "end").path("text").asString()).contains("Cancelled by");
  }

  @Test
  void bothLogsShowAFailureAndItsRetry() {
    product.peer.answers("/log-" + mark, 404);
    var failed = run("hi sendMessage {\"text\": \"Hi\"}", fetch());
    product.ended(failed);
    assertThat(kinds(failed)).endsWith("stepStarted call", "stepFailed call", "failed");
    product.peer.answers("/log-" + mark, 200);
    var retry =
        product
            .post("executions/" + failed + "/retry", "{}")
            .orThrow()
            .path("executionId")
            .asString();
    product.ended(retry);
    assertThat(line(failed, "retried").path("executionId").asString()).isEqualTo(retry);
    assertThat(line(retry, "accepted").path("executionId").asString()).isEqualTo(failed);
    assertThat(kinds(retry))
        .startsWith("accepted", "stepReused hi", "started", "stepStarted call")
        .endsWith("stepCompleted call", "completed");
  }

  @Test
  void aStepThatGoesWellLeavesNoRowOfItsOwnForTheLog() {
    var run = run("unstar unstarConversation", "open openConversation");
    product.ended(run);
    assertThat(product.sql("select 1 from step_attempt where execution_id = '" + run + "'"))
        .isEmpty();
    assertThat(kinds(run))
        .containsExactly(
            "accepted", "started", "stepCompleted unstar", "stepCompleted open", "completed");
  }

  @Test
  void thereIsNoLogOfARunThatIsNotThere() {
    for (var id : List.of(UUID.randomUUID().toString(), "none")) {
      var path = "executions/" + id + "/log";
      assertThat(product.raw("GET", path, "application/json", "").statusCode()).isEqualTo(404);
    }
  }
}
