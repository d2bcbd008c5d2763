package dev.parley.benchmark;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Several workers on one queue; a failure of one fails the measurement. */
final class ConcurrentClients {
  private ConcurrentClients() {}

  static <T> void workOff(Collection<T> pile, int people, Consumer<T> work) {
    var left = new ConcurrentLinkedQueue<>(pile);
    try (var threads = Executors.newFixedThreadPool(people)) {
      IntStream.range(0, people)
          .<Future<?>>mapToObj(_ ->
              threads.submit(() -> {
                for (var one = left.poll(); one != null; one = left.poll()) {
                  work.accept(one);
                }
              }))
          .toList()
          .forEach(ConcurrentClients::join);
    }
  }

  private static void join(Future<?> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
