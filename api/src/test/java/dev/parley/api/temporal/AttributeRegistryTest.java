package dev.parley.api.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.execution.Contract;
import dev.parley.temporal.TemporalSettings;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.AddSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttributeRegistryTest {
  private static final int STARTS = 32;

  private final Map<String, IndexedValueType> known = new ConcurrentHashMap<>();
  private final Queue<String> added = new ConcurrentLinkedQueue<>();
  private volatile boolean away;
  private volatile boolean administeredByOthers;
  private Server temporal;
  private WorkflowServiceStubs stubs;
  private AttributeRegistry registry;

  @BeforeEach
  void start() throws IOException {
    temporal =
        NettyServerBuilder.forPort(0)
            .addService(new Operator())
            .addService(new Workflows())
            .build()
            .start();
    var settings =
        TemporalSettings.of(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + temporal.getPort())::get);
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            settings.applyTo(WorkflowServiceStubsOptions.newBuilder()).build());
    registry = new AttributeRegistry(settings, stubs, Duration.ofSeconds(4));
  }

  @AfterEach
  void stop() {
    stubs.shutdownNow();
    temporal.shutdownNow();
  }

  private final class Operator extends OperatorServiceGrpc.OperatorServiceImplBase {
    @Override
    public void listSearchAttributes(
        ListSearchAttributesRequest request, StreamObserver<ListSearchAttributesResponse> answer) {
      if (away) {
        answer.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      if (administeredByOthers) {
        answer.onError(Status.PERMISSION_DENIED.asRuntimeException());
        return;
      }
      answer.onNext(
          ListSearchAttributesResponse.newBuilder().putAllCustomAttributes(known).build());
      answer.onCompleted();
    }

    @Override
    public void addSearchAttributes(
        AddSearchAttributesRequest request, StreamObserver<AddSearchAttributesResponse> answer) {
      added.addAll(request.getSearchAttributesMap().keySet());
      known.putAll(request.getSearchAttributesMap());
      answer.onNext(AddSearchAttributesResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }

  /** Counts runs by attributes that exist. */
  private final class Workflows extends WorkflowServiceGrpc.WorkflowServiceImplBase {
    @Override
    public void getSystemInfo(
        GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
      answer.onNext(GetSystemInfoResponse.getDefaultInstance());
      answer.onCompleted();
    }

    @Override
    public void countWorkflowExecutions(
        CountWorkflowExecutionsRequest request,
        StreamObserver<CountWorkflowExecutionsResponse> answer) {
      if (known.keySet().stream().noneMatch(name -> request.getQuery().startsWith(name + " "))) {
        answer.onError(Status.INVALID_ARGUMENT.asRuntimeException());
        return;
      }
      answer.onNext(CountWorkflowExecutionsResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }

  @Test
  void whereOthersAdministerThemTheMissingOnesAreNamedWithTheCommand() {
    administeredByOthers = true;
    Contract.SEARCH_ATTRIBUTES.forEach(
        attribute -> known.put(attribute.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    registry.register();
    known.remove("ParleyVersion");
    known.remove("ParleyNode");
    assertThatThrownBy(registry::register)
        .hasMessageContaining("[ParleyVersion, ParleyNode]")
        .hasMessageEndingWith(
            "temporal operator search-attribute create --namespace default"
                + " --name ParleyVersion --type Int --name ParleyNode --type Keyword");
    assertThat(added).isEmpty();
    assertThat(registry.registrations()).isZero();
  }

  @Test
  void concurrentCallersAddEachAttributeOnce() {
    var ready = new CountDownLatch(STARTS);
    try (var starts = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < STARTS; i++) {
        starts.execute(() -> {
          ready.countDown();
          awaitAll(ready);
          registry.register();
        });
      }
    }
    assertThat(added).hasSize(Contract.SEARCH_ATTRIBUTES.size()).doesNotHaveDuplicates();
    assertThat(known.get("ParleyVersion")).isEqualTo(IndexedValueType.INDEXED_VALUE_TYPE_INT);
    assertThat(registry.registrations()).isOne();
  }

  @Test
  void onlyWhatIsMissingIsAdded() {
    registry.register();
    added.clear();
    registry.register();
    assertThat(added).isEmpty();
    known.remove("ParleyNode");
    registry.register();
    assertThat(added).containsExactly("ParleyNode");
    assertThat(registry.registrations()).isEqualTo(2);
  }

  @Test
  void aFailureIsOfThoseWhoWaitedForItAndTheNextTriesAgain() {
    away = true;
    assertThatThrownBy(registry::register).isInstanceOf(StatusRuntimeException.class);
    assertThat(registry.registrations()).isZero();
    away = false;
    registry.register();
    assertThat(known).hasSameSizeAs(Contract.SEARCH_ATTRIBUTES);
  }

  private static void awaitAll(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
