package dev.parley.api.execution;

import com.uber.m3.tally.RootScopeBuilder;
import dev.parley.api.ApiConfig;
import dev.parley.execution.Contract;
import dev.parley.execution.TemporalPayloads;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The connection to Temporal. The api starts and accepts events without it; calls give up soon, and
 * whoever called tries again later.
 */
@Component
public class Temporal implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Temporal.class);
  private static final Duration GIVE_UP = Duration.ofSeconds(4);
  private static final int REPORT_SECONDS = 5;
  private static final long PROBE_MILLIS = 1_000;

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final String namespace;
  private final String address;
  private volatile boolean registered;

  Temporal(ApiConfig config, MeterRegistry metrics) {
    namespace = config.temporalNamespace();
    address = config.temporalAddress();
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget(address)
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

  /**
   * Makes the search attributes known to Temporal, once; a start that uses an unknown one would be
   * refused.
   *
   * @throws RuntimeException when Temporal does not answer
   */
  void prepare() {
    if (registered) {
      return;
    }
    var operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setTarget(address)
                .setRpcTimeout(GIVE_UP)
                .validateAndBuildWithDefaults());
    try {
      for (var attribute : Contract.SEARCH_ATTRIBUTES) {
        add(operator, attribute);
      }
      registered = true;
      LOG.info(
          "Temporal knows the search attributes {}",
          Contract.SEARCH_ATTRIBUTES.stream()
              .map(SearchAttributeKey::getName)
              .collect(Collectors.joining(", ")));
    } finally {
      operator.shutdownNow();
    }
  }

  private void add(OperatorServiceStubs operator, SearchAttributeKey<?> attribute) {
    var type =
        attribute.equals(Contract.VERSION)
            ? IndexedValueType.INDEXED_VALUE_TYPE_INT
            : IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
    try {
      var _ =
          operator
              .blockingStub()
              .addSearchAttributes(
                  AddSearchAttributesRequest.newBuilder()
                      .setNamespace(namespace)
                      .putSearchAttributes(attribute.getName(), type)
                      .build());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != io.grpc.Status.Code.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  /** Temporal has been emptied or replaced: what was registered may be gone. */
  void forget() {
    registered = false;
  }

  @Override
  public void destroy() {
    stubs.shutdownNow();
  }
}
