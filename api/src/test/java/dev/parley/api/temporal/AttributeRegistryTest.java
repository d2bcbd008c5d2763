package dev.parley.api.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.execution.Contract;
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
  private Server temporal;
  private AttributeRegistry registry;

  @BeforeEach
  void start() throws IOException {
    temporal = NettyServerBuilder.forPort(0).addService(new Operator()).build().start();
    registry =
        new AttributeRegistry("127.0.0.1:" + temporal.getPort(), "sample", Duration.ofSeconds(4));
  }

  @AfterEach
  void stop() {
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
