package dev.parley.worker;

import dev.parley.execution.Contract;
import io.grpc.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queues being polled, for health, metrics and one log line each. */
final class PollState {
  private static final Logger LOG = LoggerFactory.getLogger(PollState.class);
  private static final List<Key> ALL =
      List.of(
          new Key("workflow", Contract.CONVERSATION_QUEUE),
          new Key("activity", Contract.CONVERSATION_QUEUE),
          new Key("activity", Contract.INTEGRATION_QUEUE));

  private final Map<Key, Boolean> polled =
      new ConcurrentHashMap<>(
          ALL.stream().collect(Collectors.toMap(Function.identity(), _ -> false)));

  /**
   * One task type of one queue.
   *
   * @param kind {@code workflow} or {@code activity}
   */
  record Key(String kind, String queue) {}

  PollState(MeterRegistry metrics) {
    for (var key : ALL) {
      Gauge.builder("parley.worker.polling", () -> isPolled(key) ? 1 : 0)
          .description("1 while this worker polls the queue")
          .tags("queue", key.queue(), "kind", key.kind())
          .register(metrics);
    }
  }

  /** Returns true while Temporal accepts polls of every queue. */
  boolean isPolling() {
    return ALL.stream().allMatch(this::isPolled);
  }

  private boolean isPolled(Key key) {
    return polled.getOrDefault(key, false);
  }

  /** Records that Temporal holds a poll open or has answered one. */
  void taken(Key key) {
    if (Boolean.FALSE.equals(polled.replace(key, true))) {
      LOG.info("Polling {} tasks of queue {}", key.kind(), key.queue());
    }
  }

  void refused(Key key, Status status) {
    if (Boolean.TRUE.equals(polled.replace(key, false))) {
      LOG.warn(
          "Not polling {} tasks of queue {}: {}; retrying every few seconds",
          key.kind(),
          key.queue(),
          status.getCode());
    }
  }
}
