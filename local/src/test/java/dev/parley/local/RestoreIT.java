package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static dev.parley.local.Product.steps;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * PostgreSQL is restored to an older moment and Temporal keeps its data, which is newer. Each run
 * is in one of the cases that docs/operations.md lists.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreIT {
  private Product product;
  private Stack stack;

  @BeforeAll
  void start() {
    product = new Product(Map.of("PARLEY_SWEEP_INTERVAL", "PT2S"));
    stack = product.stack;
  }

  @AfterAll
  void stop() {
    product.close();
  }

  private void publish(String event, String path) {
    product.peer.answers(path, 503);
    product.peer.answers(path + "-next", 503);
    product.publish(
        "Restored " + path,
        chain(
            event,
            "hello sendMessage {\"text\": \"Hello\"}",
            "call " + fetch(path),
            "next " + fetch(path + "-next"),
            "bye sendMessage {\"text\": \"Bye\"}"));
  }

  private String fetch(String path) {
    return "fetch {\"method\": \"POST\", \"url\": \"%s\", \"body\": \"{{ conversation.id }}\"}"
        .formatted(product.peer.url(path));
  }

  private String run(String event, String step) {
    var id = executions(product.event(event, "of " + event, "webchat", "Hello")).getFirst();
    return until(id, run -> steps(run).contains(step));
  }

  private String until(String id, Predicate<JsonNode> enough) {
    var _ = Eventually.the(() -> product.execution(id), enough);
    return id;
  }

  private static Predicate<JsonNode> is(String status) {
    return run -> run.path("status").asString().equals(status);
  }

  private List<String> keys(String path) {
    return product.peer.asked(path).stream().map(Peer.Asked::key).distinct().toList();
  }

  private WorkflowExecutionStatus inTemporal(String run) {
    return product.temporal().newUntypedWorkflowStub(run).describe().getStatus();
  }

  @Test
  void eachRunContinuesOrEndsAsThePageSays(@TempDir Path backups) throws Exception {
    publish("conversation.created", "/ended");
    publish("conversation.opened", "/moved");
    publish("conversation.starred", "/accepted");
    var ended = run("conversation.created", "call retrying");
    var moved = run("conversation.opened", "call retrying");
    backUp(stack.home().database(), backups.resolve("postgres"));

    product.peer.answers("/ended", 200);
    product.peer.answers("/ended-next", 200);
    product.peer.answers("/moved", 200);
    until(ended, is("completed"));
    until(moved, run -> steps(run).contains("next retrying"));
    var accepted = run("conversation.starred", "call retrying");
    restore(backups.resolve("postgres"), stack.home().database());

    // It had ended: it runs again from its place in the backup, with the keys it had.
    until(ended, is("completed"));
    assertThat(keys("/ended")).hasSize(1);
    assertThat(keys("/ended-next")).hasSize(1);
    assertThat(product.metrics()).contains("parley_reconciler_lost_total 1.0");
    assertThat(Files.readString(stack.home().log(Part.API)))
        .contains("ALARM: Temporal completed execution " + ended);

    // It was further on: it continues from there, and what it did in between is missing.
    product.peer.answers("/moved-next", 200);
    until(moved, is("completed"));
    assertThat(keys("/moved")).hasSize(1);
    assertThat(steps(product.execution(moved))).contains("next completed next");
    assertThat(steps(product.execution(moved))).doesNotContain("call completed next");

    // It had not been accepted yet: it ends in Temporal, and its event can be sent again.
    assertThat(product.raw("GET", "executions/" + accepted, "application/json", "").statusCode())
        .isEqualTo(404);
    product.peer.answers("/accepted", 200);
    product.peer.answers("/accepted-next", 200);
    Eventually.the(
        () -> inTemporal(accepted),
        status -> status != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
    assertThat(product.history(accepted).stream().map(HistoryEvent::toString))
        .anyMatch(event -> event.contains("ExecutionUnknown"));
    until(run("conversation.starred", "hello completed next"), is("completed"));
  }

  private void backUp(Path data, Path backup) {
    stopAll();
    copy(data, backup);
    stack.start();
  }

  private void restore(Path backup, Path data) {
    stopAll();
    command("rm", "-r", data.toString());
    copy(backup, data);
    stack.start();
  }

  private void stopAll() {
    List.of(Part.WORKER, Part.API, Part.TEMPORAL, Part.DATABASE).forEach(stack::stop);
  }

  /** Keeps owners and permissions, as PostgreSQL requires. */
  private static void copy(Path from, Path to) {
    command("cp", "-a", from.toString(), to.toString());
  }

  private static void command(String... words) {
    try {
      assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
