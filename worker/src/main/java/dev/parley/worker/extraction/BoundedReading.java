package dev.parley.worker.extraction;

import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Reads messages on a few threads of its own, so that a step can give up on a text that takes too
 * long and other steps keep their threads. What was given up on is interrupted; until it ends, it
 * holds one of these threads and no other.
 */
public final class BoundedReading implements AutoCloseable {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final ThreadPoolExecutor threads;
  private final Duration patience;

  /**
   * Starts no thread yet.
   *
   * @param most how many texts are read at once
   * @param waiting how many more may wait; beyond that a step is told to try again
   * @param patience for one reading, with its time in the queue
   */
  public BoundedReading(int most, int waiting, Duration patience) {
    this.patience = patience;
    threads =
        new ThreadPoolExecutor(
            most,
            most,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().daemon().name("extraction-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Returns what is read.
   *
   * @throws StepFailure that is retried, when too many wait or the reading takes too long
   */
  public <T> T read(Supplier<T> reading) {
    try {
      var future = threads.submit(reading::get);
      try {
        return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        future.cancel(true);
      }
    } catch (RejectedExecutionException e) {
      throw busy("too many messages wait to be read");
    } catch (TimeoutException e) {
      throw busy("reading took too long");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy("reading was interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  /** How many readings wait for a thread. */
  int waiting() {
    return threads.getQueue().size();
  }

  private static StepFailure busy(String summary) {
    return new StepFailure(
        FailureType.PEER_UNAVAILABLE,
        summary,
        "The built-in extraction is busy, so this step is tried again.",
        RETRY);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
