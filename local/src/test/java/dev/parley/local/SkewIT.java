package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static dev.parley.local.Product.steps;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * PostgreSQL and Temporal are at different moments, because one of them was restored. In either
 * case every run ends, and nothing in the ledger is done again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SkewIT {
  private static final int RUNS = 5;
  private static final Duration A_DELAY = Duration.ofMinutes(3);

  private Product product;
  private Stack stack;

  @BeforeAll
  void start() {
    product = new Product(Map.of("PARLEY_SWEEP_INTERVAL", "PT2S"));
    stack = product.stack;
  }

  @AfterEach
  void archiveAll() {
    stack.start();
    product
        .get("workflows?status=active&limit=200")
        .path("items")
        .forEach(one ->
            product.post("workflows/" + one.path("id").asString() + "/archive", "{}").orThrow());
  }

  @AfterAll
  void stop() {
    product.close();
  }

  private void publish(String event, String path) {
    product.publish(
        "Skewed " + UUID.randomUUID(),
        chain(
            event,
            "hello sendMessage {\"text\": \"Hello\"}",
            "wait delay {\"amount\": 1, \"unit\": \"minutes\"}",
            "call fetch {\"method\": \"POST\", \"url\": \""
                + product.peer.url(path)
                + "\", \"body\": \"{{ conversation.id }}\"}",
            "bye sendMessage {\"text\": \"Bye\"}"));
  }

  private List<String> waiting(String event, String prefix) {
    var started = new ArrayList<String>();
    for (int i = 0; i < RUNS; i++) {
      started.addAll(executions(product.event(event, prefix + i, "webchat", "Hello")));
    }
    started.forEach(
        id -> Eventually.the(() -> product.execution(id), run -> has(run, "wait waiting")));
    return started;
  }

  private static boolean has(JsonNode run, String step) {
    return steps(run).contains(step);
  }

  /** Asserts that each message was sent once, and each call made with one key. */
  private void assertDoneOnce(List<String> runs, String path) {
    for (var id : runs) {
      var run =
          Eventually.within(
              A_DELAY,
              () -> product.execution(id),
              seen -> !seen.path("status").asString().equals("running"));
      assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("completed");
      assertThat(
              product.sql(
                  "select text from message where execution_id = '" + id + "' order by seq"))
          .containsExactly("Hello", "Bye");
      assertThat(
              product.peer.asked(path).stream()
                  .filter(asked -> asked.body().equals(run.path("conversationId").asString()))
                  .map(Peer.Asked::key)
                  .distinct())
          .hasSize(1);
    }
    Eventually.the(this::openInTemporal, List::isEmpty);
  }

  private List<String> openInTemporal() {
    var query = "ExecutionStatus = 'Running' AND WorkflowType = 'GraphExecution'";
    try (var runs = product.temporal().listExecutions(query)) {
      return runs.map(run -> run.getExecution().getWorkflowId()).toList();
    }
  }

  private void stopAll() {
    List.of(Part.WORKER, Part.API, Part.TEMPORAL, Part.DATABASE).forEach(stack::stop);
  }

  /** Keeps owners and permissions, as PostgreSQL requires. */
  private static void copy(Path from, Path to) {
    try {
      var copying =
          new ProcessBuilder("cp", "-a", from.toString(), to.toString()).inheritIO().start();
      assertThat(copying.waitFor()).isZero();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private double metric(String name) {
    return product
        .metrics()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void runsThatEndedAfterABackupOfPostgreSqlResumeFromIt(@TempDir Path backups) throws Exception {
    publish("conversation.created", "/restored");
    var runs = waiting("conversation.created", "restored-");
    var data = stack.home().database();
    stopAll();
    copy(data, backups.resolve("postgres"));
    stack.start();
    assertDoneOnce(runs, "/restored");

    stopAll();
    remove(data);
    copy(backups.resolve("postgres"), data);
    stack.start();
    assertThat(product.execution(runs.getFirst()).path("status").asString()).isEqualTo("running");
    assertDoneOnce(runs, "/restored");
    assertThat(metric("parley_reconciler_lost_total")).isEqualTo(RUNS);
    assertThat(Files.readString(stack.home().log(Part.API)))
        .contains("ALARM: Temporal completed execution " + runs.getFirst());
  }

  @Test
  void runsThatEndedAfterABackupOfTemporalAreNotDoneAgain(@TempDir Path backups) throws Exception {
    publish("conversation.opened", "/rewound");
    var runs = new ArrayList<>(waiting("conversation.opened", "rewound-"));
    stopAll();
    copyTemporal(stack.home().directory(), backups);
    stack.start();
    // Temporal will not know these.
    var later = waiting("conversation.opened", "later-");
    assertDoneOnce(runs, "/rewound");
    var asked = product.peer.asked("/rewound").size();

    stopAll();
    stack.loseTemporalData();
    copyTemporal(backups, stack.home().directory());
    stack.start();
    runs.addAll(later);
    assertDoneOnce(runs, "/rewound");
    assertThat(product.peer.asked("/rewound").size()).isBetween(asked, asked + RUNS);
  }

  private static void copyTemporal(Path from, Path to) throws IOException {
    try (var files = Files.list(from)) {
      files
          .filter(file -> String.valueOf(file.getFileName()).startsWith("temporal.db"))
          .forEach(file -> copy(file, to));
    }
  }

  @Test
  void oneRunThatCannotBeRebuiltIsNamedAndKeepsNoOtherFromIt() {
    product.publish(
        "Poisoned " + UUID.randomUUID(),
        chain("conversation.starred", "wait delay {\"amount\": 1, \"unit\": \"days\"}"));
    var runs = waiting("conversation.starred", "poisoned-");
    var spoiled = runs.getFirst();
    var hash =
        product.sql("select graph_hash from execution where id = '" + spoiled + "'").getFirst();
    setHash(spoiled, "spoiled");
    runs.forEach(this::delete);

    runs.subList(1, RUNS)
        .forEach(id ->
            Eventually.the(
                () -> product.history(id),
                history ->
                    history.stream().anyMatch(HistoryEvent::hasTimerStartedEventAttributes)));
    Eventually.the(() -> metric("parley_reconciler_failures_total"), failures -> failures > 0);
    Eventually.the(
        this::log,
        log -> log.contains("Execution " + spoiled + " cannot be aligned with Temporal"));
    assertThat(log()).contains("graph spoiled is not in the store");
    assertThat(product.history(spoiled)).isEmpty();

    setHash(spoiled, hash);
    Eventually.the(() -> product.history(spoiled), history -> !history.isEmpty());
    runs.forEach(id -> product.post("executions/" + id + "/cancel", "{}").orThrow());
    Eventually.the(this::openInTemporal, List::isEmpty);
  }

  private String log() {
    try {
      return Files.readString(stack.home().log(Part.API));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void setHash(String id, String hash) {
    assertThat(
            product.sql(
                "update execution set graph_hash = '"
                    + hash
                    + "' where id = '"
                    + id
                    + "' returning id"))
        .hasSize(1);
  }

  private void delete(String id) {
    var _ =
        product
            .temporal()
            .getWorkflowServiceStubs()
            .blockingStub()
            .deleteWorkflowExecution(
                DeleteWorkflowExecutionRequest.newBuilder()
                    .setNamespace(stack.temporalNamespace())
                    .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
                    .build());
  }
}
