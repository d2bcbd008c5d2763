package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static dev.parley.local.Product.step;
import static dev.parley.local.Product.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.execution.Contract;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Temporal and the ledger agree again, whatever happened to one of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowIT {
  private static final String WAIT = "wait delay {\"amount\": 1, \"unit\": \"days\"}";

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

  private String workflow(String event, String... nodes) {
    return product.publish(event + " " + UUID.randomUUID(), chain(event, nodes));
  }

  private String start(String event) {
    return executions(product.event(event, "conv-" + UUID.randomUUID(), "webchat", "Hello"))
        .getFirst();
  }

  private JsonNode waiting(String execution) {
    return Eventually.the(
        () -> product.execution(execution), run -> steps(run).contains("wait waiting"));
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

  private WorkflowExecutionStatus temporalStatus(String execution) {
    return product.temporal().newUntypedWorkflowStub(execution).describe().getStatus();
  }

  private void archive(String workflow) {
    product.post("workflows/" + workflow + "/archive", "{}").orThrow();
  }

  @Test
  void runsWaitingForTemporalAreCountedAndStartWhenItIsBack() {
    var workflow = workflow("conversation.created", "star starConversation");
    stack.stop(Part.TEMPORAL);
    var started = new ArrayList<String>();
    for (int i = 0; i < 40; i++) {
      started.add(start("conversation.created"));
    }
    assertThat(metric("parley_dispatch_backlog")).isEqualTo(40);
    stack.start(Part.TEMPORAL);
    started.forEach(
        id -> assertThat(product.ended(id).path("status").asString()).isEqualTo("completed"));
    Eventually.the(() -> metric("parley_dispatch_backlog"), waiting -> waiting == 0);
    assertThat(started)
        .allSatisfy(id -> assertThat(runsOf(id)).as("Temporal runs of " + id).isEqualTo(1));
    archive(workflow);
  }

  private long runsOf(String execution) {
    return product.history(execution).stream()
        .filter(HistoryEvent::hasWorkflowExecutionStartedEventAttributes)
        .count();
  }

  @Test
  void aRunThatVanishedIsStartedAgainUnderItsIdAndWaitsUntilTheSameMoment() {
    var workflow = workflow("conversation.opened", "hi sendMessage {\"text\": \"Hi\"}", WAIT);
    var id = start("conversation.opened");
    var resumeAt = step(waiting(id), "wait").path("resumeAt").asString();
    var lost = metric("parley_reconciler_lost_total");
    var firstRun = run(id);
    var _ =
        product
            .temporal()
            .getWorkflowServiceStubs()
            .blockingStub()
            .deleteWorkflowExecution(
                DeleteWorkflowExecutionRequest.newBuilder()
                    .setNamespace(stack.temporalNamespace())
                    .setWorkflowExecution(
                        WorkflowExecution.newBuilder().setWorkflowId(id).setRunId(firstRun))
                    .build());
    Eventually.the(() -> run(id), newest -> !newest.isEmpty() && !newest.equals(firstRun));
    Eventually.the(
        () -> product.history(id),
        history -> history.stream().anyMatch(HistoryEvent::hasTimerStartedEventAttributes));
    assertThat(metric("parley_reconciler_lost_total")).isGreaterThan(lost);
    var again = product.execution(id);
    assertThat(again.path("status").asString()).isEqualTo("running");
    assertThat(step(again, "wait").path("resumeAt").asString()).isEqualTo(resumeAt);
    assertThat(product.sql("select text from message where execution_id = '" + id + "'"))
        .containsExactly("Hi");
    product.post("executions/" + id + "/cancel", "{}").orThrow();
    Eventually.the(
        () -> temporalStatus(id),
        status -> status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    archive(workflow);
  }

  /** Returns the newest Temporal run of an execution; empty if Temporal knows none. */
  private String run(String execution) {
    try {
      return product
          .temporal()
          .newUntypedWorkflowStub(execution)
          .describe()
          .getExecution()
          .getRunId();
    } catch (WorkflowNotFoundException e) {
      return "";
    }
  }

  @Test
  void aRunCancelledInTemporalIsCancelledHere() {
    var workflow = workflow("conversation.resolved", WAIT);
    var id = start("conversation.resolved");
    waiting(id);
    product.temporal().newUntypedWorkflowStub(id).cancel("not needed");
    var ended = product.ended(id);
    assertThat(ended.path("status").asString()).isEqualTo("cancelled");
    assertThat(steps(ended)).containsExactly("wait cancelled");
    archive(workflow);
  }

  /** Parley never limits a run's time: this one was started manually with a limit. */
  @Test
  void aRunThatTimedOutInTemporalHasFailedHere() {
    var workflow = workflow("conversation.starred", WAIT);
    stack.stop(Part.TEMPORAL);
    var id = start("conversation.starred");
    stack.kill(Part.API);
    stack.stop(Part.WORKER);
    stack.start(Part.TEMPORAL);
    var stub =
        product
            .temporal()
            .newUntypedWorkflowStub(
                Contract.WORKFLOW_TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id)
                    .setTaskQueue(Contract.CONVERSATION_QUEUE)
                    .setWorkflowRunTimeout(Duration.ofSeconds(1))
                    .build());
    var _ = stub.start();
    Eventually.the(
        () -> temporalStatus(id),
        status -> status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TIMED_OUT);
    stack.start(Part.API);
    stack.start(Part.WORKER);
    var ended = product.ended(id);
    assertThat(ended.path("status").asString()).isEqualTo("failed");
    assertThat(ended.path("error").path("code").asString()).isEqualTo("timed_out");
    archive(workflow);
  }
}
