package dev.parley.conversation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which something happened to a conversation.
 *
 * @param isTold true if the sender supplied the time; otherwise it is the time at which the
 *     conversation's lock was taken, later than that of every earlier holder, whatever the clocks
 *     say
 */
public record Moment(Instant at, boolean isTold) {
  public Moment {
    // Truncated to the store's precision, so that an event is never older than itself.
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns the current time, for changes made in Parley. */
  public static Moment now() {
    return new Moment(Instant.now(), false);
  }

  /**
   * Returns the supplied time, or the current time if there is none. Call it while holding the
   * lock.
   */
  public static Moment of(@Nullable Instant told) {
    return told == null ? now() : new Moment(told, true);
  }

  /** Returns microseconds since 1970. */
  public long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}
