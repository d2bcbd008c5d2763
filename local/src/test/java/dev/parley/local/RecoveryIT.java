package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static dev.parley.local.Product.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.execution.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Failures as the on-call engineer sees them, and the recovery from them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryIT {
  private static final String REGISTERED = "Registered search attributes with Temporal:";

  /** The runs that may be leased at once: twice the starts that are concurrent at most. */
  private static final int OLDEST = 64;

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

  private JsonNode health() {
    return product.get("health");
  }

  private String pollers(String queue, String type) {
    return product
        .metrics()
        .lines()
        .filter(line -> line.startsWith("parley_task_queue_pollers{"))
        .filter(line -> line.contains("\"" + queue + "\"") && line.contains("\"" + type + "\""))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse("");
  }

  @Test
  void aWorkerThatIsNotThereIsSeen() {
    Eventually.the(this::health, seen -> seen.path("status").asString().equals("up"));
    assertThat(pollers("conversation", "workflow")).isEqualTo("1.0");
    stack.kill(Part.WORKER);
    // Temporal remembers for as long as a poll lasts.
    var without =
        Eventually.within(
            Duration.ofMinutes(2),
            this::health,
            seen -> seen.path("status").asString().equals("degraded"));
    assertThat(without.path("checks").path("workers").asString()).isEqualTo("down");
    assertThat(without.path("checks").path("temporal").asString()).isEqualTo("up");
    assertThat(without.path("reason").asString()).contains("No worker", "accepted");
    for (var work :
        List.of(
            List.of("conversation", "workflow"),
            List.of("conversation", "activity"),
            List.of("integration", "activity"))) {
      Eventually.the(() -> pollers(work.get(0), work.get(1)), count -> count.equals("0.0"));
    }

    stack.start(Part.WORKER);
    var back = Eventually.the(this::health, seen -> seen.path("status").asString().equals("up"));
    assertThat(back.has("reason")).isFalse();
    Eventually.the(() -> pollers("integration", "activity"), count -> count.equals("1.0"));
  }

  @Test
  void aRunThatStandsIsFoundByItsStepHereAndInTemporal() {
    var name = "Ask stock " + UUID.randomUUID();
    product.peer.answers("/stock", 503);
    var workflow =
        product.publish(
            name,
            Product.JSON.readTree(
                chain(
                        "conversation.starred",
                        "first sendMessage {\"text\": \"Hi\"}",
                        "ask fetch {\"url\": \"" + product.peer.url("/stock") + "\"}",
                        "lunch delay {\"amount\": 1, \"unit\": \"days\"}")
                    .toString()
                    .replace("\"name\":\"ask\"", "\"name\":\"" + name + "\"")
                    .replace("\"name\":\"lunch\"", "\"name\":\"Lunch " + name + "\"")));
    var id =
        executions(
                product.event("conversation.starred", "stand-" + name.hashCode(), "webchat", "Hi"))
            .getFirst();
    Eventually.the(() -> found("stepStatus=retrying&node=" + encoded(name)), List.of(id)::equals);
    assertThat(found("stepStatus=retrying&workflowId=" + workflow)).containsExactly(id);
    assertThat(found("node=" + encoded(name))).containsExactly(id);
    assertThat(found("stepStatus=waiting&node=" + encoded(name))).isEmpty();
    assertThat(found("stepStatus=retrying&node=nothing")).isEmpty();
    Eventually.the(() -> inTemporal(name), List.of(id)::equals);

    product.peer.answers("/stock", 200);
    Eventually.the(
        () -> found("stepStatus=waiting&node=" + encoded("Lunch " + name)), List.of(id)::equals);
    assertThat(found("stepStatus=retrying&workflowId=" + workflow)).isEmpty();
    assertThat(step(product.execution(id), "ask").path("status").asString()).isEqualTo("completed");
    Eventually.the(() -> inTemporal("Lunch " + name), List.of(id)::equals);
    assertThat(inTemporal(name)).isEmpty();

    product.post("executions/" + id + "/cancel", "{}").orThrow();
    assertThat(found("stepStatus=waiting&workflowId=" + workflow)).isEmpty();
    Eventually.the(() -> inTemporal("Lunch " + name), List::isEmpty);
    product.peer.answers("/stock", 404);
    var failed =
        executions(
                product.event("conversation.starred", "fall-" + name.hashCode(), "webchat", "Hi"))
            .getFirst();
    assertThat(product.ended(failed).path("status").asString()).isEqualTo("failed");
    assertThat(found("status=failed&node=" + encoded(name))).containsExactly(failed);
    Eventually.the(() -> inTemporal(name), List.of(failed)::equals);
    assertThat(
            product
                .raw("GET", "executions?stepStatus=completed", "application/json", "")
                .statusCode())
        .isEqualTo(400);
    product.post("workflows/" + workflow + "/archive", "{}").orThrow();
  }

  private static String encoded(String text) {
    return text.replace(" ", "%20");
  }

  private List<String> found(String query) {
    return product
        .get("executions?" + query)
        .path("items")
        .valueStream()
        .map(run -> run.path("id").asString())
        .toList();
  }

  private List<String> inTemporal(String node) {
    try (var runs =
        product.temporal().listExecutions(Contract.NODE.getName() + " = '" + node + "'")) {
      return runs.map(run -> run.getExecution().getWorkflowId()).toList();
    }
  }

  @Test
  void waitingRunsStartInOrderAndNothingIsRegisteredAgain() {
    recovers(400);
  }

  @Test
  @Tag("long")
  void soDoFourThousand() {
    recovers(4_000);
  }

  /** The search attributes are lost with everything else. */
  @Test
  void searchAttributesAreRegisteredOnceWithAnEmptiedTemporal() {
    var before = registered();
    stack.kill(Part.WORKER);
    stack.kill(Part.TEMPORAL);
    stack.loseTemporalData();
    var workflow = product.publish("Emptied", chain("conversation.opened", "a starConversation"));
    for (int i = 0; i < 60; i++) {
      var _ = product.event("conversation.opened", "emptied-" + i, "webchat", "Hello");
    }
    stack.start(Part.TEMPORAL);
    stack.start(Part.WORKER);
    awaitAll(workflow, 60);
    assertThat(registered()).isEqualTo(before + 1);
  }

  private void recovers(int count) {
    var workflow = product.publish("Late", chain("conversation.created", "a starConversation"));
    var prefix = "late-" + UUID.randomUUID() + "-";
    // One that registers them, in case it is the first of all.
    var first =
        executions(product.event("conversation.created", prefix + "first", "webchat", "Hello"));
    assertThat(product.ended(first.getFirst()).path("status").asString()).isEqualTo("completed");
    var before = registered();
    stack.kill(Part.WORKER);
    stack.kill(Part.TEMPORAL);
    for (int i = 0; i < count; i++) {
      var _ = product.event("conversation.created", prefix + i, "webchat", "Hello");
    }
    stack.start(Part.TEMPORAL);
    stack.start(Part.WORKER);
    awaitAll(workflow, count + 1);
    assertThat(registered()).as("Temporal has not forgotten them").isEqualTo(before);
    // Starts are concurrent, so the order is not exact. The oldest are in progress while Temporal
    // is starting; those that it refuses are retried among later ones.
    assertThat(order(workflow, OLDEST)).isGreaterThan(0.95);
    assertThat(order(workflow, 0)).isGreaterThan(0.8);
    product.post("workflows/" + workflow + "/archive", "{}").orThrow();
  }

  /** Returns how far runs started in the order of their creation, after so many: 1 if exactly. */
  private double order(String workflow, int after) {
    var ranks =
        """
        select corr(made, started) from (
          select rank() over (order by id) made, rank() over (order by dispatched_at) started from (
            select id, dispatched_at from execution where workflow_id = '%s' order by id offset %d
          ) later
        ) ranks
        """
            .formatted(workflow, after);
    return Double.parseDouble(product.sql(ranks).getFirst());
  }

  private void awaitAll(String workflow, int count) {
    var done =
        "select count(*) from execution where status = 'completed' and workflow_id = '"
            + workflow
            + "'";
    Eventually.within(
        Duration.ofMinutes(4), () -> product.sql(done), List.of(String.valueOf(count))::equals);
  }

  private long registered() {
    try (var lines = Files.lines(stack.home().log(Part.API))) {
      return lines.filter(line -> line.contains(REGISTERED)).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
