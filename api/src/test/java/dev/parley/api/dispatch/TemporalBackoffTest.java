package dev.parley.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TemporalBackoffTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
  private final TemporalBackoff respite = new TemporalBackoff(now::get);

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private static RuntimeException away() {
    return new IllegalStateException(Status.UNAVAILABLE.asRuntimeException());
  }

  @Test
  void temporalIsAskedUntilItDoesNotAnswer() {
    assertThat(respite.isOver()).isTrue();
    respite.failed(away());
    assertThat(respite.isOver()).isFalse();
    pass(Duration.ofMillis(250));
    assertThat(respite.isOver()).isTrue();
  }

  @Test
  void eachFailureInARowDoublesTheTimeUpToEightSeconds() {
    for (var millis : new int[] {250, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000}) {
      respite.failed(away());
      pass(Duration.ofMillis(millis - 1));
      assertThat(respite.isOver()).as("%d", millis).isFalse();
      pass(Duration.ofMillis(1));
      assertThat(respite.isOver()).as("%d", millis).isTrue();
    }
  }

  @Test
  void thoseThatFailTogetherCountOnce() {
    for (int i = 0; i < 32; i++) {
      respite.failed(away());
    }
    pass(Duration.ofMillis(250));
    assertThat(respite.isOver()).isTrue();
  }

  @Test
  void anAnswerEndsIt() {
    respite.failed(away());
    respite.answered();
    assertThat(respite.isOver()).isTrue();
    respite.failed(away());
    pass(Duration.ofMillis(250));
    assertThat(respite.isOver()).isTrue();
  }

  @Test
  void anExecutionThatCannotBeStartedHoldsUpNoOthers() {
    respite.failed(new IllegalStateException("its graph is not in the store"));
    respite.failed(Status.INVALID_ARGUMENT.asRuntimeException());
    assertThat(respite.isOver()).isTrue();
  }
}
