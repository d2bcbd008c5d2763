package dev.parley.local;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Runs several tasks in parallel. */
final class Concurrently {
  private Concurrently() {}

  /** Returns when all are done, or rethrows the first failure at once. */
  static void run(List<Runnable> works) {
    // Not closed: closing would wait for the others after a failure.
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    var done = new ExecutorCompletionService<Void>(executor);
    works.forEach(work -> done.submit(work, null));
    executor.shutdown();
    try {
      for (int i = 0; i < works.size(); i++) {
        done.take().get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
