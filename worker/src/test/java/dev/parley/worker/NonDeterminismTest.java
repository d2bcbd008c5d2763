package dev.parley.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.uber.m3.tally.RootScopeBuilder;
import dev.parley.execution.Contract;
import dev.parley.execution.GraphExecution;
import dev.parley.execution.Start;
import dev.parley.execution.TemporalPayloads;
import dev.parley.graph.Plan;
import dev.parley.worker.workflow.InterpretedExecution;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A worker whose code does not match open runs stops none of them for good, and the mismatch is
 * visible.
 */
class NonDeterminismTest {
  private static final Pattern ALARM =
      Pattern.compile(
          "temporal_workflow_task_execution_failed_total\\{[^}]*"
              + "failure_reason=\"NonDeterminismError\"[^}]*} [1-9]");

  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final TestWorkflowEnvironment temporal =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setUseTimeskipping(false)
              .setMetricsScope(
                  new RootScopeBuilder()
                      .reporter(new MicrometerClientStatsReporter(metrics))
                      .reportEvery(com.uber.m3.util.Duration.ofMillis(50)))
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(TemporalPayloads.converter())
                      .build())
              .build());
  private final WorkflowClient client = temporal.getWorkflowClient();

  @AfterEach
  void close() {
    temporal.close();
  }

  /** Code that changes while a run is open, as with another build. */
  public static final class Changing implements GraphExecution {
    private static final AtomicBoolean CHANGED = new AtomicBoolean();

    @Override
    public void run(Start start) {
      if (CHANGED.get()) {
        var _ = Workflow.sideEffect(Integer.class, () -> 1);
      }
      Workflow.sleep(Duration.ofDays(3));
    }

    @Override
    public void retrying(String node) {}
  }

  /** Creates a worker that caches only one run, so that it replays the others. */
  private WorkerFactory worker(Class<?> code) {
    var factory =
        WorkerFactory.newInstance(
            client, WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(1).build());
    // A busy machine must not look like a deadlock.
    var patient = WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build();
    factory
        .newWorker(Contract.CONVERSATION_QUEUE, patient)
        .registerWorkflowImplementationTypes(code);
    factory.start();
    return factory;
  }

  private WorkflowStub begun(String id, int interpreter) {
    var stub =
        client.newUntypedWorkflowStub(
            Contract.WORKFLOW_TYPE,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(Contract.CONVERSATION_QUEUE)
                .build());
    var exits = List.of(new Plan.Exit("next", ""));
    var trigger = new Plan.Stop("t", "t", "trigger", Plan.Family.STARTING, exits);
    var plan = new Plan("t", Map.of("t", trigger));
    stub.start(new Start(id, "Sample", "", plan, false, interpreter, false));
    return stub;
  }

  private boolean has(String id, Predicate<HistoryEvent> event) {
    return client.fetchHistory(id).getEvents().stream().anyMatch(event);
  }

  private static void until(BooleanSupplier enough) throws InterruptedException {
    var giveUp = Instant.now().plusSeconds(60);
    while (!enough.getAsBoolean() && Instant.now().isBefore(giveUp)) {
      Thread.sleep(50);
    }
  }

  @Test
  void aHistoryThatDoesNotFitIsCountedUnderTheNameThatTheAlertHas() throws Exception {
    var worker = worker(Changing.class);
    var run = begun("first", Contract.INTERPRETER);
    until(() -> has("first", HistoryEvent::hasTimerStartedEventAttributes));
    var _ = begun("second", Contract.INTERPRETER);
    until(() -> has("second", HistoryEvent::hasTimerStartedEventAttributes));
    assertThat(metrics.scrape()).doesNotContainPattern(ALARM);
    Changing.CHANGED.set(true);
    run.signal(Contract.RETRYING, "t");
    until(() -> ALARM.matcher(metrics.scrape()).find());
    assertThat(metrics.scrape()).containsPattern(ALARM);
    assertThat(run.describe().getStatus().name()).endsWith("_RUNNING");
    worker.shutdownNow();
  }

  @Test
  void aRunOfALaterShapeIsLeftToAWorkerThatKnowsIt() throws Exception {
    var worker = worker(InterpretedExecution.class);
    var run = begun("later", Contract.INTERPRETER + 1);
    until(() -> has("later", HistoryEvent::hasWorkflowTaskFailedEventAttributes));
    assertThat(client.fetchHistory("later").toJson(false)).contains("update this worker");
    assertThat(run.describe().getStatus().name()).endsWith("_RUNNING");
    worker.shutdownNow();
  }
}
