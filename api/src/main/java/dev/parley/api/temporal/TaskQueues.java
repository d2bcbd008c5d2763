package dev.parley.api.temporal;

import dev.parley.execution.Contract;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The number of workers polling each task queue, as reported by Temporal. Without workers,
 * executions are accepted and started but make no progress, and absent workers report nothing.
 */
@Component
public class TaskQueues {
  private static final Logger LOG = LoggerFactory.getLogger(TaskQueues.class);
  private static final int LOOK_EVERY_SECONDS = 5;
  private static final long GIVE_UP_MILLIS = 1_000;

  /**
   * Temporal remembers pollers for five minutes. A poll lasts up to a minute, and the next begins
   * at once.
   */
  private static final Duration LONGEST_POLL = Duration.ofSeconds(70);

  private final Temporal temporal;
  private final Map<Work, Integer> pollers = new ConcurrentHashMap<>();

  /** The types of work that workers poll for. */
  private enum Work {
    WORKFLOWS(Contract.CONVERSATION_QUEUE, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW),
    STEPS(Contract.CONVERSATION_QUEUE, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY),
    CALLS(Contract.INTEGRATION_QUEUE, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);

    private final String queue;
    private final TaskQueueType type;

    Work(String queue, TaskQueueType type) {
      this.queue = queue;
      this.type = type;
    }

    private String typeName() {
      return type == TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW ? "workflow" : "activity";
    }
  }

  TaskQueues(Temporal temporal, MeterRegistry metrics) {
    this.temporal = temporal;
    for (var work : Work.values()) {
      Gauge.builder("parley.task.queue.pollers", pollers, known -> pollers(known, work))
          .description("Workers polling a task queue; not a number while unknown")
          .tag("queue", work.queue)
          .tag("type", work.typeName())
          .register(metrics);
    }
  }

  private static double pollers(Map<Work, Integer> known, Work work) {
    var count = known.get(work);
    return count == null ? Double.NaN : count;
  }

  /** Returns true if Temporal has recently reported all of them. */
  public boolean areKnown() {
    return pollers.size() == Work.values().length;
  }

  /** Returns the task queues without a worker; empty while unknown. */
  public List<String> abandoned() {
    return Arrays.stream(Work.values())
        .filter(work -> Integer.valueOf(0).equals(pollers.get(work)))
        .map(work -> work.queue)
        .distinct()
        .toList();
  }

  @Scheduled(initialDelay = 0, fixedDelay = LOOK_EVERY_SECONDS, timeUnit = TimeUnit.SECONDS)
  void look() {
    for (var work : Work.values()) {
      try {
        pollers.put(work, count(work));
      } catch (RuntimeException e) {
        // Temporal's own health check reports the outage.
        pollers.remove(work);
        LOG.debug("The pollers of {} are not known: {}", work.queue, e.toString());
      }
    }
  }

  /** Returns all queues as they are now; empty if Temporal does not respond. */
  public Optional<List<TaskQueueReport>> report() {
    try {
      return Optional.of(Arrays.stream(Work.values()).map(this::report).toList());
    } catch (StatusRuntimeException e) {
      return Optional.empty();
    }
  }

  private TaskQueueReport report(Work work) {
    var described = describe(work, true);
    var stats = described.getStats();
    return new TaskQueueReport(
        work.queue,
        work.typeName(),
        stats.getApproximateBacklogCount(),
        stats.getApproximateBacklogAge().getSeconds(),
        stats.getTasksAddRate(),
        stats.getTasksDispatchRate(),
        polling(described).map(TaskQueues::worker).toList());
  }

  /** Workers without a deployment report their build only where Temporal used to have it. */
  @SuppressWarnings("deprecation")
  private static TaskQueueReport.Worker worker(PollerInfo poller) {
    var polled = poller.getLastAccessTime();
    var build =
        poller.hasDeploymentOptions()
            ? poller.getDeploymentOptions().getBuildId()
            : poller.getWorkerVersionCapabilities().getBuildId();
    return new TaskQueueReport.Worker(
        poller.getIdentity(),
        build,
        Instant.ofEpochSecond(polled.getSeconds()).atOffset(ZoneOffset.UTC));
  }

  private int count(Work work) {
    return (int) polling(describe(work, false)).count();
  }

  private static Stream<PollerInfo> polling(DescribeTaskQueueResponse described) {
    var since = Instant.now().minus(LONGEST_POLL).getEpochSecond();
    return described.getPollersList().stream()
        .filter(poller -> poller.getLastAccessTime().getSeconds() >= since);
  }

  private DescribeTaskQueueResponse describe(Work work, boolean withStats) {
    var asked =
        DescribeTaskQueueRequest.newBuilder()
            .setNamespace(temporal.namespace())
            .setTaskQueue(TaskQueue.newBuilder().setName(work.queue))
            .setTaskQueueType(work.type)
            .setReportStats(withStats)
            .build();
    return temporal
        .client()
        .getWorkflowServiceStubs()
        .blockingStub()
        .withDeadlineAfter(GIVE_UP_MILLIS, TimeUnit.MILLISECONDS)
        .describeTaskQueue(asked);
  }
}
