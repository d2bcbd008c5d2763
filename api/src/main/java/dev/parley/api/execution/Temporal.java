package dev.parley.api.execution;

import com.uber.m3.tally.RootScopeBuilder;
import dev.parley.api.ApiConfig;
import dev.parley.execution.TemporalPayloads;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The connection to Temporal. The api starts and accepts events without it; calls give up soon, and
 * whoever called tries again later.
 */
@Component
public class Temporal implements DisposableBean {
  private static final Duration GIVE_UP = Duration.ofSeconds(4);
  private static final int REPORT_SECONDS = 5;
  private static final long PROBE_MILLIS = 1_000;

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final String namespace;
  private final AttributeRegistry attributes;
  private volatile boolean prepared;

  Temporal(ApiConfig config, MeterRegistry metrics) {
    namespace = config.temporalNamespace();
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(config.temporalAddress())
                .setRpcTimeout(GIVE_UP)
                .setMetricsScope(
                    new RootScopeBuilder()
                        .reporter(new MicrometerClientStatsReporter(metrics))
                        .reportEvery(com.uber.m3.util.Duration.ofSeconds(REPORT_SECONDS)))
                .setRpcRetryOptions(
                    RpcRetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(100))
                        .setExpiration(GIVE_UP)
                        .validateBuildWithDefaults())
                .build());
    client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(namespace)
                .setDataConverter(TemporalPayloads.converter())
                .build());
    attributes = new AttributeRegistry(config.temporalAddress(), namespace, GIVE_UP);
  }

  WorkflowClient client() {
    return client;
  }

  String namespace() {
    return namespace;
  }

  /** Whether Temporal answers, soon. */
  public boolean reachable() {
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

  /** Counts the times that search attributes were found to be missing and made known. */
  int registrations() {
    return attributes.registrations();
  }

  /**
   * Makes the search attributes known to Temporal, once; a start that uses an unknown one would be
   * refused.
   *
   * @throws RuntimeException when Temporal does not answer
   */
  void prepare() {
    if (!prepared) {
      attributes.register();
      prepared = true;
    }
  }

  /**
   * Looks again which search attributes Temporal knows, since a start was refused, and makes known
   * what it has lost.
   *
   * @throws RuntimeException when Temporal does not answer
   */
  void prepareAgain() {
    attributes.register();
  }

  @Override
  public void destroy() {
    stubs.shutdownNow();
  }
}
