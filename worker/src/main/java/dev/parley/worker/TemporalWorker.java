package dev.parley.worker;

import com.uber.m3.tally.Scope;
import dev.parley.execution.Contract;
import dev.parley.execution.TemporalPayloads;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehavior;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;
import java.util.concurrent.TimeUnit;

/** Polls both task queues; drains what is in hand before it stops. */
final class TemporalWorker {
  private static final int DRAIN_SECONDS = 25;
  private static final long PROBE_MILLIS = 1_000;

  /**
   * Never fewer than it begins with: allowed to go down to one, a worker took half as much in some
   * rounds of the benchmark (docs/performance.md).
   */
  private static final PollerBehavior POLLERS = new PollerBehaviorAutoscaling(5, 100, 5);

  private final WorkflowServiceStubs stubs;
  private final WorkerFactory factory;

  TemporalWorker(WorkerConfig config, Steps steps, Scope metrics) {
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(config.temporalAddress())
                .setMetricsScope(metrics)
                .build());
    var client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(config.temporalNamespace())
                .setDataConverter(TemporalPayloads.converter())
                .build());
    factory = WorkerFactory.newInstance(client, WorkerFactoryOptions.newBuilder().build());
    register(factory, options(config), steps);
  }

  /** Both task queues: one runs workflows and PostgreSQL's steps, the other what leaves us. */
  static void register(WorkerFactory factory, WorkerOptions options, Steps steps) {
    var conversation = factory.newWorker(Contract.CONVERSATION_QUEUE, options);
    conversation.registerWorkflowImplementationTypes(
        InterpretedExecution.class, CheckedOutside.class);
    conversation.registerActivitiesImplementations(steps);
    var integration = factory.newWorker(Contract.INTEGRATION_QUEUE, options);
    integration.registerActivitiesImplementations(steps);
  }

  private static WorkerOptions options(WorkerConfig config) {
    return WorkerOptions.newBuilder()
        .setWorkflowTaskPollersBehavior(POLLERS)
        .setActivityTaskPollersBehavior(POLLERS)
        .setDeploymentOptions(
            WorkerDeploymentOptions.newBuilder()
                .setVersion(new WorkerDeploymentVersion("parley", config.build()))
                .setUseVersioning(false)
                .build())
        .build();
  }

  /** Whether Temporal answers, soon. */
  boolean reachable() {
    try {
      return stubs
          .blockingStub()
          .withDeadlineAfter(PROBE_MILLIS, TimeUnit.MILLISECONDS)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance())
          .isInitialized();
    } catch (RuntimeException e) {
      return false;
    }
  }

  void start() {
    factory.start();
  }

  void drain() {
    factory.shutdown();
    factory.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
    stubs.shutdown();
  }
}
