package dev.parley.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.execution.Contract;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.enums.v1.TaskQueueKind;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollingTest {
  private final PollState state = new PollState(new SimpleMeterRegistry());
  private final Polling polling = new Polling(state);
  private final Frontend frontend = new Frontend();
  private Server server;
  private ManagedChannel channel;
  private WorkflowServiceBlockingStub stub;

  /** Answers every poll in a configurable way. */
  private static final class Frontend extends WorkflowServiceGrpc.WorkflowServiceImplBase {
    private volatile Status status = Status.OK;
    private volatile CountDownLatch held = new CountDownLatch(0);

    private <A> void answer(StreamObserver<A> observer, A answer) {
      try {
        held.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (!status.isOk()) {
        observer.onError(status.asRuntimeException());
        return;
      }
      observer.onNext(answer);
      observer.onCompleted();
    }

    @Override
    public void pollWorkflowTaskQueue(
        PollWorkflowTaskQueueRequest request,
        StreamObserver<PollWorkflowTaskQueueResponse> observer) {
      answer(observer, PollWorkflowTaskQueueResponse.newBuilder().setAttempt(7).build());
    }

    @Override
    public void pollActivityTaskQueue(
        PollActivityTaskQueueRequest request,
        StreamObserver<PollActivityTaskQueueResponse> observer) {
      answer(observer, PollActivityTaskQueueResponse.newBuilder().setAttempt(7).build());
    }

    @Override
    public void describeNamespace(
        DescribeNamespaceRequest request, StreamObserver<DescribeNamespaceResponse> observer) {
      answer(observer, DescribeNamespaceResponse.getDefaultInstance());
    }
  }

  @BeforeEach
  void serve() throws IOException {
    var name = InProcessServerBuilder.generateName();
    server = InProcessServerBuilder.forName(name).addService(frontend).build().start();
    channel = InProcessChannelBuilder.forName(name).build();
    stub = WorkflowServiceGrpc.newBlockingStub(ClientInterceptors.intercept(channel, polling));
  }

  @AfterEach
  void close() {
    frontend.held.countDown();
    polling.close();
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void anAnswerArrivesAsItIs() {
    assertThat(workflowTask().getAttempt()).isEqualTo(7);
    assertThat(activityTask(Contract.CONVERSATION_QUEUE).getAttempt()).isEqualTo(7);
  }

  @Test
  void anOutageIsAnsweredAsIfThereWereNoTask() {
    frontend.status = Status.UNAVAILABLE;

    assertThat(workflowTask()).isEqualTo(PollWorkflowTaskQueueResponse.getDefaultInstance());
    assertThat(activityTask(Contract.INTEGRATION_QUEUE))
        .isEqualTo(PollActivityTaskQueueResponse.getDefaultInstance());
  }

  @Test
  void aRefusalThatIsNoOutageIsTheSdksOwnAffair() {
    frontend.status = Status.PERMISSION_DENIED;

    assertThatThrownBy(this::workflowTask)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED));
  }

  @Test
  void allOtherCallsFailAsTheyAlwaysDid() {
    frontend.status = Status.UNAVAILABLE;

    assertThatThrownBy(() -> stub.describeNamespace(DescribeNamespaceRequest.getDefaultInstance()))
        .isInstanceOf(StatusRuntimeException.class);
  }

  @Test
  void itPollsOnceEveryQueueWasAnsweredAndNotAfterARefusal() {
    assertThat(state.isPolling()).isFalse();
    var _ = workflowTask();
    var _ = activityTask(Contract.CONVERSATION_QUEUE);
    assertThat(state.isPolling()).isFalse();
    var _ = activityTask(Contract.INTEGRATION_QUEUE);
    assertThat(state.isPolling()).isTrue();

    frontend.status = Status.UNAVAILABLE;
    var _ = activityTask(Contract.INTEGRATION_QUEUE);
    assertThat(state.isPolling()).isFalse();

    frontend.status = Status.OK;
    var _ = activityTask(Contract.INTEGRATION_QUEUE);
    assertThat(state.isPolling()).isTrue();
  }

  @Test
  void aPollThatIsHeldOpenCountsAsPolling() {
    var _ = activityTask(Contract.CONVERSATION_QUEUE);
    var _ = activityTask(Contract.INTEGRATION_QUEUE);
    frontend.held = new CountDownLatch(1);
    var open = CompletableFuture.supplyAsync(this::workflowTask);

    await(state::isPolling);

    assertThat(open).isNotDone();
    frontend.held.countDown();
    assertThat(open.join().getAttempt()).isEqualTo(7);
  }

  @Test
  void theQueueOfCachedRunsSaysNothingOfTheOthers() {
    var _ = activityTask(Contract.CONVERSATION_QUEUE);
    var _ = activityTask(Contract.INTEGRATION_QUEUE);
    var _ =
        stub.pollWorkflowTaskQueue(
            PollWorkflowTaskQueueRequest.newBuilder()
                .setTaskQueue(
                    TaskQueue.newBuilder()
                        .setName("cached")
                        .setNormalName(Contract.CONVERSATION_QUEUE)
                        .setKind(TaskQueueKind.TASK_QUEUE_KIND_STICKY))
                .build());

    assertThat(state.isPolling()).isFalse();
  }

  private PollWorkflowTaskQueueResponse workflowTask() {
    return stub.pollWorkflowTaskQueue(
        PollWorkflowTaskQueueRequest.newBuilder()
            .setTaskQueue(TaskQueue.newBuilder().setName(Contract.CONVERSATION_QUEUE))
            .build());
  }

  private PollActivityTaskQueueResponse activityTask(String queue) {
    return stub.pollActivityTaskQueue(
        PollActivityTaskQueueRequest.newBuilder()
            .setTaskQueue(TaskQueue.newBuilder().setName(queue))
            .build());
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
