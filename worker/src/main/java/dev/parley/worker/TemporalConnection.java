package dev.parley.worker;

import com.uber.m3.tally.Scope;
import dev.parley.execution.TemporalPayloads;
import dev.parley.temporal.ConnectionCheck;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The worker's connection to Temporal, which recovers soon after an outage. */
final class TemporalConnection implements AutoCloseable {
  /** By default, gRPC would wait up to two minutes between attempts to connect. */
  private static final Duration CONNECT_AGAIN = Duration.ofSeconds(2);

  private final String namespace;
  private final ConnectionCheck check;
  private final WorkflowServiceStubs stubs;
  private final PollState polled;
  private final Polling polling;

  TemporalConnection(WorkerConfig config, MeterRegistry metrics, Scope scope) {
    namespace = config.temporal().namespace();
    polled = new PollState(metrics);
    polling = new Polling(polled);
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            config
                .temporal()
                .applyTo(WorkflowServiceStubsOptions.newBuilder())
                .setMetricsScope(scope)
                .setConnectionBackoffResetFrequency(CONNECT_AGAIN)
                .setGrpcClientInterceptors(List.of(polling))
                .build());
    check = new ConnectionCheck(config.temporal(), stubs);
  }

  WorkflowClient client() {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(namespace)
            .setDataConverter(TemporalPayloads.converter())
            .build());
  }

  /** Returns the reason why the worker cannot use Temporal; empty if it can. */
  Optional<String> problem() {
    return check.problem();
  }

  /** Returns where Temporal is and how it is reached, for the log. */
  String description() {
    return check.description();
  }

  /** Returns true while Temporal accepts polls of every queue. */
  boolean isPolling() {
    return polled.isPolling();
  }

  @Override
  public void close() {
    polling.close();
    stubs.shutdown();
  }
}
