package dev.parley.api.temporal;

import dev.parley.execution.Contract;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.time.Duration;
import java.util.List;
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

  private final String address;
  private final String namespace;
  private final Duration giveUp;
  private final AtomicReference<@Nullable FutureTask<Boolean>> underWay = new AtomicReference<>();
  private final AtomicInteger registrations = new AtomicInteger();

  AttributeRegistry(String address, String namespace, Duration giveUp) {
    this.address = address;
    this.namespace = namespace;
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
   * @throws RuntimeException if Temporal does not respond
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
            OperatorServiceStubsOptions.newBuilder()
                .setTarget(address)
                .setRpcTimeout(giveUp)
                .validateAndBuildWithDefaults());
    try {
      var known =
          operator
              .blockingStub()
              .listSearchAttributes(
                  ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
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
    } finally {
      operator.shutdownNow();
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
                      .setNamespace(namespace)
                      .putSearchAttributes(attribute.getName(), type)
                      .build());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw e;
      }
    }
  }
}
