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
 * Processes messages on a few dedicated threads, so that a step can give up on a text that takes
 * too long and other steps keep their threads. Abandoned work is interrupted; until it ends, it
 * occupies one of these threads and no other.
 */
public final class BoundedReading implements AutoCloseable {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final ThreadPoolExecutor threads;
  private final Duration patience;

  /**
   * Creates the pool without starting threads.
   *
   * @param most maximum number of texts processed at once
   * @param waiting maximum queue length; beyond that, the step is retried
   * @param patience for one text, including its time in the queue
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
   * Returns the result.
   *
   * @throws StepFailure retryable, if the queue is full or processing takes too long
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
      throw busy("too many messages are waiting");
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

  /** Returns the length of the queue. */
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
