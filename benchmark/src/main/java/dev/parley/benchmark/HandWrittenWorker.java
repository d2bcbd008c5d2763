package dev.parley.benchmark;

import dev.parley.conversation.Label;
import dev.parley.execution.TemporalPayloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;

/**
 * The rivals' worker: a separate process with the same virtual machine, connection pool, pollers
 * and payload converter as Parley's.
 */
public final class HandWrittenWorker {
  private HandWrittenWorker() {}

  /** Runs until it is stopped. */
  public static void main(String[] arguments) {
    var env = System.getenv();
    var vip = new Label(env.getOrDefault("VIP", ""), "VIP");
    var steps = new HandWrittenSteps(Sql.pool(env), vip, env.getOrDefault("ASSIGNEE", ""));
    var stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(env.getOrDefault("TEMPORAL_ADDRESS", ""))
                .build());
    var client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(env.getOrDefault("TEMPORAL_NAMESPACE", ""))
                .setDataConverter(TemporalPayloads.converter())
                .build());
    var factory = WorkerFactory.newInstance(client);
    var worker =
        factory.newWorker(
            HandWritten.QUEUE,
            WorkerOptions.newBuilder()
                .setWorkflowTaskPollersBehavior(new PollerBehaviorAutoscaling(5, 100, 5))
                .setActivityTaskPollersBehavior(new PollerBehaviorAutoscaling(5, 100, 5))
                .build());
    worker.registerWorkflowImplementationTypes(
        HandWritten.WithOrdinaryActivities.class,
        HandWritten.WithLocalActivities.class,
        HandWritten.WithOneLocalActivity.class,
        HandWritten.Nothing.class);
    worker.registerActivitiesImplementations(steps);
    factory.start();
  }
}
