package dev.parley.conversation;

import static dev.parley.conversation.Sessions.begins;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");
  private static final Duration DAY = Duration.ofHours(24);

  @Test
  void aSilenceEndsASessionToTheSecond() {
    assertThat(begins(NINE, null, NINE.plus(DAY).minusSeconds(1), DAY)).isFalse();
    assertThat(begins(NINE, null, NINE.plus(DAY), DAY)).isTrue();
  }

  @Test
  void theSilenceIsTheOneThatWasSet() {
    var minute = Duration.ofMinutes(1);
    assertThat(begins(NINE, null, NINE.plusSeconds(59), minute)).isFalse();
    assertThat(begins(NINE, null, NINE.plusSeconds(60), minute)).isTrue();
  }

  @Test
  void resolvingEndsASessionWhateverTheSilence() {
    var resolved = NINE.plusSeconds(10);
    assertThat(begins(NINE, resolved, resolved, DAY)).isTrue();
    assertThat(begins(NINE, resolved, resolved.plusSeconds(1), DAY)).isTrue();
  }

  @Test
  void aMessageSentBeforeItWasResolvedBeginsNothing() {
    var resolved = NINE.plusSeconds(10);
    assertThat(begins(NINE, resolved, resolved.minusSeconds(1), DAY)).isFalse();
  }

  @Test
  void theFirstMessageBelongsToTheSessionThatBeganWithTheConversation() {
    assertThat(begins(null, null, NINE.plus(Duration.ofDays(30)), DAY)).isFalse();
  }

  @Test
  void aMessageThatArrivesLateBeginsNothing() {
    assertThat(begins(NINE, null, NINE.minus(Duration.ofDays(3)), DAY)).isFalse();
  }
}
