package dev.parley.api.temporal;

import com.uber.m3.tally.RootScopeBuilder;
import dev.parley.execution.TemporalPayloads;
import dev.parley.temporal.ConnectionCheck;
import dev.parley.temporal.TemporalSettings;
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
 * The connection to Temporal. The api starts and accepts events without it; calls fail quickly, and
 * callers retry later.
 */
@Component
public class Temporal implements DisposableBean {
  private static final Duration GIVE_UP = Duration.ofSeconds(4);
  private static final int REPORT_SECONDS = 5;
  private static final long PROBE_MILLIS = 1_000;

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final String namespace;
  private final ConnectionCheck check;
  private final AttributeRegistry attributes;
  private volatile boolean prepared;

  Temporal(TemporalSettings settings, MeterRegistry metrics) {
    namespace = settings.namespace();
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            settings
                .applyTo(WorkflowServiceStubsOptions.newBuilder())
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
    check = new ConnectionCheck(settings, stubs);
    attributes = new AttributeRegistry(settings, stubs, GIVE_UP);
  }

  /** Returns the client that starts and signals workflows. */
  public WorkflowClient client() {
    return client;
  }

  /** Returns the namespace of our workflows. */
  public String namespace() {
    return namespace;
  }

  /** Returns true if Temporal responds in time. */
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

  /** Returns the check of this connection. */
  ConnectionCheck check() {
    return check;
  }

  /** Returns how often search attributes were missing and registered. */
  public int registrations() {
    return attributes.registrations();
  }

  /**
   * Registers the search attributes with Temporal, once; a start with an unknown one would be
   * refused.
   *
   * @throws RuntimeException if Temporal does not respond
   */
  public void prepare() {
    if (!prepared) {
      attributes.register();
      prepared = true;
    }
  }

  /**
   * Checks the search attributes again after a refused start, and registers those that Temporal has
   * lost.
   *
   * @throws RuntimeException if Temporal does not respond
   */
  public void prepareAgain() {
    attributes.register();
  }

  @Override
  public void destroy() {
    stubs.shutdownNow();
  }
}
