package dev.parley.worker.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.execution.StepFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class BoundedReadingTest {
  @Test
  void aReadingThatTakesTooLongIsGivenUpAndInterrupted() throws Exception {
    var interrupted = new CountDownLatch(1);
    try (var reading = new BoundedReading(1, 1, Duration.ofMillis(200))) {
      assertThatThrownBy(() -> reading.read(() -> stuck(interrupted)))
          .isInstanceOfSatisfying(
              StepFailure.class, failure -> assertThat(failure.type().retried()).isTrue());
      interrupted.await();
      assertThat(reading.read(() -> "read")).isEqualTo("read");
    }
  }

  @Test
  void noMoreWaitThanTheQueueHolds() throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    try (var others = Executors.newVirtualThreadPerTaskExecutor();
        var reading = new BoundedReading(1, 1, Duration.ofMinutes(1))) {
      var first = others.submit(() -> reading.read(() -> waits(begun, end)));
      begun.await();
      var second = others.submit(() -> reading.read(() -> "second"));
      while (reading.waiting() == 0) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> reading.read(() -> "third"))
          .isInstanceOf(StepFailure.class)
          .hasMessageContaining("too many messages are waiting");
      end.countDown();
      assertThat(first.get()).isEqualTo("first");
      assertThat(second.get()).isEqualTo("second");
    }
  }

  @Test
  void aFailureIsThatOfTheReading() {
    try (var reading = new BoundedReading(1, 1, Duration.ofMinutes(1))) {
      assertThatThrownBy(() ->
              reading.read(() -> {
                throw new IllegalArgumentException("of the reading");
              }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("of the reading");
    }
  }

  private static String stuck(CountDownLatch interrupted) {
    try {
      Thread.sleep(Duration.ofMinutes(5));
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
    return "never";
  }

  private static String waits(CountDownLatch begun, CountDownLatch end) {
    begun.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "first";
  }
}
