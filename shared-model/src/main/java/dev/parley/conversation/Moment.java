package dev.parley.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which something happened to a conversation.
 *
 * @param isTold its sender said when; otherwise it happened when it took the conversation's lock,
 *     and is later than everything that took the lock before, whatever the clocks say
 */
public record Moment(Instant at, boolean isTold) {
  public Moment {
    // As the store keeps it, so that an event is not older than itself.
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /** The present, for what happens here. */
  public static Moment now() {
    return new Moment(Instant.now(), false);
  }

  /** The time that was told or, without one, the present. Ask for it under the lock. */
  public static Moment of(@Nullable Instant told) {
    return told == null ? now() : new Moment(told, true);
  }

  /** Microseconds since 1970. */
  public long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
