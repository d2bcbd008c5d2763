package dev.parley.worker.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Instant FIRST = Instant.parse("2026-11-30T09:00:00Z");
  private final StepFailure away =
      new StepFailure(FailureType.PEER_UNAVAILABLE, "answered 503", "It is away.");

  @Test
  void delaysGrowToAnHourAndEndAfterADay() {
    var delays = new ArrayList<Duration>();
    var now = FIRST;
    for (int number = 1; ; number++) {
      var next = Backoff.next(number, FIRST, away, now);
      if (next.isEmpty()) {
        break;
      }
      delays.add(next.get());
      now = now.plus(next.get());
    }
    assertThat(delays.stream().limit(7).map(Duration::toSeconds))
        .containsExactly(5L, 15L, 45L, 135L, 405L, 1_215L, 3_600L);
    assertThat(delays).isSorted();
    assertThat(Duration.between(FIRST, now)).isBetween(Duration.ofHours(23), Duration.ofHours(24));
  }

  @Test
  void aReceiverIsLeftAloneForAsLongAsItAsks() {
    var patient =
        new StepFailure(
            FailureType.PEER_UNAVAILABLE, "answered 429", "Too many.", Duration.ofMinutes(20));
    assertThat(Backoff.next(1, FIRST, patient, FIRST)).contains(Duration.ofMinutes(20));
  }

  @Test
  void aSubscriptionIsDisabledAfterThreeDaysWithoutSuccess() {
    assertThat(Backoff.disables(503, away, Optional.of(FIRST), FIRST.plus(Duration.ofDays(2))))
        .isEmpty();
    assertThat(Backoff.disables(503, away, Optional.of(FIRST), FIRST.plus(Duration.ofDays(4))))
        .hasValueSatisfying(reason -> assertThat(reason).contains("It is away."));
    assertThat(Backoff.disables(503, away, Optional.empty(), FIRST)).isEmpty();
  }

  @Test
  void aReceiverThatSaysThatItIsGoneIsBelieved() {
    assertThat(Backoff.disables(410, away, Optional.of(FIRST), FIRST)).isPresent();
  }
}
