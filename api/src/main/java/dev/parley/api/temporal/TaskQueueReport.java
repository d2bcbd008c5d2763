package dev.parley.api.temporal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A task queue as Temporal sees it now.
 *
 * @param type of the work: workflow or activity
 * @param backlog tasks that wait for a worker; approximate
 * @param oldestSeconds how long the oldest of them has been waiting; 0 if none waits
 * @param addedPerSecond over about the last half minute
 * @param donePerSecond over about the last half minute
 */
public record TaskQueueReport(
    String name,
    @Schema(allowableValues = {"workflow", "activity"}) String type,
    long backlog,
    long oldestSeconds,
    double addedPerSecond,
    double donePerSecond,
    List<Worker> workers) {
  /**
   * A worker that polls the queue.
   *
   * @param identity its process and host
   * @param build the build of its code; empty if it does not say
   */
  @Schema(name = "TaskQueueWorker")
  public record Worker(String identity, String build, OffsetDateTime lastPoll) {}
}
