package dev.parley.worker;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import io.temporal.api.enums.v1.TaskQueueKind;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Monitors the worker's polls and keeps them going during an outage of Temporal.
 *
 * <p>The SDK doubles its pause after every failed poll, up to a minute, and counts all pollers of a
 * queue together: after an outage it would pause for about as long again. So a poll that fails
 * because of an outage is answered here, after a second or two, with an empty response.
 */
final class Polling implements ClientInterceptor, AutoCloseable {
  private static final Set<String> POLLS = Set.of("PollWorkflowTaskQueue", "PollActivityTaskQueue");
  private static final Set<Status.Code> OUTAGES =
      Set.of(
          Status.Code.UNAVAILABLE,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.INTERNAL,
          Status.Code.UNKNOWN);
  private static final long SHORTEST_MILLIS = 1_000;
  private static final long LONGEST_MILLIS = 2_000;

  /** Temporal refuses at once, so a poll that stays open this long was accepted. */
  private static final long TAKEN_MILLIS = 500;

  private final PollState state;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("polling").factory());

  Polling(PollState state) {
    this.state = state;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    var call = next.newCall(method, options);
    return POLLS.contains(String.valueOf(method.getBareMethodName()))
            && method.getResponseMarshaller() instanceof PrototypeMarshaller<A> answers
        ? new PollCall<>(call, answers, options.getExecutor())
        : call;
  }

  @Override
  public void close() {
    later.shutdownNow();
  }

  private final class PollCall<Q, A> extends SimpleForwardingClientCall<Q, A> {
    private final PrototypeMarshaller<A> answers;

    /** Runs the caller's callbacks; some callers wait for something that runs there. */
    private final Executor callbacks;

    private PollState.@Nullable Key key;
    private @Nullable Status ended;

    PollCall(ClientCall<Q, A> call, PrototypeMarshaller<A> answers, @Nullable Executor callbacks) {
      super(call);
      this.answers = answers;
      this.callbacks = callbacks == null ? later : callbacks;
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<A>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              ended(status);
              var nothing = answers.getMessagePrototype();
              if (!OUTAGES.contains(status.getCode()) || nothing == null || later.isShutdown()) {
                super.onClose(status, trailers);
                return;
              }
              var pause = ThreadLocalRandom.current().nextLong(SHORTEST_MILLIS, LONGEST_MILLIS);
              var _ =
                  later.schedule(
                      () ->
                          callbacks.execute(() -> {
                            delegate().onMessage(nothing);
                            delegate().onClose(Status.OK, new Metadata());
                          }),
                      pause,
                      TimeUnit.MILLISECONDS);
            }
          },
          headers);
    }

    @Override
    public void sendMessage(Q message) {
      began(key(message));
      super.sendMessage(message);
    }

    private synchronized void began(PollState.@Nullable Key polled) {
      key = polled;
      if (ended != null) {
        tell(ended);
      } else if (!later.isShutdown()) {
        var _ = later.schedule(this::taken, TAKEN_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    private synchronized void taken() {
      if (ended == null && key != null) {
        state.taken(key);
      }
    }

    /** May be called before the request is written, since the two happen on different threads. */
    private synchronized void ended(Status status) {
      ended = status;
      tell(status);
    }

    private void tell(Status status) {
      if (key == null || status.getCode() == Status.Code.CANCELLED) {
        return;
      }
      if (status.isOk()) {
        state.taken(key);
      } else {
        state.refused(key, status);
      }
    }
  }

  /** Returns the queue of a poll; null for a worker's sticky queue. */
  private static PollState.@Nullable Key key(Object request) {
    return switch (request) {
      case PollWorkflowTaskQueueRequest poll when isShared(poll.getTaskQueue()) ->
          new PollState.Key("workflow", poll.getTaskQueue().getName());
      case PollActivityTaskQueueRequest poll ->
          new PollState.Key("activity", poll.getTaskQueue().getName());
      default -> null;
    };
  }

  private static boolean isShared(TaskQueue queue) {
    return queue.getKind() != TaskQueueKind.TASK_QUEUE_KIND_STICKY;
  }
}
