package dev.parley.api.temporal;

import dev.parley.execution.Contract;
import dev.parley.temporal.TemporalSettings;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the search attributes with Temporal. However many callers ask at once, only one of them
 * checks, and known attributes are not registered again.
 */
final class AttributeRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(AttributeRegistry.class);

  /** The answers of a Temporal that others administer, such as Temporal Cloud. */
  private static final Set<Status.Code> NOT_OURS =
      Set.of(Status.Code.PERMISSION_DENIED, Status.Code.UNIMPLEMENTED);

  private final TemporalSettings settings;
  private final WorkflowServiceStubs service;
  private final Duration giveUp;
  private final AtomicReference<@Nullable FutureTask<Boolean>> underWay = new AtomicReference<>();
  private final AtomicInteger registrations = new AtomicInteger();

  AttributeRegistry(TemporalSettings settings, WorkflowServiceStubs service, Duration giveUp) {
    this.settings = settings;
    this.service = service;
    this.giveUp = giveUp;
  }

  /** Returns how often attributes were missing and registered. */
  int registrations() {
    return registrations.get();
  }

  /**
   * Registers missing attributes. Concurrent callers wait for the one in progress and share its
   * outcome.
   *
   * @throws RuntimeException if Temporal does not respond, or has not all of them and does not let
   *     us create them
   */
  void register() {
    var mine = new FutureTask<>(this::addMissing, true);
    var first = underWay.compareAndExchange(null, mine);
    if (first == null) {
      mine.run();
      underWay.set(null);
    }
    try {
      var _ = (first == null ? mine : first).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException thrown ? thrown : new CompletionException(e);
    }
  }

  private void addMissing() {
    var operator =
        OperatorServiceStubs.newServiceStubs(
            settings
                .applyTo(OperatorServiceStubsOptions.newBuilder())
                .setRpcTimeout(giveUp)
                .validateAndBuildWithDefaults());
    try {
      addMissing(operator);
    } catch (StatusRuntimeException e) {
      if (!NOT_OURS.contains(e.getStatus().getCode())) {
        throw e;
      }
      requireAll();
    } finally {
      operator.shutdownNow();
    }
  }

  private void addMissing(OperatorServiceStubs operator) {
    var known =
        operator
            .blockingStub()
            .listSearchAttributes(
                ListSearchAttributesRequest.newBuilder().setNamespace(settings.namespace()).build())
            .getCustomAttributesMap();
    var missing =
        Contract.SEARCH_ATTRIBUTES.stream()
            .filter(attribute -> !known.containsKey(attribute.getName()))
            .toList();
    if (!missing.isEmpty()) {
      missing.forEach(attribute -> add(operator, attribute));
      registrations.incrementAndGet();
      LOG.info("Registered search attributes with Temporal: {}", names(missing));
    }
  }

  /** Asks by queries which attributes exist, for a Temporal where only others may set them up. */
  private void requireAll() {
    var missing =
        Contract.SEARCH_ATTRIBUTES.stream().filter(attribute -> !isKnown(attribute)).toList();
    if (!missing.isEmpty()) {
      throw AttributesMissing.of(missing, settings);
    }
  }

  private boolean isKnown(SearchAttributeKey<?> attribute) {
    try {
      var _ =
          service
              .blockingStub()
              .countWorkflowExecutions(
                  CountWorkflowExecutionsRequest.newBuilder()
                      .setNamespace(settings.namespace())
                      .setQuery(attribute.getName() + " is null")
                      .build());
      return true;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
        return false;
      }
      throw e;
    }
  }

  private static List<String> names(List<SearchAttributeKey<?>> attributes) {
    return attributes.stream().map(SearchAttributeKey::getName).toList();
  }

  /** Another instance may do the same concurrently. */
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
                      .setNamespace(settings.namespace())
                      .putSearchAttributes(attribute.getName(), type)
                      .build());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw e;
      }
    }
  }
}
