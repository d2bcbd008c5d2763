package dev.parley.conversation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a new session begins within a conversation: with the customer's first message after
 * it was resolved, or after a period of silence.
 */
public final class Sessions {
  /** The default period of silence that ends a session. */
  public static final Duration SILENCE = Duration.ofHours(24);

  private Sessions() {}

  /**
   * Returns true if a customer's message begins a new session.
   *
   * @param lastMessage when the last message was sent by anyone; null if there is none yet, in
   *     which case the session that began with the conversation continues
   * @param resolved when the conversation was resolved, if that happened during this session
   * @param at when the message was sent; a message older than the last known one begins nothing
   */
  public static boolean begins(
      @Nullable Instant lastMessage, @Nullable Instant resolved, Instant at, Duration silence) {
    if (resolved != null && !at.isBefore(resolved)) {
      return true;
    }
    return lastMessage != null && !at.isBefore(lastMessage.plus(silence));
  }
}
