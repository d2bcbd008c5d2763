package dev.parley.local;

import static dev.parley.local.Product.chain;
import static dev.parley.local.Product.executions;
import static dev.parley.local.Product.step;
import static dev.parley.local.Product.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.execution.Contract;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * If any part is killed, every accepted event ends in exactly one execution, every effect happens
 * once, every call uses one key, and no delay starts over.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillIT {
  private Product product;
  private Stack stack;

  @BeforeAll
  void start() {
    product = new Product(Map.of("PARLEY_SWEEP_INTERVAL", "PT2S"));
    stack = product.stack;
  }

  /** Separates the runs of one test from those of others. */
  @AfterEach
  void allRuns() {
    stack.resume(Part.WORKER);
    stack.start();
    product
        .get("workflows?status=active&limit=200")
        .path("items")
        .forEach(one -> archive(one.path("id").asString()));
  }

  @AfterAll
  void stop() {
    product.close();
  }

  private String publish(String event, String path, String... more) {
    var nodes = new ArrayList<>(List.of(more));
    nodes.add(
        "call fetch {\"method\": \"POST\", \"url\": \""
            + product.peer.url(path)
            + "\", \"body\": \"{{ conversation.id }}\"}");
    nodes.add("bye sendMessage {\"text\": \"Bye\"}");
    return product.publish(
        event + " " + UUID.randomUUID(), chain(event, nodes.toArray(String[]::new)));
  }

  private List<String> post(String event, String prefix, int count) {
    var started = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      started.addAll(executions(product.event(event, prefix + i, "webchat", "Hello")));
    }
    return started;
  }

  private void archive(String workflow) {
    product.post("workflows/" + workflow + "/archive", "{}").orThrow();
  }

  private JsonNode until(String execution, Predicate<JsonNode> enough) {
    return Eventually.the(() -> product.execution(execution), enough);
  }

  private static Predicate<JsonNode> has(String step) {
    return run -> steps(run).contains(step);
  }

  /** Asserts one run for each conversation, each message sent once, each call made with one key. */
  private void assertOnce(String workflow, String path, List<String> started, String... said) {
    assertThat(product.sql("select id from execution where workflow_id = '" + workflow + "'"))
        .containsExactlyInAnyOrderElementsOf(started);
    for (var id : started) {
      var run = product.ended(id);
      assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("completed");
      assertThat(
              product.sql(
                  "select text from message where execution_id = '" + id + "' order by seq"))
          .containsExactly(said);
      var conversation = run.path("conversationId").asString();
      assertThat(
              product.peer.asked(path).stream()
                  .filter(asked -> asked.body().equals(conversation))
                  .map(Peer.Asked::key)
                  .distinct())
          .hasSize(1);
    }
  }

  @Test
  void runsThatWaitSurviveTheLossOfEverythingButPostgreSql() {
    var workflow =
        publish(
            "conversation.created",
            "/waited",
            "hello sendMessage {\"text\": \"Hello\"}",
            "wait delay {\"amount\": 1, \"unit\": \"minutes\"}");
    var started = post("conversation.created", "waits-", 20);
    started.forEach(id -> until(id, has("wait waiting")));
    var resumeAt = resumeAt(started);

    stack.kill(Part.WORKER);
    stack.kill(Part.TEMPORAL);
    stack.loseTemporalData();
    stack.start(Part.TEMPORAL);
    stack.start(Part.WORKER);
    stack.kill(Part.API);
    stack.start(Part.API);

    assertOnce(workflow, "/waited", started, "Hello", "Bye");
    assertThat(resumeAt(started)).isEqualTo(resumeAt);
    archive(workflow);
  }

  private List<String> resumeAt(List<String> executions) {
    return executions.stream()
        .map(id -> step(product.execution(id), "wait").path("resumeAt").asString())
        .toList();
  }

  @Test
  void eventsAreAcceptedWhileTemporalIsAwayAndRunEvenWhenTheApiIsKilledBeforeItIsBack() {
    var workflow = publish("conversation.resolved", "/resolved");
    stack.stop(Part.TEMPORAL);
    var started = post("conversation.resolved", "resolved-", 10);
    assertThat(product.get("health").path("status").asString()).isEqualTo("degraded");
    assertThat(started)
        .allSatisfy(
            id -> assertThat(product.execution(id).path("status").asString()).isEqualTo("pending"));
    stack.kill(Part.API);
    stack.start(Part.TEMPORAL);
    stack.start(Part.API);
    assertOnce(workflow, "/resolved", started, "Bye");
    archive(workflow);
  }

  @Test
  void aWorkerKilledDuringACallAndADelayResumesBoth() {
    var workflow = publish("conversation.session_started", "/slow");
    var delayed =
        publish(
            "conversation.label_removed",
            "/delayed",
            "hello sendMessage {\"text\": \"Hello\"}",
            "wait delay {\"amount\": 1, \"unit\": \"minutes\"}");
    product.peer.hold("/slow");
    var waiting = labelled("conversation.label_removed");
    until(waiting, has("wait waiting"));
    var before = resumeAt(List.of(waiting));
    var started = post("conversation.session_started", "slow-", 1);
    Eventually.the(() -> product.peer.asked("/slow"), asked -> !asked.isEmpty());
    stack.kill(Part.WORKER);
    product.peer.release("/slow");
    stack.start(Part.WORKER);
    Eventually.the(() -> product.peer.asked("/slow"), asked -> asked.size() > 1);
    assertOnce(workflow, "/slow", started, "Bye");
    assertOnce(delayed, "/delayed", List.of(waiting), "Hello", "Bye");
    assertThat(resumeAt(List.of(waiting))).isEqualTo(before);
    archive(workflow);
    archive(delayed);
  }

  private String labelled(String type) {
    var id = UUID.randomUUID().toString();
    var event = (ObjectNode) Product.eventJson(id, type, "conv-" + id, "webchat", "Hi");
    ((ObjectNode) event.path("data")).put("label", "VIP");
    return executions(product.post("events", event.toString()).orThrow()).getFirst();
  }

  /**
   * The worker is frozen while a run is handed to it, so that the run's first step finds no
   * PostgreSQL; another run's call is answered when its end cannot be written.
   */
  @Test
  void withoutPostgreSqlStepsAreSeenAsPendingAndEventsAreSentAgainUntilTheyAreTaken() {
    var called = publish("conversation.starred", "/starred");
    var local = publish("conversation.opened", "/opened", "hello sendMessage {\"text\": \"Hi\"}");
    var late = publish("conversation.resolved", "/late");
    product.peer.hold("/starred");
    var inCall = post("conversation.starred", "starred-", 1);
    Eventually.the(() -> product.peer.asked("/starred"), asked -> !asked.isEmpty());
    stack.pause(Part.WORKER);
    var atFirstStep = post("conversation.opened", "opened-", 1);
    Eventually.the(() -> product.history(atFirstStep.getFirst()), history -> !history.isEmpty());
    stack.stop(Part.DATABASE);
    stack.resume(Part.WORKER);
    product.peer.release("/starred");
    var posted = CompletableFuture.supplyAsync(() -> post("conversation.resolved", "late-", 5));
    assertThat(pending(inCall.getFirst())).isEqualTo("Fetch StoreUnavailable");
    assertThat(pending(atFirstStep.getFirst())).isEqualTo("SendMessage StoreUnavailable");
    assertThat(
            product
                .temporal()
                .newUntypedWorkflowStub(atFirstStep.getFirst())
                .describe()
                .getTypedSearchAttributes()
                .get(Contract.NODE))
        .isEqualTo("hello");
    stack.start(Part.DATABASE);
    assertOnce(called, "/starred", inCall, "Bye");
    assertOnce(local, "/opened", atFirstStep, "Hi", "Bye");
    assertOnce(late, "/late", posted.join(), "Bye");
    List.of(called, local, late).forEach(this::archive);
  }

  /** Returns the activity that is being retried, with the reason. */
  private String pending(String execution) {
    var activities =
        Eventually.the(
            () ->
                product
                    .temporal()
                    .newUntypedWorkflowStub(execution)
                    .describe()
                    .getRawDescription()
                    .getPendingActivitiesList(),
            list -> list.stream().anyMatch(PendingActivityInfo::hasLastFailure));
    var activity = activities.getFirst();
    return activity.getActivityType().getName()
        + " "
        + activity.getLastFailure().getApplicationFailureInfo().getType();
  }

  @Test
  void aRunResetToBeforeADelayWaitsUntilTheSameMoment() {
    var workflow =
        product.publish(
            "reset delay " + UUID.randomUUID(),
            chain(
                "conversation.ai_assigned",
                "hello sendMessage {\"text\": \"Hello\"}",
                "wait delay {\"amount\": 1, \"unit\": \"days\"}"));
    var id = assigned("conversation.ai_assigned", "persona");
    until(id, has("wait waiting"));
    var before = step(product.execution(id), "wait").path("resumeAt").asString();
    var timer = timer(id);
    reset(id);
    Eventually.the(() -> product.history(id), history -> timer(history) != null);
    assertThat(step(product.execution(id), "wait").path("resumeAt").asString()).isEqualTo(before);
    assertThat(timer(id)).isLessThan(timer);
    assertThat(product.sql("select text from message where execution_id = '" + id + "'"))
        .containsExactly("Hello");
    assertThat(product.execution(id).path("status").asString()).isEqualTo("running");
    archive(workflow);
    product.post("executions/" + id + "/cancel", "{}").orThrow();
  }

  private long timer(String execution) {
    return Eventually.the(() -> timer(product.history(execution)), seconds -> seconds != null);
  }

  private static @Nullable Long timer(List<HistoryEvent> history) {
    return history.stream()
        .filter(HistoryEvent::hasTimerStartedEventAttributes)
        .map(event -> {
          var time = event.getTimerStartedEventAttributes().getStartToFireTimeout();
          return time.getSeconds() * 1_000_000_000L + time.getNanos();
        })
        .findFirst()
        .orElse(null);
  }

  @Test
  void aFailedRunContinuesAfterAResetToBeforeItsFetch() {
    var workflow = publish("conversation.user_assigned", "/reset");
    product.peer.answers("/reset", 404);
    var id = assigned("conversation.user_assigned", "user");
    var failed = product.ended(id);
    assertThat(failed.path("error").path("code").asString()).isEqualTo("PeerRefused");
    assertThat(steps(failed)).containsExactly("call failed");
    product.peer.answers("/reset", 200);
    reset(id);
    until(id, run -> run.path("status").asString().equals("completed"));
    assertOnce(workflow, "/reset", List.of(id), "Bye");
    archive(workflow);
  }

  private String assigned(String type, String assignee) {
    var event =
        (ObjectNode)
            Product.eventJson(
                UUID.randomUUID().toString(), type, "conv-" + UUID.randomUUID(), "webchat", "Hi");
    ((ObjectNode) event.path("data").path("conversation"))
        .putObject("assignee")
        .put("type", assignee)
        .put("id", "sample");
    return executions(product.post("events", event.toString()).orThrow()).getFirst();
  }

  /** Does the same as {@code temporal workflow reset --type FirstWorkflowTask}. */
  private void reset(String execution) {
    var firstTask =
        product.history(execution).stream()
            .filter(HistoryEvent::hasWorkflowTaskCompletedEventAttributes)
            .findFirst()
            .orElseThrow()
            .getEventId();
    var _ =
        product
            .temporal()
            .getWorkflowServiceStubs()
            .blockingStub()
            .resetWorkflowExecution(
                ResetWorkflowExecutionRequest.newBuilder()
                    .setNamespace(stack.temporalNamespace())
                    .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(execution))
                    .setReason("test")
                    .setRequestId(UUID.randomUUID().toString())
                    .setWorkflowTaskFinishEventId(firstTask)
                    .build());
  }
}
