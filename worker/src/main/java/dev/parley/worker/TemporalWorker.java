package dev.parley.worker;

import dev.parley.execution.Contract;
import dev.parley.worker.step.Steps;
import dev.parley.worker.workflow.CheckedOutside;
import dev.parley.worker.workflow.InterpretedExecution;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehavior;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;
import java.util.concurrent.TimeUnit;

/** Polls both task queues; finishes tasks in progress before it stops. */
final class TemporalWorker {
  private static final int DRAIN_SECONDS = 25;

  /**
   * Never fewer than the initial number: when it could drop to one, a worker processed half as many
   * tasks in some rounds of the benchmark (docs/performance.md).
   */
  private static final PollerBehavior POLLERS = new PollerBehaviorAutoscaling(5, 100, 5);

  private final WorkerFactory factory;

  TemporalWorker(TemporalConnection temporal, String build, Versioning versioning, Steps steps) {
    factory =
        WorkerFactory.newInstance(temporal.client(), WorkerFactoryOptions.newBuilder().build());
    register(factory, options(build, versioning), steps);
  }

  /**
   * Registers both task queues: one runs workflows and steps that use only PostgreSQL, the other
   * calls to other systems.
   */
  static void register(WorkerFactory factory, WorkerOptions options, Steps steps) {
    var conversation = factory.newWorker(Contract.CONVERSATION_QUEUE, options);
    conversation.registerWorkflowImplementationTypes(
        InterpretedExecution.class, CheckedOutside.class);
    conversation.registerActivitiesImplementations(steps);
    var integration = factory.newWorker(Contract.INTEGRATION_QUEUE, options);
    integration.registerActivitiesImplementations(steps);
  }

  private static WorkerOptions options(String build, Versioning versioning) {
    return WorkerOptions.newBuilder()
        .setWorkflowTaskPollersBehavior(POLLERS)
        .setActivityTaskPollersBehavior(POLLERS)
        .setDeploymentOptions(deployment(build, versioning))
        .build();
  }

  /**
   * Runs move to the current build at their next workflow task, which the interpreter versions make
   * safe (docs/decisions/0022-interpreter-versions.md): a run may wait for a year, longer than any
   * build should have to be kept running.
   */
  private static WorkerDeploymentOptions deployment(String build, Versioning versioning) {
    var options =
        WorkerDeploymentOptions.newBuilder()
            .setVersion(new WorkerDeploymentVersion(Deployment.NAME, build));
    return versioning == Versioning.OFF
        ? options.setUseVersioning(false).build()
        : options
            .setUseVersioning(true)
            .setDefaultVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
            .build();
  }

  void start() {
    factory.start();
  }

  void drain() {
    factory.shutdown();
    factory.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
  }
}
