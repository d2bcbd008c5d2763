package dev.parley.worker;

import com.uber.m3.tally.Scope;
import dev.parley.execution.TemporalPayloads;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The worker's connection to Temporal, which recovers soon after an outage. */
final class TemporalConnection implements AutoCloseable {
  private static final long PROBE_MILLIS = 1_000;

  /** By default, gRPC would wait up to two minutes between attempts to connect. */
  private static final Duration CONNECT_AGAIN = Duration.ofSeconds(2);

  private final String address;
  private final String namespace;
  private final WorkflowServiceStubs stubs;
  private final PollState polled;
  private final Polling polling;

  TemporalConnection(WorkerConfig config, MeterRegistry metrics, Scope scope) {
    address = config.temporalAddress();
    namespace = config.temporalNamespace();
    polled = new PollState(metrics);
    polling = new Polling(polled);
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(address)
                .setMetricsScope(scope)
                .setConnectionBackoffResetFrequency(CONNECT_AGAIN)
                .setGrpcClientInterceptors(List.of(polling))
                .build());
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
    try {
      var _ =
          stubs
              .blockingStub()
              .withDeadlineAfter(PROBE_MILLIS, TimeUnit.MILLISECONDS)
              .describeNamespace(
                  DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
      return Optional.empty();
    } catch (StatusRuntimeException e) {
      return Optional.of(sentence(e));
    }
  }

  private String sentence(StatusRuntimeException e) {
    return switch (e.getStatus().getCode()) {
      case NOT_FOUND ->
          """
          Temporal at %s has no namespace "%s". Create it (temporal operator namespace create \
          --namespace %s) or set TEMPORAL_NAMESPACE\
          """
              .formatted(address, namespace, namespace);
      case PERMISSION_DENIED, UNAUTHENTICATED ->
          "Temporal at %s rejects this worker (%s)".formatted(address, e.getStatus().getCode());
      default -> "Temporal at %s does not respond (%s)".formatted(address, e.getStatus().getCode());
    };
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
